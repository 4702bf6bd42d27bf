"""A poem as plain text: its heading, and its lines with the points they end in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from app.tabs.poetry.task.chinese.forms import BY_NAME
from app.tabs.poetry.task.tunes import store
from app.tabs.poetry.task.verse import Judged, Poem, Sign

COMMA, STOP = "，", "。"
RHYME = "韵"
LONGEST = 64  # characters of a heading in the name of a file
_POINTED = re.compile(r"[^\w\s]\Z")
_FORBIDDEN = '\\/:*?"<>|'
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)")  # by Windows


@dataclass(frozen=True)
class Manuscript:
    """A poem with what is known of how it is set.

    `stanzas` are the numbers of the lines that begin one, `stops` of those that end a sentence;
    None where that is not known.
    """

    poem: Poem
    stanzas: Sequence[int] = ()
    stops: Collection[int] | None = None

    @property
    def heading(self) -> str:
        """Return the title; that of a tune has the name of the tune before it."""
        poem, title = self.poem, " ".join(self.poem.title.split())
        if not poem.chinese or poem.form in BY_NAME or not store.find(poem.form):
            return title
        if not title or title.startswith(poem.form):
            return title or poem.form
        return f"{poem.form}·{title}"

    @property
    def parts(self) -> tuple[range, ...]:
        """Return the numbers of the lines of each stanza."""
        count = len(self.poem.lines)
        starts = sorted({0, *(number for number in self.stanzas if 0 < number < count)})
        return tuple(map(range, starts, (*starts[1:], count)))

    @property
    def sentences(self) -> tuple[range, ...]:
        """Return the numbers of the lines of each sentence, of each line where none is known."""
        known = self.poem.chinese and (self.paired or self.stops is not None)
        count = len(self.poem.lines)
        stops = [number + 1 for number in range(count) if not known or self.ends(number)]
        return tuple(map(range, (0, *stops), stops))

    @property
    def paired(self) -> bool:
        """Tell whether two lines each make a sentence, as lines of the same length do."""
        lengths = {len(_POINTED.sub("", line)) for line in self.poem.lines}
        return len(self.poem.lines) % 2 == 0 and len(lengths) == 1

    def ends(self, number: int) -> bool:
        """Tell whether a line ends a sentence."""
        if any(number == part.stop - 1 for part in self.parts):
            return True
        if self.stops is not None:
            return number in self.stops
        return self.paired and number % 2 == 1

    def line(self, number: int) -> str:
        """Return a line with the point that it ends in; an English one is as it was written."""
        line = self.poem.lines[number]
        if not self.poem.chinese or _POINTED.search(line):
            return line
        return line + (STOP if self.ends(number) else COMMA)


def manuscript(poem: Poem, judged: Judged) -> Manuscript:
    """Return a poem with its stanzas and sentences; where lines are unlike, rhymes end them."""
    written = Manuscript(poem, judged.stanzas)
    rhyming = [number for number, line in enumerate(judged.signs) if line and _rhymes(line[-1])]
    couplets = written.paired and not any(len(part) % 2 for part in written.parts)
    return written if couplets or not rhyming else replace(written, stops=rhyming)


def _rhymes(sign: Sign) -> bool:
    return bool(sign.rhyme) or sign.wanted == RHYME


def poem_text(
    poem: Poem,
    stanzas: Sequence[int] = (),
    stops: Collection[int] | None = None,
    author: str = "",
) -> str:
    """Return a poem as a person would write it down, with a line feed at the end."""
    written = Manuscript(poem, stanzas, stops)
    head = "\n".join(filter(None, (written.heading, author.strip())))
    stanza_texts = ("\n".join(_rows(written, part)) for part in written.parts)
    return "\n\n".join(filter(None, (head, *stanza_texts))) + "\n"


def file_name(poem: Poem) -> str:
    """Return the heading, or else the first line, as the name of a file may be on any system."""
    name = Manuscript(poem).heading or poem.lines[0]
    safe = "".join(" " if c in _FORBIDDEN or not c.isprintable() else c for c in name)
    short = " ".join(safe.split())[:LONGEST].strip(" .") or "_"
    return _RESERVED.sub(r"\1_", short)


def _rows(written: Manuscript, part: range) -> Iterator[str]:
    """Yield the rows of a stanza: each a sentence, or a line where none is known."""
    for sentence in written.sentences:
        if sentence.start in part:
            yield "".join(map(written.line, sentence))
