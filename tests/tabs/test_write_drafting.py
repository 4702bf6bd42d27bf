"""A piece written section by section: each of its length, within the window, and resumable."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable

import msgspec
import pytest

from app.protocol import Turn
from app.tabs.write.task import drafting, kinds, lengths, memory, repetition, sectionprompt, state
from app.tabs.write.task.ask import Ask, Draft, Steps
from app.tabs.write.task.counts import length, tokens
from app.tabs.write.task.outline import Outline, Section
from app.tabs.write.task.sentences import is_whole
from app.tabs.write.task.state import Brief, Fact, Progress, Written
from app.tabs.write.task.window import TURN, Window
from tests.tabs.write_model import Model

Answer = Callable[[Ask], Draft]
WINDOW = Window(4096)
TITLES = {
    "en": ["Tides", "Walls", "Ropes", "Gulls", "Ferries", "Lights"],
    "zh": ["潮水", "堤岸", "缆绳", "海鸥", "渡船", "灯塔"],
}


def brief(language: str = "en", kind: str = "essay", **more: object) -> Brief:
    topic = "老港口" if language == "zh" else "Old harbours"
    return Brief(kinds.of(kind, language), language, topic, **more)  # type: ignore[arg-type]


def outline(count: int, language: str = "en") -> Outline:
    titles = TITLES[language]
    return tuple(
        Section(f"{titles[number % len(titles)]} {number + 1}", "what is to be said of it")
        for number in range(count)
    )


def run(
    steps: Steps[Progress], model: Answer, seen: Callable[[Ask], None] = lambda _: None
) -> Progress:
    """Answer what is asked, at most 2,000 times."""
    try:
        ask = next(steps)
        for _ in range(2000):
            seen(ask)
            ask = steps.send(model(ask))
    except StopIteration as end:
        result: Progress = end.value
        return result
    raise AssertionError("it goes on asking")


def saying(*texts: str | Draft) -> Answer:
    """Answer with these, the last one again and again; a section in short is always the same."""
    left = list(texts)

    def answer(ask: Ask) -> Draft:
        if ask.label == "digest":
            return Draft("Boats came and went.")
        said = left.pop(0) if len(left) > 1 else left[0]
        return said if isinstance(said, Draft) else Draft(said)

    return answer


def prose(count: int, start: int = 0) -> str:
    """Return sentences of so many words together, no two of which are alike."""
    said = Model()
    sentences = [said.sentence(random.Random(n)) for n in range(start, start + 400)]
    taken, size = [], 0
    for sentence in sentences:
        if size >= count:
            break
        taken.append(sentence)
        size += length(sentence)
    return " ".join(taken)


def used(ask: Ask) -> int:
    turns = ask.turns
    return sum(tokens(turn.text) + TURN for turn in turns) + (ask.sampling.max_tokens or 0)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("wild", [0.0, 0.3, 0.8])
def test_twelve_sections_are_all_of_their_length(language: str, wild: float) -> None:
    start = state.start(brief(language), outline(12, language), 6000)
    asked: list[Ask] = []
    done = run(drafting.write(start, WINDOW), Model(language, wild), asked.append)
    assert done.at is None
    for section, written in zip(done.sections, done.written, strict=True):
        assert section.length == 500
        assert 425 <= length(written.text) <= 575
        assert is_whole(written.text) and written.digest
        assert not any(mark in written.text for mark in ("#", "**", "Word count", "字数", "Sure"))
        assert not re.search(
            r"  |\n\n\n| \n|\n |[。！？] |[.!?][A-Z]|[^.!?。！？”\n]\n", written.text
        )
    assert max(map(used, asked)) <= WINDOW.tokens
    texts = [one.text for one in done.written]
    for number, text in enumerate(texts):
        assert not repetition.find(text, tuple(texts[:number]), language)


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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_goes_on_exactly_where_it_stopped(language: str) -> None:
    start = state.start(brief(language), outline(4, language), 1200)
    model = Model(language, 0.5)
    kept = [start]
    whole = run(drafting.write(start, WINDOW, kept.append), model)
    assert len(kept) > 10
    for one in kept:
        stored = msgspec.json.decode(msgspec.json.encode(one), type=Progress)
        assert stored == one
        assert run(drafting.resume(stored, WINDOW), model) == whole


def test_what_was_growing_is_not_lost() -> None:
    start = state.start(brief(), outline(2), 400)
    half = msgspec.structs.replace(
        start, growing="Sure! Here is the section:\n\nThe tide came in, and the"
    )
    asked: list[Ask] = []
    model = saying(" boats rose. " + prose(190), prose(200, 100))
    done = run(drafting.resume(half, WINDOW), model, asked.append)
    assert asked[0].resume and asked[0].turns[-1] == Turn("assistant", "The tide came in, and the")
    assert done.written[0].text.startswith("The tide came in, and the boats rose.")


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


def test_a_short_section_is_carried_on() -> None:
    start = state.start(brief(), outline(1), 200)
    asked: list[Ask] = []
    model = saying(prose(60), Draft(prose(60, 50), reason="length"), prose(90, 100))
    done = run(drafting.write(start, WINDOW), model, asked.append)
    assert [ask.label for ask in asked] == ["section", "more", "more"]
    assert asked[1].resume and asked[1].turns[-1].text == prose(60) + "\n\n"
    assert asked[2].resume and asked[2].turns[-1].text == f"{prose(60)}\n\n{prose(60, 50)}"
    assert lengths.fits(done.written[0].text, 200)


def test_who_does_not_go_on_is_asked_in_words() -> None:
    start = state.start(brief(), outline(1), 200)
    asked: list[Ask] = []
    run(drafting.write(start, WINDOW), saying(prose(80), "", prose(110, 50)), asked.append)
    assert [turn.role for turn in asked[2].turns] == ["system", "user", "assistant", "user"]
    assert not asked[2].resume


def test_who_gives_nothing_ends_it_and_it_can_be_tried_again() -> None:
    start = state.start(brief(), outline(1), 200)
    kept = [start]
    with pytest.raises(drafting.NothingWritten):
        run(drafting.write(start, WINDOW, kept.append), saying("Sure!"))
    assert len(kept) == drafting.MOST_IDLE
    assert run(drafting.resume(kept[-1], WINDOW), saying(prose(200))).at is None


def test_a_long_section_is_cut_behind_a_sentence() -> None:
    start = state.start(brief(), outline(2), 400)
    asked: list[Ask] = []
    done = run(drafting.write(start, WINDOW), saying(prose(900), prose(900, 100)), asked.append)
    assert [ask.label for ask in asked] == ["section", "digest", "section"]
    assert done.written[0].text == prose(900)[: len(done.written[0].text)]
    assert all(lengths.fits(one.text, 200) and is_whole(one.text) for one in done.written)


def test_a_sentence_that_cannot_be_cut_is_written_anew() -> None:
    start = state.start(brief(), outline(1), 100)
    endless = prose(60) + " It went " + "on, and farther " * 60 + "home."
    asked: list[Ask] = []
    done = run(drafting.write(start, WINDOW), saying(endless, prose(40, 50)), asked.append)
    assert [ask.label for ask in asked] == ["section", "more"]
    assert asked[1].turns[-1].text.endswith(prose(60)[-20:])
    assert lengths.fits(done.written[0].text, 100)
    stubborn = run(drafting.write(start, WINDOW), saying(endless)).written[0].text
    assert lengths.fits(stubborn, 100) and is_whole(stubborn)


def test_a_repeated_passage_is_asked_for_twice_and_then_dropped() -> None:
    start = state.start(brief(banned=("delve",)), outline(1), 200)
    first, rest = prose(60), prose(60, 50)
    again = first.split(". ")[0] + "."
    text = f"{first} {again} {rest}"
    asked: list[Ask] = []
    done = run(
        drafting.write(start, WINDOW), saying(text, again, again, prose(80, 90)), asked.append
    )
    assert [ask.label for ask in asked] == ["section", "again", "again", "more"]
    assert asked[0].banned == ("delve",)
    phrase = asked[1].banned[1]
    assert asked[1].banned[0] == "delve" and phrase in first
    assert asked[1].turns[-1].text.strip() == first
    assert done.written[0].text.count(again) == 1
    assert lengths.fits(done.written[0].text, 200)
    (mended,) = run(
        drafting.write(start, WINDOW), saying(text, prose(12, 200), prose(70, 90))
    ).written
    assert prose(12, 200) in mended.text


def test_what_an_earlier_section_said_is_not_said_again() -> None:
    start = state.start(brief(), outline(2), 400)
    done = run(drafting.write(start, WINDOW), saying(prose(200), prose(200), prose(230, 90)))
    one, two = (written.text for written in done.written)
    assert not repetition.find(two, (one,), "en")
    assert lengths.fits(two, 200)


def test_who_repeats_for_ever_comes_to_an_end() -> None:
    start = state.start(brief(), outline(2), 400)
    asked: list[Ask] = []
    done = run(drafting.write(start, WINDOW), saying(prose(150)), asked.append)
    assert done.at is None and len(asked) < 20
    assert done.written[0].text.count(prose(150)[:40]) == 1


def test_the_next_section_is_not_begun() -> None:
    start = state.start(brief(), outline(2), 400)
    text = f"{prose(200)}\n\n## Walls 2\n\n{prose(100, 50)}"
    assert run(drafting.write(start, WINDOW), saying(text, prose(200, 90))).written[
        0
    ].text == prose(200)


def test_a_text_in_another_language_is_none() -> None:
    start = state.start(brief(), outline(1), 200)
    model = saying("潮水在清晨来到港口，渔船慢慢升起。" * 20, prose(200))
    assert run(drafting.write(start, WINDOW), model).written[0].text == prose(200)
    chinese = state.start(brief("zh"), outline(1, "zh"), 60)
    wanted = (
        "清晨，潮水悄悄漫过旧码头的石阶。渔船随着水面一点点升高，缆绳发出吱呀的响声。"
        "老人坐在灯塔下修补渔网，不时抬头看天。"
    )
    model = saying("Here is a long English text about harbours. " * 9, wanted)
    assert run(drafting.write(chinese, WINDOW), model).written[0].text == wanted


def test_one_section_is_written_anew() -> None:
    start = state.start(brief(), outline(3), 600)
    done = run(drafting.write(start, WINDOW), Model(wild=0.2))
    asked: list[Ask] = []
    anew = run(drafting.redo(done, 1, WINDOW), Model(wild=0.2), asked.append)
    assert anew.written[0] == done.written[0] and anew.written[2] == done.written[2]
    assert anew.written[1].text not in ("", done.written[1].text)
    others = (anew.written[0].text, anew.written[2].text)
    assert not repetition.find(anew.written[1].text, others, "en")
    with pytest.raises(ValueError, match="earlier"):
        drafting.redo(state.cleared(done, 0), 1, WINDOW)


def test_questions_have_seeds_of_their_own() -> None:
    asked: list[Ask] = []
    run(drafting.write(state.start(brief(), outline(3), 600), WINDOW), Model(), asked.append)
    seeds = [ask.sampling.seed for ask in asked]
    assert seeds == list(itertools.islice(itertools.count(1), len(seeds)))


def test_a_changed_outline_keeps_the_texts() -> None:
    done = run(drafting.write(state.start(brief(), outline(3), 600), WINDOW), Model())
    changed = (done.outline[2], Section("New", length=100), done.outline[0])
    kept = state.with_outline(done, changed)
    assert [one.text for one in kept.written] == [done.written[2].text, "", done.written[0].text]
    assert kept.at == 1
    begun = msgspec.structs.replace(kept, present=state.Present(text="Begun."))
    assert state.with_outline(begun, changed[1:]).present.text == "Begun."
    assert state.with_outline(begun, (done.outline[1], *changed)).present.text == ""


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
