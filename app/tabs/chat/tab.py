"""The Chat tab: a list of conversations, one of them open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QGuiApplication,
    QKeySequence,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.protocol import ErrorCode, Params, Turn, UserError
from app.services.context import Services
from app.services.errors import describe
from app.services.store import Deletion, Message
from app.tabs.chat import task, transfer
from app.tabs.chat.entries import Entries
from app.tabs.chat.meter import Meter
from app.tabs.chat.panel import ConversationPanel
from app.tabs.chat.sidebar import Sidebar
from app.ui import dialogs
from app.ui.composer import Composer
from app.ui.icons import set_icon
from app.ui.markdown import to_html
from app.ui.notice import NoticeBar
from app.ui.page import Page
from app.ui.theme import Theme
from app.ui.transcript import Transcript

DRAFT_DELAY_MS = 500
UNDO_SECONDS = 12


class Tab(Page):
    """Glues the chat's widgets to the services."""

    def __init__(self, services: Services, theme: Theme, notices: NoticeBar) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("chat")
        self._services = services
        self._store = services.store
        self._chats = services.chats
        self._notices = notices
        self._current: int | None = None
        self._undo: Deletion | None = None
        self._entries = Entries(services.chats)
        self.sidebar = Sidebar(theme)
        self.transcript = Transcript(theme)
        self.composer = Composer(theme)
        self.panel = ConversationPanel()
        self.panel.hide()
        self._title = QLabel()
        self._title.setObjectName("chat.title")
        self._title.setProperty("kind", "title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._panel_button = QToolButton()
        self._panel_button.setCheckable(True)
        self._panel_button.setObjectName("chat.panel_toggle")
        self._panel_button.toggled.connect(self.panel.setVisible)
        set_icon(self._panel_button, "ph.sliders-horizontal", theme)
        self.addWidget(self.sidebar)
        self.addWidget(self._build_page())
        self.addWidget(self.panel)
        self.setHandleWidth(1)
        self.setStretchFactor(1, 1)
        self.setCollapsible(1, False)
        self.setSizes([270, 900, 320])
        self._meter = Meter(services, self._next_turns, self)
        self._meter.shown.connect(self.composer.set_meter)
        self._draft = _timer(self, DRAFT_DELAY_MS, self._save_draft)
        self._connect()
        self.retranslate()
        self._restore()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Chat"))
        name = self.tr("Conversation settings")
        self._panel_button.setToolTip(name)
        self._panel_button.setAccessibleName(name)
        self.transcript.set_placeholder(
            "<div style='font-size:x-large'>{}</div><p>{}</p>".format(
                self.tr("What shall we write?"),
                self.tr("The model runs on this computer. Nothing you write leaves it."),
            )
        )
        self._show_title()
        self._show_entries()
        self._meter.start()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave_conversation()
        sizes = self.saveState().toBase64().toStdString()
        self._services.settings.set("splitter", sizes)
        super().closeEvent(event)

    def fill_menus(self, menus: dict[str, QMenu]) -> None:
        """Add this tab's actions to the window's menus."""
        file, edit, view = menus["file"], menus["edit"], menus["view"]
        _add(file, self.tr("New conversation"), self.new_conversation, "Ctrl+N")
        _add(file, self.tr("Import conversation…"), self._import)
        export = file.addMenu(self.tr("Export conversation"))
        for kind, name in transfer.KINDS.items():
            export.addAction(name, partial(self._export_current, kind))
        _add(edit, self.tr("Undo deletion"), self._restore_deleted, "Ctrl+Shift+Z")
        edit.addSeparator()
        _add(edit, self.tr("Search conversations"), self._focus_search, "Ctrl+F")
        _add(edit, self.tr("Rename conversation"), self.sidebar.rename_current)
        _add(edit, self.tr("Delete conversation"), self._delete_current, "Ctrl+Shift+Backspace")
        edit.addSeparator()
        _add(edit, self.tr("Regenerate the last reply"), self._regenerate_last, "Ctrl+R")
        _add(edit, self.tr("Stop"), self._stop, "Ctrl+.")
        _add(view, self.tr("Conversation list"), self._toggle_sidebar, "Ctrl+B")
        _add(view, self.tr("Conversation settings"), self._panel_button.toggle, "Ctrl+I")
        _add(view, self.tr("Write a message"), self.composer.setFocus, "Ctrl+L")
        _add(view, self.tr("Previous conversation"), lambda: self._step(-1), "Ctrl+PgUp")
        _add(view, self.tr("Next conversation"), lambda: self._step(1), "Ctrl+PgDown")

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys that stand in no menu, as (what it does, keys)."""
        return [
            (self.tr("Send the message"), "Enter"),
            (self.tr("Break the line"), "Shift+Enter"),
            (self.tr("Stop the reply"), "Esc"),
            (self.tr("Rename, in the list"), "F2"),
            (self.tr("Delete, in the list"), "Del"),
        ]

    # Conversations -----------------------------------------------------------------------

    def new_conversation(self) -> None:
        """Open an empty conversation; it is stored with its first message."""
        self._leave_conversation()
        self._current = None
        self.composer.set_text("")
        self._show_all()
        self.composer.setFocus()

    def open_conversation(self, number: int) -> None:
        """Show a conversation and its draft."""
        if number == self._current:
            return
        self._leave_conversation()
        self._current = number
        self.composer.set_text(self._store.conversation(number).draft)
        self._show_all()

    def _leave_conversation(self) -> None:
        self.panel.flush()
        self._save_draft()

    def _ensure_conversation(self) -> int:
        if self._current is None:
            self._current = self._store.create_conversation().id
        return self._current

    def _send(self, text: str) -> None:
        number = self._ensure_conversation()
        self._draft.stop()
        try:
            self._chats.send(number, text)
        except UserError as error:
            self.composer.set_text(text)
            self._complain(error)

    def _stop(self) -> None:
        if self._current is not None:
            self._chats.stop(self._current)

    def _regenerate_last(self) -> None:
        messages = self._store.path(self._current) if self._current is not None else []
        if messages and messages[-1].role == "assistant":
            self._chats.regenerate(messages[-1].id)

    def _step(self, by: int) -> None:
        numbers = [conversation.id for conversation in self._store.conversations()]
        if numbers:
            at = numbers.index(self._current) + by if self._current in numbers else 0
            self.open_conversation(numbers[max(0, min(len(numbers) - 1, at))])
            self._show_list()

    def _rename(self, number: int, title: str) -> None:
        if title:
            self._store.rename(number, title)
        self._show_list()

    def _pin(self, number: int, pinned: bool) -> None:
        self._store.pin(number, pinned)
        self._show_list()

    def _delete_current(self) -> None:
        if self._current is not None:
            self._delete(self._current)

    def _delete(self, number: int) -> None:
        self._chats.stop(number)
        self._remember(self._store.delete_conversation(number), self.tr("Conversation deleted."))
        if number == self._current:
            self._current = None
            self.composer.set_text("")
        self._show_all()

    def _remember(self, deletion: Deletion, text: str) -> None:
        self._undo = deletion
        undo = (self.tr("Undo"), self._restore_deleted)
        self._notices.show_message(text, [undo], seconds=UNDO_SECONDS)

    def _restore_deleted(self) -> None:
        if self._undo:
            deletion, self._undo = self._undo, None
            self._store.restore(deletion)
            self._notices.hide()
            if self._current != deletion.conversation:
                self.open_conversation(deletion.conversation)
            self._show_all()

    # Messages ----------------------------------------------------------------------------

    def _on_wanted(self, what: str, number: int) -> None:
        message = self._store.message(number)
        match what:
            case "copy-text" | "copy-markdown" | "copy-html":
                self._copy(message, what)
            case "edit":
                self._edit(message)
            case "regenerate" | "retry":
                self._chats.regenerate(number)
            case "continue":
                self._chats.resume(number)
            case "delete":
                self._remember(self._store.delete_message(number), self.tr("Message deleted."))
                self._show_entries(keep_place=True)
            case "delete-after":
                self._chats.stop(message.conversation)
                deletion = self._store.delete_from(number)
                self._remember(deletion, self.tr("Messages deleted."))
                self._show_entries()
            case "previous" | "next":
                self._turn_version(message, -1 if what == "previous" else 1)

    def _turn_version(self, message: Message, by: int) -> None:
        siblings = self._store.siblings(message.id)
        at = siblings.index(message.id) + by
        if 0 <= at < len(siblings):
            self._store.select_version(siblings[at])
            self._show_entries(keep_place=True)

    def _copy(self, message: Message, how: str) -> None:
        answer = task.split_thinking(message.text).answer
        if how == "copy-html":
            answer = to_html(answer)
        elif how == "copy-text" and message.role == "assistant":
            document = QTextDocument()
            document.setMarkdown(answer, QTextDocument.MarkdownFeature.MarkdownNoHTML)
            answer = document.toPlainText()
        QGuiApplication.clipboard().setText(answer)

    def _edit(self, message: Message) -> None:
        text, agreed = QInputDialog.getMultiLineText(
            self, self.tr("Edit message"), self.tr("It is sent as a new branch."), message.text
        )
        if agreed and text.strip() and text != message.text:
            self._chats.edit(message.id, text)

    def _on_template_needed(self, number: int, code: ErrorCode, params: Params) -> None:
        agreed = dialogs.ask(
            self,
            self.tr("No usable chat template"),
            describe(code, params),
            self.tr("Use ChatML"),
            self.tr("Not now"),
        )
        if agreed:
            self._services.models.allow_chatml()
            self._chats.regenerate(number)

    # Showing -----------------------------------------------------------------------------

    def _show_all(self) -> None:
        self._show_list()
        self._show_entries()
        self._show_settings()
        self._meter.start()

    def _show_list(self) -> None:
        if not self.sidebar.search.text():
            self.sidebar.show_conversations(self._store.conversations(), self._current)
        self._show_title()

    def _show_title(self) -> None:
        title = ""
        if self._current is not None:
            title = self._store.conversation(self._current).title
        self._title.setText(title or self.tr("New conversation"))

    def _show_entries(self, *, keep_place: bool = False) -> None:
        messages = [] if self._current is None else self._store.path(self._current)
        reply = None if self._current is None else self._chats.reply(self._current)
        entries = [self._entries.entry(message, reply) for message in messages]
        self.transcript.set_entries(entries, keep_place=keep_place)
        self.composer.set_busy(reply is not None)

    def _on_reply(self, number: int) -> None:
        reply = self._chats.reply(number)
        if number == self._current and reply:
            view = self.transcript.view(reply.message)
            if view:
                self.transcript.update_entry(self._entries.growing(view.entry, reply))

    def _on_conversation(self, number: int) -> None:
        if number == self._current:
            self._show_entries(keep_place=True)
            self._meter.start()

    def _show_settings(self) -> None:
        info = self._services.engine.model
        base = self._services.models.sampling()
        can_think = bool(info and info.can_think)
        if self._current is None:
            self.panel.show_conversation("", base, {}, None, can_think)
        else:
            about = self._store.conversation(self._current)
            self.panel.show_conversation(
                about.system_prompt, base, about.sampling, about.thinking, can_think
            )
        self.panel.set_prompts(self._store.system_prompts())

    def _next_turns(self) -> tuple[Turn, ...]:
        draft = self.composer.text()
        if self._current is None:
            return task.to_turns("", [("user", draft)])
        return self._chats.turns(self._current, draft)

    def _save_draft(self) -> None:
        self._draft.stop()
        text = self.composer.text()
        if self._current is None and not text.strip():
            return
        number = self._ensure_conversation()
        if self._store.conversation(number).draft != text:
            try:
                self._store.save_draft(number, text)
            except UserError as error:
                self._complain(error)

    def _on_typed(self) -> None:
        self._draft.start()
        self._meter.start()

    # Search, export, settings ------------------------------------------------------------

    def _search(self, query: str) -> None:
        if query.strip():
            self.sidebar.show_hits(self._store.search(query))
        else:
            self._show_list()

    def _open_hit(self, number: int, message: object) -> None:
        self.open_conversation(number)
        if isinstance(message, int):
            if all(shown.id != message for shown in self._store.path(number)):
                self._store.select_version(message)
                self._show_entries()
            self.transcript.scroll_to(message)

    def _focus_search(self) -> None:
        self.sidebar.show()
        self.sidebar.search.setFocus()
        self.sidebar.search.selectAll()

    def _toggle_sidebar(self) -> None:
        self.sidebar.setVisible(not self.sidebar.isVisible())

    def _export(self, number: int, kind: str) -> None:
        transfer.export(self, self._store, number, kind, self._complain)

    def _export_current(self, kind: str) -> None:
        if self._current is not None:
            self._export(self._current, kind)

    def _import(self) -> None:
        number = transfer.ask_import(self, self._store, self._complain)
        if number is not None:
            self.open_conversation(number)

    def _set_system_prompt(self, text: str) -> None:
        if self._current is not None or text.strip():
            self._store.set_system_prompt(self._ensure_conversation(), text)
            self._show_list()
            self._meter.start()

    def _set_sampling(self, overrides: dict[str, object], thinking: bool | None) -> None:
        self._store.set_sampling(self._ensure_conversation(), overrides, thinking)
        self._show_settings()

    def _save_prompt(self, name: str, text: str) -> None:
        self._store.save_system_prompt(name, text)
        self.panel.set_prompts(self._store.system_prompts())

    def _delete_prompt(self, number: int) -> None:
        self._store.delete_system_prompt(number)
        self.panel.set_prompts(self._store.system_prompts())

    def _complain(self, error: UserError) -> None:
        self._notices.show_message(describe(error.code, error.params), kind="warning")

    # Building ----------------------------------------------------------------------------

    def _build_page(self) -> QWidget:
        header = QFrame()
        header.setProperty("kind", "header")
        row = QHBoxLayout(header)
        row.setContentsMargins(24, 10, 16, 10)
        row.addWidget(self._title, 1)
        row.addWidget(self._panel_button)
        page = QFrame()
        page.setProperty("kind", "page")
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 4, 24, 18)
        self.composer.setMaximumWidth(820)
        foot.addStretch(1)
        foot.addWidget(self.composer, 100)
        foot.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self.transcript, 1)
        layout.addLayout(foot)
        return page

    def _connect(self) -> None:
        sidebar, panel = self.sidebar, self.panel
        sidebar.chosen.connect(self.open_conversation)
        sidebar.hit_chosen.connect(self._open_hit)
        sidebar.new_requested.connect(self.new_conversation)
        sidebar.renamed.connect(self._rename)
        sidebar.pin_requested.connect(self._pin)
        sidebar.delete_requested.connect(self._delete)
        sidebar.export_requested.connect(self._export)
        sidebar.search_changed.connect(self._search)
        panel.system_prompt_changed.connect(self._set_system_prompt)
        panel.sampling_changed.connect(self._set_sampling)
        panel.prompt_saved.connect(self._save_prompt)
        panel.prompt_deleted.connect(self._delete_prompt)
        self.transcript.wanted.connect(self._on_wanted)
        self.transcript.link.connect(lambda url: QDesktopServices.openUrl(QUrl(url)))
        self.composer.submitted.connect(self._send)
        self.composer.stopped.connect(self._stop)
        self.composer.changed.connect(self._on_typed)
        self._chats.list_changed.connect(self._show_list)
        self._chats.conversation_changed.connect(self._on_conversation)
        self._chats.reply_changed.connect(self._on_reply)
        self._chats.save_failed.connect(self._complain)
        self._chats.template_needed.connect(self._on_template_needed)
        self._services.models.changed.connect(self._show_settings)
        self._services.engine.model_changed.connect(self._meter.start)

    def _restore(self) -> None:
        saved = self._services.settings.text("splitter")
        if saved:
            self.restoreState(QByteArray.fromBase64(saved.encode()))
            self.panel.hide()
        conversations = self._store.conversations()
        if conversations:
            self.open_conversation(conversations[0].id)
        else:
            self._show_all()
        self.composer.setFocus()


def _timer(parent: QWidget, delay: int, call: Callable[[], None]) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=delay)
    timer.timeout.connect(call)
    return timer


def _add(menu: QMenu, text: str, call: Callable[[], object], keys: str = "") -> None:
    action = menu.addAction(text, call)
    if keys:
        action.setShortcut(QKeySequence(keys))
