"""Procedures of the Write tab, from the first ask to the result, with an engine in a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.gguf import read_header
from app.piece import Piece
from app.protocol import (
    Constraint,
    Delta,
    ErrorCode,
    Finished,
    FinishReason,
    Sampling,
    Template,
    Turn,
    Usage,
    UserError,
)
from app.services.database import Database
from app.services.engine import Engine
from app.services.jobs import Job
from app.services.library import InstalledModel
from app.services.writing.assistant import WritingAssistant
from app.services.writing.desk import WritingDesk
from app.services.writing.runner import Run
from app.tabs.write.task.ask import Ask, Draft, Segment, Steps
from app.tabs.write.task.generation import Difference, Differs, Making, differences
from app.tabs.write.task.prompts import words
from tests.conftest import FAKE_ENGINE
from tests.ggufs import write_model
from tests.services.conftest import Desk
from tests.tabs.write_model import prose

DIGEST = "Boats came and went."
SEED = 77


@dataclass
class Asked:
    """What the engine was asked, to be answered."""

    job: Job
    turns: tuple[Turn, ...]
    sampling: Sampling
    how: dict[str, Any]

    @property
    def is_digest(self) -> bool:
        return words("en")["digest"].partition("{")[0] in self.turns[-1].text

    def say(self, text: str) -> None:
        self.job.progress(Delta(self.job.number, text, 1))

    def finish(self, text: str = "", reason: FinishReason = "end") -> None:
        if text:
            self.say(text)
        usage = Usage(prompt_tokens=10, generated_tokens=5, seed=self.sampling.seed or SEED)
        self.job.finish(Finished(self.job.number, reason, usage))

    def crash(self) -> None:
        self.job.fail(ErrorCode.ENGINE_CRASHED, {})


class ScriptedEngine(Engine):
    """Answers in whole, in two parts, unless `held`; no process is started.

    Each text that it writes is another one of `size` words, beginning with number `first`.
    """

    def __init__(self, size: int = 120, first: int = 0) -> None:
        super().__init__(FAKE_ENGINE)
        self.size = size
        self.first = first
        self.held = False
        self.asked: list[Asked] = []

    def generate(self, turns: Sequence[Turn], sampling: Sampling, **how: Any) -> Job:
        job = Job(len(self.asked) + 1, self)
        asked = Asked(job, tuple(turns), sampling, how)
        self.asked.append(asked)
        if not self.held:
            QTimer.singleShot(0, job, lambda: self.answer(asked))
        return job

    def answer(self, asked: Asked) -> None:
        if not asked.job.over:
            text = DIGEST if asked.is_digest else self.text(asked)
            asked.say(text[: len(text) // 2])
            asked.finish(text[len(text) // 2 :])

    def text(self, asked: Asked) -> str:
        number = [one for one in self.asked if not one.is_digest].index(asked)
        return prose(self.size, 50 * (self.first + number))

    def stop(self, job: Job) -> None:
        job.finish(Finished(job.number, "stopped", Usage()), cancelled=True)


class OneModel:
    """What the assistant knows of the models."""

    def __init__(self, model: InstalledModel) -> None:
        self.wanted = self.current = model
        self.woken = 0

    def template(self) -> Template:
        return "chatml"

    def wake(self) -> None:
        self.woken += 1


@pytest.fixture
def engine(qapp: object) -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def models(tmp_path: Path) -> OneModel:
    path = write_model(tmp_path / "模型.gguf", name="Small one", tokens=10)
    header = read_header(path)
    return OneModel(InstalledModel("small", "Small one", path, header, 5, sha256="abc"))


@pytest.fixture
def assistant(engine: ScriptedEngine, models: OneModel) -> Iterator[WritingAssistant]:
    made = WritingAssistant(engine, models, lambda _model: ((), "q8_0"), most_tokens=50)
    yield made
    made.close()


def question(text: str, tokens: int = 40, **more: Any) -> Ask:
    segments = (Segment("system", "instructions", "Be brief."), Segment("user", "text", text))
    return Ask("edit", segments, Sampling(seed=5, max_tokens=tokens), **more)


def pair() -> Steps[str]:
    one = yield question("one", banned=("delve",))
    two = yield question("two", tokens=400)
    return f"{one.text}|{two.text}|{two.reason}"


def ended(qtbot: QtBot, run: Run[str]) -> None:
    with qtbot.waitSignal(run.ended):
        pass


def flying(qtbot: QtBot, engine: ScriptedEngine, count: int = 1) -> Asked:
    """Return what is asked, once so much was."""
    qtbot.waitUntil(lambda: len(engine.asked) >= count)
    return engine.asked[-1]


def test_asks_become_questions_and_answers_a_result(
    qtbot: QtBot, engine: ScriptedEngine, assistant: WritingAssistant, models: OneModel
) -> None:
    engine.size = 10
    run = assistant.run(pair())
    asks: list[Ask] = []
    growing: list[str] = []
    run.asked.connect(asks.append)
    run.grew.connect(growing.append)
    ended(qtbot, run)
    first, second = (engine.text(asked) for asked in engine.asked)
    assert run.result == f"{first}|{second}|end"
    assert growing[1] == first and growing[3] == second and first.startswith(growing[0])
    assert [ask.segments[1].text for ask in asks] == ["one", "two"]
    assert engine.asked[0].turns == (Turn("system", "Be brief."), Turn("user", "one"))
    assert engine.asked[0].how == {
        "thinking": False,
        "template": "chatml",
        "resume": False,
        "constraint": Constraint(banned=("delve",)),
        "priority": "chat",
    }
    assert [asked.sampling.max_tokens for asked in engine.asked] == [40, 50]
    assert models.woken == 1


def test_each_answer_is_kept_with_how_it_was_made(
    qtbot: QtBot, engine: ScriptedEngine, assistant: WritingAssistant, models: OneModel
) -> None:
    def steps() -> Steps[str]:
        draft = yield Ask("edit", question("one").segments, Sampling(), banned=("delve",))
        return draft.text

    run = assistant.run(steps())
    ended(qtbot, run)
    (generation,) = run.generations
    assert generation.making == Making(
        "Small one",
        models.wanted.path.name,
        5,
        "abc",
        models.wanted.header.quantization,
        (),
        "chatml",
        Sampling(seed=SEED, max_tokens=50),
        Constraint(banned=("delve",)),
        False,
        kv_type="q8_0",
    )
    assert (generation.purpose, generation.result) == ("edit", run.result)
    assert generation.turns == engine.asked[0].turns
    assert generation.usage.generated_tokens == 5


@pytest.mark.parametrize("how", ["stop", "crash"])
def test_what_came_of_an_answer_that_was_cut_is_kept(
    qtbot: QtBot, engine: ScriptedEngine, assistant: WritingAssistant, how: str
) -> None:
    engine.held = True
    run = assistant.run(pair())
    ends: list[int] = []
    run.ended.connect(lambda: ends.append(1))
    asked = flying(qtbot, engine)
    asked.say("half an")
    if how == "stop":
        run.stop()
        run.stop()
        assert run.code is None and asked.job.over
    else:
        asked.crash()
        assert run.code is ErrorCode.ENGINE_CRASHED
    assert (run.over, run.result, ends) == (True, None, [1])
    (generation,) = run.generations
    assert (generation.result, generation.seed) == ("half an", 5)
    asked.say(" more")
    assert run.generations == [generation]


def test_an_answer_that_was_never_begun_leaves_nothing(
    qtbot: QtBot, engine: ScriptedEngine, assistant: WritingAssistant
) -> None:
    engine.held = True
    run = assistant.run(pair())
    flying(qtbot, engine).crash()
    assert run.over and run.generations == []


def test_it_may_be_stopped_from_its_own_signals(
    qtbot: QtBot, engine: ScriptedEngine, assistant: WritingAssistant
) -> None:
    at_once = assistant.run(pair())
    at_once.asked.connect(at_once.stop)
    ended(qtbot, at_once)
    assert engine.asked == []
    noted = assistant.run(pair())
    noted.noted.connect(noted.stop)
    ends: list[int] = []
    noted.ended.connect(lambda: ends.append(1))
    ended(qtbot, noted)
    assistant.close()
    qtbot.wait(1)
    assert (len(engine.asked), ends, noted.result) == (1, [1], None)


def test_stopped_before_the_first_ask_it_asks_nothing(
    qtbot: QtBot, engine: ScriptedEngine, assistant: WritingAssistant
) -> None:
    run = assistant.run(pair())
    run.stop()
    assistant.close()
    qtbot.wait(1)
    assert run.over and engine.asked == []


def test_an_error_in_a_step_is_a_code(
    qtbot: QtBot, engine: ScriptedEngine, assistant: WritingAssistant
) -> None:
    def steps() -> Steps[str]:
        yield question("one")
        raise UserError(ErrorCode.NOTHING_WRITTEN, section="Tides")

    run = assistant.run(steps())
    ended(qtbot, run)
    assert (run.code, run.params) == (ErrorCode.NOTHING_WRITTEN, {"section": "Tides"})


def test_a_fault_of_ours_is_not_hidden(
    qtbot: QtBot, engine: ScriptedEngine, assistant: WritingAssistant
) -> None:
    def steps() -> Steps[str]:
        yield question("one")
        raise RuntimeError("ours")

    with qtbot.captureExceptions() as faults:
        run = assistant.run(steps())
        ended(qtbot, run)
        qtbot.wait(1)
    assert run.code is ErrorCode.ENGINE_INTERNAL
    assert [str(fault[1]) for fault in faults] == ["ours"]


def test_who_listens_to_all_hears_each_answer(qtbot: QtBot, assistant: WritingAssistant) -> None:
    heard: list[object] = []
    assistant.answered.connect(heard.append)
    runs = [assistant.run(pair()), assistant.run(pair())]
    qtbot.waitUntil(lambda: all(run.over for run in runs))
    assert len(heard) == 4
    assert all(one in heard for run in runs for one in run.generations)


def test_the_desk_writes_with_the_model_of_the_app(qtbot: QtBot, desk: Desk) -> None:
    model = desk.add("own")
    desk.use(qtbot, model)
    database = Database(desk.folders.data / "writing.db")
    writing = WritingDesk.build(database, desk.engine, desk.models, desk.folders.kinds)
    piece = writing.pieces.create(Piece("Harbours")).id

    def steps() -> Steps[str]:
        return (yield question("ask <<In full.>>")).text

    run = writing.assistant.run(steps())
    ended(qtbot, run)
    assert run.result == "In full."
    writing.generations.add(piece, run.generations[0])
    (kept,) = writing.generations.of(piece).values()
    making = writing.assistant.making()
    assert (kept.making.model, kept.making.file) == (model.name, model.path.name)
    assert (making.context, making.device, making.kv_type) == (8192, "CPU", "f16")
    assert differences(kept, kept.making) == [
        Difference(Differs.MODEL_UNSURE, model.path.name, model.path.name)
    ]
    assert writing.drafter.progress(piece) is None
    writing.close()
    database.close()


def test_a_real_child_answers(qtbot: QtBot, models: OneModel) -> None:
    engine = Engine(FAKE_ENGINE)
    assistant = WritingAssistant(engine, models)
    assert assistant.window().tokens == 4096
    loaded = engine.load("x.gguf", context=8192)

    def steps() -> Steps[Draft]:
        return (yield question("ask <<In full.>>"))

    run = assistant.run(steps())
    with qtbot.waitSignal(run.ended, timeout=10_000):
        pass
    assert loaded.over and run.result == Draft("In full.")
    assert assistant.window().tokens == 8192
    assert run.generations[0].making.context == 8192
    engine.shutdown()
    assistant.close()
    assert assistant.window().tokens == 8192
