"""The dialog in which a link is made, changed or taken off."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.piece import Block, Run
from app.tabs.write.around.asking import Asking
from app.tabs.write.editor import edits
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.task import authorship
from app.tabs.write.task.changes import Place

WIDTH = 420  # pixels
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
SCHEMES = ("http", "https", "mailto", "tel", "ftp")


def address_of(text: str) -> str:
    """Return an address with its scheme, "" for what cannot be one."""
    text = text.strip()
    scheme = _SCHEME.match(text)
    if not text or any(sign.isspace() for sign in text):
        return ""
    if scheme and not text[scheme.end() :][:1].isdigit():
        return text if scheme[1].lower() in SCHEMES and text[scheme.end() :].strip("/") else ""
    if text.startswith("#"):
        return text
    return f"mailto:{text}" if re.fullmatch(r"[^/@]+@[^/@]+", text) else f"https://{text}"


def link_around(block: Block, offset: int) -> tuple[int, int, str] | None:
    """Return from where to where the link at a place goes, and its address."""
    before, after = authorship.split(block.runs, offset)
    here = (before[-1].link if before else "") or (after[0].link if after else "")
    start = end = offset
    for run in reversed(before):
        if run.link != here:
            break
        start -= len(run.text)
    for run in after:
        if run.link != here:
            break
        end += len(run.text)
    return (start, end, here) if here else None


class LinkDialog(Asking):
    """Links what is selected, or the link at the cursor, or a text that it asks for."""

    def __init__(self, editor: RichEditor, parent: QWidget) -> None:
        super().__init__("write.link", parent)
        self._editor = editor
        self._start, self._end, found = _linked(editor)
        self.text, self.address = QLineEdit(), QLineEdit(found)
        self.text.setObjectName("write.link.text")
        self.address.setObjectName("write.link.address")
        self._labels = (QLabel(), QLabel())
        for label, field in zip(self._labels, (self.text, self.address), strict=True):
            label.setBuddy(field)
            self.column.addWidget(label)
            self.column.addWidget(field)
        new = self._start == self._end
        self._labels[0].setVisible(new)
        self.text.setVisible(new)
        self.remove = QPushButton()
        self.remove.setObjectName("write.link.remove")
        self.remove.setAutoDefault(False)
        self.remove.setVisible(bool(found))
        self.remove.clicked.connect(self._on_remove)
        self.foot.addWidget(self.remove)
        self.address.textChanged.connect(self._check)
        self.setMinimumWidth(WIDTH)
        self.done_button.setDefault(True)
        self.retranslate()
        self._check()
        self.address.selectAll()
        (self.text if new else self.address).setFocus()

    def accept(self) -> None:
        address = address_of(self.address.text())
        if not address:
            return
        if self._start == self._end:
            text = self.text.text().strip() or self.address.text().strip()
            link = Block(runs=(Run(text, link=address),))
            self._editor.replace(self._start, self._end, (link,))
        else:
            self._set(address)
        super().accept()

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(self.tr("Link"))
        self._labels[0].setText(self.tr("Text to show"))
        self._labels[1].setText(self.tr("Address"))
        self.address.setPlaceholderText("https://")
        self.remove.setText(self.tr("Take the link off"))

    def _check(self) -> None:
        self.done_button.setEnabled(bool(address_of(self.address.text())))

    def _on_remove(self) -> None:
        self._set("")
        self.reject()

    def _set(self, address: str) -> None:
        self._editor.select(self._start, self._end)
        self._editor.set_link(address)


def _linked(editor: RichEditor) -> tuple[Place, Place, str]:
    """Return from where to where is to be linked, and what address is there."""
    start, end = editor.selection_range()
    blocks = editor.piece().blocks
    found = link_around(blocks[start[0]], start[1])
    if start == end:
        if found is None:
            return start, end, ""
        return (start[0], found[0]), (start[0], found[1]), found[2]
    runs = [run for block in edits.extract(blocks, start, end) for run in block.runs]
    return start, end, next((run.link for run in runs if run.link), "")
