"""Lengths, sentences, repetition and cleaning of texts as small models write them."""

from __future__ import annotations

import msgspec
import pytest

from app.tabs.write.task import cleaning, kinds, lengths, repetition
from app.tabs.write.task.counts import language_of, length, reading_minutes, tokens, unit
from app.tabs.write.task.kinds import Kind
from app.tabs.write.task.sentences import borders, is_whole, split, whole_part


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\t", 0),
        ("The well-known fox can't wait.", 5),
        ("It cost 1,200.50 dollars - or 30 % less.", 7),
        ("今天天气很好，我们去公园。", 13),
        ("他说：“走吧！”", 8),
        ("我用 Python 3 写程序。", 8),
        ("她……走了——真的。", 10),
        ("Visit 北京 in May.", 5),
        ("— * # ===", 0),
        ("こんにちは、世界。", 9),
        ("𠮷野家", 3),
        ("A “quoted” word", 3),
    ],
)
def test_a_length_is_what_a_word_processor_counts(text: str, count: int) -> None:
    assert length(text) == count


def test_the_unit_the_language_and_the_time_to_read() -> None:
    assert (unit("zh-Hant"), unit("ja"), unit("en")) == ("characters", "characters", "words")
    assert language_of("我用 Python 写程序") == "zh"
    assert language_of("Visit 北京 in the month of May") == "en"
    assert reading_minutes("word " * 238) == pytest.approx(1)
    assert reading_minutes("字" * 390) == pytest.approx(1)
    assert reading_minutes("word " * 238, aloud=True) > 1.5
    assert tokens("字" * 10) == 10
    assert tokens("a" * 35) == 10


def test_kinds_are_there_in_both_languages_and_can_be_kept() -> None:
    for id_ in kinds.IDS:
        english, chinese = kinds.of(id_, "en"), kinds.of(id_, "zh-Hant")
        assert english.language == "en" and chinese.language == "zh"
        assert english.is_story == chinese.is_story
        for kind in (english, chinese):
            assert all((kind.name, kind.audience, kind.tone, kind.structure, kind.avoid))
            assert msgspec.json.decode(msgspec.json.encode(kind), type=Kind) == kind
    assert len(kinds.IDS) == len(set(kinds.IDS)) == 10
    with pytest.raises(KeyError):
        kinds.of("limerick", "en")


def test_sentences_cover_a_text() -> None:
    text = 'Mr. Smith came. "Go!" he said.\n\nIt cost 3.5 dollars'
    assert [one.text for one in split(text, "en")] == [
        "Mr. Smith came.",
        '"Go!" he said.',
        "It cost 3.5 dollars",
    ]
    assert all(text[one.start : one.end] == one.text for one in split(text, "en"))
    assert whole_part(text, "en").endswith("said.")
    assert [text[:end] for end in borders("好。坏", "zh")] == [text[:2]]


@pytest.mark.parametrize(
    "text", ["Yes.", "“Yes!”", "好。", "他说：“好！”", "(See above.)", "…", "- an item"]
)
def test_a_whole_text_is_known_by_its_end(text: str) -> None:
    assert is_whole(text)


@pytest.mark.parametrize("text", ["Yes,", "and then the", "但是", "“Yes", "# Heading"])
def test_so_is_one_that_is_not_whole(text: str) -> None:
    assert not is_whole(text)


def test_a_text_is_cut_behind_a_sentence_within_the_tolerance() -> None:
    text = "One two three four five. " * 30
    cut = lengths.cut(text, 100, "en")
    assert cut is not None and length(cut) == 100 and cut.endswith("five.")
    chinese = lengths.cut("春天来了。" * 60, 100, "zh")
    assert chinese is not None and length(chinese) == 100
    assert lengths.cut("One two. ", 100, "en") is None
    assert lengths.cut("word " * 200, 100, "en") is None


def test_the_end_of_a_paragraph_is_the_better_place() -> None:
    sentence = "One two three four five. "
    text = sentence * 19 + "\n\n" + sentence * 20
    cut = lengths.cut(text, 100, "en")
    assert cut is not None and length(cut) == 95


def test_a_long_sentence_is_cut_behind_a_clause() -> None:
    text = "A first one. " + ", ".join(["and one two three"] * 40) + "."
    cut = lengths.cut_anyhow(text, 100, "en")
    assert lengths.fits(cut, 100) and cut.endswith("three.")
    chinese = lengths.cut_anyhow("天亮了，" * 60 + "。", 100, "zh")
    assert lengths.fits(chinese, 100) and chinese.endswith("亮了。")
    endless = "word " * 300
    assert lengths.cut_anyhow(endless, 100, "en") == endless


@pytest.mark.parametrize("target", [1, 7, 40, 333, 500, 6000])
def test_bounds_are_fifteen_percent(target: int) -> None:
    low, high = lengths.bounds(target)
    assert 0.85 * target <= low < 0.85 * target + 1
    assert low == high or 1.15 * target - 1 < high <= 1.15 * target


FOX = "The quick brown fox jumps over the lazy dog near the river."
OTHER = "A teacher reads old letters in the quiet library on Sunday mornings."


def test_what_was_said_is_found_in_the_text_and_in_others() -> None:
    inside = repetition.find(f"{FOX} {OTHER} {FOX}", (), "en")
    assert [(one.start, one.verbatim) for one in inside] == [(len(FOX + OTHER) + 2, True)]
    changed = "Now the quick brown fox jumps over the lazy dog again."
    (across,) = repetition.find(f"{OTHER} {changed}", (FOX,), "en")
    assert not across.verbatim
    assert across.phrases == ("the quick brown fox jumps over the lazy dog",)
    assert not repetition.find(f"{FOX} {OTHER}", (), "en")
    assert not repetition.find(changed, (FOX,), "en", allowed=FOX)


