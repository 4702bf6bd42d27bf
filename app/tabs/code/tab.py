"""The Code tab: files, an editor that completes at the cursor, questions about code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout

from app.protocol import ErrorCode, Params, UserError
from app.services.context import Services
from app.services.errors import describe
from app.tabs.code.advice import Advice
from app.tabs.code.bar import CodeBar
from app.tabs.code.cost import CostLabel
from app.tabs.code.editor.editor import CodeEditor
from app.tabs.code.files.buffer import Buffer
from app.tabs.code.files.files import Files
from app.tabs.code.files.status import FileStatus
from app.tabs.code.finders import Finders
from app.tabs.code.questions import Questions
from app.tabs.code.side import words
from app.tabs.code.side.panel import SidePanel
from app.tabs.code.suggestions import Suggestions
from app.tabs.code.task.actions import TARGETS, Action, language_name
from app.ui.notice import NoticeBar
from app.ui.page import Page
from app.ui.theme import Theme

PANEL_WIDTH = 380  # pixels
NARROWEST_PANEL = 300


class Tab(Page):
    """Glues files, suggestions and questions together."""

    def __init__(self, services: Services, theme: Theme, notices: NoticeBar) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("code")
        self._services = services
        self._settings = services.settings
        self._theme = theme
        self._notices = notices
        desk = services.code
        self.bar = CodeBar(theme)
        self.advice = Advice(services.engine, services.models)
        self.files = Files(desk.sources, theme, notices, self._make_editor)
        self.finders = Finders(theme)
        self.cost = CostLabel()
        self.status = FileStatus()
        self.panel = SidePanel(desk.assistant, theme)
        self.panel.setMinimumWidth(NARROWEST_PANEL)
        self.panel.hide()
        self.suggestions = Suggestions(desk.completer, desk.ring, self)
        self.questions = Questions(self.files, self.panel, notices, lambda: self.editor)
        self._build()
        self._connect()
        self.retranslate()

    @property
    def editor(self) -> CodeEditor | None:
        """Return the editor in front."""
        buffer = self.files.current
        return _editor(buffer) if buffer else None

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Code"))
        self._fill_ask(self.bar.ask_menu)
        self.advice.advise()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.files.current and not event.spontaneous():
            self.files.current.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.suggestions.leave()
        self.files.stop()
        self._services.code.close()
        try:
            self._settings.set("code_splitter", self.saveState().toBase64().toStdString())
        except UserError as error:
            self._on_failed(error.code, error.params)
        super().closeEvent(event)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys that stand in no menu, as (what it does, keys)."""
        return [
            (self.tr("Take the suggestion"), "Tab"),
            (self.tr("Take a word of it"), "Ctrl+→"),
            (self.tr("Take a line of it"), "Shift+Tab"),
            (self.tr("Dismiss it"), "Esc"),
            (self.tr("Another suggestion"), "Alt+] · Alt+["),
            (self.tr("Suggest something now"), "Alt+\\"),
            (self.tr("Comment lines, or not"), "Ctrl+/"),
            (self.tr("Move lines"), "Alt+↑ · Alt+↓"),
        ]

    # Menus ---------------------------------------------------------------------------------

    def fill_menus(self, menus: dict[str, QMenu]) -> None:
        """Add this tab's actions to the window's menus."""
        files = self.files
        self._add(menus["file"], self.tr("New file"), files.new, "Ctrl+N")
        self._add(menus["file"], self.tr("Open…"), files.choose_files, "Ctrl+O")
        recent = menus["file"].addMenu(self.tr("Open recent"))
        recent.aboutToShow.connect(lambda: self._fill_recent(recent))
        self._add(menus["file"], self.tr("Reopen closed file"), files.reopen_closed, "Ctrl+Shift+T")
        menus["file"].addSeparator()
        self._add(menus["file"], self.tr("Save"), files.save, "Ctrl+S")
        self._add(menus["file"], self.tr("Save as…"), files.save_as, "Ctrl+Shift+S")
        self._add(menus["file"], self.tr("Save all"), files.save_all)
        self._add(menus["file"], self.tr("Revert to the saved file"), files.revert)
        menus["file"].addSeparator()
        self._add(menus["file"], self.tr("Close file"), files.close_file, "Ctrl+W")

        edit = menus["edit"]
        edit.addSeparator()
        self._add(edit, self.tr("Find…"), self.finders.open_find, "Ctrl+F")
        self._add(edit, self.tr("Replace…"), self.finders.open_replace, "Ctrl+H")
        self._add(edit, self.tr("Go to line…"), self.finders.open_line, "Ctrl+G")
        edit.addSeparator()
        ask = edit.addMenu(self.tr("Ask about the code"))
        ask.setObjectName("code.ask_menu")
        self._fill_ask(ask)
        self._add(edit, self.tr("Write code…"), self._write, "Ctrl+I")

        view = menus["view"]
        self._add(view, self.tr("Next file"), lambda: files.step(1), "Ctrl+PgDown")
        self._add(view, self.tr("Previous file"), lambda: files.step(-1), "Ctrl+PgUp")
        view.addSeparator()
        suggest, panel = self.bar.suggest_button, self.bar.panel_button
        self._add_check(view, self.tr("Suggest while I type"), suggest, "Ctrl+Shift+Space")
        shown = self._add_check(view, self.tr("Questions and answers"), panel, "Ctrl+Shift+A")
        shown.triggered.connect(self._focus_panel)

    def _add(self, menu: QMenu, text: str, call: Callable[[], object], keys: str = "") -> None:
        action = menu.addAction(text)
        action.triggered.connect(lambda: call())
        if keys:
            action.setShortcut(QKeySequence(keys))

    def _add_check(self, menu: QMenu, text: str, button: QToolButton, keys: str) -> QAction:
        """Add an action that is on when a button is."""
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(button.isChecked())
        action.setShortcut(QKeySequence(keys))
        action.toggled.connect(button.setChecked)
        button.toggled.connect(action.setChecked)
        return action

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self.files.recent:
            name = str(path).replace("&", "&&")
            menu.addAction(name, partial(self.files.open_files, [path]))
        menu.addSeparator()
        forget = menu.addAction(self.tr("Empty this list"), self.files.forget_recent)
        forget.setEnabled(bool(self.files.recent))

    def _fill_ask(self, menu: QMenu) -> None:
        menu.clear()
        for inner in menu.findChildren(QMenu):
            inner.deleteLater()  # clear() leaves it
        for action in (Action.EXPLAIN, Action.FIND_BUGS, Action.DOCUMENT, Action.TEST):
            self._add_question(menu, action)
        translate = menu.addMenu(self.tr("Translate to"))
        for target in TARGETS:
            item = translate.addAction(language_name(target))
            item.setObjectName(f"code.ask.translate.{target}")
            ask = partial(self.questions.ask, Action.TRANSLATE, "", target)
            item.triggered.connect(lambda _=False, ask=ask: ask())
        menu.addSeparator()
        menu.addAction(self.tr("Change it as I say…"), self._write)

    def _add_question(self, menu: QMenu, action: Action) -> None:
        item = menu.addAction(words.title(action))
        item.setObjectName(f"code.ask.{action.value}")
        item.triggered.connect(lambda: self.questions.ask(action))

    def _write(self) -> None:
        """Let the person say what is to be written or changed."""
        self._on_asked()
        self.panel.setFocus()

    # Suggestions -----------------------------------------------------------------------------

    def _on_current(self, buffer: Buffer) -> None:
        editor = _editor(buffer)
        self.suggestions.follow(editor)
        self.finders.follow(editor)
        self.status.show_buffer(buffer)

    def _on_failed(self, code: ErrorCode, params: Params) -> None:
        self._notices.show_message(describe(code, params), kind="warning")

    def _on_setting(self, name: str) -> None:
        if name == "completion":
            self.bar.suggest_button.setChecked(self._settings.flag(name))

    # Inside ------------------------------------------------------------------------------------

    def _make_editor(self) -> CodeEditor:
        editor = CodeEditor(self._theme)
        editor.setObjectName("code.editor")
        return editor

    def _on_asked(self) -> None:
        """Show the panel, and leave the keys where they go."""
        self.bar.panel_button.setChecked(True)

    def _show_panel(self, shown: bool) -> None:
        self.panel.setVisible(shown)
        if not shown and self.files.current:
            self.files.current.setFocus()

    def _focus_panel(self) -> None:
        if self.panel.isVisible():
            self.panel.setFocus()

    def _build(self) -> None:
        self.status.layout().insertWidget(1, self.cost)  # type: ignore[union-attr]
        page = QFrame()
        page.setProperty("kind", "page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.bar, self.advice):
            layout.addWidget(widget)
        layout.addWidget(self.files, 1)
        layout.addWidget(self.finders)
        layout.addWidget(self.status)
        self.addWidget(page)
        self.addWidget(self.panel)
        self.setHandleWidth(1)
        self.setStretchFactor(0, 1)
        self.setCollapsible(0, False)
        self.setSizes([900, PANEL_WIDTH])
        saved = self._settings.text("code_splitter")
        if saved:
            self.restoreState(QByteArray.fromBase64(saved.encode()))
            self.panel.hide()

    def _connect(self) -> None:
        bar, files, status = self.bar, self.files, self.status
        bar.open_wanted.connect(files.choose_files)
        bar.save_wanted.connect(lambda: files.save())
        bar.write_wanted.connect(self._write)
        bar.suggest_button.setChecked(self._settings.flag("completion"))
        bar.suggesting.connect(lambda on: self._settings.set("completion", on))
        bar.panel_button.toggled.connect(self._show_panel)
        bar.panel_button.clicked.connect(self._focus_panel)
        files.current_changed.connect(self._on_current)
        files.buffers_changed.connect(status.refresh)
        files.saved.connect(lambda buffer: self.suggestions.note(_editor(buffer)))
        self.questions.asked.connect(self._on_asked)
        status.ending_chosen.connect(files.convert_endings)
        status.save_chosen.connect(files.save_encoded)
        status.reopen_chosen.connect(files.reopen_encoded)
        self.panel.closed.connect(lambda: bar.panel_button.setChecked(False))
        completer = self._services.code.completer
        completer.measured.connect(self.cost.show_cost)
        completer.failed.connect(self._on_failed)
        self._settings.changed.connect(self._on_setting)
        self.advice.model_wanted.connect(self.model_wanted)


def _editor(buffer: Buffer) -> CodeEditor:
    assert isinstance(buffer.editor, CodeEditor)
    return buffer.editor
