"""Questions to a scripted engine."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.protocol import Delta, ErrorCode, Turn
from app.services.assistant import HIGHEST_TEMPERATURE, Assistant
from app.services.jobs import Job
from tests.services.conftest import Desk


class Room:
    """An assistant with a loaded model; `grown` is what its answer grew to."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.qtbot = qtbot
        self.assistant = Assistant(desk.engine, desk.models)
        self.grown: list[str] = []
        self.ends = 0
        self.assistant.grew.connect(self.grown.append)
        self.assistant.ended.connect(self._count)
        desk.engine.start()
        desk.use(qtbot, desk.add("one"))

    def ask(self, text: str) -> None:
        with self.qtbot.waitSignal(self.assistant.ended):
            self.assistant.ask([Turn("user", text)])

    def _count(self) -> None:
        self.ends += 1


@pytest.fixture
def room(qtbot: QtBot, desk: Desk) -> Room:
    return Room(qtbot, desk)


def test_an_answer_grows_and_ends(room: Room) -> None:
    room.ask("what?")
    assert room.grown == ["echo ", "echo what?"]
    assert room.assistant.text == "echo what?"
    assert room.assistant.reason == "end" and room.assistant.code is None
    assert not room.assistant.busy and room.ends == 1


def test_stop_keeps_what_there_is(qtbot: QtBot, room: Room) -> None:
    room.assistant.ask([Turn("user", "slow")])
    qtbot.waitUntil(lambda: len(room.grown) > 3)
    room.assistant.stop()
    assert room.assistant.text.startswith("0 1 2") and room.assistant.reason == "stopped"
    count = len(room.grown)
    room.ask("next")
    assert len(room.grown) == count + 2  # nothing of the first came any more
    assert room.ends == 2


def test_another_question_takes_the_place_of_the_first(qtbot: QtBot, room: Room) -> None:
    room.assistant.ask([Turn("user", "slow")])
    qtbot.waitUntil(lambda: bool(room.grown))
    room.assistant.ask([Turn("user", "b")])
    qtbot.waitUntil(lambda: not room.assistant.busy)
    assert room.assistant.text == "echo b" and room.ends == 2


@pytest.mark.parametrize("text", ["crash evaluating", "crash streaming"], ids=("early", "late"))
def test_a_failure_has_a_code_and_the_next_question_an_answer(room: Room, text: str) -> None:
    room.ask(text)
    assert room.assistant.code is ErrorCode.ENGINE_CRASHED
    assert room.assistant.text == ("echo " if text == "crash streaming" else "")
    room.ask("again")
    assert room.assistant.text == "echo again" and room.assistant.code is None


def test_thinking_is_no_part_of_the_answer(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(1)
    monkeypatch.setattr(room.assistant._engine, "generate", lambda *_, **__: job)
    room.assistant.ask([Turn("user", "x")])
    for token in ("<thi", "nk>", "so", "</think>", "\n\nY", "es"):
        job.progress(Delta(1, token, 1))
    assert room.grown == ["Y", "Yes"]
    job.finish()
    assert room.assistant.text == "Yes"


def test_the_engine_is_told_that_the_text_comes_again(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, object] = {}
    engine = room.assistant._engine
    generate = engine.generate

    def watched(turns: object, sampling: object, **how: object) -> object:
        asked.update(how, sampling=sampling)
        return generate(turns, sampling, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "generate", watched)
    room.ask("x")
    assert asked["lookup"] is True and asked["thinking"] is False
    assert asked["sampling"].temperature <= HIGHEST_TEMPERATURE  # type: ignore[attr-defined]
