"""The panel beside the editor: what was asked about the code, and what to do with the answers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.assistant import Assistant
from app.services.errors import describe
from app.tabs.code.side import words
from app.tabs.code.side.answer import AnswerView
from app.tabs.code.side.exchange import Exchange, Outcome
from app.tabs.code.side.header import Header
from app.tabs.code.side.instruction import Instruction
from app.tabs.code.task.actions import Action, Selection, turns_for
from app.ui.icons import set_icon
from app.ui.theme import Theme

# What grows is shown so often at most.
SHOW_MS = 80
TOOLS = {"copy": "ph.copy", "file": "ph.file-plus", "retry": "ph.arrows-clockwise"}


class SidePanel(QFrame):
    """Asks, shows the answers, and says what the person wants done; it touches no editor.

    `instructed` carries what the person wrote: the owner answers with `ask`. `applied` carries
    what the shown exchange's selection becomes; an owner that cannot do so says `refuse`. `again`
    carries the exchange whose question is to be asked once more.
    """

    applied = Signal(str)
    insert_wanted = Signal(str)
    file_wanted = Signal(str, str)  # name, text
    instructed = Signal(str)
    again = Signal(object)
    link = Signal(str)
    closed = Signal()

    def __init__(self, assistant: Assistant, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code.side")
        self.setProperty("kind", "page")
        self._assistant = assistant
        self._theme = theme
        self._exchanges: list[Exchange] = []
        self._shown = -1
        self._running: Exchange | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOW_MS)
        self._timer.timeout.connect(self._refresh)
        self._header = Header(theme)
        self._note = self._label("note")
        self._trouble = self._label("trouble")
        self._trouble.setProperty("tone", "bad")
        self._again = self._button("again")
        self._use = self._button("use")
        self._tools = {name: self._tool(name) for name in TOOLS}
        self._answer = AnswerView(theme)
        self._instruction = Instruction(theme)
        self._build()
        self._connect()
        self.retranslate()

    @property
    def exchange(self) -> Exchange | None:
        """Return what is shown."""
        return self._exchanges[self._shown] if self._exchanges else None

    def ask(self, action: Action, selection: Selection) -> None:
        """Ask about a selection and show the answer while it grows."""
        self._assistant.stop()
        exchange = Exchange(action, selection)
        self._exchanges.append(exchange)
        self._shown = len(self._exchanges) - 1
        self._running = exchange
        self._refresh()
        chinese = QLocale().language() == QLocale.Language.Chinese
        self._assistant.ask(turns_for(action, selection, "zh" if chinese else "en"))

    def refuse(self) -> None:
        """Say that what was applied could not be, so that it is still to be decided."""
        self._close_changes(Outcome.OPEN)

    def stop(self) -> None:
        """End the answer that is on its way; what there is of it stays."""
        self._assistant.stop()

    def retranslate(self) -> None:
        names = {
            "copy": self.tr("Copy"),
            "file": self.tr("Put it into a new file"),
            "retry": self.tr("Ask again"),
        }
        for name, button in self._tools.items():
            button.setToolTip(names[name])
            button.setAccessibleName(names[name])
        self._again.setText(self.tr("Retry"))
        self._use.setText(self.tr("Insert at cursor"))
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.stop() if self._running else self.closed.emit()
        else:
            super().keyPressEvent(event)

    # What comes --------------------------------------------------------------------------

    def _on_grew(self, text: str) -> None:
        if self._running:
            self._running.answer = text
            if self._running is self.exchange and not self._timer.isActive():
                self._timer.start()

    def _on_ended(self) -> None:
        exchange, self._running = self._running, None
        if exchange is None:
            return
        exchange.answer, exchange.growing = self._assistant.text, False
        exchange.reason = self._assistant.reason
        exchange.code, exchange.params = self._assistant.code, self._assistant.params
        self._refresh()
        waiting = self._instruction.edit.hasFocus() and not self._instruction.text()
        if exchange is self.exchange and waiting:
            self._answer.focus_changes()

    # What is shown -----------------------------------------------------------------------

    def _refresh(self) -> None:
        self._timer.stop()
        exchange = self.exchange
        self._answer.show_exchange(exchange)
        self._instruction.set_busy(self._running is not None)
        self._show_question(exchange)
        for widget in (self._note, self._trouble, self._again, self._use, *self._tools.values()):
            widget.setVisible(False)
        if exchange is None:
            return
        self._say(self._note, words.note(exchange))
        if exchange.code is not None:
            self._say(self._trouble, describe(exchange.code, exchange.params))
            self._again.setVisible(True)
        self._show_tools(exchange)

    def _show_question(self, exchange: Exchange | None) -> None:
        title, about = self.tr("Ask about code"), ""
        if exchange:
            title = words.title(exchange.action, exchange.selection.target)
            about = words.about(exchange)
        self._header.show_question(title, about, self._shown + 1, len(self._exchanges))

    def _show_tools(self, exchange: Exchange) -> None:
        over = not exchange.growing
        self._tools["copy"].setVisible(over and bool(exchange.answer))
        self._tools["retry"].setVisible(over and exchange.code is None)
        if not over or not exchange.snippet.strip():
            return
        file = exchange.kind == "file"
        self._tools["file"].setVisible(not file)
        name = self.tr("New file {name}").format(name=exchange.file_name)
        self._use.setText(name if file else self.tr("Insert at cursor"))
        main = file or exchange.kind == "insertion"
        self._use.setProperty("kind", "primary" if main else "quiet")
        self._use.style().unpolish(self._use)
        self._use.style().polish(self._use)
        self._use.setVisible(True)

    @staticmethod
    def _say(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    # What the person does ----------------------------------------------------------------

    def _browse(self, step: int) -> None:
        self._shown = max(0, min(self._shown + step, len(self._exchanges) - 1))
        self._refresh()

    def _on_applied(self, text: str) -> None:
        self._close_changes(Outcome.APPLIED)
        self.applied.emit(text)

    def _close_changes(self, outcome: Outcome) -> None:
        exchange = self.exchange
        if exchange:
            exchange.outcome = outcome
            if exchange is self._running:
                self.stop()
            self._refresh()

    def _on_use(self) -> None:
        exchange = self.exchange
        if exchange and exchange.kind == "file":
            self.file_wanted.emit(exchange.file_name, exchange.made)
        elif exchange:
            self.insert_wanted.emit(exchange.snippet)

    def _on_file(self) -> None:
        exchange = self.exchange
        if exchange:
            self.file_wanted.emit(exchange.file_name, exchange.alone)

    def _on_copy(self) -> None:
        exchange = self.exchange
        if exchange:
            prose = exchange.kind == "prose"
            QGuiApplication.clipboard().setText(exchange.answer if prose else exchange.made)

    def _on_retry(self) -> None:
        exchange = self.exchange
        if exchange:
            if not exchange.answer:
                self._exchanges.remove(exchange)
            self.again.emit(exchange)

    # Building ----------------------------------------------------------------------------

    def _build(self) -> None:
        trouble = QHBoxLayout()
        trouble.addWidget(self._trouble, 1)
        trouble.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        tools.addWidget(self._use)
        tools.addStretch(1)
        tools.addWidget(self._tools["copy"])
        tools.addWidget(self._tools["file"])
        tools.addWidget(self._tools["retry"])
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 12)
        foot.setSpacing(8)
        foot.addWidget(self._note)
        foot.addLayout(trouble)
        foot.addLayout(tools)
        foot.addWidget(self._instruction)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self._answer, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self._instruction)

    def _connect(self) -> None:
        self._assistant.grew.connect(self._on_grew)
        self._assistant.ended.connect(self._on_ended)
        self._answer.link.connect(self.link)
        self._answer.diff.applied.connect(self._on_applied)
        self._answer.diff.discarded.connect(lambda: self._close_changes(Outcome.DISCARDED))
        self._instruction.submitted.connect(self.instructed)
        self._instruction.stopped.connect(self.stop)
        self._again.clicked.connect(self._on_retry)
        self._use.clicked.connect(self._on_use)
        self._header.stepped.connect(self._browse)
        self._header.closed.connect(self.closed)
        self._tools["copy"].clicked.connect(self._on_copy)
        self._tools["file"].clicked.connect(self._on_file)
        self._tools["retry"].clicked.connect(self._on_retry)

    def _label(self, name: str) -> QLabel:
        label = QLabel(wordWrap=True)
        label.setObjectName(f"code.side.{name}")
        label.setProperty("kind", "small")
        label.setContentsMargins(4, 0, 0, 0)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"code.side.{name}")
        button.setProperty("kind", "quiet")
        return button

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"code.side.{name}")
        set_icon(button, TOOLS[name], self._theme)
        return button
