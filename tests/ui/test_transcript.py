from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.message import Entry
from app.ui.theme import Theme
from app.ui.transcript import BUILT, Transcript


def entries(count: int) -> list[Entry]:
    return [
        Entry(n, "assistant" if n % 2 else "user", f"Message {n}. " + "word " * 60)
        for n in range(count)
    ]


@pytest.fixture
def transcript(qtbot: QtBot, qapp: QApplication) -> Transcript:
    made = Transcript(Theme(qapp))
    made.resize(700, 500)
    qtbot.addWidget(made)
    made.show()
    return made


def at_end(transcript: Transcript) -> bool:
    bar = transcript.verticalScrollBar()
    return bar.value() >= bar.maximum() - 1 > 0


def test_only_the_newest_are_built_and_the_rest_on_scrolling_up(
    qtbot: QtBot, transcript: Transcript
) -> None:
    transcript.set_entries(entries(200))
    qtbot.waitUntil(lambda: at_end(transcript))
    assert transcript.view(199) is not None
    assert transcript.view(200 - BUILT - 1) is None
    transcript.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: transcript.view(200 - BUILT - 1) is not None)
    assert transcript.verticalScrollBar().value() > 0


def test_the_view_follows_the_stream(qtbot: QtBot, transcript: Transcript) -> None:
    shown = entries(10)
    transcript.set_entries(shown)
    qtbot.waitUntil(lambda: at_end(transcript))
    height = transcript.verticalScrollBar().maximum()
    for count in range(1, 40):
        text = shown[-1].text + "more words here " * count
        transcript.update_entry(dataclasses.replace(shown[-1], text=text, streaming=True))
        qtbot.wait(5)
    qtbot.waitUntil(lambda: transcript.verticalScrollBar().maximum() > height)
    qtbot.waitUntil(lambda: at_end(transcript))


def test_reading_older_text_is_not_disturbed(qtbot: QtBot, transcript: Transcript) -> None:
    shown = entries(30)
    transcript.set_entries(shown)
    qtbot.waitUntil(lambda: at_end(transcript))
    bar = transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place, height = bar.value(), bar.maximum()
    for count in range(1, 40):
        text = shown[-1].text + "more words here " * count
        transcript.update_entry(dataclasses.replace(shown[-1], text=text, streaming=True))
        qtbot.wait(5)
    qtbot.waitUntil(lambda: bar.maximum() > height)
    assert bar.value() == place
    assert transcript.findChild(object, "chat.jump").isVisible()  # type: ignore[attr-defined]
    transcript.follow()
    qtbot.waitUntil(lambda: at_end(transcript))


def test_entries_that_stay_keep_their_widgets(qtbot: QtBot, transcript: Transcript) -> None:
    shown = entries(6)
    transcript.set_entries(shown)
    kept = transcript.view(2)
    transcript.set_entries([*shown[:3], Entry(77, "assistant", "a new branch")])
    assert transcript.view(2) is kept
    assert transcript.view(5) is None
    assert transcript.view(77) is not None


def test_everything_can_be_done_by_its_button(qtbot: QtBot, transcript: Transcript) -> None:
    wanted: list[tuple[str, int]] = []
    transcript.wanted.connect(lambda what, number: wanted.append((what, number)))
    transcript.set_entries(
        [
            Entry(1, "user", "question"),
            Entry(2, "assistant", "answer", version=2, versions=3, retry=True),
        ]
    )
    for name in ("1.edit", "2.regenerate", "2.continue", "2.previous", "2.next", "2.retry"):
        button = transcript.findChild(QToolButton, f"chat.message.{name}")
        assert button is not None
        assert button.accessibleName()
        button.click()
    expected = ["edit", "regenerate", "continue", "previous", "next", "retry"]
    assert [what for what, _ in wanted] == expected
    for number in (1, 2):
        for menu in ("copy", "more"):
            button = transcript.findChild(QToolButton, f"chat.message.{number}.{menu}")
            assert button is not None
            for action in button.menu().actions():
                action.trigger()
    assert ("copy-markdown", 2) in wanted
    assert ("delete-after", 1) in wanted


def test_thinking_is_folded(qtbot: QtBot, transcript: Transcript) -> None:
    transcript.set_entries([Entry(1, "assistant", "answer", thinking="because of that")])
    view = transcript.view(1)
    assert view is not None
    assert "because" not in view.body.toPlainText()
    qtbot.waitUntil(view.isVisible)
    assert not view._thinking.isVisible()
    view._thinking_button.click()
    assert view._thinking.isVisible()
    assert view._thinking.text() == "because of that"
