"""Words asked for their alternatives, texts written again, prompts counted, by a script."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from pytestqt.qtbot import QtBot

from app.gguf import read_header
from app.protocol import (
    Alternative,
    Choice,
    Constraint,
    Counted,
    Delta,
    ErrorCode,
    Sampling,
    Template,
    Turn,
    Usage,
)
from app.services.hub import Hub
from app.services.jobs import Job
from app.services.library import InstalledModel
from app.services.settings import Settings
from app.services.writing.again import Replayer
from app.services.writing.counting import SegmentCounter, growing
from app.services.writing.retelling import (
    LEAST_TOKENS,
    SHOWN,
    Alternatives,
    Option,
    Retelling,
    beginning_with,
    options,
    reseeded,
)
from app.tabs.write.task.ask import Ask, Segment
from app.tabs.write.task.generation import Differs, Generation, Making
from tests.ggufs import write_model
from tests.services.test_writing_runner import Asked, OneModel, ScriptedEngine

SUM = "ab" * 32
MAKING = Making(
    "Small one",
    "模型.gguf",
    5,
    SUM,
    template="chatml",
    sampling=Sampling(temperature=0.8, seed=42, max_tokens=100),
    constraint=Constraint(banned=("delve",)),
    thinking=False,
)
TEXT = "The old harbour was quiet. 港口很静。"
GENERATION = Generation(
    "section",
    MAKING,
    (Turn("system", "You write."), Turn("user", "A harbour.")),
    TEXT,
    usage=Usage(generated_tokens=20, seed=42),
)
RESUMED = structs.replace(
    GENERATION, turns=(*GENERATION.turns, Turn("assistant", "At dawn: ")), resume=True
)


class CountingEngine(ScriptedEngine):
    """Also keeps what it has to count, to be answered by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.held = True
        self.counts: list[tuple[Job, tuple[Turn, ...], dict[str, Any]]] = []

    def count(self, turns: Sequence[Turn], **how: Any) -> Job:
        job = Job(len(self.counts) + 1, self)
        self.counts.append((job, tuple(turns), how))
        return job

    def answer_counts(self) -> None:
        """Count ten tokens a turn and one a character."""
        counts, self.counts = self.counts, []
        for job, turns, _ in counts:
            tokens = sum(10 + len(turn.text) for turn in turns)
            job.finish(Counted(job.number, tokens, 4096))


@pytest.fixture
def engine(qapp: object) -> CountingEngine:
    return CountingEngine()


@pytest.fixture
def models(tmp_path: Path) -> OneModel:
    path = write_model(tmp_path / "模型.gguf", name="Small one", tokens=10)
    return OneModel(InstalledModel("small", "Small one", path, read_header(path), 5, sha256=SUM))


@pytest.fixture
def retelling(engine: CountingEngine, models: OneModel) -> Retelling:
    return Retelling(engine, models, lambda: MAKING)


def choice(token: int, text: str, *others: tuple[str, float]) -> Choice:
    """Return a choice; the first of the likeliest tokens is number 0."""
    found = tuple(Alternative(n, t, math.log(p)) for n, (t, p) in enumerate(others))
    logprob = next((one.logprob for one in found if one.token == token), math.log(0.001))
    return Choice(token, text, logprob, found)


QUIET = choice(1, " quiet", (" calm", 0.4), (" quiet", 0.3), (" emp", 0.2), (",", 0.05))


def tell(asked: Asked, *choices: Choice) -> None:
    asked.job.progress(Delta(asked.job.number, "".join(c.text for c in choices), 1, choices))
    asked.finish()


# Alternatives ------------------------------------------------------------------------------


def begin(retelling: Retelling, word: str, generation: Generation = GENERATION) -> Alternatives:
    return retelling.alternatives(generation, generation.result.index(word), word)


def test_a_word_is_asked_for_in_the_prompt_it_came_from(
    retelling: Retelling, engine: CountingEngine, models: OneModel
) -> None:
    begin(retelling, "quiet")
    (asked,) = engine.asked
    assert asked.turns == (*GENERATION.turns, Turn("assistant", "The old harbour was"))
    assert asked.how["resume"] and asked.how["alternatives"] >= SHOWN
    assert (asked.how["template"], asked.how["thinking"]) == ("chatml", False)
    assert (asked.sampling.max_tokens, asked.sampling.temperature) == (1, 0.0)
    assert asked.how["constraint"].grammar == beginning_with(" quiet. 港口很静。")
    assert models.woken == 1
    begin(retelling, "静", RESUMED)
    turns = engine.asked[1].turns
    assert turns == (*GENERATION.turns, Turn("assistant", f"At dawn: {TEXT[:30]}"))
    assert engine.asked[1].how["constraint"].grammar == beginning_with("静。")


