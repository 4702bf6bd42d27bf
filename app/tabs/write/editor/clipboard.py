"""What goes to the clipboard and comes from it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from app.piece import Block, Run
from app.tabs.write.editor.htmlreader import Found, read
from app.tabs.write.editor.proposal import TEXT
from app.tabs.write.task.changes import Blocks

OWN = "application/x-inkstone-piece"


class _Copied(msgspec.Struct):
    """What is copied within the app: with its authors, and its images."""

    blocks: Blocks
    images: dict[str, bytes]


def put(blocks: Blocks, images: dict[str, bytes]) -> QMimeData:
    """Return blocks as they are, as a page, and as plain text."""
    data = QMimeData()
    used = {block.image: images[block.image] for block in blocks if block.image in images}
    data.setData(OWN, QByteArray(msgspec.json.encode(_Copied(blocks, used))))
    data.setText("\n".join(_plain(block) for block in blocks))
    data.setHtml("".join(_page(blocks)))
    return data


def take(data: QMimeData) -> Found:
    """Return what is on the clipboard as blocks; nothing of a kind that cannot be pasted."""
    if data.hasFormat(OWN):
        try:
            copied = msgspec.json.decode(data.data(OWN).data(), type=_Copied)
        except msgspec.DecodeError:
            return Found(text_blocks(data.text()))
        return Found(copied.blocks, copied.images)
    if data.hasImage() and not data.hasHtml():
        return _image(data.imageData())
    if data.hasHtml():
        found = read(data.html())
        if found.blocks:
            return found
    return Found(text_blocks(data.text()) if data.hasText() else ())


def can_take(data: QMimeData) -> bool:
    """Tell whether there is anything to paste."""
    return data.hasFormat(OWN) or data.hasImage() or data.hasHtml() or data.hasText()


def text_blocks(text: str) -> Blocks:
    """Return plain text as paragraphs, a line each; blank lines only keep them apart."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > 1:
        lines = [line for line in lines if line.strip()]
    runs = ((Run(line, author="pasted"),) if line else () for line in lines)
    return tuple(Block(runs=one) for one in runs)


def _image(image: object) -> Found:
    if not isinstance(image, QImage) or image.isNull():
        return Found(())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    name = "pasted.png"
    return Found((Block(kind="image", image=name),), {name: bytes(buffer.data().data())})


def _plain(block: Block) -> str:
    if block.kind == "table":
        return "\n".join("\t".join(_text(cell) for cell in row) for row in block.rows)
    return "" if block.kind not in TEXT else _text(block.runs)


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


# As a page --------------------------------------------------------------------------------------


def _page(blocks: Blocks) -> Iterator[str]:
    for is_item, group in groupby(blocks, key=lambda block: block.kind == "item"):
        if is_item:
            yield from _list(list(group))
        else:
            yield from map(_element, group)


def _list(items: list[Block]) -> Iterator[str]:
    opened: list[str] = []
    for item in items:
        while len(opened) > max(1, item.level):
            yield f"</{opened.pop()}>"
        while len(opened) < max(1, item.level):
            opened.append("ol" if item.ordered else "ul")
            yield f"<{opened[-1]}>"
        yield f"<li>{_inline(item.runs)}</li>"
    yield from (f"</{name}>" for name in reversed(opened))


def _element(block: Block) -> str:
    match block.kind:
        case "heading":
            return f"<h{block.level}>{_inline(block.runs)}</h{block.level}>"
        case "quote":
            return f"<blockquote><p>{_inline(block.runs)}</p></blockquote>"
        case "code":
            return f"<pre>{html.escape(_text(block.runs))}</pre>"
        case "rule":
            return "<hr>"
        case "table":
            rows = ("".join(f"<td>{_inline(cell)}</td>" for cell in row) for row in block.rows)
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case "image":
            return f"<p>{_inline(block.runs)}</p>"
    return f"<p>{_inline(block.runs)}</p>"


def _inline(runs: tuple[Run, ...]) -> str:
    made = ""
    for run in runs:
        text = html.escape(run.text).replace("\n", "<br>")
        for tag, wanted in (("code", run.code), ("s", run.strike), ("i", run.italic)):
            text = f"<{tag}>{text}</{tag}>" if wanted else text
        text = f"<b>{text}</b>" if run.bold else text
        made += f'<a href="{html.escape(run.link)}">{text}</a>' if run.link else text
    return made
