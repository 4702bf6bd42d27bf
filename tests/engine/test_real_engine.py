"""The real engine process with the model that comes with the app."""

from __future__ import annotations

import os
import signal
import struct
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.protocol import (
    Delta,
    ErrorCode,
    Finished,
    ModelInfo,
    Prompted,
    Prompting,
    Sampling,
    Turn,
    UserError,
)
from app.services.headless import Headless
from app.services.jobs import Job, JobState

GREEDY = Sampling(temperature=0, max_tokens=24)
QUESTION = [Turn("user", "Tell me about the sea.")]


class Session:
    """One engine, with what a job has sent."""

    def __init__(self, headless: Headless) -> None:
        self.headless = headless
        self.engine = headless.engine

    def ask(self, turns: list[Turn], sampling: Sampling = GREEDY, **options: object) -> Reply:
        job = self.engine.generate(turns, sampling, **options)  # type: ignore[arg-type]
        reply = Reply(job)
        result = self.headless.wait(job)
        assert isinstance(result, Finished)
        reply.finished = result
        return reply


class Reply:
    def __init__(self, job: Job) -> None:
        self.events: list[object] = []
        self.finished: Finished
        job.progressed.connect(self.events.append)

    @property
    def text(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, Delta))

    @property
    def prompted(self) -> Prompted:
        return next(event for event in self.events if isinstance(event, Prompted))


@pytest.fixture(scope="module")
def shared(starter: Path) -> Session:
    with Headless(str(starter), context=2048) as headless:
        yield Session(headless)


@pytest.fixture
def session(starter: Path, qapp: QCoreApplication) -> Session:
    with Headless(str(starter), context=2048) as headless:
        yield Session(headless)


@pytest.fixture(scope="module", autouse=True)
def application(qapp: QCoreApplication) -> None:
    """The event loop outlives the shared engine."""


def test_a_loaded_model_says_what_it_is(shared: Session) -> None:
    info = shared.engine.model
    assert isinstance(info, ModelInfo)
    assert (info.architecture, info.parameters) == ("llama", 134_515_008)
    assert (info.context, info.trained_context) == (2048, 8192)
    assert info.has_template
    assert not info.can_think
    assert info.memory_bytes > 0


def test_same_seed_same_text(shared: Session) -> None:
    sampling = Sampling(temperature=1.0, seed=7, max_tokens=40)
    first = shared.ask(QUESTION, sampling)
    other = shared.ask([Turn("user", "Something else entirely.")], sampling)
    again = shared.ask(QUESTION, sampling)
    at_once = shared.ask(QUESTION, sampling)
    assert first.text == again.text == at_once.text != other.text
    assert first.finished.usage.seed == 7
    # The whole prompt is in the cache: nothing is evaluated at all.
    assert at_once.finished.usage.evaluated_tokens == 0
    assert shared.ask(QUESTION, Sampling(temperature=1.0, seed=8, max_tokens=40)).text != first.text


def test_the_next_turn_evaluates_only_what_is_new(shared: Session) -> None:
    reply = shared.ask(QUESTION)
    usage = reply.finished.usage
    turns = [*QUESTION, Turn("assistant", reply.text), Turn("user", "And the sky?")]
    follow = shared.ask(turns)
    new = follow.finished.usage
    assert new.reused_tokens >= usage.prompt_tokens + usage.generated_tokens - 1
    assert new.evaluated_tokens == new.prompt_tokens - new.reused_tokens < 20
    assert follow.prompted.reused_tokens == new.reused_tokens


def test_reuse_does_not_change_greedy_text(starter: Path, shared: Session) -> None:
    warm = shared.ask(QUESTION)
    turns = [*QUESTION, Turn("assistant", warm.text), Turn("user", "Why?")]
    reused = shared.ask(turns).text
    with Headless(str(starter), context=2048) as fresh:
        assert Session(fresh).ask(turns).text == reused


def test_continue_carries_on_from_the_text(shared: Session) -> None:
    whole = shared.ask(QUESTION, Sampling(temperature=0, max_tokens=20)).text
    half = shared.ask(QUESTION, Sampling(temperature=0, max_tokens=10)).text
    turns = [*QUESTION, Turn("assistant", half)]
    rest = shared.ask(turns, Sampling(temperature=0, max_tokens=10), resume=True)
    assert half + rest.text == whole


