"""The Poetry tab: what a poem is to be, the page it stands on, and what is found of it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QByteArray, QEvent, QLocale, Qt
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.protocol import ErrorCode, Params, UserError
from app.services.context import Services
from app.services.errors import describe
from app.tabs.poetry.check import CheckPanel
from app.tabs.poetry.composing import Composing
from app.tabs.poetry.fits import FitList
from app.tabs.poetry.hand import HandEditor
from app.tabs.poetry.handwriting import Handwriting
from app.tabs.poetry.header import Header
from app.tabs.poetry.leaving import Leaving
from app.tabs.poetry.menus import Menus
from app.tabs.poetry.opened import OpenPoem
from app.tabs.poetry.page.page import PoemPage
from app.tabs.poetry.places import Places
from app.tabs.poetry.remarks import RemarksPanel
from app.tabs.poetry.shelf.candidates import Candidates
from app.tabs.poetry.shelf.collection import CollectionPanel
from app.tabs.poetry.side import side_panel
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.composing.plan import size
from app.tabs.poetry.task.ranking import Candidate
from app.tabs.poetry.task.shapes import shape
from app.tabs.poetry.task.text import manuscript
from app.tabs.poetry.task.verse import Poem
from app.tabs.poetry.wishes import Wishes
from app.tabs.poetry.wording.forms import form_name
from app.ui.notice import NoticeBar
from app.ui.page import Page
from app.ui.theme import Theme

WIDTHS, NARROWEST = (250, 650, 300), (200, 290, 200)  # pixels


class Tab(Page):
    """Glues the wishes, the page and what is beside it together."""

    def __init__(self, services: Services, theme: Theme, notices: NoticeBar) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("poetry")
        desk = self._desk = services.poetry
        self._settings = services.settings
        self._notices = notices
        self._restored = False
        self.opened = OpenPoem(desk.collection, self)
        self.wishes = Wishes(theme)
        self.header = Header(theme)
        self.page = PoemPage(theme)
        self.hand = HandEditor(theme)
        self.strip = Candidates(theme)
        self.fits = FitList(theme, self)
        self.check = CheckPanel(theme)
        self.remarks = RemarksPanel(desk.remark, theme)
        self.shelf = CollectionPanel(desk.collection, theme, notices, form_name)
        self.panel = side_panel(
            {"check": self.check, "remarks": self.remarks, "collection": self.shelf}, theme
        )
        self.composing = Composing(desk, self.strip, self)
        self.places = Places(desk, self.opened, self.page, self.fits, self)
        self.handwriting = Handwriting(self.opened, self.hand, self.wishes, self)
        self.leaving = Leaving(services.settings, notices, self)
        self.menus = Menus(self)
        self._build()
        self._connect()
        self.retranslate()

    @property
    def by_hand(self) -> bool:
        """Tell whether the poem is being written by hand."""
        return self.header.hand_button.isChecked()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Poetry"))
        self.page.show_hint(self.tr("Say what the poem is to be about, and press Compose."))
        self.header.export_menu.clear()
        self.menus.fill_export(self.header.export_menu)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._restored:
            self._restored = True
            self._restore()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.halt()
        self.remarks.stop()
        self.handwriting.end()
        if self._restored:
            self._save_look()
        super().closeEvent(event)

    def _save_look(self) -> None:
        try:
            self._settings.set("poetry_splitter", self.saveState().toBase64().toStdString())
            shown = self.header.panel_button.isChecked()
            self._settings.set("poetry_panel", self.panel.page if shown else "")
            self._settings.set("poetry_wishes", msgspec.json.encode(self.wishes.brief).decode())
            self._settings.set("poetry_vertical", self.header.vertical_button.isChecked())
            self._settings.set("poetry_marks", self.header.marks_button.isChecked())
        except UserError as error:
            self._on_failed(error.code, error.params)

    def fill_menus(self, menus: dict[str, QMenu]) -> None:
        """Add this tab's actions to the window's menus."""
        self.menus.fill(menus)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys that stand in no menu, as (what it does, keys)."""
        return self.menus.shortcuts()

    # What is wished for ----------------------------------------------------------------------

    def compose(self) -> None:
        """Have candidates made for what is wished."""
        brief = self.wishes.brief
        self.header.hand_button.setChecked(False)
        if self.opened.keep_by_hand():
            self.composing.begin(brief, self.wishes.count)

    def redo_rest(self) -> None:
        """Keep the locked lines, and have the others written anew."""
        poem = self.opened.poem
        if poem is None or not poem.locked or self.composing.busy or self.by_hand:
            return
        brief = self.wishes.brief if self.wishes.brief.form == poem.form else self.opened.brief
        kept = {number: poem.lines[number] for number in poem.locked}
        self.composing.begin(brief, self.wishes.count, kept)

    def halt(self) -> None:
        """Stop what the model writes."""
        self.composing.stop()
        self.fits.hide()

    def begin_new(self) -> None:
        """Clear the desk."""
        self.composing.clear()
        self.handwriting.end()
        if not self.opened.begin(None, self.wishes.brief):
            return
        if self.by_hand:
            self.handwriting.begin()
            self.hand.setFocus()
        else:
            self.wishes.setFocus()

    def open(self, number: int) -> None:
        """Put a poem of the collection on the desk."""
        self.composing.clear()
        self.header.hand_button.setChecked(False)
        try:
            kept = self._desk.collection.kept(number)
        except KeyError:
            self.shelf.reload()
            return
        if self.opened.begin(kept.poem, kept.brief, number):
            self.wishes.set_brief(kept.brief)

    def undo(self) -> None:
        """Take back what was typed, or what came before that."""
        if self.by_hand and self.hand.can_undo:
            self.hand.undo()
        else:
            self._go_through_history(self.opened.history.undo)

    def redo(self) -> None:
        """Bring back what was taken back."""
        if self.by_hand and self.hand.can_redo:
            self.hand.redo()
        else:
            self._go_through_history(self.opened.history.redo)

    def show_page(self, name: str) -> None:
        """Show a page of the side panel."""
        self.panel.show_page(name)
        self.header.panel_button.setChecked(True)

    def show_picture(self) -> None:
        if self.opened.poem and self.opened.judged:
            self.leaving.show_picture(manuscript(self.opened.poem, self.opened.judged))

    def save_text(self) -> None:
        if self.opened.poem and self.opened.judged:
            self.leaving.save_text(manuscript(self.opened.poem, self.opened.judged))

    def copy_text(self) -> None:
        if self.opened.poem and self.opened.judged:
            self.leaving.copy_text(manuscript(self.opened.poem, self.opened.judged))

    def _go_through_history(self, step: Callable[[], None]) -> None:
        """Show another state of the desk, in the editor too, if that is open."""
        self.handwriting.end()
        step()
        if self.by_hand:
            self.handwriting.begin()

    # The poem --------------------------------------------------------------------------------

    def _on_poem(self) -> None:
        """Show the poem as it is now, wherever it is shown."""
        poem, judged = self.opened.poem, self.opened.judged
        if poem and judged and not self.by_hand:
            self.page.show_poem(poem, judged)
        elif not poem:
            self.page.clear()
        shown = poem or Poem(self.wishes.brief.form, ())
        self.check.show_judged(shown, judged)
        self.remarks.show_poem(poem)
        self.header.show_setting(page=not self.by_hand, chinese=shape(shown.form).chinese)
        self.shelf.show_open(self.opened.number)
        shown_lines = [candidate.poem.lines for candidate in self.strip.candidates]
        self.strip.mark(
            shown_lines.index(poem.lines) if poem and poem.lines in shown_lines else None
        )
        self._show_state()

    def _show_state(self) -> None:
        poem = self.opened.poem
        self.header.show_state(
            poem=poem is not None,
            locked=bool(poem and 0 < len(poem.locked) < len(poem.lines)) and not self.by_hand,
            kept=self.opened.kept,
            busy=self.composing.busy,
        )

    def _on_busy(self) -> None:
        self.wishes.set_busy(self.composing.busy)
        if not self.composing.busy and not self.composing.first:
            self._on_poem()  # what was begun and stopped makes room for what was there
        self._show_state()

    def _on_grew(self, poem: Poem) -> None:
        chinese = shape(poem.form).chinese
        if chinese or poem.lines:
            self.page.show_growing(poem, size(self.composing.brief) if chinese else ())
        self.check.show_judged(poem, None)
        self.remarks.show_poem(None)

    def _on_candidate(self, candidate: Candidate) -> None:
        self.opened.compose(candidate.poem, self.composing.brief)

    def _on_best(self, candidate: Candidate) -> None:
        """Show the best one, unless a person has begun to work on the first."""
        first = self.composing.first
        if first and self.opened.poem == first.poem:
            self.strip.mark(0)
            self._on_candidate(candidate)

    def _on_locked(self, lines: tuple[int, ...]) -> None:
        self.opened.lock(lines)
        self._show_state()

    def _point(self, places: tuple[At, ...]) -> None:
        (self.hand if self.by_hand else self.page).point(places)

    def _on_hand(self, by_hand: bool, text: str = "") -> None:
        """Change between the page and the editor; both have the same poem."""
        if by_hand and not self.handwriting.active:
            self.composing.clear()
            self.handwriting.begin(text)
        elif not by_hand:
            self.handwriting.end()
        self.pages.setCurrentIndex(int(by_hand))
        self._on_poem()
        if by_hand:
            self.hand.setFocus()

    def _show_panel(self, shown: bool) -> None:
        self.panel.setVisible(shown)

    def _on_failed(self, code: ErrorCode, params: Params) -> None:
        self._notices.show_message(describe(code, params), kind="warning")

    def _restore(self) -> None:
        """Show what was on the desk the last time."""
        header, settings = self.header, self._settings
        saved = settings.text("poetry_splitter")
        if saved:
            self.restoreState(QByteArray.fromBase64(saved.encode()))
        page = settings.text("poetry_panel")
        self.panel.show_page(page or "check")
        header.panel_button.setChecked(bool(page))
        self._show_panel(bool(page))
        header.vertical_button.setChecked(settings.flag("poetry_vertical"))
        header.marks_button.setChecked(settings.flag("poetry_marks"))
        self.page.set_vertical(header.vertical_button.isChecked())
        if QLocale().language() is not QLocale.Language.Chinese:
            self.wishes.set_brief(Brief("shakespearean"))
        text = self.opened.restore()
        wished = _brief(settings.text("poetry_wishes"))
        if wished:
            self.wishes.set_brief(wished)
        elif self.opened.poem or text:
            self.wishes.set_brief(self.opened.brief)
        if text:
            self._on_hand(True, text)
            header.hand_button.setChecked(True)
        self._on_poem()

    # Building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.pages.addWidget(self.hand)
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        column.addWidget(self.strip)
        columns = zip((self.wishes, desk, self.panel), NARROWEST, strict=True)
        for widget, least in columns:
            widget.setMinimumWidth(least)
            self.addWidget(widget)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(1, 1)
        self.setSizes(list(WIDTHS))

    def _connect(self) -> None:
        header = self.header
        self.wishes.asked.connect(self.compose)
        self.wishes.stopped.connect(self.halt)
        header.rest_wanted.connect(self.redo_rest)
        header.keep_wanted.connect(self.opened.keep)
        header.hand_toggled.connect(self._on_hand)
        header.vertical_toggled.connect(self.page.set_vertical)
        header.marks_toggled.connect(self.page.show_marks)
        header.panel_toggled.connect(self._show_panel)
        self.opened.changed.connect(self._on_poem)
        self.opened.failed.connect(self._on_failed)
        self.page.locked_changed.connect(self._on_locked)
        self.check.pointed.connect(self._point)
        self.remarks.failed.connect(self._on_failed)
        self.shelf.opened.connect(self.open)
        self.shelf.removed.connect(self.opened.forget)
        self.shelf.restored.connect(self.opened.remember)
        self.composing.changed.connect(self._on_busy)
        self.composing.grew.connect(self._on_grew)
        self.composing.chosen.connect(self._on_candidate)
        self.composing.best.connect(self._on_best)
        self.composing.failed.connect(self._on_failed)


def _brief(text: str) -> Brief | None:
    """Return wishes as they were saved; None for others."""
    try:
        wished = msgspec.json.decode(text, type=Brief)
        shape(wished.form)
    except (msgspec.MsgspecError, KeyError):
        return None
    return wished
