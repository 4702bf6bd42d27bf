"""The form of a piece that a file can carry: readers give it, writers begin with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import structs

from app.documents.pieces.pictures import kind_of
from app.piece import Block, Piece, Run

Row = tuple[tuple[Run, ...], ...]
PLAIN = Run("")
DEEPEST = 9  # levels of items and quotes
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_NOT_IN_LINKS = re.compile(r'[\s"<>\\^`{|}\x00-\x1f]')
_UNSAFE = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_SPACES = re.compile("[ \t]+")
_LINE_EDGES = re.compile(" ?\n ?")
_IN_NAMES = re.compile(r"[\w+#.-]")  # of programming languages
_LANGUAGE = re.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_KEPT_EMPTY = ("rule", "table", "image")


def normal(piece: Piece) -> Piece:
    """Return what a file can carry of a piece.

    Runs of equal look are one, and nobody's: no file tells who wrote them. Paragraphs without
    text are left out, for they are distance, and so are images without bytes, but for their
    description. An item is at most one level deeper than the one before it. Code and
    descriptions of images have no look. Images are named by their order.
    """
    names: dict[bytes, str] = {}
    blocks: list[Block] = []
    for block in piece.blocks:
        block = _described(block, piece.images, names)
        block = _normal_block(block, blocks[-1] if blocks else Block())
        if block.kind in _KEPT_EMPTY or any(run.text.strip() for run in block.runs):
            blocks.append(block)
    images = {name: data for data, name in names.items()}
    title = " ".join(cleaned(piece.title).split())
    language = piece.language.replace("_", "-")
    language = language if _LANGUAGE.fullmatch(language) else ""
    return Piece(title, language, tuple(blocks), images)


def original(piece: Piece) -> Piece:
    """Return a piece as it would be if no change were accepted."""

    def kept(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(structs.replace(run, change="") for run in runs if run.change != "inserted")

    blocks = tuple(
        structs.replace(
            block,
            runs=kept(block.runs),
            rows=tuple(tuple(kept(cell) for cell in row) for row in block.rows),
        )
        for block in piece.blocks
    )
    return normal(structs.replace(piece, blocks=blocks))


def spaced(piece: Piece) -> Piece:
    """Return a piece with its white space as pages show it: once, and not at the ends of lines."""
    blocks = tuple(
        structs.replace(
            block,
            runs=block.runs if block.kind == "code" else collapsed(block.runs),
            rows=tuple(tuple(collapsed(cell) for cell in row) for row in block.rows),
        )
        for block in piece.blocks
    )
    return normal(structs.replace(piece, blocks=blocks))


def cleaned(text: str) -> str:
    """Return text with line feeds as its only breaks, and without what XML cannot say."""
    return _NOT_IN_XML.sub("", _BREAKS.sub("\n", text))


def safe_link(address: str) -> str:
    """Return an address as it may stand in any file, "" for one that would run as a program."""
    address = address.strip()
    if _UNSAFE.match(address):
        return ""
    return _NOT_IN_LINKS.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), address)


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs in which neighbours of equal look are one."""
    return tuple(
        structs.replace(look, text="".join(run.text for run in group))
        for look, group in groupby(
            (run for run in runs if run.text), key=lambda run: structs.replace(run, text="")
        )
    )


def text_of(runs: Iterable[Run]) -> str:
    """Return the text of runs."""
    return "".join(run.text for run in runs)


def collapsed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return runs with single spaces, and none beside a line feed or at an end."""
    forward: list[Run] = []
    last = "\n"
    for run in runs:
        text = _LINE_EDGES.sub("\n", _SPACES.sub(" ", run.text))
        if last in " \n":
            text = text.removeprefix(" ")
        last = text[-1:] or last
        forward.append(structs.replace(run, text=text))
    backward: list[Run] = []
    following = "\n"
    for run in reversed(forward):
        text = run.text.removesuffix(" ") if following == "\n" else run.text
        following = text[:1] or following
        backward.append(structs.replace(run, text=text))
    return _without_outer_breaks(joined(reversed(backward)))


def nested(runs: tuple[Run, ...], names: tuple[str, ...]) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Divide runs by what encloses most of them: (name of the look or "", runs).

    Of a group with a name the caller divides the runs again, without that name.
    """
    at = 0
    while at < len(runs):
        ends = {name: _extent(runs, at, name) for name in names if getattr(runs[at], name)}
        name = max(ends, key=lambda name: ends[name], default="")
        end = ends.get(name, at + 1)
        yield name, runs[at:end]
        at = end


def _extent(runs: tuple[Run, ...], at: int, name: str) -> int:
    """Return where what encloses a run ends."""
    value = getattr(runs[at], name)
    end = at
    while end < len(runs) and getattr(runs[end], name) == value:
        end += 1
    return end


def _described(block: Block, images: dict[str, bytes], names: dict[bytes, str]) -> Block:
    """Give an image its name; one that no format knows becomes its description."""
    if block.kind != "image":
        return block
    data = images.get(block.image, b"")
    kind = kind_of(data)
    if kind is None:
        return Block(runs=block.runs)
    name = names.setdefault(data, f"image{len(names) + 1}{kind.suffix}")
    return structs.replace(block, image=name)


def _normal_block(block: Block, before: Block) -> Block:
    match block.kind:
        case "rule":
            return Block("rule")
        case "table":
            return Block("table", rows=_rectangle(block.rows))
        case "image":
            text = " ".join(cleaned(text_of(block.runs)).split())
            return Block("image", joined([Run(text)]), image=block.image)
        case "code":
            bare = (Run(run.text, change=run.change) for run in block.runs)
            language = "".join(_IN_NAMES.findall(block.language.lower()))
            return Block("code", _normal_runs(bare), language=language)
        case "heading":
            return Block("heading", _normal_runs(block.runs), min(max(block.level, 1), 6))
        case "item":
            deepest = before.level + 1 if before.kind == "item" else 1
            level = min(max(block.level, 1), deepest, DEEPEST)
            return Block("item", _normal_runs(block.runs), level, block.ordered)
        case "quote":
            level = min(max(block.level, 1), DEEPEST)
            return Block("quote", _normal_runs(block.runs), level)
    return Block("paragraph", _normal_runs(block.runs))


def _normal_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    return joined(
        structs.replace(
            run, text=cleaned(run.text), link=safe_link(run.link), author="typed", generation=0
        )
        for run in runs
    )


def _rectangle(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return rows of equally many cells, at least one; those without text are empty."""
    width = max(map(len, rows), default=0) or 1
    return tuple(
        tuple(_normal_runs(cell) if text_of(cell).strip() else () for cell in row)
        + ((),) * (width - len(row))
        for row in rows or ((),)
    )


def _without_outer_breaks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without line feeds at their ends."""
    kept = list(runs)
    while kept and not (text := kept[0].text.lstrip("\n ")):
        kept.pop(0)
    if kept:
        kept[0] = structs.replace(kept[0], text=text)
    while kept and not (text := kept[-1].text.rstrip("\n ")):
        kept.pop()
    if kept:
        kept[-1] = structs.replace(kept[-1], text=text)
    return tuple(kept)
