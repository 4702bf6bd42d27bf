"""A page from the clipboard as blocks: its structure and plain looks, nothing else."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontInfo,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextListFormat,
    QTextTable,
)

from app.piece import Block, Run
from app.tabs.write.task.authorship import Runs, merge
from app.tabs.write.task.changes import Blocks

_QUOTE_MARGIN = 40  # pixels that Qt gives a quote
_RULER = QTextFormat.Property.BlockTrailingHorizontalRulerWidth
_IMAGES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True)
class Found:
    """Blocks, and their images by name."""

    blocks: Blocks
    images: dict[str, bytes] = field(default_factory=dict)


def read(page: str) -> Found:
    """Return the blocks of a page."""
    document = _Quiet()
    document.setHtml(page)
    reader = _Reader()
    reader.frame(document.rootFrame())
    return Found(tuple(reader.blocks), reader.images)


class _Quiet(QTextDocument):
    """Loads nothing from disk or network."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        return None


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.images: dict[str, bytes] = {}
        self._waiting: list[Block] = []  # images of the paragraph that is read

    def frame(self, frame: QTextFrame) -> None:
        """Read what is in a frame, in its order."""
        at = frame.begin()
        while not at.atEnd():
            inner = at.currentFrame()
            if isinstance(inner, QTextTable):
                self._table(inner)
            elif inner is not None:
                self.frame(inner)
            else:
                self._block(at.currentBlock())
            self.blocks += self._waiting
            self._waiting.clear()
            at += 1

    def _table(self, table: QTextTable) -> None:
        if table.columns() == 1 and table.rows() == 1:  # only there for its looks
            self._cell_blocks(table)
            return
        rows = []
        for row in range(table.rows()):
            cells = []
            for column in range(table.columns()):
                at, runs = table.cellAt(row, column).begin(), list[Run]()
                while not at.atEnd():
                    if at.currentBlock().isValid():
                        runs += [Run(" ", author="pasted")] if runs else []
                        runs += self._runs(at.currentBlock(), strong=not row)
                    at += 1
                cells.append(merge(runs))
            rows.append(tuple(cells))
        self.blocks.append(Block(kind="table", rows=tuple(rows)))

    def _cell_blocks(self, table: QTextTable) -> None:
        at = table.cellAt(0, 0).begin()
        while not at.atEnd():
            if at.currentBlock().isValid():
                self._block(at.currentBlock())
            at += 1

    def _block(self, block: QTextBlock) -> None:
        form = block.blockFormat()
        heading = form.headingLevel()
        runs = self._runs(block, strong=bool(heading))
        if form.hasProperty(_RULER):
            self.blocks.append(Block(kind="rule"))
        elif form.nonBreakableLines():
            self._code(runs)
        elif not runs:
            return
        elif heading:
            self.blocks.append(Block(kind="heading", level=heading, runs=runs))
        elif block.textList() is not None:
            style = block.textList().format()
            ordered = style.style().value <= QTextListFormat.Style.ListDecimal.value
            self.blocks.append(
                Block(kind="item", level=max(1, style.indent()), ordered=ordered, runs=runs)
            )
        elif form.leftMargin() >= _QUOTE_MARGIN and form.rightMargin() >= _QUOTE_MARGIN:
            level = max(1, round(form.leftMargin() / _QUOTE_MARGIN))
            self.blocks.append(Block(kind="quote", level=level, runs=runs))
        else:
            self.blocks.append(Block(runs=runs))

    def _code(self, runs: Runs) -> None:
        text = "".join(run.text for run in runs)
        last = self.blocks[-1] if self.blocks else Block()
        if last.kind == "code":
            text = "".join(run.text for run in last.runs) + "\n" + text
            self.blocks.pop()
        self.blocks.append(Block(kind="code", runs=(Run(text, author="pasted"),)))

    def _runs(self, block: QTextBlock, *, strong: bool) -> Runs:
        runs = []
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            form = fragment.charFormat()
            if form.isImageFormat():
                self._image(form.toImageFormat().name())
            else:
                font = form.font()
                runs.append(
                    Run(
                        fragment.text().replace("\u2028", "\n").replace("\xa0", " "),
                        bold=font.weight() >= QFont.Weight.DemiBold and not strong,
                        italic=font.italic(),
                        strike=font.strikeOut(),
                        code=_is_fixed(form),
                        link=form.anchorHref(),
                        author="pasted",
                    )
                )
            at += 1
        return _trimmed(merge(runs))

    def _image(self, source: str) -> None:
        """Keep an image that is in the page itself."""
        head, _, body = source.partition(";base64,")
        ending = _IMAGES.get(head.removeprefix("data:"))
        if not ending or not head.startswith("data:"):
            return
        try:
            data = base64.b64decode(body, validate=True)
        except binascii.Error:
            return
        name = f"pasted-{len(self.images) + 1}.{ending}"
        self.images[name] = data
        self._waiting.append(Block(kind="image", image=name))


def _trimmed(runs: Runs) -> Runs:
    """Return runs without blanks only."""
    return runs if "".join(run.text for run in runs).strip() else ()


def _is_fixed(form: QTextCharFormat) -> bool:
    """Tell whether all characters are equally wide; not every such font says so of itself."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
    families = form.fontFamilies() or []
    return (
        form.fontFixedPitch()
        or not set(fixed).isdisjoint(families)
        or QFontInfo(form.font()).fixedPitch()
    )
