from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QColor, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QToolButton
from pytestqt.qtbot import QtBot

from app import paths
from app.paths import Folders
from app.tabs import TABS
from app.ui.guide import HEADING, GuideText, read_guide
from app.ui.help import HelpWindow
from app.ui.i18n import Languages
from app.ui.theme import DARK, Theme
from tests.gui.code_room import Room, script_the_engine

LANGUAGES = ("en", "zh")
LINK = re.compile(r"\[[^\]]+\]\(([^)]*)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def source(language: str) -> str:
    return paths.resource("help", f"{language}.md").read_text(encoding="utf-8")


def labels(language: str) -> set[str]:
    """What controls are called, without the marks of keys."""
    root = ElementTree.parse(paths.resource("i18n", "zh_CN.ts")).getroot()
    tag = "source" if language == "en" else "translation"
    texts = (message.findtext(tag) or "" for message in root.iter("message"))
    return {re.sub(r"\(&\w\)$|&", "", text) for text in texts}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages(qapp)
    made.apply("en")
    yield made
    made.apply("en")


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, languages: Languages) -> HelpWindow:
    made = HelpWindow(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def text_of(window: HelpWindow) -> GuideText:
    found = window.findChild(GuideText, "help.text")
    assert found
    return found


def contents(window: HelpWindow) -> QListWidget:
    found = window.findChild(QListWidget, "help.contents")
    assert found
    return found


def field(window: HelpWindow) -> QLineEdit:
    found = window.findChild(QLineEdit, "help.search")
    assert found
    return found


def count(window: HelpWindow) -> str:
    found = window.findChild(QLabel, "help.count")
    assert found
    return found.text()


def titles(window: HelpWindow) -> list[str]:
    listed = contents(window)
    return [listed.item(row).text() for row in range(listed.count())]


def at_top(window: HelpWindow) -> list[str]:
    """The lines that are seen first."""
    text = text_of(window)
    lines = [text.cursorForPosition(text.viewport().rect().topLeft()).block()]
    while len(lines) < 3:
        lines.append(lines[-1].next())
    return [line.text() for line in lines]


def search(window: HelpWindow, qtbot: QtBot, words: str) -> None:
    window.activateWindow()
    field(window).setFocus()
    field(window).setText(words)
    qtbot.keyClick(field(window), Qt.Key.Key_Return)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_has_a_name_of_its_own(language: str) -> None:
    guide = read_guide(language)
    headings = re.findall(r"^##+ .*$", FENCE.sub("", source(language)), re.MULTILINE)
    assert [f"{'#' * s.level} {s.title} {{#{s.name}}}" for s in guide.sections] == headings
    names = [section.name for section in guide.sections]
    assert len(set(names)) == len(names) > 40
    assert "{#" not in guide.text
    assert {section.level for section in guide.sections} == {2, 3}


def test_the_guides_have_the_same_sections_in_the_same_order() -> None:
    shapes = [[(s.name, s.level) for s in read_guide(each).sections] for each in LANGUAGES]
    assert shapes[0] == shapes[1]


def test_every_tab_has_its_section() -> None:
    top = [section.name for section in read_guide("en").sections if section.level == 2]
    assert [name for name in top if name in TABS] == list(TABS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_goes_to_a_section(language: str) -> None:
    names = {f"#{name}" for _, _, name in HEADING.findall(source(language))}
    links = LINK.findall(source(language))
    assert len(links) > 2
    assert set(links) <= names


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_bold_stands_on_the_screen(language: str) -> None:
    named = set(BOLD.findall(source(language))) - {"bold", "粗体字"}
    assert len(named) > 100
    assert named - labels(language) == set()


def test_both_guides_name_the_same_controls() -> None:
    root = ElementTree.parse(paths.resource("i18n", "zh_CN.ts")).getroot()
    chinese = set(BOLD.findall(source("zh")))
    missing = set(BOLD.findall(source("en"))) - {"bold"}
    for message in root.iter("message"):
        words = re.sub(r"\(&\w\)$", "", message.findtext("translation") or "")
        if words in chinese:
            missing.discard((message.findtext("source") or "").replace("&", ""))
    assert missing == set()


def test_the_contents_are_the_headings_that_are_shown(window: HelpWindow) -> None:
    block = text_of(window).document().begin()
    shown = []
    while block.isValid():
        if block.blockFormat().headingLevel() > 1:
            shown.append(block.text())
        block = block.next()
    assert titles(window) == shown == [section.title for section in read_guide("en").sections]


@pytest.mark.parametrize("tab", TABS)
def test_it_opens_at_the_section_of_a_tab(window: HelpWindow, tab: str) -> None:
    window.show_section(tab)
    assert window.section == tab
    title = next(s.title for s in read_guide("en").sections if s.name == tab)
    assert title in at_top(window)
    assert contents(window).currentItem().text() == title


def test_a_section_is_shown_at_the_top_before_the_window_was_ever_open(
    qtbot: QtBot, theme: Theme, languages: Languages
) -> None:
    made = HelpWindow(theme)
    qtbot.addWidget(made)
    made.show_section("poetry")
    assert "Poetry" in at_top(made)


def test_it_stays_where_it_is_for_an_unknown_section(window: HelpWindow) -> None:
    window.show_section("write")
    window.show_section("nowhere")
    assert window.section == "write"


def test_a_click_in_the_contents_goes_there(window: HelpWindow, qtbot: QtBot) -> None:
    listed = contents(window)
    row = titles(window).index("Rewrite a paragraph")
    listed.scrollToItem(listed.item(row))
    place = listed.visualItemRect(listed.item(row)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "Rewrite a paragraph" in at_top(window)
    assert window.section == "write-change"


def test_the_contents_follow_the_reading(window: HelpWindow) -> None:
    text = text_of(window)
    window.show_section("glossary")
    seen = set()
    for value in range(0, text.verticalScrollBar().maximum(), 20):
        text.verticalScrollBar().setValue(value)
        seen.add(contents(window).currentItem().text())
    assert {"First minutes", "Poetry", "Translate a document", "The command line"} <= seen


def test_a_link_goes_to_its_section(window: HelpWindow) -> None:
    text_of(window).anchorClicked.emit(QUrl("#models-get"))
    assert window.section == "models-get"
    assert "Choose and download one" in at_top(window)


def test_an_example_is_copied(window: HelpWindow, qapp: QApplication) -> None:
    text_of(window).anchorClicked.emit(QUrl("copy:0"))
    assert qapp.clipboard().text().startswith("inkstone run chat")


def test_search_counts_and_goes_round(window: HelpWindow, qtbot: QtBot) -> None:
    search(window, qtbot, "TEMPERATURE")
    places = [cursor.selectedText() for cursor in text_of(window).matches]
    assert len(places) == 2 and {place.lower() for place in places} == {"temperature"}
    assert count(window) == "1 of 2"
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    assert count(window) == "2 of 2"
    window.findChild(QToolButton, "help.next").click()  # type: ignore[union-attr]
    assert count(window) == "1 of 2"
    window.findChild(QToolButton, "help.previous").click()  # type: ignore[union-attr]
    assert count(window) == "2 of 2"
    qtbot.keyClick(field(window), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert count(window) == "1 of 2"


def test_what_is_found_is_seen(window: HelpWindow, qtbot: QtBot) -> None:
    search(window, qtbot, "hallucination")
    text = text_of(window)
    cursor = QTextCursor(text.matches[0])
    cursor.clearSelection()
    assert text.viewport().rect().contains(text.cursorRect(cursor))
    assert window.section == "glossary"


def test_nothing_found_is_told_and_esc_gives_up(window: HelpWindow, qtbot: QtBot) -> None:
    search(window, qtbot, "zeppelin")
    assert count(window) == "Not found"
    assert not window.findChild(QToolButton, "help.next").isEnabled()  # type: ignore[union-attr]
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert field(window).text() == count(window) == ""
    assert window.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_search_is_a_key_away(window: HelpWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    text_of(window).setFocus()
    qtbot.keyClick(text_of(window), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field(window).hasFocus()


def test_it_follows_the_language_at_its_place(
    window: HelpWindow, languages: Languages, qtbot: QtBot
) -> None:
    window.show_section("translate-document")
    languages.apply("zh_CN")
    chinese = [section.title for section in read_guide("zh").sections]
    qtbot.waitUntil(lambda: titles(window) == chinese)
    assert window.section == "translate-document"
    assert "翻译一个文档" in at_top(window)
    languages.apply("en")
    qtbot.waitUntil(lambda: "Translate a document" in at_top(window))


def test_it_follows_the_theme_at_its_place(window: HelpWindow, theme: Theme, qtbot: QtBot) -> None:
    window.show_section("code-ask")
    search(window, qtbot, "hallucination")
    window.show_section("code-ask")
    theme.apply("dark", 14)
    assert window.section == "code-ask"
    assert "Ask about code" in at_top(window)
    assert len(text_of(window).matches) == 1
    link = text_of(window).document().find("First minutes")
    assert link.charFormat().foreground().color() == QColor(DARK.accent)
    theme.apply("light", 11)


def test_the_size_is_kept_while_the_app_runs(window: HelpWindow) -> None:
    window.resize(820, 560)
    window.close()
    window.show_section("chat")
    assert (window.width(), window.height()) == (820, 560)


def test_f1_opens_it_at_the_tab_that_is_shown(
    qtbot: QtBot, qapp: QApplication, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    script_the_engine(monkeypatch)
    room = Room(qtbot, qapp, folders)
    try:
        room.window.tabs.setCurrentIndex(TABS.index("poetry"))
        action = room.window.menus["help"].findChild(QAction, "help.open_guide")
        assert action and action.shortcut() == QKeySequence("F1")
        action.trigger()
        opened = room.window.findChild(HelpWindow)
        assert opened and opened.isVisible() and opened.section == "poetry"
        opened.close()
        room.window.tabs.setCurrentIndex(TABS.index("translate"))
        action = room.window.menus["help"].findChild(QAction, "help.open_guide")
        assert action
        action.trigger()
        assert room.window.findChildren(HelpWindow) == [opened]
        assert opened.section == "translate"
    finally:
        room.close()
