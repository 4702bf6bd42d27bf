"""The user guide: its sections, and the text as it is shown."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from app import paths
from app.ui.markdown import MarkdownView
from app.ui.theme import MONO, Theme

HEADING = re.compile(r"^(##+) (.+?) \{#([a-z0-9-]+)\}$", re.MULTILINE)
# Pixels.
COLUMN = 720  # the widest that the text gets
SIDE = 24
ABOVE = 12  # free over a heading that is shown


@dataclass(frozen=True)
class Section:
    """A heading; `name` is what links call it, the same in every language."""

    name: str
    title: str
    level: int


@dataclass(frozen=True)
class Guide:
    """The guide in one language."""

    text: str
    sections: tuple[Section, ...]


def read_guide(language: str) -> Guide:
    """Read the guide in "en" or "zh"."""
    source = paths.resource("help", f"{language}.md").read_text(encoding="utf-8")
    sections = tuple(Section(m[3], m[2], len(m[1])) for m in HEADING.finditer(source))
    return Guide(HEADING.sub(r"\1 \2", source), sections)


class GuideText(QTextBrowser):
    """Shows a guide, a section of it at the top; tells which one is read."""

    reached = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("help.text")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._theme = theme
        self._view = MarkdownView(theme.tokens, 0, "")
        self._starts: dict[str, int] = {}
        self.section = ""
        self.matches: list[QTextCursor] = []
        self.verticalScrollBar().valueChanged.connect(self._tell)
        self.anchorClicked.connect(self._follow)

    def show_guide(self, guide: Guide) -> None:
        """Show a guide from its beginning, in the colours and size of the theme."""
        self.matches = []
        self._starts = {}
        self._view = MarkdownView(self._theme.tokens, 0, self.tr("Copy"))
        self.document().setDefaultStyleSheet(self._style())
        self.setHtml(self._view.render(guide.text))
        heads = []
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 1:
                heads.append(block.position())
            block = block.next()
        names = (section.name for section in guide.sections)
        self._starts = dict(zip(names, heads, strict=True))
        self.section = ""
        self._tell()

    def show_section(self, name: str) -> None:
        """Bring a section to the top."""
        self._scroll(self._top(self._starts[name]) - ABOVE)
        self._reach(name)  # also where the end of the guide keeps it from the top

    def find_all(self, query: str) -> int:
        """Find every place where the text stands, and return how many there are."""
        self.matches = []
        found = self.document().find(query) if query else QTextCursor()
        while not found.isNull():
            self.matches.append(found)
            found = self.document().find(query, found)
        return len(self.matches)

    def tint(self, current: int) -> None:
        """Tint all places found, the present one more than the others."""
        tokens = self._theme.tokens
        tints = []
        for index, cursor in enumerate(self.matches):
            tint = QTextEdit.ExtraSelection()
            tint.cursor = cursor
            chosen = index == current
            tint.format.setBackground(QColor(tokens.accent if chosen else tokens.selection))
            tint.format.setForeground(QColor(tokens.accent_text if chosen else tokens.text))
            tints.append(tint)
        self.setExtraSelections(tints)

    def show_match(self, current: int) -> None:
        """Bring one of the places found into view."""
        self.tint(current)
        position = self.matches[current].selectionStart()
        top, bar = self._top(position), self.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + self.viewport().height() - 3 * SIDE:
            self._scroll(top - self.viewport().height() // 3)
        self._reach(
            list(self._starts)[max(0, bisect_right(list(self._starts.values()), position) - 1)]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = max(SIDE, (self.width() - COLUMN) // 2)
        self.setViewportMargins(side, 0, side, 0)
        super().resizeEvent(event)

    def _scroll(self, value: int) -> None:
        """Scroll also to what Qt has laid out, but not yet told the scroll bar of."""
        height = ceil(self.document().size().height())
        bar = self.verticalScrollBar()
        bar.setMaximum(max(0, height - self.viewport().height()))
        bar.setValue(value)

    def _top(self, position: int) -> int:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return self.cursorRect(cursor).top() + self.verticalScrollBar().value()

    def _tell(self) -> None:
        if not self._starts:
            return
        tops = [self._top(start) for start in self._starts.values()]
        at = bisect_right(tops, self.verticalScrollBar().value() + 2 * SIDE) - 1
        self._reach(list(self._starts)[max(0, at)])

    def _reach(self, name: str) -> None:
        if name != self.section:
            self.section = name
            self.reached.emit(name)

    def _follow(self, url: QUrl) -> None:
        address = url.toString()
        if address.startswith("copy:"):
            block = self._view.code_blocks[int(address.removeprefix("copy:"))]
            QGuiApplication.clipboard().setText(block)
        elif url.fragment() in self._starts:
            self.show_section(url.fragment())

    def _style(self) -> str:
        mono = ", ".join(f"'{family}'" for family in MONO)
        tokens, points = self._theme.tokens, self._theme.points
        return (
            f"pre, code {{ font-family: {mono}; font-size: {points - 1}pt; }}"
            f" code {{ background-color: {tokens.code}; }}"
            f" a {{ color: {tokens.accent}; text-decoration: none; }}"
            " p, ul, ol { margin-top: 0; margin-bottom: 10px; line-height: 150%; }"
            " li { margin-bottom: 4px; line-height: 150%; }"
            f" h1 {{ font-size: {points + 9}pt; margin-top: 20px; margin-bottom: 14px; }}"
            f" h2 {{ font-size: {points + 5}pt; margin-top: 34px; margin-bottom: 14px; }}"
            f" h3 {{ font-size: {points + 1}pt; margin-top: 20px; margin-bottom: 10px; }}"
            " table { border-style: solid; }"
        )
