"""What the model changes in the text, offered at its place, and kept with how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.protocol import Constraint, ErrorCode
from app.services.writing.notes import Note, NoteKind, Owner
from tests.gui.write_bench import Bench
from tests.services.test_writing_runner import OneModel, ScriptedEngine
from tests.services.test_writing_runner import engine as engine
from tests.services.test_writing_runner import models as models

CAT = "The cat sat on the mat and looked at the rain."
DOG = "The dog sat on the mat and looked at the rain."


@pytest.fixture
def bench(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, engine: ScriptedEngine, models: OneModel
) -> Iterator[Bench]:
    engine.held = True
    made = Bench(qtbot, qapp, tmp_path / "pieces.db", engine, models)
    yield made
    made.close()


def until_idle(bench: Bench) -> None:
    bench.qtbot.waitUntil(lambda: not bench.intext.busy)


def test_a_rewritten_paragraph_waits_in_the_text_until_it_is_taken(bench: Bench) -> None:
    number = bench.begin("Before it rained.", CAT, "After.", title="Rain")
    bench.editor.select((1, 4), (1, 4))
    bench.intext.do("rewrite")
    asked = bench.flying()
    prompt = "\n".join(turn.text for turn in asked.turns)
    assert CAT in prompt and "Before it rained." in prompt and "After." in prompt
    asked.say("The dog sat")
    assert bench.editor.proposals[0].growing
    assert bench.texts[1] == CAT
    asked.finish(DOG.removeprefix("The dog sat"))
    until_idle(bench)
    (proposal,) = bench.editor.proposals
    assert [(hunk.old, hunk.new) for hunk in proposal.hunks] == [("cat", "dog")]
    assert bench.texts[1] == CAT
    bench.editor.accept(proposal.id)
    assert bench.texts == ["Before it rained.", DOG, "After."]
    generation = bench.editor.piece().blocks[1].runs[1].generation
    kept = bench.desk.generations.generation(generation)
    assert (kept.purpose, kept.result, kept.making.model) == ("rewrite", DOG, "Small one")
    assert kept.turns == asked.turns
    assert bench.desk.generations.of(number) == {generation: kept}
    bench.editor.undo()
    assert bench.texts[1] == CAT


def test_only_the_selection_is_changed(bench: Bench) -> None:
    bench.begin(CAT)
    bench.editor.select((0, 4), (0, 7))
    bench.intext.do("rewrite")
    bench.flying().finish("dog")
    until_idle(bench)
    bench.editor.accept(bench.editor.proposals[0].id)
    assert bench.texts == [DOG]


def test_a_retry_is_another_alternative_with_another_seed(bench: Bench) -> None:
    bench.begin(CAT)
    bench.intext.do("vivid")
    bench.flying().finish(DOG)
    until_idle(bench)
    number = bench.editor.proposals[0].id
    for tries in range(2, 7):
        bench.editor.retry_wanted.emit(number)
        bench.flying(tries).finish(DOG.replace("dog", f"dog{tries}"))
        until_idle(bench)
    texts = [one.text for one in bench.editor.alternatives(number)]
    assert texts == [DOG, *(DOG.replace("dog", f"dog{n}") for n in range(2, 7))]
    assert len({asked.sampling.seed for asked in bench.engine.asked}) == 6
    generations = [one.generation for one in bench.editor.alternatives(number)]
    assert [bench.desk.generations.generation(n).result for n in generations] == texts


def test_going_on_at_the_cursor_can_be_stopped_and_keeps_what_came(bench: Bench) -> None:
    bench.begin("It was a dark night.", "", title="Night")
    bench.editor.select((0, 20), (0, 20))
    bench.intext.do("continue")
    asked = bench.flying()
    assert asked.how["resume"]
    assert asked.turns[-1].text.endswith("It was a dark night.")
    asked.say(" The wind blew from")
    bench.intext.stop()
    assert asked.job.over and not bench.intext.busy
    (proposal,) = bench.editor.proposals
    assert not proposal.growing
    bench.editor.accept(proposal.id)
    assert bench.texts[0] == "It was a dark night. The wind blew from"
    (kept,) = bench.desk.generations.of(bench.opened.number or 0).values()
    assert (kept.purpose, kept.result) == ("continue", " The wind blew from")


def test_stopping_a_change_leaves_the_text_as_it_was(bench: Bench) -> None:
    bench.begin(CAT)
    bench.intext.do("simplify")
    bench.flying().say("The do")
    bench.intext.stop()
    assert not bench.editor.proposals
    assert bench.texts == [CAT]


def test_typing_in_what_is_changed_lets_go_of_it(bench: Bench) -> None:
    bench.begin(CAT)
    bench.intext.do("simplify")
    asked = bench.flying()
    asked.say("The do")
    bench.editor.select((0, 5), (0, 6))
    bench.qtbot.keyClicks(bench.editor, "u")
    assert asked.job.over and not bench.intext.busy
    assert bench.texts == [CAT.replace("cat", "cut")]


def test_notes_are_told_and_banned_phrases_bind(bench: Bench) -> None:
    number = bench.begin(CAT)
    for kind, text, name in (
        (NoteKind.STYLE, "Short words.", ""),
        (NoteKind.CHARACTER, "Old and grey.", "cat"),
        (NoteKind.FACT, "Never seen.", "horse"),
        (NoteKind.AUTHOR, "Keep it sad.", ""),
        (NoteKind.BANNED, "delve", ""),
    ):
        bench.desk.notes.add(Owner(number), Note(kind, text, name))
    bench.intext.do("expand")
    asked = bench.flying()
    prompt = "\n".join(turn.text for turn in asked.turns)
    for told in ("Short words.", "cat: Old and grey.", "Keep it sad."):
        assert told in prompt
    assert "Never seen." not in prompt
    assert asked.how["constraint"] == Constraint(banned=("delve",))
    bench.intext.stop()


def test_a_crash_says_so_and_leaves_the_text(bench: Bench) -> None:
    bench.begin(CAT)
    bench.intext.do("rewrite")
    asked = bench.flying()
    asked.say("The d")
    asked.crash()
    until_idle(bench)
    assert bench.failures == [(ErrorCode.ENGINE_CRASHED, {})]
    assert not bench.editor.proposals
    assert bench.texts == [CAT]


def test_a_text_that_is_right_already_says_so(bench: Bench) -> None:
    bench.begin(CAT)
    said: list[int] = []
    bench.intext.unchanged.connect(lambda: said.append(1))
    bench.intext.do("grammar")
    bench.flying().finish(CAT)
    until_idle(bench)
    assert said == [1]
    assert not bench.editor.proposals


def test_what_waits_is_there_again_when_the_piece_is_opened_again(bench: Bench) -> None:
    number = bench.begin(CAT)
    bench.intext.do("tone", "formal")
    bench.flying().finish(DOG)
    until_idle(bench)
    bench.begin("Another piece.")
    assert not bench.editor.proposals
    bench.opened.open(number)
    (proposal,) = bench.editor.proposals
    assert bench.texts == [CAT]
    bench.editor.retry_wanted.emit(proposal.id)
    assert "formal" in bench.flying(2).turns[-1].text
    bench.engine.asked[1].finish(DOG.replace("dog", "hen"))
    until_idle(bench)
    bench.editor.accept(proposal.id)
    assert bench.texts == [DOG.replace("dog", "hen")]


def test_a_long_selection_grows_part_by_part(bench: Bench) -> None:
    lines = [f"{CAT} {number}" for number in range(120)]
    bench.begin(*lines)
    bench.editor.select((0, 0), (119, len(lines[-1])))
    bench.intext.do("rewrite")
    first = bench.flying()
    part = first.turns[-1].text.count("The cat")
    assert 1 < part < 120
    first.finish("\n".join(line.replace("cat", "dog") for line in lines[:part]))
    second = bench.flying(2)
    second.say(lines[part].replace("cat", "dog"))
    shown = bench.editor.proposals[0].alternatives[0].text.splitlines()
    assert [line for line in shown if line] == [
        line.replace("cat", "dog") for line in lines[: part + 1]
    ]
    bench.intext.stop()
