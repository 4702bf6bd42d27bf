"""The Write tab in the window: pieces, what is kept of them, and what the model does to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app import paths
from app.paths import Folders
from app.piece import Block, Piece, Run
from app.services.context import Services
from app.services.writing.notes import Note, NoteKind, Owner
from app.tabs.write.side import PAGES
from app.tabs.write.tab import Tab
from app.tabs.write.task import kinds, outline
from app.tabs.write.task.generation import Generation, Making
from app.tabs.write.task.outline import Section
from app.tabs.write.task.state import Brief
from app.ui.theme import Theme
from tests.conftest import FAKE_ENGINE
from tests.gui.test_window import Desk
from tests.services.test_writing_runner import ScriptedEngine

WAIT = 20_000
CAT = "The cat sat on the mat and looked at the rain."
DOG = CAT.replace("cat", "dog")


class Room(Desk):
    engine: ScriptedEngine

    @property
    def write(self) -> Tab:
        page = next(page for page in self.window.pages if isinstance(page, Tab))
        self.window.tabs.setCurrentWidget(page)
        return page

    @property
    def texts(self) -> list[str]:
        return [block.text for block in self.write.editor.piece().blocks]

    def begin(self, *paragraphs: str, title: str = "Cats") -> int:
        blocks = tuple(Block(runs=(Run(one),)) for one in paragraphs)
        number = self.services.writing.pieces.create(Piece(title, "en", blocks)).id
        self.write.library.reload()
        self.write.open(number)
        return number


@pytest.fixture
def room(
    qtbot: QtBot, qapp: QApplication, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    real = paths.child_command
    monkeypatch.setattr(
        paths, "child_command", lambda kind: FAKE_ENGINE if kind == "engine" else real(kind)
    )
    made = Room(qtbot, qapp, folders)
    qtbot.waitUntil(lambda: made.services.models.current is not None, timeout=WAIT)
    made.engine = ScriptedEngine()
    made.engine.held = True
    monkeypatch.setattr(made.services.engine, "generate", made.engine.generate)
    monkeypatch.setattr(made.services.engine, "stop", made.engine.stop)
    yield made
    made.close()


def test_what_is_typed_is_kept(qtbot: QtBot, room: Room) -> None:
    tab = room.write
    assert tab.pages.currentWidget() is tab.start
    tab.library.create_piece(kinds.of("blog", "en"))
    number = tab.opened.number
    assert number is not None
    assert tab.beside.panel.isVisible()
    qtbot.keyClicks(tab.header.title, "Cats")
    tab.editor.setFocus()
    qtbot.keyClicks(tab.editor, "They sleep.")
    qtbot.waitUntil(lambda: tab.opened.is_saved, timeout=WAIT)
    piece = room.services.writing.pieces.load(number)
    assert (piece.title, piece.text) == ("Cats", "They sleep.")
    entry = room.services.writing.pieces.entry(number)
    assert (entry.count, entry.goal) == (2, 900)
    versions = room.services.writing.versions
    qtbot.waitUntil(lambda: bool(versions.timeline(number)))
    item = next(iter(tab.library.tree.pieces()))
    assert item.text(0) == "Cats"


def test_it_is_open_again_at_the_next_start(
    qtbot: QtBot, qapp: QApplication, room: Room, folders: Folders
) -> None:
    number = room.begin(CAT)
    tab = room.write
    tab.menus._show("notes")
    qtbot.keyClicks(tab.editor, "So ")
    room.window.close()  # in the middle of it
    assert room.services.writing.pieces.load(number).text == f"So {CAT}"
    settings = room.services.settings
    assert (settings.number("write_piece"), settings.text("write_panel")) == (number, "notes")
    again = Tab(room.services, Theme(qapp), room.window.notices)
    qtbot.addWidget(again)
    again.show()
    assert again.opened.number == number
    assert again.beside.panel.page == "notes"
    again.close()


def test_a_deleted_piece_goes_and_comes_back(room: Room) -> None:
    number = room.begin(CAT)
    tab = room.write
    tab.library.choose(number)
    tab.library.delete_chosen()
    assert tab.opened.number is None
    assert tab.pages.currentWidget() is tab.start
    action = room.window.notices._buttons[0]
    action.click()
    assert tab.opened.number == number
    assert room.texts == [CAT]


def test_a_change_is_asked_for_by_menu_and_waits(qtbot: QtBot, room: Room) -> None:
    room.begin(CAT)
    tab = room.write
    names = {action.objectName() for action in tab.header.ask_menu.actions()}
    assert {"write.ask.say", "write.ask.rewrite", "write.ask.tone", "write.ask.translate"} <= names
    rewrite = next(a for a in tab.header.ask_menu.actions() if a.text() == "Rewrite")
    rewrite.trigger()
    assert tab.header.stop_button.isVisible()
    qtbot.waitUntil(lambda: bool(room.engine.asked))
    room.engine.asked[0].finish(DOG)
    qtbot.waitUntil(lambda: not tab.busy, timeout=WAIT)
    assert not tab.header.stop_button.isVisible()
    assert room.texts == [CAT]
    tab.editor.go_to_hunk(1)
    qtbot.keyClick(tab.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert room.texts == [DOG]
    asked = tab.beside.context
    tab.menus._show("context")
    assert asked.blocks and asked.blocks[0].segment


def test_a_wish_is_said_in_words(qtbot: QtBot, room: Room) -> None:
    room.begin(CAT)
    tab = room.write
    tab.say()
    assert tab.wish.isVisible()
    qtbot.keyClicks(tab.wish.field, "as a telegram")
    qtbot.keyClick(tab.wish.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(room.engine.asked))
    assert "as a telegram" in room.engine.asked[0].turns[-1].text
    tab.halt()
    assert not tab.busy
    tab.say()
    qtbot.keyClick(tab.wish.field, Qt.Key.Key_Escape)
    assert tab.wish.isHidden()


def test_an_outline_is_drafted_beside_the_text(qtbot: QtBot, room: Room) -> None:
    room.engine.held = False
    tab = room.write
    brief = Brief(kinds.of("blog", "en"), "en", "Harbours")
    tab.planning._on_planned(brief, outline.spread((Section("One"), Section("Two")), 240))
    assert tab.opened.title == "Harbours"
    assert tab.header.title.text() == "Harbours"
    tab.beside.outline.editor.draft.click()
    assert tab.strip.isVisible()
    qtbot.waitUntil(lambda: (p := tab.sections.progress) is not None and p.at is None, timeout=WAIT)
    qtbot.waitUntil(lambda: tab.strip.isHidden(), timeout=WAIT)
    headings = [b.text for b in tab.editor.piece().blocks if b.kind == "heading"]
    assert headings == ["One", "Two"]


def test_a_version_comes_back_as_one_step(qtbot: QtBot, room: Room) -> None:
    number = room.begin(CAT)
    tab = room.write
    room.services.writing.versions.name(number, tab.opened.piece, "First")
    tab.editor.select((0, 0), (0, len(CAT)))
    qtbot.keyClicks(tab.editor, "Other.")
    tab.menus._show("timeline")
    tab.beside.timeline.list.setCurrentRow(tab.beside.timeline.list.count() - 1)
    tab.beside.timeline.restore_chosen()
    assert room.texts == [CAT]
    tab.editor.undo()
    assert room.texts == ["Other."]


def test_where_a_model_wrote_one_can_look_inside(qtbot: QtBot, room: Room) -> None:
    number = room.begin(CAT)
    tab = room.write
    made = Generation("continue", Making("m"), (), " It purred loudly.")
    kept = room.services.writing.generations.add(number, made)
    run = Run(" It purred loudly.", author="model", generation=kept)
    tab.editor.put_blocks(0, 1, (Block(runs=(Run(CAT), run)),))
    for place, wanted in (((0, 2), set()), ((0, 55), {"write.menu.alternatives"})):
        tab.editor.select(place, place)
        menu = tab.editor.context_menu()
        tab.menus.fill_context(menu)
        names = {action.objectName() for action in menu.actions()}
        assert wanted <= names
        assert bool(wanted) == ("write.menu.made" in names)
        menu.deleteLater()
    tab.beside.authors.tint.setChecked(True)
    tab.menus._show("authors")
    assert tab.beside.authors.percent["model"].text() == "29 %"


def test_the_menus_have_what_the_tab_does(room: Room) -> None:
    room.begin(CAT)
    tab = room.write
    menus = {name: QMenu(room.window) for name in ("file", "edit", "view")}
    tab.fill_menus(menus)
    texts = {a.text() for menu in menus.values() for a in menu.actions() if a.text()}
    assert {"New piece", "Import…", "Export", "Find…", "Continue writing", "Focus mode"} <= texts
    keys = [
        a.shortcut().toString()
        for menu in room.window.menus.values()
        for a in menu.actions()
        if not a.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))
    assert tab.shortcuts()


def test_every_page_beside_the_text_is_shown(qtbot: QtBot, room: Room) -> None:
    number = room.begin(CAT, "In 1953 Ada Finch saw it.")
    room.services.writing.notes.add(Owner(number), Note(NoteKind.STYLE, "Short."))
    tab = room.write
    for name, _, _ in PAGES:
        tab.menus._show(name)
        assert tab.beside.panel.page == name
        assert tab.beside.panel.isVisible()
    tab.header.panel_button.click()
    assert tab.beside.panel.isHidden()


def test_data_that_moves_takes_own_kinds_along(room: Room, tmp_path: Path) -> None:
    room.services.writing.kinds.put(kinds.Kind("", "en", "Sermon"))
    room.services.move_data(tmp_path / "新家")
    moved = Folders(tmp_path / "新家", tmp_path / "c", tmp_path / "l")
    assert "Sermon" in moved.kinds.read_text("utf-8")


def test_the_services_end_with_a_draft_on_its_way(room: Room) -> None:
    tab = room.write
    brief = Brief(kinds.of("blog", "en"), "en", "Harbours")
    tab.planning._on_planned(brief, outline.spread((Section("One"), Section("Two")), 240))
    tab.sections.go_on()
    services: Services = room.services
    assert services.writing.drafter.is_drafting(tab.opened.number or 0)


def test_keys_ask_the_model(qtbot: QtBot, room: Room) -> None:
    room.begin(CAT)
    tab = room.write
    room.window.activateWindow()
    tab.editor.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(tab.editor, Qt.Key.Key_R, both)
    qtbot.waitUntil(lambda: tab.busy)
    qtbot.keyClick(tab.editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert not tab.busy
    qtbot.keyClick(tab.editor, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert tab.wish.isVisible()