def test_what_was_said_is_found_in_chinese() -> None:
    text = "清晨的港口笼罩在薄雾之中。渔民们开始修补渔网。"
    passages = repetition.find(text, ("今天清晨的港口笼罩在薄雾之中，十分安静。",), "zh")
    assert [text[one.start : one.end] for one in passages] == ["清晨的港口笼罩在薄雾之中。"]
    assert passages[0].phrases == ("清晨的港口笼罩在薄雾之中",)


def test_a_loop_is_one_passage() -> None:
    text = f"{OTHER} " + "Go on. " * 40
    (loop,) = repetition.find(text, (), "en")
    assert repetition.without(text, loop, "en") == f"{OTHER} Go on. ".rstrip()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{FOX} {OTHER} {FOX}", f"{FOX} {OTHER}"),
        (f"{FOX}\n\n{FOX} {OTHER}", f"{FOX}\n\n{OTHER}"),
        (f"{FOX}\n\n{FOX}\n\n{OTHER}", f"{FOX}\n\n{OTHER}"),
        (f"{FOX} {FOX}\n\n{OTHER}", f"{FOX}\n\n{OTHER}"),
        (
            "春眠不觉晓处处闻啼鸟。春眠不觉晓处处闻啼鸟。夜来风雨声。",
            "春眠不觉晓处处闻啼鸟。夜来风雨声。",
        ),
    ],
)
def test_a_passage_leaves_no_gap(text: str, kept: str) -> None:
    language = language_of(text)
    assert repetition.without(text, repetition.find(text, (), language)[0], language) == kept


BODY = "The tide comes in.\n\nThe boats rise."


@pytest.mark.parametrize(
    "answer",
    [
        BODY,
        f"Sure! Here is the section:\n\n{BODY}",
        f"Here's a draft of the section on tides:\n{BODY}",
        f"Certainly. {BODY}",
        f"## The tide\n\n{BODY}",
        f"**The Tide**\n\n{BODY}",
        f"Section 1: The tide\n\n{BODY}",
        f"1. The tide\n{BODY}",
        f"<think>What to say?</think>\n\n{BODY}",
        f"```markdown\n{BODY}\n```",
        f"{BODY}\n\n(Word count: 120)",
        f"{BODY}\n\nI hope this helps!",
        f"{BODY}\n\nLet me know if you want changes.",
        f"{BODY}\n\nThis section introduces the tide.",
        f"{BODY}\n\n## The wall\n\nThe wall is old.",
        f"{BODY}\n\nThe wall\nThe wall is old.",
        f"{BODY}\n\n**2. The wall**\n\nThe wall is old.",
        f"{BODY}\n\nIn conclusion, tides matter.",
        f"{BODY}\n\n---\n",
        f"{BODY}<|im_end|>",
        "The tide comes in.\n\n### A subheading\n\nThe boats rise.",
        "In conclusion, the tide comes in.\n\nThe boats rise.",
    ],
)
def test_a_section_is_only_its_prose(answer: str) -> None:
    assert cleaning.section(answer, "The tide", ["The wall"], is_last=False) == BODY


@pytest.mark.parametrize(
    "answer",
    [
        "好的，以下是这一节的正文：\n\n潮水来了。",
        "一、潮水\n\n潮水来了。",
        "第一章 潮水\n潮水来了。",
        "潮水来了。\n\n总之，潮水很重要。",
        "潮水来了。\n\n（字数：120字）",
        "潮水来了。\n\n希望这对你有帮助！",
        "潮水来了。\n\n二、旧墙\n旧墙很旧。",
    ],
)
def test_a_chinese_section_is_only_its_prose(answer: str) -> None:
    assert cleaning.section(answer, "潮水", ["旧墙"], is_last=False) == "潮水来了。"


def test_the_last_section_may_conclude() -> None:
    text = f"{BODY}\n\nIn conclusion, tides matter."
    assert cleaning.section(text, "The tide", [], is_last=True) == text


def test_prose_is_left_alone() -> None:
    for text in (
        '"Sure," he said. "Here is the key to the old house."\n\nThe end of the road was near.',
        "Okinawa is far.\n\nThe wall was old, and the tide came over it at night.",
        "这是一个安静的早晨。\n\n以上个月来说，生意不好。",
        "Great storms hit the coast.\n\nWould you like to see them?",
        "Of course, the tide matters.\n\nI hope this winter is kind. Let me know in the comments.",
        "This is a story about a boy.\n\nThe passage is narrow, and the text is lost.",
        "Here is where the river ends.\n\nThe end of it is mud.",
        "当然，潮水很重要。\n\n如果你有时间，就来看看。",
        "这是一个关于男孩的故事。\n\n希望这样的日子长久。",
    ):
        assert cleaning.section(text, "The tide", ["The wall"], is_last=False) == text


def test_an_echo_and_quotes_are_taken_away() -> None:
    before, after = "He opened the door slowly.", "Then the light went out."
    answer = f"He opened the door slowly. It was cold. {after}"
    assert cleaning.unechoed(answer, before, after).strip() == "It was cold."
    assert cleaning.unechoed("It was cold.", before, after) == "It was cold."
    assert cleaning.unquoted("“Yes, it is.”", "yes it is") == "Yes, it is."
    assert cleaning.unquoted("“Yes.”", "“yes.”") == "“Yes.”"
    assert cleaning.unquoted('"A" and "B"', "a and b") == '"A" and "B"'