def test_the_likeliest_first_and_then_each_to_its_end(
    qtbot: QtBot, retelling: Retelling, engine: CountingEngine
) -> None:
    asked = begin(retelling, "quiet")
    heard: list[tuple[Option, ...]] = []
    asked.found.connect(heard.append)
    tell(engine.asked[0], QUIET)
    assert [one.text for one in heard[0]] == [" calm", " quiet", " emp", ","]
    assert [one.stands for one in heard[0]] == [False, True, False, False]
    assert [round(one.probability, 3) for one in heard[0]] == [0.4, 0.3, 0.2, 0.05]
    assert engine.asked[1].turns[-1].text == "The old harbour was calm"
    engine.asked[1].finish(" and")
    assert engine.asked[2].turns[-1].text == "The old harbour was emp"
    with qtbot.waitSignal(asked.ended):
        engine.asked[2].finish("ty. Then")
    assert [one.text for one in asked.options] == [" calm", " quiet", " empty", ","]
    assert heard[-1] == asked.options and len(engine.asked) == 3


def test_what_has_become_a_banned_word_or_the_same_one_is_not_offered(
    retelling: Retelling, engine: CountingEngine
) -> None:
    asked = begin(retelling, "quiet")
    others = ((" quiet", 0.3), (" del", 0.2), (" cal", 0.2), (" calm", 0.1), (" Delves", 0.1))
    tell(engine.asked[0], choice(0, " quiet", *others))
    assert [one.text for one in asked.options] == [" quiet", " del", " cal", " calm"]
    for number, rest in ((1, "ved into"), (2, "m"), (3, "er")):
        engine.asked[number].finish(rest)
    assert [one.text for one in asked.options] == [" quiet", " cal", " calmer"]


def test_ten_and_the_one_that_stands_there() -> None:
    many = [(f" {sign}", 0.05) for sign in "abcdefghijklm"]
    found = options(choice(99, " quiet", *many), " ", "quiet")
    assert len(found) == SHOWN + 1 and [one.stands for one in found] == [False] * SHOWN + [True]
    assert found[-1].text == " quiet" and round(found[-1].probability, 4) == 0.001


def test_what_is_no_word_of_its_own_is_left_out() -> None:
    odd = [("<|im_end|>", 0.2), ("s", 0.1), ("\n", 0.1), ("\ufffd", 0.1), (" Calm", 0.1)]
    found = options(choice(9, " quiet", *odd, ("Calm", 0.05)), " ", "quiet")
    assert [one.text for one in found] == [" Calm", " quiet"]
    chinese = [("静谧", 0.5), ("静", 0.2), ("<s>", 0.1)]
    found = options(choice(0, "静谧", *chinese), "", "静")
    assert [(one.text, one.stands) for one in found] == [("静谧", True), ("静", False)]


def test_stopped_it_asks_no_more(
    qtbot: QtBot, retelling: Retelling, engine: CountingEngine
) -> None:
    asked = begin(retelling, "quiet")
    asked.found.connect(asked.stop)
    with qtbot.waitSignal(asked.ended):
        tell(engine.asked[0], QUIET)
    assert len(engine.asked) == 1
    other = begin(retelling, "quiet")
    other.stop()
    assert engine.asked[1].job.over and other.options == ()


def test_it_tells_why_there_is_nothing(
    qtbot: QtBot, retelling: Retelling, engine: CountingEngine
) -> None:
    asked = begin(retelling, "quiet")
    with qtbot.waitSignal(asked.ended):
        engine.asked[0].crash()
    assert (asked.code, asked.options) == (ErrorCode.ENGINE_CRASHED, ())


def test_whose_text_it_is(retelling: Retelling) -> None:
    assert retelling.is_by_present(GENERATION)
    other = structs.replace(GENERATION, making=structs.replace(MAKING, sha256="cd" * 32))
    assert not retelling.is_by_present(other)
    unknown = structs.replace(GENERATION, making=structs.replace(MAKING, sha256=""))
    assert retelling.is_by_present(unknown)


# From there on -----------------------------------------------------------------------------


