"""The rows of an outline: title and length, what the section says, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from app.tabs.write.library import telling
from app.tabs.write.library.rows import GAP, LEADING, Index, RowDelegate
from app.tabs.write.outline.states import SectionState, Stage
from app.tabs.write.task.outline import Path, Section
from app.ui.icons import icon
from app.ui.theme import Theme

_PIN, _PIN_GAP = 12, 4  # pixels


class SectionItem(QTreeWidgetItem):
    """A section at its place."""

    def __init__(self, path: Path, section: Section, language: str) -> None:
        super().__init__([section.title])
        self.path = path
        self.section = section
        self.language = language
        self.state: SectionState | None = None
        self.setFlags(self.flags() | Qt.ItemFlag.ItemIsEditable)
        self.setToolTip(0, "\n".join(filter(None, (section.title, section.gist))))

    def show_state(self, state: SectionState | None) -> None:
        """Keep how far the section is, and say it to those who cannot see the row."""
        self.state = state
        size = telling.length(self.section.total, self.language)
        parts = [telling.titled(self.section.title), size]
        if state:
            parts += filter(None, tell(state, self.section.total))
        self.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(parts))


class SectionDelegate(RowDelegate):
    """Draws a section on one to three lines, with a bar while it is written."""

    def __init__(self, theme: Theme, tree: QTreeWidget) -> None:
        super().__init__(theme, tree)
        self._tree = tree

    def draw(self, painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        item = self._tree.itemFromIndex(index)
        if not isinstance(item, SectionItem):
            return
        tokens, section, state = self.theme.tokens, item.section, item.state
        small = self.small(font)
        title = telling.titled(section.title), tokens.text if section.title else tokens.muted
        length = telling.number(section.total) if section.total else ""
        self._draw_pin(painter, room, font, section, length)
        gap = GAP + section.pinned * (_PIN + _PIN_GAP)
        room = self.line(painter, room, font, title, (length, tokens.muted), gap)
        if section.gist:
            gist = section.gist.splitlines()[0]
            room = self.line(painter, room, small, (gist, tokens.muted))
        if state is None:
            return
        colour = self._colour(state, section.total)
        words, figures = ((text, colour) for text in tell(state, section.total))
        room = self.line(painter, room, small, words, figures)
        if state.stage is Stage.WRITING:
            share = state.length / section.total if section.total else 0
            self.bar(painter, room, share, tokens.accent)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = self._tree.itemFromIndex(index)
        if not isinstance(item, SectionItem):
            return self.size(option.font)
        writing = item.state is not None and item.state.stage is Stage.WRITING
        small = bool(item.section.gist) + (item.state is not None)
        return self.size(option.font, small, bar=writing)

    def _draw_pin(
        self, painter: QPainter, room: QRect, font: QFont, section: Section, length: str
    ) -> None:
        if section.pinned:
            metrics = QFontMetrics(font)
            left = room.right() - metrics.horizontalAdvance(length) - _PIN - _PIN_GAP
            place = QRect(left, room.top() + (metrics.height() - _PIN) // 2 + 1, _PIN, _PIN)
            icon("ph.push-pin", self.theme.tokens.accent).paint(painter, place)

    def _colour(self, state: SectionState, target: int) -> str:
        tokens = self.theme.tokens
        if state.stage is Stage.DONE:
            return tokens.good if state.fits(target) else tokens.caution
        colours = {Stage.WRITING: tokens.accent, Stage.FAILED: tokens.bad}
        return colours.get(state.stage, tokens.faint)


class HeadingItem(QTreeWidgetItem):
    """A heading of the text, and in which block it is."""

    def __init__(self, text: str, block: int) -> None:
        super().__init__([text])
        self.block = block
        self.setToolTip(0, text)


class HeadingDelegate(RowDelegate):
    """Draws a heading on one line."""

    def draw(self, painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        tokens, text = self.theme.tokens, str(index.data())
        top = not index.parent().isValid()
        colour = tokens.text if top and text else tokens.muted
        self.line(painter, room, font, (telling.titled(text), colour))

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        size = self.size(option.font)
        return QSize(size.width(), size.height() - LEADING)


def tell(state: SectionState, target: int) -> tuple[str, str]:
    """Return how far a section is in words, and in figures."""
    if state.stage is Stage.WAITING:
        return QCoreApplication.translate("WriteOutline", "Waiting"), ""
    if state.stage is Stage.FAILED:
        return QCoreApplication.translate("WriteOutline", "Failed"), ""
    length = telling.number(state.length)
    if state.stage is Stage.WRITING:
        words = QCoreApplication.translate("WriteOutline", "Being written")
        return words, f"{length} / {telling.number(target)}"
    deviation = state.deviation(target)
    sign = "+" if deviation > 0 else "−" if deviation < 0 else "±"
    return QCoreApplication.translate("WriteOutline", "Done"), f"{length}  {sign}{abs(deviation)} %"
