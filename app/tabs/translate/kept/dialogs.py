"""Small dialogs for changing a term or an entry of the memory."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.services.translation.entries import Entry
from app.services.translation.text import tags_of
from app.tabs.translate.kept import words
from app.tabs.translate.kept.field import LineField
from app.tabs.translate.task.terms import Term

Problem = str  # in words; "" when there is none
WIDTH = 420
TEXT_HEIGHT = 96


class _Dialog(QDialog):
    """A form with Save and Cancel, and room to say why it cannot be saved."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 18)
        self.body.setSpacing(10)
        self._problem = QLabel(wordWrap=True)
        self._problem.setObjectName(f"{name}.problem")
        self._problem.setProperty("tone", "bad")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.hide()
        buttons = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(buttons.Save | buttons.Cancel)
        self.save = self._buttons.button(buttons.Save)
        self.save.setObjectName(f"{name}.save")
        self.save.setProperty("kind", "primary")
        self._buttons.button(buttons.Cancel).setObjectName(f"{name}.cancel")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def finish_layout(self) -> None:
        """Put the problem and the buttons under what is there."""
        self.body.addWidget(self._problem)
        self.body.addSpacing(4)
        self.body.addWidget(self._buttons)

    def settle(self, problem: Problem) -> None:
        """Close when all went well, or else say what did not."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if not problem:
            super().accept()


class TermDialog(_Dialog):
    """Changes a term; `save` takes the new one and returns what speaks against it."""

    def __init__(self, term: Term, save: Callable[[Term], Problem], parent: QWidget) -> None:
        super().__init__("translate.term", parent)
        self.setWindowTitle(self.tr("Change the term"))
        self._save_term = save
        self.source = LineField("translate.term.source", term.source)
        self.target = LineField("translate.term.target", term.target)
        self.note = LineField("translate.term.note", term.note)
        self.keep = QCheckBox(self.tr("Do not translate"))
        self.keep.setChecked(term.keep)
        self.keep.setObjectName("translate.term.keep")
        self.case = QCheckBox(self.tr("Upper and lower case must match"))
        self.case.setChecked(term.case_sensitive)
        self.case.setObjectName("translate.term.case")
        form = QFormLayout()
        form.setSpacing(10)
        for label, field in (
            (self.tr("Term"), self.source),
            (self.tr("Translation"), self.target),
            ("", self.keep),
            ("", self.case),
            (self.tr("Note"), self.note),
        ):
            form.addRow(label, field)
        self.body.addLayout(form)
        self.finish_layout()
        for field in (self.source, self.target):
            field.textChanged.connect(self._on_changed)
        self.keep.toggled.connect(self._on_changed)
        self._on_changed()

    @property
    def term(self) -> Term:
        """Return the term as it stands in the form."""
        return Term(
            self.source.text(),
            self.target.text(),
            self.case.isChecked(),
            self.keep.isChecked(),
            self.note.text(),
        )

    def accept(self) -> None:
        self.settle(self._save_term(self.term))

    def _on_changed(self) -> None:
        self.target.setEnabled(not self.keep.isChecked())
        complete = self.target.text().strip() or self.keep.isChecked()
        self.save.setEnabled(bool(self.source.text().strip() and complete))


class EntryDialog(_Dialog):
    """Changes the texts of an entry; `save` takes them and returns what speaks against it."""

    def __init__(self, entry: Entry, save: Callable[[str, str], Problem], parent: QWidget) -> None:
        super().__init__("translate.entry", parent)
        self.setWindowTitle(self.tr("Change the translation"))
        self._save_texts = save
        self.texts = [QPlainTextEdit(entry.source), QPlainTextEdit(entry.target)]
        for text, name, code in zip(self.texts, ("source", "target"), entry.pair, strict=True):
            text.setObjectName(f"translate.entry.{name}")
            text.setFixedHeight(TEXT_HEIGHT)
            text.setTabChangesFocus(True)
            label = QLabel(words.language(code))
            label.setProperty("kind", "small")
            label.setBuddy(text)
            text.setAccessibleName(label.text())
            text.textChanged.connect(self._on_changed)
            self.body.addWidget(label)
            self.body.addWidget(text)
        if tags_of(entry.source) or tags_of(entry.target):
            hint = QLabel(self.tr("Marks such as ⟦1⟧ stand for formatting."), wordWrap=True)
            hint.setProperty("kind", "small")
            self.body.addWidget(hint)
        self.finish_layout()

    def accept(self) -> None:
        source, target = (text.toPlainText() for text in self.texts)
        self.settle(self._save_texts(source, target))

    def _on_changed(self) -> None:
        self.save.setEnabled(all(text.toPlainText().strip() for text in self.texts))
