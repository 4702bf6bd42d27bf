"""Drafted sections come into the text, wherever the person is, and through crashes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.codes import ErrorCode
from app.piece import Block, Piece, Run
from app.services.writing.notes import Note, NoteKind, Owner
from app.tabs.write.outline.states import Drafting, Stage
from app.tabs.write.task import outline as outlines
from tests.gui.write_bench import Bench
from tests.services.test_writing_runner import OneModel, ScriptedEngine
from tests.services.test_writing_runner import engine as engine
from tests.services.test_writing_runner import models as models
from tests.tabs.write_model import brief, outline

WAIT = 20_000


@pytest.fixture
def bench(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, engine: ScriptedEngine, models: OneModel
) -> Iterator[Bench]:
    made = Bench(qtbot, qapp, tmp_path / "pieces.db", engine, models)
    yield made
    made.close()


def plan(bench: Bench, count: int = 3) -> None:
    bench.sections.plan(brief(), outlines.spread(outline(count), 120 * count))


def until(bench: Bench, drafting: Drafting) -> None:
    bench.qtbot.waitUntil(lambda: bench.sections.drafting is drafting, timeout=WAIT)


def headings(bench: Bench) -> list[str]:
    return [block.text for block in bench.editor.piece().blocks if block.kind == "heading"]


def body(bench: Bench, title: str) -> str:
    found: list[str] = []
    inside = False
    for block in bench.editor.piece().blocks:
        if block.kind == "heading":
            inside = block.text == title
        elif inside:
            found.append(block.text)
    return "\n".join(found)


def test_an_outline_is_drafted_into_the_text(bench: Bench) -> None:
    bench.begin("")
    assert bench.pane.currentWidget() is bench.pane.headings
    plan(bench)
    assert bench.pane.currentWidget() is bench.pane.editor
    assert bench.sections.drafting is Drafting.IDLE
    bench.pane.editor.draft.click()
    until(bench, Drafting.FINISHED)
    progress = bench.sections.progress
    assert progress
    titles = [section.title for section in progress.sections]
    assert headings(bench) == titles
    for title, written in zip(titles, progress.written, strict=True):
        assert body(bench, title) == "\n".join(written.text.split("\n\n"))
    runs = [run for block in bench.editor.piece().blocks for run in block.runs]
    assert {run.author for run in runs} == {"model"}
    kept = bench.desk.generations
    for run in runs:
        if run.generation:
            assert run.text.strip()[:20] in kept.generation(run.generation).result
    assert any(run.generation for run in runs)
    # One step back takes the last section away.
    bench.editor.undo()
    assert headings(bench) == titles[:-1]


def test_the_cursor_stays_where_the_person_types(bench: Bench) -> None:
    bench.engine.held = True
    bench.begin("My own words.")
    plan(bench)
    bench.sections.go_on()
    asked = bench.flying()
    bench.editor.select((0, 3), (0, 3))
    bench.engine.held = False
    bench.engine.answer(asked)
    until(bench, Drafting.FINISHED)
    assert bench.editor.selection_range() == ((0, 3), (0, 3))
    assert bench.texts[0] == "My own words."


def test_sections_of_a_piece_that_is_not_open_are_there_when_it_is(bench: Bench) -> None:
    bench.engine.held = True
    first = bench.begin("", title="First")
    plan(bench)
    bench.sections.go_on()
    asked = bench.flying()
    bench.begin("Other.", title="Second")
    assert bench.sections.progress is None
    bench.engine.held = False
    bench.engine.answer(asked)
    bench.qtbot.waitUntil(
        lambda: (p := bench.desk.drafter.progress(first)) is not None and p.at is None,
        timeout=WAIT,
    )
    stored = bench.desk.pieces.load(first)
    assert [b.kind for b in stored.blocks].count("heading") == 3
    assert bench.texts == ["Other."]
    bench.opened.open(first)
    assert bench.editor.piece().blocks == stored.blocks
    assert bench.sections.drafting is Drafting.FINISHED


def test_a_section_that_was_drafted_but_not_placed_is_placed_at_the_next_start(
    bench: Bench,
) -> None:
    number = bench.begin("", title="First")
    plan(bench)
    bench.sections.go_on()
    until(bench, Drafting.FINISHED)
    wanted = bench.editor.piece().blocks
    # As if the app had been killed between the two: the text is older than the draft.
    bench.opened.save()
    bench.opened.drop()
    bench.desk.pieces.save(number, Piece("First", "en"), 0, {"placed": b"[]"})
    bench.opened.open(number)
    found = bench.editor.piece().blocks
    assert [block.text for block in found] == [block.text for block in wanted]
    bench.opened.save()
    bench.opened.drop()
    bench.opened.open(number)
    assert bench.editor.piece().blocks == found


def test_a_section_written_again_replaces_what_nobody_changed(bench: Bench) -> None:
    bench.begin("")
    plan(bench)
    bench.sections.go_on()
    until(bench, Drafting.FINISHED)
    titles = headings(bench)
    before = [body(bench, title) for title in titles]
    bench.pane.editor.redo_requested.emit(1)
    until(bench, Drafting.RUNNING)
    until(bench, Drafting.FINISHED)
    after = [body(bench, title) for title in titles]
    assert headings(bench) == titles
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1] != before[1]


def test_a_section_that_the_person_changed_is_only_proposed_anew(bench: Bench) -> None:
    bench.begin("")
    plan(bench)
    bench.sections.go_on()
    until(bench, Drafting.FINISHED)
    titles = headings(bench)
    here = next(n for n, block in enumerate(bench.editor.piece().blocks) if block.text == titles[1])
    bench.editor.select((here + 1, 0), (here + 1, 0))
    bench.qtbot.keyClicks(bench.editor, "Mine ")
    mine = body(bench, titles[1])
    assert mine.startswith("Mine ")
    bench.sections.redo(1)
    until(bench, Drafting.FINISHED)
    assert body(bench, titles[1]) == mine
    (proposal,) = bench.editor.proposals
    bench.editor.accept(proposal.id)
    progress = bench.sections.progress
    assert progress
    assert body(bench, titles[1]) == "\n".join(progress.written[1].text.split("\n\n"))


def test_a_renamed_section_keeps_its_text_and_its_heading_follows(bench: Bench) -> None:
    bench.begin("")
    plan(bench)
    bench.sections.go_on()
    until(bench, Drafting.FINISHED)
    asked = len(bench.engine.asked)
    progress = bench.sections.progress
    assert progress
    renamed = outlines.replace(
        progress.outline, (1,), structs.replace(progress.outline[1], title="Another name")
    )
    bench.pane.editor.changed.emit(renamed)
    assert headings(bench)[1] == "Another name"
    assert bench.sections.drafting is Drafting.FINISHED
    assert len(bench.engine.asked) == asked


def test_it_pauses_goes_on_and_heeds_notes_that_are_new(bench: Bench) -> None:
    bench.engine.held = True
    number = bench.begin("")
    plan(bench)
    bench.sections.go_on()
    first = bench.flying()
    first.say("Half a sentence that")
    bench.sections.pause()
    assert first.job.over
    assert bench.sections.drafting is Drafting.PAUSED
    bench.desk.notes.add(Owner(number), Note(NoteKind.STYLE, "Only short words."))
    bench.engine.held = False
    bench.sections.go_on()
    until(bench, Drafting.FINISHED)
    assert "Only short words." in bench.engine.asked[1].turns[0].text


def test_a_model_that_writes_nothing_says_which_section_it_is(bench: Bench) -> None:
    bench.begin("")
    plan(bench)
    bench.engine.text = lambda _asked: ""  # type: ignore[method-assign]
    bench.sections.go_on()
    bench.qtbot.waitUntil(lambda: bool(bench.failures), timeout=WAIT)
    progress = bench.sections.progress
    assert progress
    title = progress.sections[0].title
    assert bench.failures == [(ErrorCode.NOTHING_WRITTEN, {"section": title})]
    tree = bench.pane.editor._states
    assert [state.stage for state in tree] == [Stage.FAILED, Stage.WAITING, Stage.WAITING]


def test_headings_of_a_text_without_an_outline_are_followed(bench: Bench) -> None:
    bench.begin("Text.")
    bench.editor.put_blocks(0, 0, (Block("heading", (Run("One"),), 1),))
    bench.sections.follow_headings()
    top = bench.pane.headings.tree.topLevelItem(0)
    assert top is not None and top.text(0) == "One"
