"""The Translate tab: text as you type, documents, and what is kept."""

from __future__ import annotations

import json

import msgspec
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QVBoxLayout

from app.protocol import ErrorCode, Params, UserError
from app.services.context import Services
from app.services.errors import describe
from app.services.instance import Wish
from app.services.settings import write_atomically
from app.services.translation.live import Live
from app.tabs.translate.around import Around
from app.tabs.translate.bar import LanguageBar
from app.tabs.translate.documents import DocumentsPage
from app.tabs.translate.panel import Panel
from app.tabs.translate.task.languages import AUTO
from app.tabs.translate.task.request import NO_STYLE, Style
from app.tabs.translate.task.sheet import Row, State
from app.tabs.translate.text import TextPage
from app.ui.notice import NoticeBar
from app.ui.page import Page
from app.ui.theme import Theme

SAVE_MS = 800
WARM_MS = 300


class Tab(Page):
    """Glues the bar, the pages and the panel together."""

    def __init__(self, services: Services, theme: Theme, notices: NoticeBar) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("translate")
        self._services = services
        self._notices = notices
        self._settings = services.settings
        self._draft = services.folders.data / "translate.json"
        self._complaint: int | None = None  # the notice of a failure
        self._noted: set[Row] = set()  # the rows that are in that entry
        self._warm = False
        self._entry: int | None = None  # the history's entry of the text at hand
        desk = services.translation
        self.live = Live(desk.translator, desk.memory, self)
        self.bar = LanguageBar(theme)
        self.text = TextPage(services, self.live, theme)
        self.documents = DocumentsPage(services, theme, notices)
        self.panel = Panel(services, theme, notices)
        self.panel.hide()
        self.around = Around(services, theme, notices, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.text)
        self._pages.addWidget(self.documents)
        page = QFrame()
        page.setProperty("kind", "page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        self.addWidget(page)
        self.addWidget(self.panel)
        self.setHandleWidth(1)
        self.setStretchFactor(0, 1)
        self.setCollapsible(0, False)
        self.setSizes([900, 360])
        self._save = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._save.timeout.connect(self._save_draft)
        self._connect()
        self.retranslate()
        self._restore()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Translate"))
        self.around.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._warm:
            self._warm = True
            QTimer.singleShot(WARM_MS, self, self.live.prepare)
            self._restore_text()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.live.stop()
        self.text.stop()
        self.around.close()
        self.panel.stop()
        self._save_draft()
        super().closeEvent(event)

    def fill_menus(self, menus: dict[str, QMenu]) -> None:
        """Add this tab's actions to the window's menus."""
        edit, view = menus["edit"], menus["view"]
        edit.addSeparator()
        swap = edit.addAction(self.tr("Swap languages"), self._swap)
        swap.setShortcut(QKeySequence("Ctrl+Shift+S"))
        panel = view.addAction(
            self.tr("Glossary, memory and history"), self.bar.panel_button.toggle
        )
        panel.setShortcut(QKeySequence("Ctrl+G"))

        other = edit.addMenu(self.tr("From other programs"))
        other.setObjectName("translate.other_programs")
        self.around.fill_menu(other)

    def answer(self, wish: Wish) -> bool:
        """Do what another start of the app asks for; False if that is none of ours."""
        return self.around.answer(wish)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys that stand in no menu, as (what it does, keys)."""
        return []

    def translate_text(self, text: str) -> None:
        """Put a text into the source pane."""
        self._entry = None
        self.bar.pages[0].click()
        self.text.set_source(text)
        self._save.start()

    def _take(self, text: str) -> None:
        self.translate_text(text)
        self.wanted.emit()

    # Languages and style -----------------------------------------------------------------

    def _choose(self, source: str, target: str) -> None:
        self._settings.set("translate_source", source)
        self._settings.set("translate_target", target)
        self.live.set_languages(source, target)
        self.documents.set_languages(source, target)
        self._show_pair()

    def _swap(self) -> None:
        """Let source and target change places, texts included."""
        source, target = self.live.pair
        rows = self.live.sheet.rows
        done = all(row.state is State.DONE and not row.stale for row in rows)
        text = self.live.translation() if done else self.live.sheet.text
        self.live.keep_corrections()
        self._entry = None
        automatic = self.live.wanted_source == AUTO
        self._choose(AUTO if automatic else target, source)
        self.text.set_source(text)
        self._save.start()
        self._show_pair()

    def _style(self, style: Style) -> None:
        self._settings.set("translate_style", json.dumps(msgspec.to_builtins(style)))
        self.live.set_style(style)
        self.documents.set_style(style)

    def _show_pair(self) -> None:
        live = self.live
        self.bar.show_languages(live.wanted_source, live.pair[1], live.wanted_target)
        self.bar.show_detection(self.live.detection)
        self.panel.set_pair(self.live.pair)

    # What is kept ------------------------------------------------------------------------

    def _on_settled(self) -> None:
        """Note a finished text in the history, in place of what it was a moment ago."""
        source, target = self.live.sheet.text, self.live.translation()
        rows = self.live.sheet.rows
        done = all(row.state is State.DONE for row in rows)
        if not source.strip() or not target.strip() or self.live.busy or not done:
            return
        if not self._noted.intersection(rows):
            self._entry = None  # another text
        self._noted = set(rows)
        model = self._services.models.wanted
        history = self._services.translation.history
        noted = history.add(
            source, target, self.live.pair, model.name if model else "", replaces=self._entry
        )
        self._entry = noted.id
        self.panel.refresh()

    def _on_edited(self) -> None:
        if not self.live.sheet.text.strip():
            self._entry = None  # what comes next is another text
        if not self._save.isActive():
            self._save.start()

    def _open(self, source: str, pair: tuple[str, str]) -> None:
        """Bring a translation of the history back."""
        self._entry = None
        automatic = self.live.wanted_source == AUTO
        self._choose(AUTO if automatic else pair[0], pair[1])
        self.translate_text(source)

    def _save_draft(self) -> None:
        self._save.stop()
        if not self._warm:
            return  # the text of the last time is not even here yet
        try:
            write_atomically(self._draft, json.dumps({"source": self.live.sheet.text}))
        except UserError as error:
            self._notices.show_message(describe(error.code, error.params), kind="warning")

    def _restore(self) -> None:
        settings = self._settings
        try:
            style = msgspec.json.decode(settings.text("translate_style") or b"{}", type=Style)
        except msgspec.MsgspecError:
            style = NO_STYLE
        self.bar.style_button.show_style(style)
        self.live.style = style
        self._choose(settings.text("translate_source"), settings.text("translate_target"))
        self.documents.set_style(style)

    def _restore_text(self) -> None:
        """Bring the text of the last time back; it costs the engine nothing before it is seen."""
        try:
            text = json.loads(self._draft.read_text("utf-8"))["source"]
        except (OSError, ValueError, KeyError, TypeError):
            return
        if isinstance(text, str) and text:
            self.text.set_source(text)

    # Inside ------------------------------------------------------------------------------

    def _connect(self) -> None:
        bar, live = self.bar, self.live
        bar.languages_chosen.connect(self._choose)
        bar.swapped.connect(self._swap)
        bar.style_chosen.connect(self._style)
        bar.page_chosen.connect(self._pages.setCurrentIndex)
        bar.panel_toggled.connect(self.panel.setVisible)
        live.detected.connect(self._show_pair)
        live.settled.connect(self._on_settled)
        live.failed.connect(self._on_failed)
        self._services.models.changed.connect(self._on_model)
        live.remembered.connect(lambda _entry: self.panel.refresh())
        self.text.edited.connect(self._on_edited)
        self.panel.text_wanted.connect(self._open)
        self.around.text_wanted.connect(self._take)
        self.panel.terms_changed.connect(live.renew_terms)

    def _on_model(self) -> None:
        """Try again with another model what has failed."""
        if self._services.models.current and self._complaint is not None:
            self._notices.withdraw(self._complaint)
            self._complaint = None
            self.live.retry()

    def _on_failed(self, code: ErrorCode, params: Params) -> None:
        self._complaint = self._notices.show_message(
            describe(code, params), [(self.tr("Try again"), self.live.retry)], kind="warning"
        )
