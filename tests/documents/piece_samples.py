"""Pieces of writing: one with all that a piece can say, and any that there can be."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

from app.documents.pieces.form import normal
from app.documents.registry import read_piece
from app.piece import Block, Piece, Run


def png(width: int = 3, height: int = 2) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = (b"\0" + b"\x80" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    b"\xff\xc0\x00\x0b\x08\x00\x05\x00\x07\x01\x01\x11\x00\xff\xd9"
)
GIF = b"GIF89a\x04\x00\x03\x00\x00\x00\x00;"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x08\xc0\x01\x00" + bytes(8)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="12" height="8"><rect/></svg>'
IMAGES = {"a.png": png(), "b.jpg": JPEG, "c.gif": GIF, "d.webp": WEBP, "e.svg": SVG}
SIZES = {"a.png": (3, 2), "b.jpg": (7, 5), "c.gif": (4, 3), "d.webp": (9, 8), "e.svg": (12, 8)}


def _cells(*texts: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(text),) if text else () for text in texts)


FULL = Piece(
    "河边的一年：札记",
    "zh-CN",
    (
        Block("heading", (Run("第一章 "), Run("春", bold=True)), 1),
        Block(
            runs=(
                Run("　　河水在"),
                Run("慢慢地", italic=True),
                Run("涨，", bold=True, author="model", generation=7),
                Run("两岸的柳树"),
                Run("没有", strike=True),
                Run("发芽，见"),
                Run("这里", link="https://example.org/河?a=1&b=2"),
                Run("和"),
                Run("rm -r *", code=True),
                Run("。\n另起一行 <b> & ** _x_。"),
            )
        ),
        Block("quote", (Run("外层"),), 1),
        Block("quote", (Run("里层"),), 2),
        Block("quote", (Run("又是外层"),), 1),
        Block("item", (Run("苹果"),), 1),
        Block("item", (Run("红的", bold=True),), 2),
        Block("item", (Run("第一"),), 3, ordered=True),
        Block("item", (Run("第二\n第二行"),), 3, ordered=True),
        Block("item", (Run("梨"),), 1),
        Block("heading", (Run("Chapter two * 2"),), 2),
        Block("item", (Run("one"),), 1, ordered=True),
        Block("item", (Run("1. two"),), 1, ordered=True),
        Block("code", (Run("def f():\n\n    return '```'"),), language="python"),
        Block("code", (Run("<plain>  two\ttabs"),)),
        Block("rule"),
        Block("table", rows=(_cells("名字", "a|b", ""), _cells("", "x\ny", "3"))),
        Block("table", rows=(_cells("only a head"),)),
        Block("image", (Run("一张图 [1]"),), image="a.png"),
        Block("image", image="b.jpg"),
        Block("image", (Run("again"),), image="a.png"),
        Block("image", image="c.gif"),
        Block("image", image="d.webp"),
        Block("image", (Run("drawn"),), image="e.svg"),
        Block("heading", (Run("第二章"),), 1),
        Block(runs=(Run("The end."),)),
    ),
    IMAGES,
)

CHANGED = Piece(
    "Changes",
    "en",
    (
        Block(
            runs=(
                Run("It was a "),
                Run("dark", change="deleted"),
                Run("bright", bold=True, change="inserted"),
                Run(" and stormy "),
                Run("night", link="https://example.org/", change="inserted"),
                Run("day\nand more", change="deleted"),
                Run("."),
            )
        ),
        Block("item", (Run("all new", change="inserted"),), 1),
        Block("item", (Run("all old", change="deleted"),), 1),
    ),
)

_CHARACTERS = st.sampled_from("aZ09 好，。“　\u00a0é*_`~[]()<>&!#+-=|\\$^:;\"'{}.@/\t\n\U0001f600")
_TEXTS = st.text(_CHARACTERS, max_size=12)
_WORDS = st.sampled_from(("word", "two words", "你好", "1. a", "- b", "# c", "> d", "***", "```"))
_LINKS = st.sampled_from(
    (
        "",
        "",
        "",
        "https://example.org/a_(b)?c=1&amp=2",
        "../x*y.md#z",
        "mailto:a@b.c",
        "http://x/[河]",
    )
)


def _runs(changes: tuple[str, ...] = ("",)) -> st.SearchStrategy[tuple[Run, ...]]:
    run = st.builds(
        Run,
        text=st.one_of(_TEXTS, _WORDS),
        bold=st.booleans(),
        italic=st.booleans(),
        strike=st.booleans(),
        code=st.sampled_from((False, False, True)),
        link=_LINKS,
        author=st.sampled_from(("typed", "pasted", "model", "edited")),
        generation=st.integers(0, 3),
        change=st.sampled_from(changes),
    )
    return st.lists(run, max_size=4).map(tuple)


def pieces(changes: tuple[str, ...] = ("",)) -> st.SearchStrategy[Piece]:
    """Return pieces in their normal form, with changes of these kinds."""
    runs = _runs(changes)
    row = st.lists(runs, max_size=3).map(tuple)
    block = st.one_of(
        st.builds(
            Block,
            kind=st.sampled_from(("paragraph", "heading", "item", "item", "quote")),
            runs=runs,
            level=st.integers(1, 4),
            ordered=st.booleans(),
        ),
        st.builds(
            Block,
            kind=st.just("code"),
            runs=runs,
            language=st.sampled_from(("", "python", "c++", "objective-c")),
        ),
        st.builds(Block, kind=st.just("table"), rows=st.lists(row, max_size=3).map(tuple)),
        st.builds(Block, kind=st.just("image"), runs=runs, image=st.sampled_from(sorted(IMAGES))),
        st.just(Block("rule")),
    )
    whole = st.builds(
        Piece,
        title=_TEXTS,
        language=st.sampled_from(("", "en", "zh-CN", "fr", "ar")),
        blocks=st.lists(block, max_size=6).map(tuple),
        images=st.just(IMAGES),
    )
    return whole.map(normal)


def zipped(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """Write a ZIP file."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def blocks_of(path: Path) -> tuple[Block, ...]:
    """Return the blocks that are read."""
    return read_piece(path)[0].blocks


def notes_of(path: Path) -> tuple[str, ...]:
    """Return the codes of what is left out."""
    return read_piece(path)[1]


def plain(*texts: str) -> tuple[Block, ...]:
    """Return paragraphs."""
    return tuple(Block(runs=(Run(text),)) for text in texts)
