"""Having a text read as an editor does: what is asked, in which parts, and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.piece import Block, Change, Piece, Run
from app.tabs.write.editor.looks import OBJECTS
from app.tabs.write.review.measure import measure, stretches
from app.tabs.write.review.places import found_again, is_prose, place_of, span_of
from app.tabs.write.task import reviewing, reviews
from app.tabs.write.task.ask import Ask, Draft
from app.tabs.write.task.authorship import shown
from app.tabs.write.task.reviewing import Found, parts, read
from app.tabs.write.task.reviews import AnswerLanguage, Comment, Concern
from app.tabs.write.task.window import Window, cost

BRIDGE = "The bridge was built because it rained. At the end of the day it stood."
SECOND = "Nobody knows who paid for it. It is a very nice bridge."
ENGLISH = f"{BRIDGE}\n{SECOND}"
CHINESE = "众所周知，这座桥建于1890年。\n它非常漂亮，全世界的人都喜欢它。"
CLARITY, CLICHES = Concern.CLARITY, Concern.CLICHES
WINDOW = Window(4096)

Answer = Callable[[Ask], str]


def as_json(*remarks: tuple[str, str, str]) -> str:
    keys = ("quote", "problem", "better")
    return json.dumps([dict(zip(keys, remark, strict=True)) for remark in remarks])


class Reading:
    """A text that was read, with all that was asked and told meanwhile."""

    def __init__(
        self,
        answer: Answer,
        text: str = ENGLISH,
        language: str = "en",
        concerns: Sequence[Concern] = (CLARITY,),
        answers_in: AnswerLanguage = "en",
        window: Window = WINDOW,
        banned: tuple[str, ...] = (),
    ) -> None:
        self.asks: list[Ask] = []
        self.told: list[Found] = []
        steps = read(
            text, language, concerns, answers_in, window, banned=banned, found=self.told.append
        )
        self.comments: tuple[Comment, ...] = ()
        try:
            self.asks.append(next(steps))
            while True:
                self.asks.append(steps.send(Draft(answer(self.asks[-1]))))
        except StopIteration as end:
            self.comments = end.value
        for comment in self.comments:
            assert text[comment.start : comment.end] == comment.quote

    @property
    def labels(self) -> list[str]:
        return [ask.label for ask in self.asks]


def saying(answers: dict[Concern, str], mended: str = "") -> Answer:
    """Return a model that answers by the concern that it is asked about."""

    def answer(ask: Ask) -> str:
        if ask.label == "mend":
            return mended
        prompt = ask.turns[-1].text
        found = (
            text
            for concern, text in answers.items()
            if any(look[concern] in prompt for look in reviews.LOOK.values())
        )
        return next(found, "[]")

    return answer


RAINED = ("The bridge was built because it rained.", "Rain is no reason.", "It was built in 1890.")
NICE = ("It is a very nice bridge.", "Empty.", "It has three arches.")
DAY = ("At the end of the day", "A cliché.", "Finally")


def test_each_concern_is_asked_about_and_the_comments_stand_in_the_order_of_the_text() -> None:
    answers = {CLARITY: as_json(NICE, RAINED), CLICHES: as_json(DAY)}
    reading = Reading(saying(answers), concerns=(CLARITY, CLICHES))
    assert reading.labels == ["review", "review"]
    assert [(one.quote, one.concern, one.replacement) for one in reading.comments] == [
        (RAINED[0], CLARITY, RAINED[2]),
        (DAY[0], CLICHES, DAY[2]),
        (NICE[0], CLARITY, NICE[2]),
    ]
    seeds = [ask.sampling.seed for ask in reading.asks]
    assert len(set(seeds)) == 2
    assert all(ask.sampling.temperature <= 0.3 for ask in reading.asks)


def test_it_tells_of_each_answer_and_how_far_it_is() -> None:
    answers = {CLARITY: as_json((RAINED[0], RAINED[1], "")), CLICHES: as_json(DAY)}
    reading = Reading(saying(answers, "It was built after a flood."), concerns=(CLARITY, CLICHES))
    assert [(one.answer, one.done, one.total) for one in reading.told] == [
        (-1, 0, 2),
        (0, 1, 2),
        (1, 1, 2),
        (2, 2, 2),
    ]
    first, mended = reading.told[1].comments[0], reading.told[2].comments[0]
    assert (first.start, first.end, first.concern) == (mended.start, mended.end, mended.concern)
    assert (first.replacement, mended.replacement) == ("", "It was built after a flood.")
    assert reading.told[3].comments[0].quote == DAY[0]


def test_a_comment_without_a_change_is_asked_to_be_mended_within_bounds() -> None:
    bare = [(quote, "Hm.", "") for quote in ("built", "rained", "stood", "Nobody")]
    reading = Reading(saying({CLARITY: as_json(*bare)}, "made"))
    assert reading.labels == ["review"] + ["mend"] * reviewing.MENDINGS
    assert [one.replacement for one in reading.comments] == ["made", "made", "", ""]


def test_a_mending_knows_the_paragraph_and_only_that() -> None:
    text = f"Above.\n{BRIDGE}\nBelow."
    answers = {CLARITY: as_json((RAINED[0], RAINED[1], RAINED[0]))}
    reading = Reading(saying(answers, RAINED[2]), text)
    mend = reading.asks[1]
    assert mend.turns == reviews.mending_turns(reading.comments[0], text, "en")
    texts = [one.text for one in mend.segments if one.part == "text"]
    assert texts == [BRIDGE, RAINED[0]]
    assert "Above" not in mend.turns[-1].text and "Below" not in mend.turns[-1].text


def test_the_parts_of_a_prompt_say_what_they_are() -> None:
    reading = Reading(saying({}))
    (ask,) = reading.asks
    assert [(one.role, one.part) for one in ask.segments] == [
        ("system", "instructions"),
        ("user", "instructions"),
        ("user", "text"),
    ]
    assert ask.segments[-1].text == ENGLISH
    assert ask.turns == reviews.turns_for(parts(ENGLISH, "en", WINDOW)[0], CLARITY, "en")


def test_a_change_with_a_banned_phrase_is_replaced_by_one_without() -> None:
    answers = {CLARITY: as_json((NICE[0], NICE[1], "It Delves into stone."))}
    reading = Reading(saying(answers, "It has three arches."), banned=("delves",))
    assert [one.replacement for one in reading.comments] == ["It has three arches."]
    review, mend = reading.asks
    assert (review.banned, mend.banned) == ((), ("delves",))  # a quote may have it
    stubborn = Reading(saying(answers, "It delves."), banned=("delves",))
    assert [one.replacement for one in stubborn.comments] == [""]


@pytest.mark.parametrize(
    "answer", ["", "[]", "{[", "I like it.", '[{"quote": 3}]', as_json(("no such words", "x", "y"))]
)
def test_nothing_comes_of_what_is_no_comment(answer: str) -> None:
    reading = Reading(lambda _ask: answer)
    assert (reading.comments, reading.labels) == ((), ["review"])
    assert reading.told[-1] == Found((), 0, 1, 1)


@pytest.mark.parametrize(
    ("text", "concerns"), [("", (CLARITY,)), (" \n\n ", (CLARITY,)), ("A.", ())]
)
def test_without_a_text_or_a_concern_nothing_is_asked(
    text: str, concerns: tuple[Concern, ...]
) -> None:
    reading = Reading(saying({}), text, concerns=concerns)
    assert (reading.comments, reading.asks, reading.told) == ((), [], [Found((), -1, 0, 0)])


@pytest.mark.parametrize("answers_in", ["en", "zh"])
def test_chinese_is_read_and_mended_in_chinese(answers_in: AnswerLanguage) -> None:
    remarks = (
        ("众所周知", "陈词滥调", "据县志记载"),
        ("它非常漂亮", "空洞", "It is beautiful"),  # a change in another script is none
    )
    answers = {CLICHES: as_json(*remarks)}
    reading = Reading(saying(answers, "它有三个石拱"), CHINESE, "zh-CN", (CLICHES,), answers_in)
    assert [(one.quote, one.replacement) for one in reading.comments] == [
        ("众所周知", "据县志记载"),
        ("它非常漂亮", "它有三个石拱"),
    ]
    review, mend = reading.asks
    assert review.turns[0].text == reviews.SYSTEM[answers_in]
    assert mend.turns[0].text == reviews.SYSTEM["zh"]


def test_a_long_text_is_read_in_parts() -> None:
    text = "\n".join(f"{BRIDGE} This is paragraph {number}. " * 8 for number in range(12))
    answers = {CLARITY: as_json(RAINED), CLICHES: as_json(DAY)}
    reading = Reading(saying(answers), text, concerns=(CLARITY, CLICHES))
    count = len(parts(text, "en", WINDOW))
    assert count > 2 and len(reading.asks) == 2 * count == reading.told[-1].total
    assert len(reading.comments) == 2 * count
    starts = [one.start for one in reading.comments]
    assert starts == sorted(starts)


TEXTS = ("A word. ", "word ", "longwordwithoutend", "一句话。", "字", "\n", "“so” ")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ("A word. ", "word ", "longwordwithoutend", "一句话。", "字", "\n", "“so” ")
        ),
        max_size=400,
    ).map("".join),
    st.sampled_from(("en", "zh")),
    st.sampled_from((768, 1024, 4096)),
)
def test_every_prompt_fits_its_window_and_all_of_the_text_is_read(
    text: str, language: AnswerLanguage, tokens: int
) -> None:
    window = Window(tokens)

    def answer(ask: Ask) -> str:
        words = ask.segments[-1].text.split()
        return as_json(*((word, "Hm.", "") for word in words[:3]))

    reading = Reading(answer, text, language, (CLARITY,), language, window)
    for ask in reading.asks:
        assert ask.sampling.max_tokens is not None and ask.sampling.max_tokens > 0
        assert cost(ask.segments, window) + ask.sampling.max_tokens <= tokens
        assert "".join(one.text for one in ask.segments if one.role == "user") == ask.turns[1].text
    seen = "".join(ask.segments[-1].text for ask in reading.asks if ask.label == "review")
    assert "".join(seen.split()) == "".join(text.split())


@pytest.mark.parametrize(("word", "language"), [("word ", "en"), ("unbroken", "en"), ("字", "zh")])
def test_a_sentence_that_is_too_long_for_the_window_is_cut(word: str, language: str) -> None:
    window = Window(768)
    text = (word * 3_000).strip()
    found = parts(text, language, window)
    assert "".join(part.text for part in found) == text
    assert max(window.count(part.text) for part in found) <= 768 // reviewing.SHARE
    if word.endswith(" "):
        assert all(part.text.split(" ")[0] == "word" for part in found)


# Places -----------------------------------------------------------------------------------------

CHANGES: tuple[Change, ...] = ("", "", "inserted", "deleted")
RUNS = st.lists(
    st.builds(
        Run, st.sampled_from(("a", "bc", "中文", "x\ny", "é ")), change=st.sampled_from(CHANGES)
    ),
    max_size=4,
).map(tuple)
TABLE = Block("table", rows=(((Run("cell"),),),))
IMAGE = Block("image", (Run("a description"),), image="a.png")
BLOCKS = st.builds(Block, runs=RUNS) | st.sampled_from((TABLE, IMAGE, Block("rule")))
PIECES = st.lists(BLOCKS, min_size=1, max_size=5).map(lambda blocks: Piece(blocks=tuple(blocks)))


def is_inserted(block: Block, offset: int) -> bool:
    at = 0
    for run in block.runs:
        at += len(run.text)
        if offset < at:
            return run.change == "inserted"
    return False


@given(PIECES)
def test_each_character_of_the_text_has_its_place(piece: Piece) -> None:
    for offset, character in enumerate(piece.text):
        number, column = place_of(piece, offset)
        block = piece.blocks[number]
        if block.kind in OBJECTS:
            assert column in (0, 1)
        elif column < len(shown(block.runs)):
            assert not is_inserted(block, column)
            assert shown(block.runs)[column] == character
        else:
            assert character == "\n"  # what ends a block


@given(PIECES, st.data())
def test_a_range_holds_its_characters_and_nothing_inserted_beside_it(
    piece: Piece, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(piece.text)))
    end = data.draw(st.integers(start, len(piece.text)))
    (first, left), (last, right) = span_of(piece, start, end)
    assert (first, left) <= (last, right)
    within = piece.blocks[first : last + 1]
    if is_prose(piece, start, end) and start < end and piece.text[start] != "\n":
        kept = [
            "".join(
                character
                for column, character in enumerate(shown(block.runs))
                if not is_inserted(block, column)
                and (number > 0 or column >= left)
                and (number < last - first or column < right)
            )
            for number, block in enumerate(within)
        ]
        assert "\n".join(kept) == piece.text[start:end]
        assert not is_inserted(within[0], left)
    else:
        assert is_prose(piece, start, end) == all(b.kind not in OBJECTS for b in within)


def test_places_beyond_the_text_are_its_end() -> None:
    piece = Piece(blocks=(Block(runs=(Run("ab"),)), IMAGE))
    assert place_of(piece, 99) == (1, 1)
    assert place_of(Piece(), 3) == (0, 0) == span_of(Piece(), 0, 3)[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one bridge", (4, 10)),
        ("the one bridge, one bridge", (20, 26)),
        ("bridge", (0, 6)),
        ("a river", None),
    ],
)
def test_a_passage_is_found_again_near_where_it_was(
    text: str, expected: tuple[int, int] | None
) -> None:
    assert found_again(text, "bridge", 20 if "," in text else 4) == expected


# Rows -------------------------------------------------------------------------------------------


def test_a_long_text_is_looked_through_in_parts_as_it_would_be_as_a_whole() -> None:
    line = "On 3 May 1890 Anna Lee paid $3,000, which was very nice of her.\n"
    text = line * 200
    assert len(list(stretches(text))) > 2
    assert "".join(part for _, part in stretches(text)) == text
    measures = measure(text, "en")
    for row in (*measures.facts, *measures.findings):
        assert {text[slice(*place)].lower() for place in row.places} == {row.title.lower()}
    assert {row.title: len(row.places) for row in measures.facts} == {
        "$3,000": 200,
        "3 May 1890": 200,
        "Anna Lee": 200,
    }
    assert measure("", "en").facts == ()


def test_the_same_number_said_of_other_things_is_another_fact() -> None:
    text = "Anna Lee has 12 boats at sea.\nIn the old harbour Anna Lee has 12 nets."
    rows = [(row.title, len(row.places)) for row in measure(text, "en").facts]
    assert rows == [("12", 1), ("12", 1), ("Anna Lee", 2)]
    before = {row.key for row in measure(text, "en").facts}
    assert before == {row.key for row in measure(f"Above.\n{text}\nBelow.", "en").facts}


def test_words_around_a_fact_show_it_also_in_chinese() -> None:
    text = "据说很久很久以前，这座桥在1890年由当地的石匠和木匠们一起建成，花了三千元。"
    rows = measure(text, "zh").facts
    assert [row.title for row in rows] == ["三千元", "1890年"]
    for row in rows:
        assert row.title in row.context[:16] and row.context.startswith("…")
    (quote,) = (row for row in measure("He said, “It will never fall” twice.", "en").facts)
    assert quote.context == "He said, “…” twice."