def test_a_text_goes_on_from_another_word(
    qtbot: QtBot, retelling: Retelling, engine: CountingEngine
) -> None:
    offset = TEXT.index("quiet")
    told = retelling.regenerate(GENERATION, offset, " calm")
    (asked,) = engine.asked
    constraint = Constraint(grammar=beginning_with(" calm"), banned=("delve",))
    assert asked.how["constraint"] == constraint
    assert asked.turns[-1] == Turn("assistant", "The old harbour was")
    assert asked.sampling == reseeded(GENERATION, offset, " calm")
    assert told.generation is None
    with qtbot.waitSignal(told.ended):
        asked.finish(" calm now.")
    made = told.generation
    assert made and (made.result, made.resume, made.purpose) == (" calm now.", True, "section")
    assert made.turns == asked.turns and made.making.constraint == constraint
    assert made.making.sampling == asked.sampling and made.usage.generated_tokens == 5
    again = retelling.regenerate(made, 6, " then")
    assert engine.asked[1].turns[-1].text == "The old harbour was calm"
    again.stop()


def test_what_came_before_a_stop_is_a_generation(
    retelling: Retelling, engine: CountingEngine
) -> None:
    told = retelling.regenerate(GENERATION, 4, " grey")
    engine.asked[0].say(" grey ha")
    told.stop()
    assert told.generation and told.generation.result == " grey ha"
    assert told.generation.seed == engine.asked[0].sampling.seed
    assert not told.generation.usage.generated_tokens


