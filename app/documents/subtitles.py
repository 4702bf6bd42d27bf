"""Subtitles, SubRip and WebVTT: a cue is a unit, and of a dialogue each one's words are.

Times, numbers, settings, notes and styles stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise, takewhile

from app.document_protocol import Unit
from app.documents.lines import Line, balanced, collapsed, lines_of
from app.documents.segment import Atom, Part, PartsBuilder, Segment, Words
from app.documents.splice import Edit, Places
from app.documents.textfile import TextFile, unreadable

LINE_COLUMNS = 42  # 21 Chinese characters
_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}[,.]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_DASH = re.compile(r"[ \t]*[-‐–—－][ \t]*(?=[^\s-])")
_DIALOGUE = re.compile(rf"(?:<[^>]*>|\{{[^}}]*\}})*(?:{_DASH.pattern}|<v[ .])")
_BREAK = r"[ \t]*(?:\r\n|\r|\n)\s*"
_MARKUP = re.compile(
    rf"""
    (?P<again> </(?P<same>[a-z]+)>{_BREAK}<(?P=same)> )
  | (?P<close> </(?P<closed>[a-z]+)[ \t]*> )
  | (?P<open>  <(?P<opened>i|b|u|s|c|v|font|lang|ruby|rt)(?=[\s.>])[^>]*> )
  | (?P<other> <\d[\d:.]*> | \{{\\[^}}]*\}} )
  | (?P<break> {_BREAK} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TAGS = re.compile(r"(?:</?[a-z][^>]*>|\{\\[^}]*\}|\s)*", re.IGNORECASE)


@dataclass(frozen=True)
class _Cue:
    """What one speaker says in a cue, on so many `lines`."""

    unit: Unit
    segment: Segment
    source: str
    lines: int
    ending: str
    is_vtt: bool

    def edits(self, text: str, *, bilingual: bool) -> Iterator[Edit]:
        start, end = self.segment.start, self.segment.end
        wrapped = "\n".join(balanced(collapsed(text.strip()), self.lines, LINE_COLUMNS))
        new = self.segment.render(wrapped, self._escaped, lambda a, b: self.source[a:b])
        above = self.source[start:end] + "\n" if bilingual else ""
        yield Edit(start, end, re.sub(r"\r\n|\r|\n", self.ending, above + new))

    def _escaped(self, text: str) -> str:
        if not self.is_vtt:
            return text.replace("-->", "→")
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class SrtDocument(TextFile):
    """SubRip."""

    is_vtt = False

    def _read(self, text: str) -> Places:
        blocks = list(self._blocks(text, lines_of(text)))
        if not blocks:
            raise unreadable(self._path, "no subtitles in it")
        return Places(text, self._cues(text, blocks))

    def _blocks(self, text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
        """Return the lines of text of each cue; a blank one does not end a cue here."""
        starts = _timings(text, lines)
        for at, following in pairwise((*starts, len(lines))):
            block = list(lines[at + 1 : following])
            if following < len(lines) and block and _content(text, block[-1]).isdigit():
                block.pop()  # the next one's number
            yield [line for line in block if _content(text, line)]

    def _cues(self, text: str, blocks: Sequence[list[Line]]) -> Iterator[_Cue]:
        for number, block in enumerate(blocks, 1):
            turns = list(_turns(text, block))
            for turn, lines in enumerate(turns, 1):
                key = f"{number}.{turn}" if len(turns) > 1 else str(number)
                segment = Segment(text, self._parts(text, lines, len(turns) > 1))
                unit, ending = Unit(key, collapsed(segment.text)), lines[0].ending or "\n"
                if segment.has_words:
                    yield _Cue(unit, segment, text, len(lines), ending, self.is_vtt)

    def _parts(self, text: str, lines: Sequence[Line], is_turn: bool) -> list[Part]:
        builder = PartsBuilder()
        at, end = lines[0].start, lines[-1].end
        dash = _DASH.match(text, _visible(text, at)) if is_turn else None
        for match in _MARKUP.finditer(text, at, end):
            at = self._add_words(builder, text, at, match.start(), dash)
            if match["again"] or match["break"]:
                builder.add(Words(match.start(), match.end(), "\n"))
            elif match["open"]:
                builder.open(match["opened"].lower(), match.start(), match.end())
            elif match["close"]:
                builder.close(match["closed"].lower(), match.start(), match.end())
            else:
                builder.add(Atom(match.start(), match.end()))
            at = match.end()
        self._add_words(builder, text, at, end, dash)
        return builder.finish()

    def _add_words(
        self, builder: PartsBuilder, text: str, at: int, end: int, dash: re.Match[str] | None
    ) -> int:
        if dash and at <= dash.start() < end:
            builder.add(Atom(at, dash.end()))
            at = dash.end()
        if at < end:
            raw = text[at:end]
            builder.add(Words(at, end, unescape(raw) if self.is_vtt else raw))
        return at


class VttDocument(SrtDocument):
    """WebVTT."""

    is_vtt = True

    def _read(self, text: str) -> Places:
        if not text.startswith("WEBVTT"):
            raise unreadable(self._path, "no WEBVTT at its beginning")
        return super()._read(text)

    def _blocks(self, text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
        for at in _timings(text, lines):
            yield list(takewhile(lambda line: _content(text, line), lines[at + 1 :]))


def _timings(text: str, lines: Sequence[Line]) -> list[int]:
    return [i for i, line in enumerate(lines) if _TIMING.match(text, line.start, line.end)]


def _content(text: str, line: Line) -> str:
    return text[line.start : line.end].strip()


def _turns(text: str, block: list[Line]) -> Iterator[list[Line]]:
    """Divide a cue where another speaker begins."""
    starts = [i for i, line in enumerate(block) if _DIALOGUE.match(text, line.start, line.end)]
    for start, end in pairwise((0, *starts[1:], len(block))):
        if block[start:end]:
            yield block[start:end]


def _visible(text: str, at: int) -> int:
    """Return where the next character stands that is no markup and no space."""
    match = _TAGS.match(text, at)
    assert match
    return match.end()
