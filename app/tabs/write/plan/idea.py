"""What a piece is about, of which kind, and how long it is to be."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
)

from app.services.writing.kinds import OwnKinds
from app.tabs.write.library import telling
from app.tabs.write.outline.form import length_box
from app.tabs.write.plan.kindbox import KindBox, key
from app.tabs.write.plan.template import TemplateForm
from app.tabs.write.task import counts, kinds
from app.tabs.write.task.kinds import Kind
from app.ui.icons import icon
from app.ui.notice import NoticeBar
from app.ui.theme import Theme

LINES = 5  # of notes
LONGEST = 1_000_000
MARGIN = 10  # pixels


class IdeaPage(QScrollArea):
    """Asks for a topic, notes, a kind and a length; each kind's template keeps its changes."""

    changed = Signal()

    def __init__(self, own: OwnKinds, theme: Theme, notices: NoticeBar) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._own, self._theme, self._notices = own, theme, notices
        self._changes: dict[str, Kind] = {}
        self.topic = QLineEdit()
        self.topic.setObjectName("write.plan.topic")
        self.topic.textChanged.connect(self.changed)
        self.notes = QPlainTextEdit(tabChangesFocus=True)
        self.notes.setObjectName("write.plan.notes")
        self.kinds = KindBox(own)
        self.kinds.chosen.connect(self._on_chosen)
        self.length = length_box("write.plan.length")
        self.length.setRange(1, LONGEST)
        self.length.valueChanged.connect(self._on_edited)
        self.more = QPushButton()
        self.more.setObjectName("write.plan.more")
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self.more.setProperty("kind", "thinking")
        self.more.toggled.connect(self._on_more)
        self.template = TemplateForm(own)
        self.template.hide()
        self._labels = {name: QLabel() for name in ("topic", "notes", "kind", "length")}
        self._connect()
        self._build()
        self.show_kind(kinds.of("blog", "en"))
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            "topic": self.tr("Topic"),
            "notes": self.tr("Notes"),
            "kind": self.tr("Kind"),
            "length": self.tr("Length"),
        }
        fields = (self.topic, self.notes, self.kinds, self.length)
        for (name, text), field in zip(names.items(), fields, strict=True):
            self._labels[name].setText(text)
            field.setAccessibleName(text)
        self.topic.setPlaceholderText(self.tr("e.g. why small towns need night buses"))
        self.notes.setPlaceholderText(
            self.tr("What must be in it: facts, names, thoughts, in any order")
        )
        self.more.setText(self.tr("Audience, tone, structure"))
        self._show_unit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.kinds.show_kind(self._base)
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page, and not change what it happens to be over."""
        if event.type() == QEvent.Type.Wheel and watched in (self.kinds, self.length):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def kind(self) -> Kind:
        """Return the kind with what was changed for this piece; its length is the piece's."""
        self.length.interpretText()
        return self.template.applied(structs.replace(self._base, length=self.length.value()))

    def show_kind(self, kind: Kind) -> None:
        """Choose a kind, and show it as it is for this piece."""
        self._base = self.kinds.show_kind(kind)
        with QSignalBlocker(self.length):
            self.length.setValue(kind.length)
        self.template.show_kind(self._base, kind)
        self._show_unit()
        self._on_edited()

    def show_idea(self, topic: str, notes: str, kind: Kind) -> None:
        """Begin with what is known of a piece."""
        self._changes = {}
        self.topic.setText(topic)
        self.notes.setPlainText(notes)
        self.show_kind(kind)

    # Inside -------------------------------------------------------------------------------

    def _on_chosen(self, kind: Kind) -> None:
        self.show_kind(self._changes.get(key(kind), kind))

    def _on_edited(self) -> None:
        kind = structs.replace(self._base, length=self.length.value())
        kind = self.template.applied(kind)
        self._changes.pop(key(kind), None)
        if kind != self._base:
            self._changes[key(kind)] = kind
        self.template.show_changed(kind != self._base)
        self.changed.emit()

    def _on_kinds(self) -> None:
        """Follow the person's own kinds; what was changed for this piece stays."""
        self.show_kind(self.kind())

    def _on_keep(self, name: str) -> None:
        """Keep the template as a further kind, and go on with that."""
        self._changed_kinds(lambda: self._own.put(structs.replace(self.kind(), id="", name=name)))

    def _on_save(self, name: str) -> None:
        old = self._base.name
        self._changed_kinds(lambda: self._own.put(structs.replace(self.kind(), name=name), old))

    def _changed_kinds(self, put: Callable[[], Kind]) -> None:
        with telling.complaining(self._notices):
            left = key(self._base)
            kept = put()
            self._changes.pop(left, None)
            self.show_kind(kept)

    def _on_delete(self) -> None:
        """Forget the chosen kind; the piece goes on with the usual one in its language."""
        gone, changed = self._base, self.kind()
        with telling.complaining(self._notices):
            self.show_kind(kinds.of("blog", gone.language))
            self._own.remove(gone)
            self._changes.pop(key(gone), None)

            def undo() -> None:
                self._own.put(gone)
                self.show_kind(changed)

            text = self.tr("The kind “{name}” was deleted.").format(name=telling.short(gone.name))
            telling.offer_undo(self._notices, text, undo)

    def _on_more(self, shown: bool) -> None:
        self.template.setVisible(shown)
        self._show_caret()
        if shown:
            self._column.activate()
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Bring the template into sight."""
        self.verticalScrollBar().setValue(self.more.y() - MARGIN)

    def _show_unit(self) -> None:
        unit = counts.unit(self._base.language)
        words = self.tr("words") if unit == "words" else self.tr("characters")
        self.length.setSuffix(f" {words}")

    def _show_caret(self) -> None:
        name = "ph.caret-down" if self.more.isChecked() else "ph.caret-right"
        self.more.setIcon(icon(name, self._theme.tokens.muted))

    def _connect(self) -> None:
        self.kinds.installEventFilter(self)
        self.length.installEventFilter(self)
        self._own.changed.connect(self._on_kinds)
        self._theme.changed.connect(self._show_caret)
        self.template.edited.connect(self._on_edited)
        self.template.keep_requested.connect(self._on_keep)
        self.template.save_requested.connect(self._on_save)
        self.template.delete_requested.connect(self._on_delete)
        self.template.reset_requested.connect(lambda: self.show_kind(self._base))

    def _build(self) -> None:
        for label, field in zip(
            self._labels.values(), (self.topic, self.notes, self.kinds, self.length), strict=True
        ):
            label.setProperty("kind", "small")
            label.setBuddy(field)
        self.notes.setMinimumHeight(LINES * QFontMetrics(self.notes.font()).lineSpacing() + 28)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for column, (name, field) in enumerate((("kind", self.kinds), ("length", self.length))):
            grid.addWidget(self._labels[name], 0, column)
            grid.addWidget(field, 1, column)
        page = QFrame()
        layout = self._column = QVBoxLayout(page)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(6)
        layout.addWidget(self._labels["topic"])
        layout.addWidget(self.topic)
        layout.addSpacing(8)
        layout.addWidget(self._labels["notes"])
        layout.addWidget(self.notes, 1)
        layout.addSpacing(8)
        layout.addLayout(grid)
        layout.addSpacing(10)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.template)
        self._show_caret()
        self.setWidget(page)
