"""A piece as Markdown that reads back as what is meant.

Whether it does depends on what stands around each character: `**好。**的` is no emphasis. So it is
tried, the plainest form first, and read again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import chain, groupby
from pathlib import Path

from msgspec import structs

from app.documents.mdwriter import escaped
from app.documents.pieces.flow import Flow
from app.documents.pieces.form import joined, nested, original, spaced, text_of
from app.documents.pieces.mdreader import MarkdownReader
from app.documents.pieces.nearby import save_beside
from app.documents.pieces.occasion import Occasion
from app.documents.pieces.tags import LOOKS, TAGS
from app.piece import Block, Piece, Run

_MARKS = {"bold": "**", "italic": "*", "strike": "~~"}
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_TICKS = re.compile("`+")


@dataclass(frozen=True)
class _Way:
    """A way to write runs: how to escape text, and which emphasised text has tags."""

    escape: Callable[[str], str]
    has_tags: Callable[[str], bool]


def _wholly_escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", text)


def _never(_text: str) -> bool:
    return False


def _at_punctuation(text: str) -> bool:
    return not (text[0].isalnum() and text[-1].isalnum())


def _always(_text: str) -> bool:
    return True


_WAYS = tuple(
    _Way(escape, has_tags)
    for escape in (str, escaped, _wholly_escaped)
    for has_tags in (_never, _at_punctuation, _always)
)


def write(piece: Piece, target: Path, occasion: Occasion) -> None:
    """Write a text, and its images to a folder beside it; raises OSError."""
    piece = sayable(piece)
    images = save_beside(occasion.path, piece.images)
    about = {"title": piece.title, "lang": piece.language}
    lines = [f"{key}: {json.dumps(v, ensure_ascii=False)}\n" for key, v in about.items() if v]
    head = f"---\n{''.join(lines)}---\n\n" if lines else ""
    target.write_text(head + "\n".join(_parts(piece, images)), encoding="utf-8", newline="\n")


def sayable(piece: Piece) -> Piece:
    """Return what Markdown can say: emphasis neither begins nor ends with white space."""
    piece = spaced(original(piece))
    blocks = tuple(
        structs.replace(
            block,
            runs=_tightened(block.runs),
            rows=tuple(tuple(map(_tightened, row)) for row in block.rows),
        )
        for block in piece.blocks
    )
    return structs.replace(piece, blocks=blocks)


def _parts(piece: Piece, images: Mapping[str, str]) -> Iterator[str]:
    """Yield the parts that stand with an empty line between them."""
    for kind, group in groupby(piece.blocks, key=lambda block: block.kind):
        if kind == "item":
            yield "".join(_items(list(group)))
        elif kind == "quote":
            yield _quotes(list(group))
        else:
            yield from (_part(block, images) + "\n" for block in group)


def _part(block: Block, images: Mapping[str, str]) -> str:
    match block.kind:
        case "rule":
            return "***"
        case "code":
            return _fenced(block)
        case "image":
            return f"![{escaped(text_of(block.runs))}](<{images[block.image]}>)"
        case "table":
            return _table(block)
    return _tried(block, "#" * block.level + " " if block.kind == "heading" else "")


def _fenced(block: Block) -> str:
    text = text_of(block.runs)
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return f"{fence}{block.language}\n{text}\n{fence}"


def _items(items: list[Block]) -> Iterator[str]:
    """Yield the lines of a list; numbers count on until a higher item or one of another kind."""
    counts: list[tuple[bool, int]] = []
    widths: list[int] = []
    for item in items:
        del counts[item.level :], widths[item.level - 1 :]
        known = counts.pop() if len(counts) == item.level else (item.ordered, 0)
        number = known[1] + 1 if known[0] == item.ordered else 1
        counts.append((item.ordered, number))
        marker = f"{number}. " if item.ordered else "- "
        indent = " " * sum(widths)
        widths.append(len(marker))
        text = _tried(structs.replace(item, level=1, ordered=False), "- ").removeprefix("- ")
        yield indent + marker + text.replace("\n  ", f"\n{indent}{' ' * len(marker)}") + "\n"


def _quotes(quotes: list[Block]) -> str:
    lines: list[str] = []
    before = 0
    for quote in quotes:
        if lines:
            lines.append("> " * (min(before, quote.level) - 1) + ">")
        lines.append(_tried(quote, "> " * quote.level))
        before = quote.level
    return "\n".join(lines) + "\n"


def _table(block: Block) -> str:
    for way in _WAYS:
        rows = ["| " + " | ".join(_cell(cell, way) for cell in row) + " |" for row in block.rows]
        rule = "| " + " | ".join("---" for _ in block.rows[0]) + " |"
        source = "\n".join([rows[0], rule, *rows[1:]])
        if _reads_as(source, block):
            break
    return source


def _cell(cell: tuple[Run, ...], way: _Way) -> str:
    return _with_edges(_inline(cell, way, "<br>")).replace("|", r"\|")


def _tried(block: Block, prefix: str) -> str:
    """Write a block of runs; each line begins with `prefix`, or as much space for an item."""
    further = " " * len(prefix) if block.kind == "item" else prefix
    for way in _WAYS:
        hard = "<br>" if block.kind == "heading" else f"\\\n{further}"
        source = prefix + _with_edges(_inline(block.runs, way, hard))
        if _reads_as(source, block):
            break
    return source


def _reads_as(source: str, block: Block) -> bool:
    flow = Flow()
    MarkdownReader(flow).read(source)
    return spaced(flow.piece()).blocks == (block,)


def _inline(runs: tuple[Run, ...], way: _Way, hard: str, names: tuple[str, ...] = LOOKS) -> str:
    written = []
    for name, group in nested(runs, names):
        if not name:
            written.append(hard.join(map(way.escape, group[0].text.split("\n"))))
            continue
        text = text_of(group)
        if name == "code" and way.has_tags is not _always:
            written.append(_code(text))
            continue
        content = _inline(group, way, hard, tuple(other for other in names if other != name))
        if name == "link":
            written.append(_link(content, group[0].link))
        elif way.has_tags(text):
            written.append(f"<{TAGS[name]}>{content}</{TAGS[name]}>")
        else:
            written.append(f"{_MARKS[name]}{content}{_MARKS[name]}")
    return "".join(written)


def _link(content: str, address: str) -> str:
    if unescape(address) != address:
        address = address.replace("&", "&amp;")
    return f"[{content}](<{address}>)" if re.search("[()]", address) else f"[{content}]({address})"


def _code(text: str) -> str:
    ticks = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
    space = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _with_edges(text: str) -> str:
    """Write white space at the ends of a text such that it stays."""
    inner = text.strip()
    before, _, after = text.partition(inner) if inner else (text, "", "")
    return "".join(f"&#{ord(c)};" for c in before) + inner + "".join(f"&#{ord(c)};" for c in after)


def _tightened(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs whose emphasis does not begin or end with white space."""
    for name in _MARKS:
        groups = [tuple(g) for _, g in groupby(runs, key=lambda run: bool(getattr(run, name)))]
        runs = tuple(chain.from_iterable(_tight(group, name) for group in groups))
    return joined(runs)


def _tight(group: tuple[Run, ...], name: str) -> Iterator[Run]:
    text = text_of(group)
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    at = 0
    for run in group:
        start, end = (min(max(place - at, 0), len(run.text)) for place in (first, max(first, last)))
        at += len(run.text)
        loose = structs.replace(run, **{name: False})
        yield structs.replace(loose, text=run.text[:start])
        yield structs.replace(run, text=run.text[start:end])
        yield structs.replace(loose, text=run.text[end:])