def test_the_seed_is_its_own_and_the_length_what_is_left() -> None:
    one, two = (reseeded(GENERATION, at, " calm") for at in (4, len(TEXT) // 2))
    assert one.seed != two.seed != GENERATION.seed
    assert one == reseeded(GENERATION, 4, " calm") != reseeded(GENERATION, 4, " grey")
    assert two.max_tokens == 90 and one.temperature == 0.8
    short = structs.replace(
        GENERATION, making=structs.replace(MAKING, sampling=Sampling(seed=1, max_tokens=20))
    )
    assert reseeded(short, len(TEXT), "x").max_tokens == LEAST_TOKENS
    free = structs.replace(GENERATION, making=structs.replace(MAKING, sampling=Sampling(seed=1)))
    assert reseeded(free, 4, "x").max_tokens is None
    cut = structs.replace(GENERATION, usage=Usage(seed=42))
    left = reseeded(cut, len(TEXT), "x").max_tokens
    assert left and left < 100


def test_any_text_can_be_a_beginning() -> None:
    assert beginning_with('a "b"\\n\n\t') == 'root ::= "a \\"b\\"\\\\n\\n\\t" .*'


# Once more ---------------------------------------------------------------------------------


def test_it_is_asked_as_it_was_and_compared(
    qtbot: QtBot, engine: CountingEngine, models: OneModel
) -> None:
    replayer = Replayer(engine, models, lambda: MAKING)
    replay = replayer.replay(RESUMED)
    (asked,) = engine.asked
    assert (asked.turns, asked.sampling) == (RESUMED.turns, MAKING.sampling)
    assert (asked.how["resume"], asked.how["constraint"]) == (True, MAKING.constraint)
    asked.say(TEXT[:5])
    assert not replay.same and models.woken == 1
    with qtbot.waitSignal(replay.ended):
        asked.finish(TEXT[5:])
    assert replay.same and not replay.is_unfinished
    other = replayer.replay(GENERATION)
    engine.asked[1].finish("The old bay.")
    assert (other.same, other.differs_at) == (False, len("The old "))
    shorter = replayer.replay(GENERATION)
    engine.asked[2].finish(TEXT[:7])
    assert (shorter.same, shorter.is_unfinished, shorter.differs_at) == (False, False, 7)
    stopped = replayer.replay(GENERATION)
    engine.asked[3].say(TEXT[:7])
    stopped.stop()
    assert stopped.is_unfinished and stopped.over


def test_what_was_cut_is_written_as_far_as_it_was(
    qtbot: QtBot, engine: CountingEngine, models: OneModel
) -> None:
    cut = structs.replace(GENERATION, result="The old har", usage=Usage(seed=42))
    replayer = Replayer(engine, models, lambda: MAKING)
    replay = replayer.replay(cut)
    engine.asked[0].say("The old")
    assert not replay.over
    with qtbot.waitSignal(replay.ended):
        engine.asked[0].say(" harbour")
    assert replay.same and replay.was_cut and engine.asked[0].job.over


def compared(qtbot: QtBot, replayer: Replayer, generation: Generation) -> list[Differs]:
    with qtbot.waitSignal(replayer.compared, timeout=10_000) as told:
        replayer.compare(generation)
    assert told.args[0] is generation
    return [one.code for one in told.args[1]]


def test_what_differs_today(qtbot: QtBot, engine: CountingEngine, models: OneModel) -> None:
    present = structs.replace(MAKING, sampling=Sampling(), constraint=Constraint())
    assert compared(qtbot, Replayer(engine, models, lambda: present), GENERATION) == []
    other = structs.replace(present, sha256="cd" * 32, quantization="Q8_0", kv_type="q8_0")
    found = compared(qtbot, Replayer(engine, models, lambda: other), GENERATION)
    assert found == [Differs.MODEL, Differs.QUANTIZATION]
    unsure = structs.replace(present, sha256="")
    found = compared(qtbot, Replayer(engine, models, lambda: unsure), GENERATION)
    assert found == [Differs.MODEL_UNSURE]
    found = compared(qtbot, Replayer(engine, models, lambda: Making("")), GENERATION)
    assert found == [Differs.NO_MODEL]


@pytest.fixture
def hub(qtbot: QtBot, settings: Settings) -> Iterator[Hub]:
    made = Hub(settings)
    yield made
    made.shutdown()


def test_the_sum_of_a_file_is_found_out_once(
    qtbot: QtBot,
    engine: CountingEngine,
    models: OneModel,
    hub: Hub,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = replace(models.wanted, sha256="")
    models.wanted = models.current = model
    digest = hashlib.sha256(model.path.read_bytes()).hexdigest()
    unknown = structs.replace(MAKING, sha256="")
    replayer = Replayer(engine, models, lambda: unknown, hub)
    same = structs.replace(GENERATION, making=structs.replace(MAKING, sha256=digest))
    assert compared(qtbot, replayer, same) == []
    monkeypatch.setattr(hub, "run", None)
    assert compared(qtbot, replayer, GENERATION) == [Differs.MODEL]
    never_known = structs.replace(GENERATION, making=unknown)
    assert compared(qtbot, replayer, never_known) == [Differs.MODEL_UNSURE]


# Tokens ------------------------------------------------------------------------------------

SEGMENTS = (
    Segment("system", "instructions", "You write."),
    Segment("system", "style", "Past."),
    Segment("user", "text", "A harbour."),
)
ASK = Ask("section", SEGMENTS, Sampling())
TEMPLATE: Template = "chatml"


def test_each_segment_counts_what_it_adds(qtbot: QtBot, engine: CountingEngine) -> None:
    counter = SegmentCounter(engine)
    with qtbot.waitSignal(counter.counted) as told:
        counter.count(ASK, TEMPLATE)
        assert engine.counts[-1][1:] == (ASK.turns, {"thinking": False, "template": "chatml"})
        engine.answer_counts()
    assert told.args == [ASK, (10, 5, 10), 45]
    with qtbot.waitSignal(counter.counted) as told:
        counter.count(ASK, TEMPLATE, 47)
        engine.answer_counts()
    assert told.args == [ASK, (10, 5, 10), 47]


def test_a_turn_that_is_carried_on_has_no_end(qtbot: QtBot, engine: CountingEngine) -> None:
    carried = (Segment("assistant", "recent", "At"), Segment("assistant", "recent", " dawn"))
    ask = Ask("continue", (*SEGMENTS, *carried), Sampling(), resume=True)
    counter = SegmentCounter(engine)
    with qtbot.waitSignal(counter.counted) as told:
        counter.count(ask, TEMPLATE)
        engine.answer_counts()
    assert told.args == [ask, (10, 5, 10, 2, 5), 45 + 7]


def test_only_the_last_ask_is_told_of(qtbot: QtBot, engine: CountingEngine) -> None:
    counter = SegmentCounter(engine)
    heard: list[object] = []
    counter.counted.connect(lambda ask, _tokens, _prompt: heard.append(ask))
    counter.count(ASK, TEMPLATE)
    last = Ask("digest", SEGMENTS[:1], Sampling())
    counter.count(last, TEMPLATE)
    engine.answer_counts()
    assert heard == [last]
    counter.count(ASK, TEMPLATE)
    engine.counts[0][0].fail(ErrorCode.ENGINE_CRASHED)
    engine.answer_counts()
    assert heard == [last]


def test_all_turns_are_there_from_the_beginning() -> None:
    assert growing(SEGMENTS, 1) == (Turn("system", "You write."), Turn("user", ""))
    assert growing(SEGMENTS, 3) == ASK.turns
