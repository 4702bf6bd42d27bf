"""Angles and outlines asked of scripted drafts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import pytest

from app.tabs.write.task import kinds, outline, outlining
from app.tabs.write.task.angles import angles, parse
from app.tabs.write.task.ask import Ask, Draft, Steps
from app.tabs.write.task.counts import tokens
from app.tabs.write.task.state import Angle, Brief, Fact
from app.tabs.write.task.window import TURN, Window

T = TypeVar("T")
WINDOW = Window(4096)
BRIEF = Brief(kinds.of("blog", "en"), "en", "Old harbours", notes="Visit in May.")


def run(steps: Steps[T], texts: Sequence[str], asked: list[Ask] | None = None) -> T:
    """Answer with these texts, the last one again and again."""
    try:
        ask = next(steps)
        for number in range(20):
            if asked is not None:
                asked.append(ask)
            ask = steps.send(Draft(texts[min(number, len(texts) - 1)]))
    except StopIteration as end:
        result: T = end.value
        return result
    raise AssertionError("it goes on asking")


EXPECTED = (
    Angle("The smell of tar", "It is about memory."),
    Angle("Money", "Who paid for the walls?"),
    Angle("Gulls", "The harbour as they see it."),
)


@pytest.mark.parametrize(
    "text",
    [
        "1. The smell of tar: It is about memory.\n2. Money: Who paid for the walls?\n"
        "3. Gulls: The harbour as they see it.",
        "Sure! Here are three angles:\n\n1. **The smell of tar** - It is about memory.\n"
        "2. **Money** - Who paid for the walls?\n3. **Gulls** - The harbour as they see it.",
        "**Angle 1: The smell of tar**\nIt is about memory.\n\n**Angle 2: Money**\n"
        "Who paid for the walls?\n\n**Angle 3: Gulls**\nThe harbour as they see it.",
        "- **The smell of tar:** It is about memory.\n- **Money:** Who paid for the walls?\n"
        "- **Gulls:** The harbour as they see it.",
        "### The smell of tar\nIt is about memory.\n### Money\nWho paid for the walls?\n"
        "### Gulls\nThe harbour as they see it.",
        "1. Title: The smell of tar\n   - It is about memory.\n2. Title: Money\n"
        "   - Who paid for the walls?\n3. Title: Gulls\n   - The harbour as they see it.",
        "1、“The smell of tar”：It is about memory.\n2、“Money”：Who paid for the walls?\n"
        "3、“Gulls”：The harbour as they see it.",
    ],
)
def test_angles_are_read_however_they_are_written(text: str) -> None:
    assert parse(text) == EXPECTED
    asked: list[Ask] = []
    assert run(angles(BRIEF, WINDOW), [text], asked) == EXPECTED
    assert len(asked) == 1 and "Visit in May." in asked[0].turns[-1].text


def test_where_there_are_too_few_one_asks_for_others() -> None:
    asked: list[Ask] = []
    texts = ["1. Money: a", "1. Money: again\n2. Gulls: b", "1. Tar: c\n2. Rope: d"]
    found = run(angles(BRIEF, WINDOW), texts, asked)
    assert [one.title for one in found] == ["Money", "Gulls", "Tar"]
    assert "Money; Gulls" in asked[2].turns[-1].text
    assert len({ask.sampling.seed for ask in asked}) == 3
    assert run(angles(BRIEF, WINDOW), [""]) == ()


def test_an_outline_gets_its_lengths() -> None:
    text = "1. Tides: how\n2. Walls: who (300 words)\n3. Ropes: when\n4. End: why"
    found = run(outlining.outline(BRIEF, WINDOW, 1000, 4), [text])
    assert [one.title for one in found] == ["Tides", "Walls", "Ropes", "End"]
    assert outline.total(found) == 1000


def test_a_bad_outline_is_asked_for_again_and_the_kind_has_one() -> None:
    good = "\n".join(f"{n}. Part {n}x: what" for n in range(1, 7))
    asked: list[Ask] = []
    found = run(outlining.outline(BRIEF, WINDOW, 1200, 6), ["I cannot.", good], asked)
    assert len(asked) == 2 and len(found) == 6
    usual = run(outlining.outline(BRIEF, WINDOW, 1200, 6), ["I cannot."])
    assert tuple(one.title for one in usual) == BRIEF.kind.structure
    assert outline.total(usual) == 1200


def test_too_many_sections_are_made_fewer() -> None:
    nested = "\n".join(f"{n}. Top {n}a\n{n}.1 Left {n}b\n{n}.2 Right {n}c" for n in range(1, 5))
    found = run(outlining.outline(BRIEF, WINDOW, 1000, 4), [nested])
    assert len(found) == 4 and found[0].gist == "Left 1b\nRight 1c" and not found[0].children
    looping = "\n".join(f"{n}. Section about {n}" for n in range(1, 40)) + "\n40. End\n41. End"
    found = run(outlining.outline(BRIEF, WINDOW, 1000, 4), [looping])
    assert len(found) == 4 and found[-1].title == "End"


def test_a_post_needs_no_outline() -> None:
    asked: list[Ask] = []
    found = run(outlining.outline(BRIEF, WINDOW, 80), [""], asked)
    assert not asked and [one.title for one in found] == ["Old harbours"]
    assert outlining.usual_count(6000, "en") == 24 and outlining.usual_count(6000, "zh") == 13


@pytest.mark.parametrize("language", ["en", "zh"])
def test_plans_fit_into_a_small_window(language: str) -> None:
    full = Brief(
        kinds.of("report", language),
        language,
        "港口 harbour " * 500,
        notes="笔记 notes " * 2000,
        angle=Angle("Money", "Who paid?"),
        facts=(Fact("Anna is the master. " * 200),),
    )
    for steps in (angles(full, Window(1024)), outlining.outline(full, Window(1024), 3000, 8)):
        ask = next(steps)
        used = sum(tokens(turn.text) + TURN for turn in ask.turns)
        assert used + (ask.sampling.max_tokens or 0) <= 1024
        assert "Money" in ask.turns[-1].text and ask.sampling.max_tokens
