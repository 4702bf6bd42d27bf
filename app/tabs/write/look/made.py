"""How a text was made: the model, its settings, the prompt; and whether it comes out again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.services.errors import describe
from app.services.writing.again import Replay, Replayer
from app.tabs.write.library import telling
from app.tabs.write.look import madewords
from app.tabs.write.task.generation import Difference, Differs, Generation
from app.ui.diff.colours import WORD, tint
from app.ui.theme import Theme

SIZE = (660, 680)  # pixels
Part = tuple[str, str]  # a text, and how it looks: "", "name", "removed" or "added"


class MadeDialog(QDialog):
    """Shows one generation, and has it written again."""

    def __init__(
        self,
        generation: Generation,
        replayer: Replayer,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("write.made")
        self.resize(*SIZE)
        self.generation = generation
        self._replayer, self._theme = replayer, theme
        self._differences: list[Difference] | None = None
        self._replay: Replay | None = None
        self._facts = QGridLayout()
        self.differs = QLabel(wordWrap=True)
        self.differs.setObjectName("write.made.differs")
        self.differs.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict = QLabel(wordWrap=True)
        self.verdict.setObjectName("write.made.verdict")
        self.verdict.setProperty("kind", "verdict")
        self.view = QTextEdit()
        self.view.setObjectName("write.made.view")
        self.view.setReadOnly(True)
        self.text = self._segment("text")
        self.prompt = self._segment("prompt")
        self.again = QPushButton()
        self.again.setObjectName("write.made.again")
        self.again.setProperty("kind", "primary")
        self.again.clicked.connect(self._on_again)
        self._close = QPushButton()
        self._close.setObjectName("write.made.close")
        self._close.clicked.connect(self.reject)
        self._build()
        theme.changed.connect(self._show)
        replayer.compared.connect(self._on_compared)
        self.retranslate()
        replayer.compare(generation)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("How this text was made"))
        self.text.setText(self.tr("Text"))
        self.prompt.setText(self.tr("What the model was given"))
        self._close.setText(self.tr("Close"))
        self._show_facts()
        self._show_differences()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def done(self, result: int) -> None:
        self._drop()
        super().done(result)

    # Writing it again ---------------------------------------------------------------------

    def _on_again(self) -> None:
        if self._replay and not self._replay.over:
            self._replay.stop()
            return
        self._drop()
        self.text.setChecked(True)
        self._replay = self._replayer.replay(self.generation, self)
        self._replay.grew.connect(self._show)
        self._replay.ended.connect(self._show)
        self._show()

    def _drop(self) -> None:
        """Let go of what is written again."""
        replay, self._replay = self._replay, None
        if replay:
            replay.stop()
            replay.deleteLater()

    def _outcome(self) -> tuple[str, str]:
        """Return what has come of writing it again, and its tone."""
        replay = self._replay
        if replay is None:
            return "", ""
        if not replay.over:
            return self.tr("Writing it again…"), ""
        if replay.code is not None:
            return describe(replay.code, replay.params), "bad"
        if replay.same and replay.was_cut:
            return self.tr("The same up to where it was stopped then."), "good"
        if replay.same:
            return self.tr("The same, character by character."), "good"
        if replay.is_unfinished:
            return self.tr("Stopped; the same so far."), ""
        text = self.tr("It differs from character {number} on.")
        return text.format(number=telling.number(replay.differs_at + 1)), "caution"

    # How it looks -------------------------------------------------------------------------

    def _on_compared(self, generation: object, differences: object) -> None:
        if generation is self.generation and isinstance(differences, list):
            self._differences = differences
            self._show_differences()
            self._show()

    def _show_differences(self) -> None:
        found = self._differences
        if found is None:
            self.differs.setText(self.tr("Comparing the model with that of then…"))
        elif not found:
            self.differs.setText(self.tr("Model, template and settings are those of then."))
        else:
            lines = [f"• {madewords.difference(one)}" for one in found]
            self.differs.setText("\n".join([self.tr("Not as it was then:"), *lines]))

    def _show(self) -> None:
        running = self._replay is not None and not self._replay.over
        missing = any(one.code is Differs.NO_MODEL for one in self._differences or ())
        self.again.setText(self.tr("Stop") if running else self.tr("Write it again"))
        self.again.setEnabled(running or not missing)
        words, tone = self._outcome()
        self.verdict.setText(words)
        self.verdict.setProperty("tone", tone)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        if self.prompt.isChecked():
            self.view.setAccessibleName(self.prompt.text())
            self._set(self._given())
        else:
            self.view.setAccessibleName(self.text.text())
            self._set(self._written())

    def _given(self) -> list[Part]:
        parts: list[Part] = []
        for turn in self.generation.turns:
            parts.append((madewords.say(madewords.ROLES[turn.role]) + "\n", "name"))
            parts.append((turn.text.strip() + "\n\n", ""))
        return parts

    def _written(self) -> list[Part]:
        result, replay = self.generation.result, self._replay
        if replay is None or replay.same or replay.code is not None:
            return [(result, "")]
        if not replay.over or replay.is_unfinished:
            return [(replay.text, "")]
        at = replay.differs_at
        return [
            (result[:at], ""),
            (result[at:], "removed"),
            ("\n" * bool(result[at:] and replay.text[at:]), ""),
            (replay.text[at:], "added"),
        ]

    def _set(self, parts: Sequence[Part]) -> None:
        bar = self.view.verticalScrollBar()
        at, low = bar.value(), bar.value() == bar.maximum()
        self.view.clear()
        cursor = QTextCursor(self.view.document())
        for text, look in parts:
            cursor.insertText(text, self._format(look))
        bar.setValue(bar.maximum() if low and self._replay else at)

    def _format(self, look: str) -> QTextCharFormat:
        tokens, style = self._theme.tokens, QTextCharFormat()
        style.setForeground(QColor(tokens.muted if look == "name" else tokens.text))
        if look in ("removed", "added"):
            style.setBackground(tint(tokens, look, WORD))
            style.setFontStrikeOut(look == "removed")
        return style

    def _show_facts(self) -> None:
        while item := self._facts.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(madewords.facts(self.generation)):
            label, told = QLabel(name), QLabel(value, wordWrap=True)
            label.setProperty("kind", "muted")
            told.setTextFormat(Qt.TextFormat.PlainText)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(told, row, 1)

    def _segment(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setObjectName(f"write.made.{name}")
        button.setProperty("kind", "segment")
        return button

    def _build(self) -> None:
        self._facts.setHorizontalSpacing(20)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        group = QButtonGroup(self)
        segments = QHBoxLayout()
        segments.setSpacing(8)
        for button in (self.text, self.prompt):
            group.addButton(button)
            segments.addWidget(button)
        segments.addStretch(1)
        self.text.setChecked(True)
        group.buttonClicked.connect(self._show)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 12, 8, 12)
        inside.addWidget(self.view)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.verdict, 1)
        foot.addWidget(self.again)
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(self._facts)
        layout.addWidget(self.differs)
        layout.addLayout(segments)
        layout.addWidget(card, 1)
        layout.addLayout(foot)
