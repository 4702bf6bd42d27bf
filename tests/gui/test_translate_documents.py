"""The page of documents, with the real documents' child and a scripted translator."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode
from app.services.translation.progress import DocumentState
from app.services.translation.work import Standing
from app.tabs.translate.documents import DocumentsPage
from app.ui.notice import NoticeBar
from app.ui.theme import Theme
from tests.fakes.translator import ScriptedTranslator
from tests.services.test_document_jobs import Place


class Shown:
    """A page and what is behind it."""

    def __init__(self, place: Place, scripted: ScriptedTranslator, theme: Theme) -> None:
        services = SimpleNamespace(translation=SimpleNamespace(jobs=place.jobs))
        self.place = place
        self.scripted = scripted
        self.theme = theme
        self.notices = NoticeBar("notice")
        self.page = DocumentsPage(services, theme, self.notices)  # type: ignore[arg-type]
        self.page.set_languages("en", "zh")

    def drop(self, *paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self.page.dropEvent(
            QDropEvent(
                QPointF(10, 10),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    def add(self, name: str = "letter.txt", text: str = "One.\n\nTwo.\n\nThree.\n") -> int:
        before = set(self.page.cards)
        self.drop(self.place.file(name, text))
        (number,) = set(self.page.cards) - before
        return number

    def button(self, name: str) -> QAbstractButton:
        found = self.page.findChild(QAbstractButton, f"translate.documents.{name}")
        assert isinstance(found, QAbstractButton), name
        return found

    def text(self, name: str) -> str:
        found = self.page.findChild(QLabel, f"translate.documents.{name}")
        assert isinstance(found, QLabel), name
        return found.text()

    def visible(self, number: int) -> set[str]:
        """Return which buttons a card shows."""
        names = ("pause", "resume", "open", "reveal", "save_as")
        return {name for name in names if not self.button(f"{name}.{number}").isHidden()}


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot, theme: Theme) -> Iterator[Shown]:
    scripted = ScriptedTranslator()
    place = Place(tmp_path, scripted)
    made = Shown(place, scripted, theme)
    qtbot.addWidget(made.page)
    qtbot.addWidget(made.notices)
    made.page.resize(1000, 700)
    made.page.show()
    yield made
    place.close()


def until(qtbot: QtBot, shown: Shown, number: int, words: str) -> None:
    qtbot.waitUntil(lambda: words in shown.text(f"state.{number}"), timeout=20_000)


def test_a_dropped_document_is_translated_and_opened(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True
    )
    number = shown.add()
    assert shown.text(f"name.{number}") == "letter.txt"
    assert shown.text(f"languages.{number}") == "English → Chinese"
    until(qtbot, shown, number, "Translated")
    assert "letter.zh.txt" in shown.text(f"state.{number}")
    assert shown.visible(number) == {"open", "reveal", "save_as"}
    shown.button(f"open.{number}").click()
    shown.button(f"reveal.{number}").click()
    assert opened == [str(shown.place.mine / "letter.zh.txt"), str(shown.place.mine)]
    (shown.place.mine / "letter.zh.txt").unlink()
    shown.button(f"open.{number}").click()
    assert "not there any more" in shown.notices.accessibleName()


def test_the_button_chooses_files(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(shown.place.file(name)) for name in ("a.txt", "b.md")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    shown.button("choose").click()
    assert [job.name for job in shown.place.jobs.jobs()] == ["b.md", "a.txt"]
    for number in shown.page.cards:
        until(qtbot, shown, number, "Translated")


def test_the_options_and_the_style_go_with_the_document(qtbot: QtBot, shown: Shown) -> None:
    shown.button("bilingual").click()
    number = shown.add(text="Words.\n")
    until(qtbot, shown, number, "Translated")
    assert (shown.place.mine / "letter.zh.txt").read_text("utf-8") == "Words.\n\nwORDS.\n"


def test_progress_pause_and_resume(qtbot: QtBot, shown: Shown) -> None:
    shown.scripted.held = {"Two."}
    number = shown.add()
    until(qtbot, shown, number, "1 of 3")
    bar = shown.page.findChild(QProgressBar, f"translate.documents.progress.{number}")
    assert bar and (bar.value(), bar.maximum()) == (1, 3)
    assert "less than a minute left" in shown.text(f"state.{number}")
    shown.page.cards[number].show_standing(Standing(number, 1, 3, 5400))
    assert "about 1 h 30 min left" in shown.text(f"state.{number}")
    assert shown.visible(number) == {"pause"}
    shown.button(f"pause.{number}").click()
    until(qtbot, shown, number, "Paused")
    assert shown.visible(number) == {"resume"}
    shown.scripted.held = set()
    shown.button(f"resume.{number}").click()
    until(qtbot, shown, number, "Translated")


def test_removing_can_be_undone(qtbot: QtBot, shown: Shown) -> None:
    number, other = shown.add(), shown.add("other.txt")
    until(qtbot, shown, other, "Translated")
    shown.button(f"remove.{number}").click()
    assert list(shown.page.cards) == [other]
    qtbot.wait(10)
    shown.theme.apply("dark", 11)  # a card that is gone does not mind
    undo = shown.notices.findChild(QPushButton, "notice.action")
    assert undo
    undo.click()
    qtbot.waitUntil(lambda: list(shown.page.cards) == [other, number])
    until(qtbot, shown, number, "Translated")


def test_failed_passages_are_listed_and_tried_again(qtbot: QtBot, shown: Shown) -> None:
    shown.scripted.refused = {
        "One.": ErrorCode.PROMPT_TOO_LONG,
        "Three.": ErrorCode.EVALUATION_FAILED,
    }
    number = shown.add()
    until(qtbot, shown, number, "Translated")
    toggle = shown.button(f"failures.{number}")
    assert toggle.text() == "2 passages are not translated"
    toggle.click()
    list_ = shown.page.cards[number].failures
    texts = [label.text() for label in list_.findChildren(QLabel)]
    assert texts == [
        "One.",
        "It is too long for the model's context.",
        "Three.",
        "The model had no answer to it.",
    ]
    shown.scripted.refused = {}
    shown.button(f"retry.{number}.2").click()
    qtbot.waitUntil(lambda: toggle.text() == "One passage is not translated", timeout=20_000)
    until(qtbot, shown, number, "Translated")
    shown.button(f"retry_all.{number}").click()
    qtbot.waitUntil(list_.isHidden, timeout=20_000)
    until(qtbot, shown, number, "Translated")
    assert "oNE.\n\ntWO.\n\ntHREE." in (shown.place.mine / "letter.zh.txt").read_text("utf-8")


def test_what_is_no_document_is_told_and_the_others_are_taken(qtbot: QtBot, shown: Shown) -> None:
    shown.drop(
        shown.place.file("picture.png"),
        shown.place.file("letter.txt"),
        shown.place.mine / "missing.txt",
    )
    said = shown.notices.accessibleName()
    assert "picture.png" in said
    assert "missing.txt" in said
    (number,) = shown.page.cards
    until(qtbot, shown, number, "Translated")


def test_a_document_that_cannot_be_written_is_saved_elsewhere(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = shown.place.mine / "gone"
    gone.mkdir()
    shown.drop(Path(shutil.copy(shown.place.file("letter.txt"), gone)))
    shutil.rmtree(gone)
    (number,) = shown.page.cards
    until(qtbot, shown, number, "cannot be written")
    assert shown.visible(number) == {"resume", "save_as"}
    asked = len(shown.scripted.asked)
    elsewhere = shown.place.mine / "elsewhere.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(elsewhere), ""))
    shown.button(f"save_as.{number}").click()
    until(qtbot, shown, number, "Translated")
    assert elsewhere.exists()
    assert len(shown.scripted.asked) == asked


def test_what_stopped_a_job_is_told_on_its_card(qtbot: QtBot, shown: Shown) -> None:
    shown.scripted.refused = {"Two.": ErrorCode.NO_MODEL}
    number = shown.add()
    until(qtbot, shown, number, "No model is loaded")
    assert shown.place.state(number) is DocumentState.PAUSED
    assert shown.visible(number) == {"resume"}


def test_a_hidden_page_tells_when_a_document_is_done(qtbot: QtBot, shown: Shown) -> None:
    shown.page.hide()
    shown.add()
    said = "letter.txt is translated."
    qtbot.waitUntil(lambda: shown.notices.accessibleName() == said, timeout=20_000)


def test_every_button_has_a_name(qtbot: QtBot, shown: Shown) -> None:
    shown.scripted.refused = {"One.": ErrorCode.PROMPT_TOO_LONG}
    number = shown.add()
    until(qtbot, shown, number, "Translated")
    shown.button(f"failures.{number}").click()
    buttons = shown.page.findChildren(QAbstractButton)
    assert len(buttons) > 8
    for button in buttons:
        assert button.objectName().startswith("translate.documents."), button
        assert button.text() or button.accessibleName(), button.objectName()


@pytest.mark.parametrize("width", [1280, 640])
def test_the_page_is_drawn_in_dark_and_light(qtbot: QtBot, shown: Shown, width: int) -> None:
    name = f"{'a long name ' * 12}.txt"
    number = shown.add(name)
    until(qtbot, shown, number, "Translated")
    shown.page.resize(width, 600)
    shown.page.show()
    for choice in ("dark", "light"):
        shown.theme.apply(choice, 11)
        picture = shown.page.grab().toImage()
        assert (picture.pixelColor(5, 590).lightness() < 80) == (choice == "dark")
    card = shown.page.cards[number]
    assert card.width() <= width
    assert "…" in shown.text(f"name.{number}")
    buttons = [b for b in card.findChildren(QPushButton) if b.isVisible()]
    assert all(b.width() >= b.sizeHint().width() for b in buttons)
