"""A piece as an EPUB 3 book: a chapter for each heading of level 1."""

from __future__ import annotations

from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from app.documents.htmltokens import escaped, quoted
from app.documents.pieces.form import original, spaced, text_of
from app.documents.pieces.htmlwriter import CSS, body, language_attributes
from app.documents.pieces.occasion import Occasion
from app.documents.pieces.zipped import media_type, write_members
from app.piece import Block, Piece

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_UNDATED = "2000-01-01T00:00:00Z"  # a book must have a date
_CONTAINER = f"""{_HEAD}<container version="1.0" \
xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile \
full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""


def write(piece: Piece, target: Path, occasion: Occasion) -> None:
    """Write a book; raises OSError."""
    piece = spaced(original(piece))
    title = piece.title or _first_heading(piece) or occasion.path.stem
    chapters = [
        (f"chapter{number}.xhtml", _heading(blocks) or title, blocks)
        for number, blocks in enumerate(_chapters(piece), 1)
    ]
    entries = "\n".join(
        f"<li><a href={quoted(name)}>{escaped(heading)}</a></li>" for name, heading, _ in chapters
    )
    contents = f'<nav epub:type="toc">\n<ol>\n{entries}\n</ol>\n</nav>'
    write_members(
        target,
        [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER),
            ("OEBPS/content.opf", _package(piece, title, len(chapters), occasion)),
            ("OEBPS/nav.xhtml", _page(piece, title, contents)),
            ("OEBPS/style.css", CSS + "\n"),
            *(
                (f"OEBPS/{name}", _page(piece, heading, body(blocks, "images/{}".format)))
                for name, heading, blocks in chapters
            ),
            *((f"OEBPS/images/{name}", data) for name, data in piece.images.items()),
        ],
    )


def _chapters(piece: Piece) -> list[list[Block]]:
    """Divide the blocks before each heading of level 1; there is always a chapter."""
    chapters: list[list[Block]] = [[]]
    for block in piece.blocks:
        if block.kind == "heading" and block.level == 1 and chapters[-1]:
            chapters.append([])
        chapters[-1].append(block)
    return chapters


def _heading(blocks: list[Block]) -> str:
    is_named = bool(blocks) and blocks[0].kind == "heading"
    return " ".join(text_of(blocks[0].runs).split()) if is_named else ""


def _first_heading(piece: Piece) -> str:
    return next((_heading([b]) for b in piece.blocks if b.kind == "heading"), "")


def _package(piece: Piece, title: str, chapters: int, occasion: Occasion) -> str:
    identifier = uuid5(NAMESPACE_URL, f"{title}\n{piece.text}")
    numbers = range(1, chapters + 1)
    items = [
        ("nav", "nav.xhtml", 'application/xhtml+xml" properties="nav'),
        ("css", "style.css", "text/css"),
        *((f"c{n}", f"chapter{n}.xhtml", "application/xhtml+xml") for n in numbers),
        *(
            (f"i{n}", f"images/{name}", media_type(data))
            for n, (name, data) in enumerate(piece.images.items(), 1)
        ),
    ]
    manifest = "\n".join(
        f'<item id="{key}" href="{name}" media-type="{kind}"/>' for key, name, kind in items
    )
    spine = "\n".join(f'<itemref idref="c{number}"/>' for number in numbers)
    return f"""{_HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" \
unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
<dc:title>{escaped(title)}</dc:title>
<dc:language>{escaped(piece.language or "und")}</dc:language>
<meta property="dcterms:modified">{escaped(occasion.date or _UNDATED)}</meta>
</metadata>
<manifest>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
"""


def _page(piece: Piece, title: str, content: str) -> str:
    return f"""{_HEAD}<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"\
{language_attributes(piece.language, xml=True)}>
<head>
<meta charset="utf-8"/>
<title>{escaped(title)}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
{content}
</body>
</html>
"""
