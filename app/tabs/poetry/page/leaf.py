"""What a page shows, whatever it was made of: its lines, what ends them, its heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

import msgspec

from app.tabs.poetry.task.english.sounds import words_of
from app.tabs.poetry.task.text import COMMA, STOP, Manuscript, manuscript
from app.tabs.poetry.task.verse import Judged, Poem, Sign


@dataclass(frozen=True)
class Piece:
    """A character or a word as it is written; `shown` has the punctuation and space about it."""

    sign: Sign
    text: str
    shown: str


@dataclass(frozen=True)
class Leaf:
    """The lines of a poem. `ends` is what stands after each: a point, or the letter of its rhyme.

    `sentences` are the numbers of the lines that may stand in one row. `lengths` is how many
    characters each line will have, so that there is room for them; one that is not `whole` is
    being written.
    """

    chinese: bool
    lines: tuple[tuple[Piece, ...], ...]
    ends: tuple[str, ...]
    lengths: tuple[int, ...]
    sentences: tuple[range, ...]
    stanzas: tuple[int, ...] = (0,)
    title: str = ""
    form: str = ""
    whole: bool = True


def of_poem(poem: Poem, judged: Judged) -> Leaf:
    """Return a finished poem as a page shows it."""
    found = judged.signs
    signs = [
        found[number] if number < len(found) and found[number] else _signs(line, poem.chinese)
        for number, line in enumerate(poem.lines)
    ]
    lines = tuple(_pieces(*each, poem.chinese) for each in zip(signs, poem.lines, strict=True))
    written = manuscript(poem, judged)
    return Leaf(
        chinese=poem.chinese,
        lines=lines,
        ends=tuple(_end(written, number, line) for number, line in enumerate(signs)),
        lengths=tuple(map(len, lines)) or (0,),
        sentences=written.sentences or (range(1),),
        stanzas=tuple(part.start for part in written.parts),
        title=written.heading,
        form=_form(written),
    )


def growing(poem: Poem, lengths: Sequence[int]) -> Leaf:
    """Return a poem whose last lines are still to come, with room for them.

    `lengths` is how many characters each line will have, as far as that is known.
    """
    pieces = tuple(_pieces(_signs(line, poem.chinese), line, poem.chinese) for line in poem.lines)
    both = zip_longest(map(len, pieces), lengths, fillvalue=0)
    room = tuple(max(each) for each in both) or (0,)
    whole = msgspec.structs.replace(poem, lines=tuple("\u3000" * length for length in room))
    written = Manuscript(whole)
    alone = tuple(range(number, number + 1) for number in range(len(room)))
    return Leaf(
        chinese=poem.chinese,
        lines=pieces,
        ends=("",) * len(pieces),
        lengths=room,
        sentences=written.sentences if lengths and written.paired else alone,
        title=written.heading,
        form=_form(written),
        whole=False,
    )


def _form(written: Manuscript) -> str:
    """Return the name of a Chinese form, if the heading does not have it."""
    poem = written.poem
    return poem.form if poem.chinese and poem.form not in written.heading else ""


def _end(written: Manuscript, number: int, signs: Sequence[Sign]) -> str:
    if not written.poem.chinese:
        return signs[-1].rhyme if signs else ""
    return STOP if written.ends(number) else COMMA


def _signs(line: str, chinese: bool) -> tuple[Sign, ...]:
    """Return a line of which nothing was found."""
    return tuple(Sign(text) for text in (line if chinese else words_of(line)))


def _pieces(signs: Sequence[Sign], line: str, chinese: bool) -> tuple[Piece, ...]:
    if chinese:
        return tuple(Piece(sign, sign.text, sign.text) for sign in signs)
    return tuple(_written(signs, line))


def _written(signs: Sequence[Sign], line: str) -> Iterator[Piece]:
    """Yield each word with what stands about it, as it is written, if all of them are found."""
    if not signs:
        return
    plain, found, at = _plain(line), [], 0
    for sign in signs:
        start = plain.find(_plain(sign.text), at)
        if start < 0:
            yield from (Piece(each, each.text, f"{each.text} ") for each in signs)
            return
        at = start + len(sign.text)
        found.append(slice(start, at))
    bounds = (0, *(_opening(line, word.start) for word in found[1:]), len(line))
    for sign, word, bound in zip(signs, found, pairwise(bounds), strict=True):
        yield Piece(sign, line[word], line[slice(*bound)])


def _plain(text: str) -> str:
    return text.replace("\u2019", "'").replace("\u2018", "'").lower()


def _opening(line: str, start: int) -> int:
    """Return where a word begins with the quotation mark or bracket that opens it."""
    while start > 0 and line[start - 1] in "“‘\"'([":
        start -= 1
    return start
