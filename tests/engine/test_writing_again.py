"""Generations written again by the 0.5B model: the same, or another word and what follows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import QCoreApplication, QThreadPool
from pytestqt.qtbot import QtBot

from app.protocol import Prompted, Sampling, Template
from app.services.engine import Engine
from app.services.headless import Headless
from app.services.library import InstalledModel
from app.services.writing.again import Replayer, Telling
from app.services.writing.counting import SegmentCounter
from app.services.writing.retelling import SHOWN, Alternatives, Option, Retelling
from app.services.writing.runner import Run
from app.tabs.write.task.ask import Ask, Draft, Segment, Steps
from app.tabs.write.task.generation import Generation, Making

LONG = 30_000  # milliseconds
MAKING = Making("Small", "small.gguf", 1)
ENGLISH = Ask(
    "section",
    (
        Segment("system", "instructions", "You write short plain stories."),
        Segment("user", "style", "Past tense.\n"),
        Segment("user", "facts", "Ferris is the ferryman.\n"),
        Segment("user", "text", "Write a paragraph about a harbour in the morning."),
    ),
    Sampling(temperature=0.8, seed=11, max_tokens=12),
    banned=("very",),
)
CHINESE = Ask(
    "continue",
    (
        Segment("system", "instructions", "用中文写。"),
        Segment("user", "text", "写一段关于港口清晨的文字。"),
        Segment("assistant", "recent", "清晨的港口"),
    ),
    Sampling(temperature=0.8, seed=5, max_tokens=12),
    resume=True,
)
ASKS = {"English": ENGLISH, "Chinese": CHINESE}


class NoModels:
    """The model is loaded and stays so."""

    wanted: InstalledModel | None = None
    current: InstalledModel | None = None

    def template(self) -> Template:
        return "model"

    def wake(self) -> None:
        """Nothing has to be loaded."""


@pytest.fixture(scope="module")
def engine(test_model: Path, qapp: QCoreApplication) -> Iterator[Engine]:
    with Headless(str(test_model), context=1024) as headless:
        yield headless.engine


@pytest.fixture(scope="module")
def written(engine: Engine) -> dict[str, Generation]:
    return {}


@pytest.fixture(params=list(ASKS))
def generation(
    request: pytest.FixtureRequest, qtbot: QtBot, engine: Engine, written: dict[str, Generation]
) -> Generation:
    """What was written for an ask."""
    name = request.param
    if name not in written:

        def steps() -> Steps[Draft]:
            return (yield ASKS[name])

        run = Run(engine, QThreadPool.globalInstance(), steps(), lambda: MAKING)
        with qtbot.waitSignal(run.ended, timeout=LONG):
            pass
        written[name] = run.generations[0]
    return written[name]


@pytest.fixture
def retelling(engine: Engine) -> Retelling:
    return Retelling(engine, NoModels(), lambda: MAKING)


def finish(qtbot: QtBot, telling: Telling | Alternatives) -> None:
    with qtbot.waitSignal(telling.ended, timeout=LONG):
        pass
    assert telling.code is None


def middle(generation: Generation) -> tuple[int, str]:
    """Return where a word in the middle of a text begins, and the word."""
    text = generation.result
    if not text.isascii():
        at = next(n for n in range(len(text) // 3, len(text)) if text[n].isalpha())
        return at, text[at]
    at = text.index(" ", len(text) // 3) + 1
    return at, text[at:].split()[0].strip(".,;:!?\"'")


def test_the_same_text_comes_again(qtbot: QtBot, engine: Engine, generation: Generation) -> None:
    assert len(generation.result) > 15
    replayer = Replayer(engine, NoModels(), lambda: MAKING)
    replay = replayer.replay(generation)
    finish(qtbot, replay)
    assert (replay.same, replay.text) == (True, generation.result)
    making = structs.replace(
        generation.making, sampling=structs.replace(generation.making.sampling, seed=12)
    )
    other = replayer.replay(structs.replace(generation, making=making))
    finish(qtbot, other)
    assert not other.same
    assert other.text[: other.differs_at] == generation.result[: other.differs_at]
    assert other.text != generation.result


def test_ten_likeliest_alternatives(
    qtbot: QtBot, retelling: Retelling, generation: Generation
) -> None:
    offset, word = middle(generation)
    asked = retelling.alternatives(generation, offset, word)
    heard: list[tuple[Option, ...]] = []
    asked.found.connect(heard.append)
    finish(qtbot, asked)
    options = heard[-1]
    likeliest = options[:SHOWN]
    chances = [one.probability for one in likeliest]
    assert len(likeliest) == SHOWN and chances == sorted(chances, reverse=True)
    assert 0 < sum(chances) <= 1.001
    (stands,) = [one for one in options if one.stands]
    assert stands.text.strip().startswith(word) or word.startswith(stands.text.strip())
    assert len({one.text for one in options}) == len(options)
    assert [one.probability for one in heard[0]] == [one.probability for one in options]


def test_another_word_and_what_follows(
    qtbot: QtBot, retelling: Retelling, engine: Engine, generation: Generation
) -> None:
    offset, word = middle(generation)
    asked = retelling.alternatives(generation, offset, word)
    with qtbot.waitSignal(asked.found, timeout=LONG):
        pass
    asked.stop()
    option = next(one for one in asked.options if not one.stands)
    told = retelling.regenerate(generation, offset, option.text)
    finish(qtbot, told)
    made = told.generation
    assert made and told.text.startswith(option.text) and len(told.text) > len(option.text)
    blanks = len(generation.result[:offset]) - len(generation.result[:offset].rstrip())
    assert made.turns[-1].text.endswith(generation.result[: offset - blanks])
    assert told.text != generation.result[offset - blanks :]
    assert "very" not in told.text.lower()
    replayer = Replayer(engine, NoModels(), lambda: MAKING)
    replay = replayer.replay(made)
    finish(qtbot, replay)
    assert replay.same


@pytest.mark.parametrize("name", ["English", "Chinese"])
def test_the_parts_sum_to_the_prompt(qtbot: QtBot, engine: Engine, name: str) -> None:
    ask = ASKS[name]
    sampling = Sampling(temperature=0, max_tokens=1)
    job = engine.generate(ask.turns, sampling, thinking=False, resume=ask.resume)
    prompts: list[int] = []
    job.progressed.connect(
        lambda e: prompts.append(e.prompt_tokens) if isinstance(e, Prompted) else None
    )
    with qtbot.waitSignal(job.ended, timeout=LONG):
        pass
    counter = SegmentCounter(engine)
    with qtbot.waitSignal(counter.counted, timeout=LONG) as counted:
        counter.count(ask, "model")
    found, tokens, prompt = counted.args
    assert found is ask and prompt == prompts[0]
    assert all(tokens) and 0 < prompt - sum(tokens) < 40
