"""The timeline of a piece: its versions, the newest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.piece import Piece
from app.services.writing.versions import Version, Versions
from app.tabs.write.library import telling
from app.tabs.write.task import counts
from app.tabs.write.timeline.rows import VersionDelegate, VersionItem
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

Present = Callable[[], Piece]  # returns the piece as it is in the editor


class Timeline(QFrame):
    """Lists versions; one is compared with the present piece, two with each other."""

    compared = Signal(object, object)  # the older and the newer Piece
    restored = Signal(object)  # the Piece that is the present one now

    def __init__(
        self,
        versions: Versions,
        present: Present,
        theme: Theme,
        notices: NoticeBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("write.timeline")
        self.setProperty("kind", "page")
        self._versions, self._present, self._notices = versions, present, notices
        self._piece: int | None = None
        self.keep = self._button("keep", "")
        self.compare = self._button("compare", "")
        self.restore = self._button("restore", "primary")
        self.list = QListWidget()
        self.list.setObjectName("write.timeline.list")
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setItemDelegate(VersionDelegate(theme, self.list))
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("write.timeline.empty")
        self._empty.setProperty("kind", "muted")
        self._connect()
        self._build()
        self.retranslate()

    # What the tab says --------------------------------------------------------------------

    def set_piece(self, number: int | None) -> None:
        """Show the versions of a piece."""
        self._piece = number
        self.list.clear()
        self.reload()

    def reload(self) -> None:
        """Show the versions as they are now; what is chosen or being typed stays so."""
        if self.list.state() == QAbstractItemView.State.EditingState:
            return  # it is done when the field in the row goes
        chosen = {version.id for version in self.chosen()}
        found = [] if self._piece is None else self._versions.timeline(self._piece)
        times = {version.id: version.created for version in found}
        language = self._present().language if found else ""
        self.list.blockSignals(True)
        self.list.clear()
        for version in found:
            item = VersionItem(version, language, times.get(version.origin or 0))
            self.list.addItem(item)
            item.setSelected(version.id in chosen)
        self.list.blockSignals(False)
        self._empty.setVisible(not found)
        self.keep.setEnabled(self._piece is not None)
        self._on_chosen()

    def chosen(self) -> list[Version]:
        """Return the chosen versions, the oldest first."""
        items = (item for item in self.list.selectedItems() if isinstance(item, VersionItem))
        versions = (item.version for item in items)
        return sorted(versions, key=lambda version: (version.created, version.id))

    # What the person does -----------------------------------------------------------------

    def keep_present(self) -> None:
        """Keep the piece as it is now and let the version be named."""
        if self._piece is None:
            return
        with telling.complaining(self._notices):
            piece = self._present()
            name = self.tr("Version {number}").format(number=telling.number(self.list.count() + 1))
            version = self._versions.name(self._piece, piece, name, counts.length(piece.text))
            self.reload()
            self._choose(version.id)
            self.rename_chosen()

    def compare_chosen(self) -> None:
        """Compare two versions, or one with the present piece."""
        versions = self.chosen()
        if len(versions) in (1, 2):
            pieces = [self._versions.piece(version.id) for version in versions]
            old, new = (*pieces, self._present())[:2]
            self.compared.emit(old, new)

    def restore_chosen(self) -> None:
        """Make the piece what it was; what it is now stays on the timeline, for an undo."""
        versions = self.chosen()
        if len(versions) != 1:
            return
        with telling.complaining(self._notices):
            present = self._present()
            self._restore(versions[0].id, present)
            text = self.tr("The piece is as it was: {time}.")
            text = text.format(time=telling.when(versions[0].created))
            telling.offer_undo(self._notices, text, lambda: self._undo_restore(present))

    def rename_chosen(self) -> None:
        """Edit the name of a version in place."""
        if len(self.chosen()) == 1:
            self.list.editItem(self.list.selectedItems()[0])

    def remove_chosen(self) -> None:
        """Remove versions and offer to undo it."""
        versions = self.chosen()
        if not versions:
            return
        with telling.complaining(self._notices):
            removed = self._versions.remove(version.id for version in versions)
            self.reload()
            text = self.tr("Versions removed: {count}").format(count=telling.number(len(removed)))
            telling.offer_undo(self._notices, text, lambda: self._undo_remove(removed))

    def menu(self) -> QMenu:
        """Return what can be done with the chosen versions."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        count = len(self.chosen())
        for text, call, most in (
            (self.compare.text(), self.compare_chosen, 2),
            (self.restore.text(), self.restore_chosen, 1),
            (self.tr("Name…"), self.rename_chosen, 1),
            (self.tr("Remove"), self.remove_chosen, count),
        ):
            menu.addAction(text, call).setEnabled(0 < count <= most)
        return menu

    # Inside -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.keep.setText(self.tr("Keep a version…"))
        self.keep.setToolTip(self.tr("Keep the piece as it is now under a name"))
        self.compare.setText(self.tr("Compare"))
        self.restore.setText(self.tr("Bring back"))
        self.list.setAccessibleName(self.tr("Versions"))
        self._empty.setText(
            self.tr("Versions are kept by themselves while you write, and by you with a name.")
        )
        self.reload()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _choose(self, number: int) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if isinstance(item, VersionItem) and item.version.id == number:
                self.list.setCurrentItem(item)

    def _restore(self, version: int, present: Piece) -> None:
        piece = self._versions.restore(version, present, counts.length(present.text))
        self.reload()
        self.restored.emit(piece)

    def _undo_restore(self, before: Piece) -> None:
        """Bring back what was there before, which is the version before the one brought back."""
        assert self._piece is not None
        found = self._versions.timeline(self._piece)
        same = (version for version in found if self._versions.piece(version.id) == before)
        version = next(same, None)
        if version is not None:
            self._restore(version.id, self._present())

    def _undo_remove(self, versions: tuple[int, ...]) -> None:
        self._versions.undo_remove(versions)
        self.reload()

    def _on_chosen(self) -> None:
        count = len(self.chosen())
        self.compare.setEnabled(count in (1, 2))
        self.compare.setToolTip(
            self.tr("Compare the two versions")
            if count == 2
            else self.tr("Compare the version with the piece as it is now")
        )
        self.restore.setEnabled(count == 1)

    def _on_renamed(self, item: QListWidgetItem) -> None:
        if isinstance(item, VersionItem) and item.text().strip() != item.version.name:
            with telling.complaining(self._notices):
                self._versions.rename(item.version.id, item.text().strip())
        self._reload_later()

    def _reload_later(self) -> None:
        QTimer.singleShot(0, self, self.reload)  # a row is in use until its field has gone

    def _on_menu(self, at: QPoint) -> None:
        if self.list.itemAt(at):
            self.menu().popup(self.list.viewport().mapToGlobal(at))

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"write.timeline.{name}")
        button.setProperty("kind", kind)
        return button

    def _connect(self) -> None:
        self.keep.clicked.connect(self.keep_present)
        self.compare.clicked.connect(self.compare_chosen)
        self.restore.clicked.connect(self.restore_chosen)
        self.list.itemSelectionChanged.connect(self._on_chosen)
        self.list.itemChanged.connect(self._on_renamed)
        self.list.itemDelegate().closeEditor.connect(self._reload_later)
        self.list.itemDoubleClicked.connect(self.compare_chosen)
        self.list.customContextMenuRequested.connect(self._on_menu)
        for keys, call in (
            (("Return", "Enter"), self.compare_chosen),
            (("F2",), self.rename_chosen),
            (("Delete", "Backspace"), self.remove_chosen),
        ):
            action = QAction(self.list)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(call)
            self.list.addAction(action)

    def _build(self) -> None:
        over = QVBoxLayout(self.list.viewport())
        over.setContentsMargins(20, 12, 20, 60)
        over.addWidget(self._empty)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        rows = QHBoxLayout()
        rows.setContentsMargins(4, 0, 4, 0)
        rows.addWidget(self.list)
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 12, 0)
        top.addWidget(self.keep, 1)
        foot = QFrame()
        foot.setProperty("kind", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 10, 12, 12)
        row.setSpacing(8)
        row.addWidget(self.compare, 1)
        row.addWidget(self.restore, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(rows, 1)
        layout.addWidget(foot)
