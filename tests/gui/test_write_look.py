"""Looking inside: the parts of a prompt with their tokens, and who wrote what."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.piece import Block, Piece, Run
from app.protocol import Sampling
from app.tabs.write.look import shades
from app.tabs.write.look.authors import AuthorsPane
from app.tabs.write.look.context import ContextInspector
from app.tabs.write.look.stack import GAP
from app.tabs.write.task import counts
from app.tabs.write.task.ask import Ask, Segment
from app.ui.i18n import Languages
from app.ui.theme import DARK, LIGHT, Theme, Tokens

SEGMENTS = (
    Segment("system", "instructions", "You write. " * 30),
    Segment("user", "style", "Past tense."),
    Segment("user", "recent", "The harbour was still."),
)
ASK = Ask("section", SEGMENTS, Sampling())


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    Languages(qapp).apply("en")
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture
def inspector(qtbot: QtBot, theme: Theme) -> ContextInspector:
    made = ContextInspector(theme)
    made.resize(300, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(inspector: ContextInspector, name: str) -> str:
    found = inspector.findChild(QLabel, f"write.context.{name}")
    assert found
    return found.text() if found.isVisible() else ""


def test_without_a_question_it_says_what_will_be_here(inspector: ContextInspector) -> None:
    assert shown(inspector, "empty") and not inspector.bar.isVisible()
    inspector.show_ask(ASK)
    assert not shown(inspector, "empty") and inspector.bar.isVisible()
    inspector.show_ask(None)
    assert shown(inspector, "empty") and inspector.blocks == []


def test_segments_are_in_order_with_estimates_at_first(inspector: ContextInspector) -> None:
    inspector.show_ask(ASK, 4096)
    assert [block.segment for block in inspector.blocks] == list(SEGMENTS)
    estimates = [counts.tokens(segment.text) for segment in SEGMENTS]
    assert [block.tokens for block in inspector.blocks] == estimates
    assert shown(inspector, "style.count") == f"≈ {estimates[1]}"
    assert shown(inspector, "total") == f"≈ {sum(estimates)} of 4,096 tokens"


def test_counts_sum_to_those_of_the_prompt(inspector: ContextInspector) -> None:
    inspector.show_ask(ASK)
    inspector.set_counts([60, 3, 5], 80)
    assert [block.tokens for block in inspector.blocks] == [60, 3, 5, 12]
    assert inspector.total == 80
    assert shown(inspector, "total") == "80 tokens"
    assert shown(inspector, "marks.count") == "12"
    inspector.set_counts([61, 3, 5], 81)
    assert [block.tokens for block in inspector.blocks] == [61, 3, 5, 12]
    with pytest.raises(ValueError):
        inspector.set_counts([1], 80)


def test_the_bar_is_filled_by_the_parts(inspector: ContextInspector) -> None:
    inspector.show_ask(ASK)
    inspector.set_counts([1000, 1, 500], 1500)
    widths = inspector.bar.widths()
    assert len(widths) == 3  # those with tokens only: the template has none here
    assert sum(widths) + 2 * GAP >= inspector.bar.width() - 2
    assert widths[0] > widths[2] > widths[1] >= 2


def test_a_long_segment_opens_and_closes(inspector: ContextInspector) -> None:
    inspector.show_ask(ASK)
    long, short = inspector.blocks[:2]
    assert shown(inspector, "instructions.text").endswith("…")
    assert not short.toggle.isVisible()
    QTest.mouseClick(long.toggle, Qt.MouseButton.LeftButton)
    assert shown(inspector, "instructions.text") == SEGMENTS[0].text.strip()
    QTest.mouseClick(long, Qt.MouseButton.LeftButton)
    assert shown(inspector, "instructions.text").endswith("…")


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_each_part_and_author_has_a_colour_of_its_own(tokens: Tokens) -> None:
    parts = {shades.part(tokens, part).name() for part in shades.HUES}
    authors = {shades.author(tokens, author).name() for author in shades.AUTHORS}
    assert (len(parts), len(authors)) == (len(shades.HUES), len(shades.AUTHORS))


def test_who_wrote_what_in_percent(qtbot: QtBot, theme: Theme) -> None:
    pane = AuthorsPane(theme)
    qtbot.addWidget(pane)
    report = pane.findChild(QPushButton, "write.authors.report.md")
    assert report and not report.isEnabled()
    runs = (
        Run("mine "),
        Run("model's own ", author="model", generation=1),
        Run("both", author="edited", generation=1),
    )
    pane.show_piece(Piece(blocks=(Block(runs=runs),)))
    told = {author: label.text() for author, label in pane.percent.items()}
    assert told == {"typed": "22 %", "pasted": "0 %", "model": "56 %", "edited": "22 %"}
    assert len(pane.bar.widths()) == 3
    assert "Typed by you 22 %" in pane.bar.accessibleName()
    with qtbot.waitSignal(pane.report_requested) as asked:
        report.click()
    assert asked.args == ["md"]
    with qtbot.waitSignal(pane.tint_toggled) as tinted:
        pane.tint.click()
    assert tinted.args == [True]
