"""The Write tab: pieces, an editor in which the model proposes, and what is known beside it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.piece import Piece
from app.protocol import ErrorCode, Params, UserError
from app.services.context import Services
from app.services.errors import describe
from app.tabs.write.around.findbar import FindBar
from app.tabs.write.around.footer import Footer
from app.tabs.write.around.header import Header
from app.tabs.write.around.inserting import Inserting
from app.tabs.write.beside import Beside
from app.tabs.write.editor.editor import RichEditor
from app.tabs.write.inside import Inside
from app.tabs.write.intext import InText
from app.tabs.write.library.pane import Library
from app.tabs.write.menus import Menus
from app.tabs.write.opened import OpenedPiece
from app.tabs.write.planning import Planning
from app.tabs.write.sections import Sections
from app.tabs.write.start import StartPage
from app.tabs.write.strip import DraftStrip
from app.tabs.write.task.actions import Action
from app.tabs.write.transfer.transfer import Transfer
from app.tabs.write.wishes import WishField
from app.ui.notice import NoticeBar
from app.ui.page import Page
from app.ui.theme import Theme

WIDTHS, NARROWEST = (250, 690, 340), (170, 290, 280)  # pixels
FOLLOW_MS = 600  # after the last key


class Tab(Page):
    """Glues the list of pieces, the editor and what is beside it together."""

    def __init__(self, services: Services, theme: Theme, notices: NoticeBar) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("write")
        desk = services.writing
        self._services = services
        self._settings = services.settings
        self._notices = notices
        self._restored = False
        self.editor = RichEditor(theme)
        self.opened = OpenedPiece(desk.pieces, desk.versions, self.editor, notices)
        self.library = Library(desk.pieces, theme, notices)
        self.intext = InText(desk.assistant, desk.generations, desk.notes, self.opened, self.editor)
        self.beside = Beside(desk, self.opened, self.editor, theme, notices)
        self.sections = Sections(desk, self.opened, self.editor, self.beside.outline, notices)
        self.inside = Inside(services, self.opened, self.editor, self.beside.context, theme)
        self.planning = Planning(desk, self.library, self.opened, self.sections, theme, self)
        self.transfer = Transfer(desk.documents, desk.pieces, self._shown_piece, notices, self)
        self.header = Header(self.editor, theme)
        self.footer = Footer(self.editor, theme)
        self.findbar = FindBar(self.editor, theme)
        self.strip = DraftStrip(theme)
        self.inserting = Inserting(self.editor, theme, notices)
        self.wish = WishField(theme, self.editor)
        self.start = StartPage(theme)
        self.menus = Menus(self)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._on_paused)
        self._build()
        self._connect()
        self.retranslate()

    @property
    def busy(self) -> bool:
        """Tell whether the model writes into the text."""
        return self.intext.busy or self.inside.busy

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Write"))
        self.menus.fill_ask(self.header.ask_menu)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._restored:
            self._restored = True
            self._restore()
            self._tell_damage()
        if self.opened.number is not None and not event.spontaneous():
            self.editor.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.halt()
        self.planning.dialog.stop()
        self.beside.stop()
        self.opened.finish()
        if self._restored:
            self._save_look()
        super().closeEvent(event)

    def _save_look(self) -> None:
        try:
            self._settings.set("write_splitter", self.saveState().toBase64().toStdString())
            shown = self.header.panel_button.isChecked()
            self._settings.set("write_panel", self.beside.page if shown else "")
            self._settings.set("write_piece", self.opened.number or 0)
        except UserError as error:
            self._on_failed(error.code, error.params)

    def fill_menus(self, menus: dict[str, QMenu]) -> None:
        """Add this tab's actions to the window's menus."""
        self.menus.fill(menus)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys that stand in no menu, as (what it does, keys)."""
        return self.menus.shortcuts()

    # What is wished for --------------------------------------------------------------------

    def do(self, action: Action, detail: str = "") -> None:
        """Have the model change what is selected, or go on at the cursor."""
        self.inside.stop()
        self.intext.do(action, detail)

    def say(self) -> None:
        """Let the person say what is to be done with what is selected."""
        if self.opened.number is not None:
            self.wish.open_at(self.editor.cursorRect().bottomLeft())

    def halt(self) -> None:
        """Stop what the model writes into the text."""
        self.intext.stop()
        self.inside.stop()

    def open(self, number: int) -> None:
        """Bring a piece into the editor."""
        try:
            self.opened.open(number)
        except KeyError:
            self.library.reload()

    # Inside --------------------------------------------------------------------------------

    def _shown_piece(self) -> Piece:
        return self.opened.with_changes

    def _on_opened(self) -> None:
        number = self.opened.number
        self.pages.setCurrentIndex(0 if number is None else 1)
        self._show_panel(self.header.panel_button.isChecked())
        self.library.show_open(number)
        self.wish.hide()
        self.header.set_title(self.opened.title)
        self.footer.set_goal(self.opened.entry.goal if number is not None else 0)
        self.beside.show_piece()
        self.menus.fill_ask(self.header.ask_menu)
        self._show_busy()
        if number is not None:
            self.editor.setFocus()

    def _show_panel(self, shown: bool) -> None:
        self.beside.panel.setVisible(shown and self.opened.number is not None)

    def _on_edited(self) -> None:
        self.footer.show_saved(self.opened.is_saved)
        self._follow.start()

    def _on_paused(self) -> None:
        self.sections.follow_headings()
        self.beside.follow()

    def _on_saved(self, number: int) -> None:
        self.footer.show_saved(True)
        self.library.show_changed(number)
        self.beside.show_saved()

    def _on_renamed(self, number: int, title: str) -> None:
        if number == self.opened.number:
            self.opened.set_title(title)

    def _on_deleted(self, numbers: tuple[int, ...]) -> None:
        for number in numbers:
            self._services.writing.drafter.pause(number)
        if self.opened.number in numbers:
            self.opened.drop()

    def _on_restored(self, numbers: tuple[int, ...]) -> None:
        if self.opened.number is None and numbers:
            self.open(numbers[0])

    def _on_imported(self, number: int) -> None:
        self.library.reload()
        self.library.choose(number)
        self.open(number)

    def _on_goal(self, goal: int) -> None:
        if self.opened.number is not None:
            self._services.writing.pieces.set_goal(self.opened.number, goal)

    def _on_report(self, kind: str) -> None:
        number = self.opened.number
        if number is not None:
            desk = self._services.writing
            chinese = self.opened.language.startswith("zh")
            self.transfer.export_report(
                self.opened.piece,
                desk.generations.known(self.opened.generations),
                "json" if kind == "json" else "md",
                "zh" if chinese else "en",
            )

    def _show_busy(self) -> None:
        self.header.show_busy(self.busy)

    def _on_drafted(self) -> None:
        number = self.opened.number
        drafting = number is not None and self._services.writing.drafter.is_drafting(number)
        self.strip.show_progress(self.sections.progress if drafting else None)
        if number is not None and (ask := self._services.writing.drafter.asking(number)):
            self.inside.take(ask)

    def _on_unchanged(self) -> None:
        self._notices.show_message(self.tr("The model found nothing to change."), seconds=6)

    def _on_failed(self, code: ErrorCode, params: Params) -> None:
        self._notices.show_message(describe(code, params), kind="warning")

    def _tell_damage(self) -> None:
        aside = self._services.writing.kinds.set_aside
        if aside:
            self._on_failed(ErrorCode.SETTINGS_DAMAGED, {"path": aside.name})

    def _restore(self) -> None:
        """Show what was open the last time."""
        saved = self._settings.text("write_splitter")
        if saved:
            self.restoreState(QByteArray.fromBase64(saved.encode()))
        page = self._settings.text("write_panel")
        if page:
            self.beside.panel.show_page(page)
        self.header.panel_button.setChecked(bool(page))
        self._show_panel(bool(page))
        number = self._settings.number("write_piece")
        if number and self.opened.number is None:
            self.open(number)

    # Building ------------------------------------------------------------------------------

    def _build(self) -> None:
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        parts: tuple[QWidget, ...] = (
            self.header,
            self.findbar,
            self.editor,
            self.strip,
            self.footer,
        )
        for part in parts:
            column.addWidget(part, 1 if part is self.editor else 0)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.pages.addWidget(desk)
        columns = zip((self.library, self.pages, self.beside.panel), NARROWEST, strict=True)
        for widget, least in columns:
            widget.setMinimumWidth(least)
            self.addWidget(widget)
        self.beside.panel.hide()
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(1, 1)
        self.setSizes(list(WIDTHS))
        self.findbar.hide()

    def _connect(self) -> None:
        editor, library, header = self.editor, self.library, self.header
        self.opened.opened.connect(self._on_opened)
        self.opened.saved.connect(self._on_saved)
        self.opened.retitled.connect(header.set_title)
        editor.edited.connect(self._on_edited)
        editor.menu_opening.connect(self.menus.fill_context)
        library.opened.connect(self.open)
        library.renamed.connect(self._on_renamed)
        library.deleted.connect(self._on_deleted)
        library.restored.connect(self._on_restored)
        library.plan_requested.connect(self.planning.begin)
        library.import_requested.connect(self.transfer.import_files)
        self.transfer.imported.connect(self._on_imported)
        header.title_edited.connect(self.opened.set_title)
        header.table_wanted.connect(self.inserting.insert_table)
        header.image_wanted.connect(self.inserting.insert_image)
        header.continue_wanted.connect(lambda: self.do("continue"))
        header.stop_wanted.connect(self.halt)
        header.focus_toggled.connect(editor.set_focus_mode)
        header.panel_toggled.connect(self._show_panel)
        self.footer.goal_set.connect(self._on_goal)
        self.wish.said.connect(lambda text: self.do("instruction", text))
        self.strip.pause_wanted.connect(self.sections.pause)
        self.start.blank_wanted.connect(lambda: library.create_piece())
        self.start.idea_wanted.connect(self.planning.begin)
        self.start.import_wanted.connect(lambda: self.transfer.import_files(None))
        self.beside.outline.headings.outline_requested.connect(self.planning.open)
        self.beside.report_wanted.connect(self._on_report)
        self.beside.change_wanted.connect(self.intext.offer)
        self.beside.asked.connect(self.inside.take)
        self.beside.context_wanted.connect(self.inside.show_ask)
        self.intext.changed.connect(self._show_busy)
        self.inside.changed.connect(self._show_busy)
        self.intext.failed.connect(self._on_failed)
        self.inside.failed.connect(self._on_failed)
        self.sections.failed.connect(self._on_failed)
        self.intext.asked.connect(self.inside.take)
        self.planning.dialog.asked.connect(self.inside.take)
        self.intext.unchanged.connect(self._on_unchanged)
        self.sections.changed.connect(self._on_drafted)