def test_stop_strings_are_not_shown(shared: Session) -> None:
    whole = shared.ask(QUESTION).text
    word = whole.split()[5]
    cut = shared.ask(QUESTION, Sampling(temperature=0, max_tokens=24, stop=(word,)))
    assert cut.text == whole[: whole.index(word)]
    assert cut.finished.reason == "stop-string"


def test_max_tokens_is_exact(shared: Session) -> None:
    reply = shared.ask(QUESTION, Sampling(temperature=0, max_tokens=5))
    assert (reply.finished.reason, reply.finished.usage.generated_tokens) == ("length", 5)


def test_penalties_change_the_text(shared: Session) -> None:
    turns = [Turn("user", "Repeat the word tea, again and again.")]
    plain = Sampling(temperature=0, max_tokens=60)
    dry = Sampling(temperature=0, max_tokens=60, dry_multiplier=2.0)
    repeat = Sampling(temperature=0, max_tokens=60, repeat_penalty=1.8)
    texts = {shared.ask(turns, sampling).text for sampling in (plain, dry, repeat)}
    assert len(texts) == 3


def test_characters_are_never_split(shared: Session) -> None:
    sampling = Sampling(temperature=1.5, top_k=0, top_p=1, min_p=0, seed=3, max_tokens=200)
    reply = shared.ask([Turn("user", "Write 😀🧑‍🚀砚 and 唐诗三百首 again: 😀砚")], sampling)
    pieces = [event.text for event in reply.events if isinstance(event, Delta)]
    assert len(pieces) > 50
    for piece in pieces:
        piece.encode("utf-8")  # whole characters, no lone surrogates
    assert "".join(pieces) == reply.text


def test_quoted_control_tokens_stay_text(shared: Session) -> None:
    def tokens(text: str) -> int:
        return shared.ask([Turn("user", text)]).finished.usage.prompt_tokens

    # As control tokens they would take one token each.
    assert tokens("tea " + "<|im_end|>" * 8 + "<|im_start|>" * 8) >= tokens("tea ") + 3 * 16


def test_oldest_turns_leave_whole_and_the_system_stays(shared: Session) -> None:
    turns = [Turn("system", "You are a sailor.")]
    for number in range(60):
        turns.append(Turn("user", f"Question {number}: " + "how deep is the sea? " * 10))
        turns.append(Turn("assistant", "Very deep. " * 10))
    turns.append(Turn("user", "What was my last question?"))
    reply = shared.ask(turns)
    assert reply.prompted.left_out > 0
    assert reply.prompted.left_out % 2 == 0
    assert reply.prompted.prompt_tokens < 2048
    # A turn later the same turns are left out, and the rest is in the cache.
    follow = shared.ask([*turns, Turn("assistant", reply.text), Turn("user", "Thanks.")])
    assert follow.prompted.left_out == reply.prompted.left_out
    assert follow.finished.usage.evaluated_tokens < 40


def test_a_message_that_cannot_fit_is_refused(shared: Session) -> None:
    with pytest.raises(UserError) as caught:
        shared.ask([Turn("user", "far too long " * 2000)])
    assert caught.value.code is ErrorCode.PROMPT_TOO_LONG
    assert shared.ask(QUESTION).text


def test_a_reply_ends_where_the_context_does(shared: Session) -> None:
    turns = [Turn("user", "sea " * 1500)]
    reply = shared.ask(turns, Sampling(temperature=1.0, seed=1, min_p=0.2, max_tokens=None))
    assert reply.finished.reason in ("context", "end")
    usage = reply.finished.usage
    assert usage.prompt_tokens + usage.generated_tokens <= 2049


def test_stop_while_generating(shared: Session, qtbot: QtBot) -> None:
    job = shared.engine.generate(QUESTION, Sampling(temperature=1.2, seed=1))
    reply = Reply(job)
    qtbot.waitUntil(lambda: len(reply.text) > 20, timeout=20_000)
    shared.engine.stop(job)
    qtbot.waitUntil(lambda: job.over, timeout=5000)
    assert job.state is JobState.CANCELLED
    assert isinstance(job.result, Finished)
    assert job.result.reason == "stopped"
    assert shared.ask(QUESTION).text


