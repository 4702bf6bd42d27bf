"""What a section is written from: in the window, in named parts, and as little as is new."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from app.protocol import Turn
from app.tabs.write.task import drafting, lengths, memory, sectionprompt, state
from app.tabs.write.task.ask import Ask
from app.tabs.write.task.counts import length
from app.tabs.write.task.outline import Section
from app.tabs.write.task.state import Fact, Written
from app.tabs.write.task.window import Window
from tests.tabs.write_model import WINDOW, Model, brief, outline, prose, run, saying, used


def test_the_window_is_never_exceeded_however_much_there_is() -> None:
    full = brief(
        notes="A note about the harbour. " * 400,
        style="Write numbers in words. " * 300,
        facts=tuple(Fact(f"Fact {n}: " + "the pier is long " * 30, ("tides",)) for n in range(40)),
        author_note="Mention the smell of tar.",
    )
    for size, count in ((700, 4), (1024, 4), (2048, 4), (4096, 30)):
        asked: list[Ask] = []
        start = state.start(full, outline(count), count * 120)
        done = run(drafting.write(start, Window(size)), Model(wild=0.2), asked.append)
        assert max(map(used, asked)) <= size
        assert all(lengths.fits(one.text, 120) for one in done.written)
        assert all(
            "Mention the smell of tar." in ask.segments[-1].text
            for ask in asked
            if ask.label == "section"
        )


def test_a_piece_of_thirty_sections_knows_what_came_first() -> None:
    start = state.start(brief(), outline(30), 30 * 300)
    asked: list[Ask] = []
    run(drafting.write(start, WINDOW), Model(wild=0.1), asked.append)
    last = [ask for ask in asked if ask.label == "section"][-1]
    (told,) = [one.text for one in last.segments if one.part == "summary"]
    assert "- Tides 1: " in told and "- Ferries 29: " in told


def test_the_segments_are_the_turns() -> None:
    facts = (Fact("Anna is the master.", ("tides",)), Fact("Bo is a cook.", ("kitchen",)))
    told = brief(notes="Visit in May.", style="British spelling.", facts=facts)
    start = state.start(told, outline(3), 600)
    before = state.put(start, 0, Written(prose(200), "The tide comes."))
    going = msgspec.structs.replace(before, present=state.Present(text="The wall was", asks=1))
    for progress in (start, before, going):
        ask = drafting.question(progress, WINDOW)
        assert "".join(one.text for one in ask.segments) == "".join(one.text for one in ask.turns)
        roles = [turn.role for turn in ask.turns]
        assert roles == ["system", "user", "assistant"][: len(roles)]
    parts = {one.part: one.text for one in drafting.question(before, WINDOW).segments[:-1]}
    assert set(parts) == {"instructions", "style", "notes", "outline", "summary", "recent"}
    assert ">2. Walls 2" in parts["outline"] and ">1." not in parts["outline"]
    assert parts["summary"].strip().endswith("- Tides 1: The tide comes.")
    assert parts["recent"].strip().endswith(prose(200)[-80:])
    first = {one.part: one.text for one in drafting.question(start, WINDOW).segments}
    assert "Anna" in first["facts"] and "Bo" not in first["facts"]
    assert drafting.question(going, WINDOW).resume


def test_questions_have_seeds_of_their_own() -> None:
    asked: list[Ask] = []
    run(drafting.write(state.start(brief(), outline(3), 600), WINDOW), Model(), asked.append)
    seeds = [ask.sampling.seed for ask in asked]
    assert seeds == list(itertools.islice(itertools.count(1), len(seeds)))


def test_facts_come_in_by_their_keywords() -> None:
    facts = (
        Fact("Anna is the master.", ("Anna", "master")),
        Fact("The pier is long.", ("pier",)),
        Fact("It is 1890."),
        Fact("林老板很瘦。", ("林老板",)),
    )
    assert [one.text[:4] for one in memory.told(facts, "The piers and ANNA's boat")] == [
        "It i",
        "The ",
        "Anna",
    ]
    assert memory.told(facts, "Pierre and Annabel, postmaster") == (facts[2],)
    assert facts[3] in memory.told(facts, "这时林老板来了")


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("Anna leaves the harbour for good.", "Anna leaves the harbour for good."),
        ("Here is a summary:\n\nAnna leaves the harbour.", "Anna leaves the harbour."),
        ("**Summary:** Anna leaves the harbour.", "Anna leaves the harbour."),
        ("This section describes how Anna leaves the harbour.", "Anna leaves the harbour."),
        ("Anna leaves the harbour. " * 30, None),
        ("", "The tide came in. Anna left."),
        ("Anna", "The tide came in. Anna left."),
        ("安娜离开了港口，再也没有回来。", "The tide came in. Anna left."),
        (
            "Say in one or two sentences, at most 30 words, what is said.",
            "The tide came in. Anna left.",
        ),
    ],
)
def test_a_section_in_short_is_the_models_or_its_own_sentences(
    answer: str, kept: str | None
) -> None:
    text = "The tide came in. The boats rose and fell. Anna left."
    asked = "Say in one or two sentences, at most 30 words, what happens or is said in it."
    found = memory.digest(answer, text, "en", asked)
    assert 0 < length(found) <= memory.DIGEST["en"]
    assert kept is None or found == kept


def test_a_section_in_short_is_asked_for_behind_it_or_by_itself() -> None:
    start = state.start(brief(), outline(2), 400)
    asked: list[Ask] = []
    run(drafting.write(start, WINDOW), saying(prose(200), prose(200, 90)), asked.append)
    section, short = asked[:2]
    assert short.label == "digest" and short.turns[:2] == section.turns
    assert short.turns[2] == Turn("assistant", prose(200)) and not short.resume
    small: list[Ask] = []
    run(drafting.write(start, Window(600)), Model(wild=0), small.append)
    alone = next(ask for ask in small if ask.label == "digest")
    assert [turn.role for turn in alone.turns] == ["system", "user"]
    assert used(alone) <= 600


def test_a_prompt_of_a_section_begins_as_the_ones_before() -> None:
    told = brief(style="British spelling.", facts=(Fact("Anna is the master.", ("harbour",)),))
    asked: list[Ask] = []
    start = state.start(told, outline(1), 800)
    run(
        drafting.write(start, WINDOW), saying(*(prose(150, 60 * n) for n in range(6))), asked.append
    )
    assert len(asked) > 3
    assert len({ask.turns[:2] for ask in asked}) == 1


def test_the_outline_is_shown_as_far_as_there_is_room() -> None:
    tree = (Section("One", children=outline(20)), Section("Two", children=outline(20)))
    full = sectionprompt.view(tree, 25, 10_000)
    assert full.count("\n") == 41 and ">2.6. " in full and "what is to be said" in full
    short = sectionprompt.view(tree, 25, 400)
    assert len(short) <= 400 and ">2.6. " in short and "1.1. " not in short
    assert sectionprompt.view(tree, 25, 10) == ""
