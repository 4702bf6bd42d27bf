"""Plain text as a piece, and a piece as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from app.document_protocol import Note
from app.documents.encoding import NotTextError, decode
from app.documents.lines import columns, joined
from app.documents.pieces.form import cleaned, normal, original, text_of
from app.documents.pieces.occasion import Occasion
from app.documents.text import NARROWEST, WIDEST
from app.documents.textfile import unreadable
from app.piece import Block, Piece, Run

_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def read(path: Path) -> tuple[Piece, tuple[Note, ...]]:
    """Read a text: a line is a paragraph, and so are the lines that were wrapped to one width."""
    try:
        text = cleaned(decode(path.read_bytes()).text)
    except NotTextError as error:
        raise unreadable(path, "not a text") from error
    widest = max(map(columns, text.split("\n")), default=0)
    blocks = (
        Block(runs=(Run(paragraph.strip(" \t")),))
        for part in _EMPTY_LINES.split(text)
        for paragraph in _paragraphs(part.split("\n"), widest)
    )
    return normal(Piece(blocks=tuple(blocks))), ()


def write(piece: Piece, target: Path, _occasion: Occasion) -> None:
    """Write a text with an empty line between paragraphs; raises OSError."""
    blocks = original(piece).blocks
    text = ""
    numbers: dict[int, int] = {}
    for before, block in zip((Block(), *blocks), blocks, strict=False):
        is_list = before.kind == block.kind == "item"
        if not is_list:
            numbers.clear()
        text += ("\n" if is_list else "\n\n") if text else ""
        text += _written(block, numbers)
    target.write_text(text + "\n", encoding="utf-8", newline="\n")


def _paragraphs(lines: list[str], widest: int) -> Iterator[str]:
    """Join lines if all but the last are about as long as the longest of the whole text."""
    long = all(columns(line) >= 0.8 * widest for line in lines[:-1])
    if long and NARROWEST <= widest <= WIDEST and not any(map(_is_indented, lines[1:])):
        yield joined("\n".join(lines))
    else:
        yield from lines


def _is_indented(line: str) -> bool:
    return line[:1].isspace()


def _written(block: Block, numbers: dict[int, int]) -> str:
    text = text_of(block.runs)
    match block.kind:
        case "item":
            for level in [level for level in numbers if level > block.level]:
                del numbers[level]
            numbers[block.level] = numbers.get(block.level, 0) + 1 if block.ordered else 0
            marker = f"{numbers[block.level]}. " if block.ordered else "- "
            indent = "    " * (block.level - 1)
            return indent + marker + text.replace("\n", "\n" + indent + " " * len(marker))
        case "rule":
            return "* * *"
        case "image":
            return f"[{text}]"
        case "table":
            return "\n".join(
                "\t".join(text_of(cell).replace("\n", " ") for cell in row) for row in block.rows
            )
    return text