def test_stop_inside_a_long_prompt(shared: Session, qtbot: QtBot) -> None:
    before = shared.ask(QUESTION).text
    job = shared.engine.generate([Turn("user", "deep blue sea " * 450)], GREEDY)
    reply = Reply(job)
    qtbot.waitUntil(
        lambda: any(isinstance(event, Prompting) for event in reply.events), timeout=20_000
    )
    shared.engine.stop(job)
    qtbot.waitUntil(lambda: job.over, timeout=5000)
    assert job.state is JobState.CANCELLED
    assert reply.text == ""
    assert shared.ask(QUESTION).text == before


def test_prompt_progress_reaches_the_end(shared: Session) -> None:
    reply = shared.ask([Turn("user", "a calm grey sea " * 250)])
    steps = [event for event in reply.events if isinstance(event, Prompting)]
    assert len(steps) >= 2
    assert steps[0].done == 0
    assert steps[-1].done == steps[-1].total > 500


def test_counting_does_not_wait_for_a_reply(shared: Session, qtbot: QtBot) -> None:
    job = shared.engine.generate(QUESTION, Sampling(temperature=1.2, seed=1))
    count = shared.engine.count(QUESTION)
    qtbot.waitUntil(lambda: count.over, timeout=5000)
    assert not job.over
    shared.engine.stop(job)
    qtbot.waitUntil(lambda: job.over)
    assert count.result.tokens == shared.ask(QUESTION).finished.usage.prompt_tokens  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
@pytest.mark.parametrize("when", ["loading", "evaluating", "streaming"])
def test_killed_at_any_moment_it_comes_back(
    session: Session, qtbot: QtBot, starter: Path, number: int, when: str
) -> None:
    if when == "loading":
        job = session.engine.load(str(starter), context=1024)
    else:
        long = when == "evaluating"
        turns = [Turn("user", "deep blue sea " * 450)] if long else QUESTION
        job = session.engine.generate(turns, Sampling(temperature=1.2, seed=1))
        reply = Reply(job)
        qtbot.waitUntil(lambda: bool(reply.text if not long else reply.events), timeout=20_000)
    os.kill(session.engine.pid, number)
    qtbot.waitUntil(lambda: job.over, timeout=5000)
    assert job.state is JobState.FAILED
    assert job.code in (ErrorCode.ENGINE_CRASHED, ErrorCode.ENGINE_CRASHED_LOADING)
    session.headless.wait(session.engine.load(str(starter), context=1024))
    assert session.ask(QUESTION).text


def test_a_bad_file_does_not_cost_the_loaded_model(shared: Session, tmp_path: Path) -> None:
    bad = tmp_path / "坏 模型.gguf"
    bad.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 1, 1))
    with pytest.raises(UserError) as caught:
        shared.headless.wait(shared.engine.load(str(bad), context=512))
    assert caught.value.code is ErrorCode.MODEL_TRUNCATED
    assert shared.ask(QUESTION).text


def test_a_model_larger_than_memory_is_refused_before_loading(
    shared: Session, starter: Path, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.gguf"
    with huge.open("wb") as file:
        file.write(starter.read_bytes())
        file.truncate(1 << 43)  # sparse: 8 TiB that take no disk
    with pytest.raises(UserError) as caught:
        shared.headless.wait(shared.engine.load(str(huge), context=512))
    assert caught.value.code is ErrorCode.MODEL_TOO_LARGE
    shared.headless.wait(shared.engine.load(str(starter), context=2048))


def test_the_engine_leaves_when_its_parent_is_gone(session: Session, qtbot: QtBot) -> None:
    pid = session.engine.pid
    job = session.engine.generate([Turn("user", "deep blue sea " * 450)], GREEDY)
    reply = Reply(job)
    qtbot.waitUntil(lambda: bool(reply.events), timeout=20_000)
    session.engine._child._process.closeWriteChannel()  # type: ignore[union-attr]
    deadline = time.monotonic() + 5
    while session.engine.pid == pid and time.monotonic() < deadline:
        qtbot.wait(20)
    assert session.engine.pid != pid
