"""A note as a card that is typed into."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout

from app.services.writing.notes import KeptNote, Note, NoteKind, Owner
from app.tabs.write.notes import words
from app.tabs.write.notes.field import GrowingField
from app.ui.icons import icon, set_icon
from app.ui.theme import Theme

TAG, BUTTON = 14, 24  # pixels
BARE = "QLineEdit {{ border: none; background: transparent; padding: 0; {more} }}"


class NoteCard(QFrame):
    """Shows a note with what its kind has; one that is not kept yet has the number None."""

    edited = Signal()
    remove_requested = Signal()

    def __init__(self, kind: NoteKind, owner: Owner, folder: str, theme: Theme) -> None:
        super().__init__()
        self.kind, self.owner = kind, owner
        self.number: int | None = None
        self.is_kept = False
        self._folder = folder
        name = f"write.notes.{kind}"
        self.setObjectName(name)
        self.setProperty("kind", "composer")
        self._theme = theme
        weight = "font-weight: 600;" if kind in words.NAMED else ""
        self.line = self._field(f"{name}.name", weight)
        self.text = GrowingField(f"{name}.text")
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self.edited)
        self.keywords = self._field(f"{name}.keywords", "")
        self._tag = QLabel()
        self._tag.setContentsMargins(2, 0, 0, 0)
        self.origin = QLabel(wordWrap=True)
        self.origin.setContentsMargins(2, 0, 2, 0)
        self.origin.setObjectName(f"{name}.origin")
        self.origin.setProperty("kind", "small")
        self.remove = QToolButton()
        self.remove.setObjectName(f"{name}.remove")
        self.remove.setMinimumSize(BUTTON, BUTTON)
        self.remove.clicked.connect(self.remove_requested)
        set_icon(self.remove, "ph.x", theme, "faint")
        self._build()
        self._on_theme()
        theme.changed.connect(self._on_theme)
        self.retranslate()

    def retranslate(self) -> None:
        prompt = words.tr(words.PROMPTS[self.kind])
        is_banned = self.kind is NoteKind.BANNED
        self.line.setPlaceholderText(prompt if is_banned else self.tr("Name"))
        self.line.setAccessibleName(self.tr("Banned phrase") if is_banned else self.tr("Name"))
        self.text.setPlaceholderText(prompt)
        self.text.setAccessibleName(words.tr(words.KINDS[self.kind]))
        self.keywords.setPlaceholderText(self.tr("Keywords"))
        self.keywords.setToolTip(self.tr("Keywords, with commas between"))
        self.keywords.setAccessibleName(self.tr("Keywords, with commas between"))
        self.remove.setToolTip(self.tr("Remove this note"))
        self.remove.setAccessibleName(self.tr("Remove this note"))
        text = words.origin(self.owner, self._folder)
        self.origin.setText(text)
        self.origin.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def show_note(self, kept: KeptNote) -> None:
        """Show a note that is kept."""
        self.number, self.is_kept, note = kept.id, True, kept.note
        blocked = [QSignalBlocker(part) for part in (self.line, self.text, self.keywords)]
        self.line.setText(note.text if self.kind is NoteKind.BANNED else note.name)
        self.text.setPlainText("" if note.text == note.name else note.text)
        self.keywords.setText(", ".join(note.keywords))
        del blocked

    def note(self) -> Note | None:
        """Return what is typed, None for nothing; a name alone is its own text."""
        line, text = self.line.text().strip(), self.text.toPlainText().strip()
        if self.kind is NoteKind.BANNED:
            return Note(self.kind, line) if line else None
        keywords = words.keywords(self.keywords.text())
        text = text or line
        return Note(self.kind, text, line, keywords) if text else None

    def begin(self) -> None:
        """Put the cursor where one begins to type."""
        first = self.line if self._has_line() else self.text
        first.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("active", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        return super().eventFilter(watched, event)

    def _has_line(self) -> bool:
        return self.kind is NoteKind.BANNED or self.kind in words.NAMED

    def _on_theme(self) -> None:
        self._tag.setPixmap(icon("ph.tag", self._theme.tokens.faint).pixmap(TAG, TAG))

    def _field(self, name: str, more: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setStyleSheet(BARE.format(more=more))
        field.installEventFilter(self)
        field.textChanged.connect(self.edited)
        return field

    def _build(self) -> None:
        layout = QVBoxLayout()
        layout.setSpacing(4)
        called = QHBoxLayout()
        called.setSpacing(6)
        called.addWidget(self._tag)
        called.addWidget(self.keywords, 1)
        layout.addWidget(self.line)
        layout.addWidget(self.text)
        layout.addLayout(called)
        layout.addWidget(self.origin)
        self.line.setVisible(self._has_line())
        self.text.setVisible(self.kind is not NoteKind.BANNED)
        for part in (self._tag, self.keywords):
            part.setVisible(self.kind in words.CALLED)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 6, 8)
        row.setSpacing(4)
        row.addLayout(layout, 1)
        column = QVBoxLayout()
        column.addWidget(self.remove)
        column.addStretch(1)
        row.addLayout(column)
