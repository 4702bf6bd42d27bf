"""Markdown: inline content is replaced where it stands, all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count, pairwise

from markdown_it.token import Token

from app.document_protocol import Unit
from app.documents.frontmatter import Entry, end_of_front_matter, entries
from app.documents.lines import Line, lines_of
from app.documents.mdblock import Block, Kind, Piece
from app.documents.mdinline import Environment, markdown
from app.documents.splice import Edit, new_text, splice
from app.documents.textfile import TextFile


class MarkdownDocument(TextFile):
    """CommonMark with tables, footnotes, formulas and front matter."""

    def _read(self, text: str) -> MarkdownBody:
        return MarkdownBody(text)


class MarkdownBody:
    """A text of Markdown."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: list[tuple[Unit, Entry | Block, int]] = []
        numbers = count(1)
        for entry in entries(text):
            self._places.append((Unit(str(next(numbers)), entry.text), entry, 0))
        for block in _blocks(text):
            for at, words in block.texts.items():
                self._places.append((Unit(str(next(numbers)), words), block, at))

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(unit for unit, _, _ in self._places)

    def translated(self, texts: Mapping[str, str], language: str, *, bilingual: bool) -> str:
        """Return the text with `texts` in place of its units, the very same for none."""
        edits: list[Edit] = []
        changes: dict[Block, dict[int, str]] = {}
        for unit, place, at in self._places:
            if not (text := new_text(unit, texts)):
                continue
            if isinstance(place, Entry):
                edits.append(place.edit(text))
            else:
                changes.setdefault(place, {})[at] = text
        edits += (block.edit(texts, bilingual=bilingual) for block, texts in changes.items())
        return splice(self._text, edits)


def _blocks(text: str) -> list[Block]:
    """Find the blocks with inline content, in the order of the text."""
    parser = markdown()
    environment: Environment = {}
    tokens: list[Token] = []
    begin = end_of_front_matter(text)
    lines = [line for line in lines_of(text) if line.start >= begin]
    source = "\n".join(text[line.start : line.end] for line in lines)
    parser.block.parse(source, parser, environment, tokens)
    found: list[Block] = []
    cell_end = 0
    for before, token in pairwise(tokens):
        if token.type != "inline" or not token.map or not token.content:
            continue
        kind, here = _kind(before), lines[slice(*token.map)]
        if kind == "cell":
            pieces = _cell(text, here[0], max(cell_end, here[0].start), token.content)
            cell_end = pieces[-1].end if pieces else cell_end
        elif kind == "heading":
            pieces = _heading(text, here[0], token.content)
        else:
            pieces = _paragraph(text, here, token.content)
        if pieces:
            content = "\n".join(line.lstrip(" \t") for line in token.content.split("\n"))
            found.append(Block(kind, content, pieces, parser, environment))
    return sorted(found, key=lambda block: block.start)


def _kind(before: Token) -> Kind:
    if before.type == "heading_open":
        return "heading" if before.markup.startswith("#") else "underlined"
    return "cell" if before.type in ("th_open", "td_open") else "paragraph"


def _piece(text: str, line: Line, start: int, length: int) -> Piece:
    prefix, rest = text[line.start : start], text[start + length : line.end]
    return Piece(start, start + length, prefix, rest, line.ending)


def _paragraph(text: str, lines: Sequence[Line], content: str) -> list[Piece]:
    """Find the lines of a paragraph; none where a line is not as markdown-it has read it."""
    contents = [part.lstrip(" \t") for part in content.split("\n")]
    pieces = []
    for line, part in zip(lines, contents, strict=False):
        raw = text[line.start : line.end]
        body = raw.rstrip() if part is contents[-1] else raw
        if not body.endswith(part):
            return []
        pieces.append(_piece(text, line, line.start + len(body) - len(part), len(part)))
    return pieces if len(pieces) == len(contents) else []


def _heading(text: str, line: Line, content: str) -> list[Piece]:
    start = text.rfind(content, line.start, line.end)
    return [_piece(text, line, start, len(content))] if start >= 0 else []


def _cell(text: str, line: Line, after: int, content: str) -> list[Piece]:
    """Find a cell, which comes after the cells before it."""
    written = content.replace("|", "\\|")
    start = text.find(written, after, line.end)
    return [_piece(text, line, start, len(written))] if start >= 0 else []
