"""A piece written section by section: each of its length, and resumable at any moment."""

from __future__ import annotations

import re

import msgspec
import pytest

from app.protocol import Turn
from app.tabs.write.task import drafting, lengths, repetition, state
from app.tabs.write.task.ask import Ask, Draft
from app.tabs.write.task.counts import length
from app.tabs.write.task.outline import Section
from app.tabs.write.task.sentences import is_whole
from app.tabs.write.task.state import Progress, Written
from tests.tabs.write_model import WINDOW, Model, brief, outline, prose, run, saying, used


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


def test_what_a_section_says_again_itself_is_dropped() -> None:
    start = state.start(brief(), outline(1), 200)
    first, rest = prose(60), prose(60, 50)
    again = first.split(". ")[0] + "."
    asked: list[Ask] = []
    model = saying(f"{first} {again} {rest}", prose(80, 90))
    done = run(drafting.write(start, WINDOW), model, asked.append)
    assert [ask.label for ask in asked] == ["section", "more"]
    assert done.written[0].text.count(again) == 1
    assert lengths.fits(done.written[0].text, 200)


def test_a_passage_of_another_section_is_asked_for_again_and_then_dropped() -> None:
    start = state.start(brief(banned=("delve",)), outline(2), 400)
    start = state.put(start, 0, Written(prose(200), "Boats."))
    first = prose(60, 60)
    again = prose(200).split(". ")[1] + "."
    text = f"{first} {again} {prose(60, 80)}"
    asked: list[Ask] = []
    model = saying(text, again, prose(100, 100))
    done = run(drafting.write(start, WINDOW), model, asked.append)
    assert [ask.label for ask in asked] == ["section", "again", "more"]
    assert asked[0].banned == ("delve",)
    phrase = asked[1].banned[1]
    assert asked[1].banned[0] == "delve" and phrase in again
    assert asked[1].turns[-1].text.strip() == first
    assert again not in done.written[1].text
    assert lengths.fits(done.written[1].text, 200)
    mended = run(drafting.write(start, WINDOW), saying(text, prose(12, 200), prose(100, 100)))
    assert prose(12, 200) in mended.written[1].text


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


def test_a_changed_outline_keeps_the_texts() -> None:
    done = run(drafting.write(state.start(brief(), outline(3), 600), WINDOW), Model())
    changed = (done.outline[2], Section("New", length=100), done.outline[0])
    kept = state.with_outline(done, changed)
    assert [one.text for one in kept.written] == [done.written[2].text, "", done.written[0].text]
    assert kept.at == 1
    begun = msgspec.structs.replace(kept, present=state.Present(text="Begun."))
    assert state.with_outline(begun, changed[1:]).present.text == "Begun."
    assert state.with_outline(begun, (done.outline[1], *changed)).present.text == ""


def test_what_the_model_was_told_is_no_part_of_its_text() -> None:
    start = state.start(brief(), outline(2), 400)
    text = f"{prose(60)} Other sections follow, do not conclude. {prose(140, 50)}"
    done = run(drafting.write(start, WINDOW), saying(text, prose(200, 200)))
    assert "conclude" not in done.written[0].text
    assert prose(60)[-30:] in done.written[0].text
