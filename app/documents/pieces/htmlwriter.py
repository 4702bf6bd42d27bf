"""A piece as a page that is HTML 5 and XML at once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from app.documents.htmltokens import escaped, quoted
from app.documents.office import Edition
from app.documents.pieces.form import original, spaced, text_of
from app.documents.pieces.occasion import Occasion
from app.documents.pieces.pictures import kind_of
from app.documents.pieces.tags import tagged
from app.piece import Block, Piece

CSS = """
body { max-width: 42em; margin: 2em auto; padding: 0 1em; line-height: 1.6; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid #999; padding: 0.3em 0.6em; text-align: start; }
blockquote { margin-inline: 1em; padding-inline-start: 1em; border-inline-start: 3px solid #999; }
pre { overflow-x: auto; padding: 0.6em; background: #f3f3f3; color: #111; }
""".strip()


def write(piece: Piece, target: Path, _occasion: Occasion) -> None:
    """Write a page with its images in it; raises OSError."""
    piece = spaced(original(piece))

    def source(name: str) -> str:
        data = piece.images[name]
        kind = kind_of(data)
        assert kind
        return f"data:{kind.media_type};base64,{b64encode(data).decode()}"

    page = f"""<!DOCTYPE html>
<html{language_attributes(piece.language)}>
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{escaped(piece.title)}</title>
<style>
{CSS}
</style>
</head>
<body>
{body(piece.blocks, source)}
</body>
</html>
"""
    target.write_bytes(page.encode())


def language_attributes(language: str, *, xml: bool = False) -> str:
    """Return the attributes of a root that tell its language and its direction."""
    if not language:
        return ""
    told = f" lang={quoted(language)}" + (f" xml:lang={quoted(language)}" if xml else "")
    return told + (' dir="rtl"' if Edition(language).is_right_to_left else "")


def body(blocks: Iterable[Block], source: Callable[[str], str]) -> str:
    """Return blocks as elements; `source` gives the address of an image."""
    return "\n".join(_elements(blocks, source))


def _elements(blocks: Iterable[Block], source: Callable[[str], str]) -> Iterator[str]:
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "item":
            yield "".join(_lists(list(group)))
        elif kind == "quote":
            yield "\n".join(_quotes(group))
        else:
            yield from (_element(block, source) for block in group)


def _element(block: Block, source: Callable[[str], str]) -> str:
    match block.kind:
        case "heading":
            return f"<h{block.level}>{tagged(block.runs)}</h{block.level}>"
        case "code":
            name = f" class={quoted('language-' + block.language)}" if block.language else ""
            return f"<pre><code{name}>{escaped(text_of(block.runs))}\n</code></pre>"
        case "rule":
            return "<hr/>"
        case "image":
            text = quoted(text_of(block.runs))
            return f"<figure><img src={quoted(source(block.image))} alt={text}/></figure>"
        case "table":
            return _table(block)
    return f"<p>{tagged(block.runs)}</p>"


def _table(block: Block) -> str:
    head, *rows = (
        "".join(f"<{tag}>{tagged(cell)}</{tag}>" for cell in row)
        for tag, row in zip(("th", *("td" for _ in block.rows[1:])), block.rows, strict=True)
    )
    written = "\n".join(f"<tr>{row}</tr>" for row in rows)
    lower = f"<tbody>\n{written}\n</tbody>\n" if rows else ""
    return f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n{lower}</table>"


def _lists(items: list[Block]) -> Iterator[str]:
    """Yield lists; items of a deeper level stand within the one before them."""
    at = 0
    while at < len(items):
        first, tag = items[at], _list_tag(items[at])
        yield f"<{tag}>\n"
        while at < len(items) and _list_tag(items[at]) == tag:
            end = at + 1
            while end < len(items) and items[end].level > first.level:
                end += 1
            yield f"<li>{tagged(items[at].runs)}"
            yield from _lists(items[at + 1 : end])
            yield "</li>\n"
            at = end
        yield f"</{tag}>\n"


def _list_tag(item: Block) -> str:
    return "ol" if item.ordered else "ul"


def _quotes(blocks: Iterable[Block]) -> Iterator[str]:
    level = 0
    for block in blocks:
        yield "<blockquote>" * (block.level - level) + "</blockquote>" * (level - block.level)
        yield f"<p>{tagged(block.runs)}</p>"
        level = block.level
    yield "</blockquote>" * level
