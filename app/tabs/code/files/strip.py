"""The row of tabs over the editors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget

from app.tabs.code.files.buffer import Buffer
from app.tabs.code.files.titles import titles
from app.ui.icons import icon, set_icon
from app.ui.theme import Theme

WIDEST = 220  # pixels
ICON = QSize(14, 14)


class Strip(QTabBar):
    """One tab a buffer; `close_wanted` carries the buffer."""

    close_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code.files.tabs")
        self._theme = theme
        self._buttons: dict[str, _Close] = {}
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self.setStyleSheet("QTabBar::tab { padding: 7px 6px 7px 14px; }")
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Open files"))
        self.show_buffers()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @property
    def buffers(self) -> Sequence[Buffer]:
        """Return the buffers in the order of their tabs."""
        return [self.tabData(at) for at in range(self.count())]

    def add(self, buffer: Buffer, at: int) -> None:
        """Add a tab."""
        at = self.insertTab(at, buffer.name)
        self.setTabData(at, buffer)
        button = _Close(f"code.files.close.{buffer.id}", self._theme)
        button.clicked.connect(lambda: self.close_wanted.emit(buffer))
        self._buttons[buffer.id] = button
        self.setTabButton(at, QTabBar.ButtonPosition.RightSide, button)
        self.show_buffers()

    def remove(self, buffer: Buffer) -> None:
        """Take a tab away."""
        self.removeTab(self.buffers.index(buffer))
        self._buttons.pop(buffer.id).deleteLater()
        self.show_buffers()

    def show_buffers(self) -> None:
        """Name the tabs, and mark those with something unsaved."""
        buffers = self.buffers
        named = titles([buffer.path or PurePath(buffer.name) for buffer in buffers])
        for at, (buffer, name) in enumerate(zip(buffers, named, strict=True)):
            unsaved = buffer.unsaved
            words = self.tr("{name}, not saved").format(name=name) if unsaved else name
            text = name.replace("&", "&&")
            if self.tabText(at) != text:
                self.setTabText(at, text)
            self.setTabToolTip(at, _shortened(buffer.path) if buffer.path else name)
            self.setAccessibleTabName(at, words)
            button = self._buttons[buffer.id]
            button.show_unsaved(unsaved)
            button.setAccessibleName(self.tr("Close {name}").format(name=name))
            button.setToolTip(self.tr("Close"))

    def show_unsaved(self, buffer: Buffer) -> None:
        """Mark one tab anew if need be."""
        if self._buttons[buffer.id].unsaved != buffer.unsaved:
            self.show_buffers()

    def tabSizeHint(self, index: int) -> QSize:
        hint = super().tabSizeHint(index)
        return QSize(min(WIDEST, hint.width()), hint.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Scroll rather than cut names to nothing."""
        return self.tabSizeHint(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and at >= 0:
            self.close_wanted.emit(self.tabData(at))
            return
        super().mouseReleaseEvent(event)


class Head(QFrame):
    """The strip with a button for a new file, and a list of all; `chosen` carries a buffer."""

    new_wanted = Signal()
    chosen = Signal(object)

    def __init__(self, strip: Strip, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sidebar")
        self._strip = strip
        self._new = QToolButton()
        self._new.setObjectName("code.files.new")
        self._new.clicked.connect(lambda: self.new_wanted.emit())
        set_icon(self._new, "ph.plus", theme)
        self._all = QToolButton()
        self._all.setObjectName("code.files.all")
        self._all.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_icon(self._all, "ph.caret-down", theme)
        menu = QMenu(self._all)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self._all.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(4)
        layout.addWidget(strip, 1)
        layout.addWidget(self._new)
        layout.addWidget(self._all)
        self.retranslate()

    def retranslate(self) -> None:
        for button, words in (
            (self._new, self.tr("New file")),
            (self._all, self.tr("All open files")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for at, buffer in enumerate(self._strip.buffers):
            action = menu.addAction(self._strip.tabText(at), partial(self.chosen.emit, buffer))
            action.setCheckable(True)
            action.setChecked(at == self._strip.currentIndex())


class _Close(QToolButton):
    """A cross, or a dot while something is unsaved and the mouse is elsewhere."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setIconSize(ICON)
        self._theme = theme
        self.unsaved = False
        self._hovered = False
        theme.changed.connect(self._paint)
        self._paint()

    def show_unsaved(self, unsaved: bool) -> None:
        if unsaved != self.unsaved:
            self.unsaved = unsaved
            self._paint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self._paint()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self._paint()
        super().leaveEvent(event)

    def _paint(self) -> None:
        tokens = self._theme.tokens
        if self.unsaved and not self._hovered:
            self.setIcon(icon("ph.circle-fill", tokens.accent))
        else:
            self.setIcon(icon("ph.x", tokens.faint))


def _shortened(path: Path) -> str:
    """Return a path with "~" for the person's own folder."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
