"""How a text was made, what differs today, and the text written again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec import structs
from PySide6.QtGui import QTextFragment
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.protocol import Sampling, Turn, Usage
from app.services.writing.again import Replayer
from app.tabs.write.look import madewords
from app.tabs.write.look.made import MadeDialog
from app.tabs.write.task.generation import Difference, Differs, Generation, Making
from app.ui.i18n import Languages
from app.ui.theme import Theme
from tests.services.test_writing_again import GENERATION, MAKING, SUM, TEXT, CountingEngine
from tests.services.test_writing_again import engine as engine
from tests.services.test_writing_again import models as models
from tests.services.test_writing_runner import OneModel

Open = Callable[..., MadeDialog]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    Languages(qapp).apply("en")
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture
def open_dialog(qtbot: QtBot, theme: Theme, engine: CountingEngine, models: OneModel) -> Open:
    """Open the dialog for a generation, with the making of today, and wait for the comparison."""
    kept: list[object] = []

    def opened(generation: Generation = GENERATION, now: Making = MAKING) -> MadeDialog:
        replayer = Replayer(engine, models, lambda: now)
        dialog = MadeDialog(generation, replayer, theme)
        kept.extend((replayer, dialog))
        qtbot.addWidget(dialog)
        with qtbot.waitSignal(replayer.compared):
            dialog.show()
        return dialog

    return opened


def fragments(dialog: MadeDialog) -> list[QTextFragment]:
    found = []
    block = dialog.view.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            found.append(at.fragment())
            at += 1
        block = block.next()
    return found


def test_it_says_how_the_text_was_made(theme: Theme) -> None:
    found = dict(madewords.facts(structs.replace(GENERATION, created=1_700_000_000.0)))
    assert found["Model"] == "Small one" and found["Seed"] == "42"
    assert found["Model file"] == f"模型.gguf  {SUM[:12]}"
    assert "temperature=0.8" in found["Settings"] and "23" in found["Written"]
    quantized = structs.replace(MAKING, quantization="Q4_K_M")
    named = madewords.facts(structs.replace(GENERATION, making=quantized))
    assert ("Model", "Small one · Q4_K_M") in named
    bare = structs.replace(GENERATION, making=Making("Small one"))
    assert [name for name, _ in madewords.facts(bare)] == ["Model", "Settings"]


def test_the_text_and_what_the_model_was_given(open_dialog: Open) -> None:
    carried = (*GENERATION.turns, Turn("assistant", "At dawn"))
    dialog = open_dialog(structs.replace(GENERATION, turns=carried, resume=True))
    assert dialog.view.toPlainText() == TEXT
    dialog.prompt.click()
    expected = [
        "Instructions",
        "You write.",
        "Request",
        "A harbour.",
        "Text that is carried on",
        "At dawn",
    ]
    assert [line for line in dialog.view.toPlainText().splitlines() if line] == expected
    dialog.text.click()
    assert dialog.view.toPlainText() == TEXT


def test_what_differs_today_in_words(open_dialog: Open) -> None:
    same = open_dialog()
    assert "are those of then" in same.differs.text() and same.again.isEnabled()
    other = structs.replace(MAKING, quantization="Q8_0", sha256="cd" * 32)
    lines = open_dialog(now=other).differs.text().splitlines()
    assert len(lines) == 3 and lines[2] == "• Quantization: none then, Q8_0 now"
    assert SUM[:12] in lines[1] and "cdcdcdcdcdcd now" in lines[1]
    nothing = open_dialog(now=Making(""))
    assert "no model" in nothing.differs.text() and not nothing.again.isEnabled()


@pytest.mark.parametrize("code", list(Differs))
def test_each_difference_has_words(qapp: QApplication, code: Differs) -> None:
    words = madewords.difference(Difference(code, "this", "that"))
    assert code in madewords.PLAIN or ("this" in words and "that" in words)
    assert code.value not in words.split()


def test_the_same_text_comes_again(open_dialog: Open, engine: CountingEngine) -> None:
    dialog = open_dialog()
    dialog.prompt.click()
    dialog.again.click()
    (asked,) = engine.asked
    assert dialog.again.text() == "Stop" and "again" in dialog.verdict.text()
    asked.say(TEXT[:10])
    assert dialog.view.toPlainText() == TEXT[:10]
    asked.finish(TEXT[10:])
    assert dialog.verdict.text() == "The same, character by character."
    assert dialog.verdict.property("tone") == "good"
    assert (dialog.again.text(), dialog.view.toPlainText()) == ("Write it again", TEXT)


def test_another_text_is_marked_from_where_it_differs(
    open_dialog: Open, engine: CountingEngine
) -> None:
    dialog = open_dialog()
    dialog.again.click()
    engine.asked[0].finish("The old bay.")
    assert dialog.verdict.text() == "It differs from character 9 on."
    assert dialog.verdict.property("tone") == "caution"
    plain, removed, added = fragments(dialog)
    assert (plain.text(), removed.text(), added.text()) == ("The old ", TEXT[8:], "bay.")
    assert removed.charFormat().fontStrikeOut() and not added.charFormat().fontStrikeOut()
    colours = {one.charFormat().background().color().name() for one in (plain, removed, added)}
    assert len(colours) == 3
    dialog.again.click()
    engine.asked[1].finish(TEXT[:8])
    assert [one.text() for one in fragments(dialog)] == ["The old ", TEXT[8:]]


def test_it_can_be_stopped(open_dialog: Open, engine: CountingEngine) -> None:
    dialog = open_dialog()
    dialog.again.click()
    engine.asked[0].say(TEXT[:10])
    dialog.again.click()
    assert engine.asked[0].job.over
    assert dialog.verdict.text() == "Stopped; the same so far."
    assert dialog.view.toPlainText() == TEXT[:10]


def test_what_was_cut_then_is_the_same_so_far(open_dialog: Open, engine: CountingEngine) -> None:
    cut = structs.replace(GENERATION, result="The old har", usage=Usage(seed=42))
    dialog = open_dialog(cut)
    dialog.again.click()
    engine.asked[0].say("The old harbour")
    assert dialog.verdict.text() == "The same up to where it was stopped then."
    assert dialog.view.toPlainText() == "The old har"


def test_what_is_in_the_way_is_told(open_dialog: Open, engine: CountingEngine) -> None:
    dialog = open_dialog()
    dialog.again.click()
    engine.asked[0].crash()
    assert dialog.verdict.property("tone") == "bad" and len(dialog.verdict.text()) > 10
    assert dialog.again.isEnabled()
    assert dialog.view.toPlainText() == TEXT


def test_closed_it_asks_no_more(open_dialog: Open, engine: CountingEngine) -> None:
    dialog = open_dialog()
    dialog.again.click()
    dialog.reject()
    assert engine.asked[0].job.over


def test_a_sampler_of_then_is_what_is_asked_for(open_dialog: Open, engine: CountingEngine) -> None:
    now = structs.replace(MAKING, sampling=Sampling(seed=1), template="model")
    dialog = open_dialog(now=now)
    assert "are those of then" in dialog.differs.text()
    dialog.again.click()
    assert engine.asked[0].sampling == MAKING.sampling
    assert engine.asked[0].how["template"] == "chatml"
