"""The rows of the timeline: when, or under which name, how long, and why it was kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem

from app.services.words import QT_TRANSLATE_NOOP
from app.services.writing.versions import Reason, Version
from app.tabs.write.library import telling
from app.tabs.write.library.rows import Index, RowDelegate
from app.ui.icons import icon
from app.ui.theme import Theme

_ICON, _ICON_GAP = 15, 9  # pixels
REASONS = {
    Reason.AUTOMATIC: QT_TRANSLATE_NOOP("WriteTimeline", "Kept by itself"),
    Reason.NAMED: QT_TRANSLATE_NOOP("WriteTimeline", "Kept by you"),
    Reason.RESTORED: QT_TRANSLATE_NOOP("WriteTimeline", "Brought back"),
}
ICONS = {
    Reason.AUTOMATIC: "ph.clock",
    Reason.NAMED: "ph.bookmark-simple",
    Reason.RESTORED: "ph.clock-counter-clockwise",
}


class VersionItem(QListWidgetItem):
    """A version; `origin` is the time of the one that it is a copy of."""

    def __init__(self, version: Version, language: str, origin: float | None) -> None:
        super().__init__(version.name)
        self.version = version
        self._language = language
        self._origin = origin
        self.setFlags(self.flags() | Qt.ItemFlag.ItemIsEditable)
        lines = [version.name, *self.about(), telling.when(version.created)]
        self.setData(
            Qt.ItemDataRole.AccessibleTextRole, ", ".join(dict.fromkeys(filter(None, lines)))
        )

    def title(self) -> str:
        """Return the name, or the time of one that has none."""
        return self.version.name or telling.when(self.version.created)

    def about(self) -> tuple[str, str]:
        """Return the time of one with a name, or else why it was kept; and how long it is."""
        version = self.version
        size = telling.length(version.count, self._language) if version.count else ""
        if version.reason is Reason.RESTORED and self._origin is not None:
            text = QCoreApplication.translate("WriteTimeline", "From {time}")
            return text.format(time=telling.when(self._origin)), size
        if version.name:
            return telling.when(version.created), size
        return QCoreApplication.translate("WriteTimeline", REASONS[version.reason]), size


class VersionDelegate(RowDelegate):
    """Draws a version on two lines, with a sign for why it was kept."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(theme, view)
        self._view = view

    def draw(self, painter: QPainter, room: QRect, font: QFont, index: Index) -> None:
        item = self._view.itemFromIndex(index)
        if not isinstance(item, VersionItem):
            return
        tokens, version = self.theme.tokens, item.version
        reason = Reason.NAMED if version.name else version.reason
        colour = tokens.accent if version.name else tokens.faint
        top = room.top() + (QFontMetrics(font).height() - _ICON) // 2 + 1
        icon(ICONS[reason], colour).paint(painter, QRect(room.left(), top, _ICON, _ICON))
        room = room.adjusted(_ICON + _ICON_GAP, 0, 0, 0)
        strong = QFont(font)
        strong.setBold(bool(version.name))
        room = self.line(painter, room, strong, (item.title(), tokens.text))
        about, size = ((text, tokens.muted) for text in item.about())
        self.line(painter, room, self.small(font), about, size)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self.size(option.font, 1)
