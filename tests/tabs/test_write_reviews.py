"""Reading as an editor: chunks, prompts, and comments out of whatever a model answers."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tabs.write.task import reviews
from app.tabs.write.task.anchors import anchor
from app.tabs.write.task.remarks import Remark, remarks_in
from app.tabs.write.task.reviews import Chunk, Comment, Concern, chunks, comments_in

TEXT = (
    "At the end of the day, the bridge was built in 1890. It’s a very nice bridge,\nand everybody"
    " in the world loves it. The bridge was built because it rained."
)
CHINESE = "众所周知，这座桥建于1890年。它非常漂亮，全世界的人都喜欢它。因为下雨，所以建了桥。"
OFFSET = 100


def read(answer: str, text: str = TEXT) -> list[tuple[str, str, str]]:
    comments = comments_in(answer, Chunk(text, OFFSET), Concern.CLARITY)
    for comment in comments:
        assert text[comment.start - OFFSET : comment.end - OFFSET] == comment.quote
        assert comment.concern is Concern.CLARITY
    return [(comment.quote, comment.remark, comment.replacement) for comment in comments]


# Chunks and prompts -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_chunks_are_whole_sentences_and_cover_the_text(language: str) -> None:
    sentence = "这是一句普通的话。" if language == "zh" else "This is an ordinary sentence. "
    text = "\n\n".join([sentence * 40] * 20)
    found = chunks(text, language)
    most = reviews.CHUNK_CHINESE if language == "zh" else reviews.CHUNK_WORDY
    assert all(len(chunk.text) <= most for chunk in found)
    assert all(text[c.start : c.start + len(c.text)] == c.text for c in found)
    assert all(chunk.text.endswith(("。", ".")) for chunk in found)
    assert "".join("".join(c.text.split()) for c in found) == "".join(text.split())
    assert chunks(" \n ", language) == []
    long = "word " * 1_000
    assert [chunk.text for chunk in chunks(long, "en")] == [long.strip()]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("concern", Concern)
def test_prompts_hold_the_text_and_the_form(
    concern: Concern, language: reviews.AnswerLanguage
) -> None:
    system, user = reviews.turns_for(Chunk("The text {here}.", 0), concern, language)
    assert (system.role, user.role) == ("system", "user")
    assert user.text.endswith("The text {here}.")
    assert all(key in user.text for key in ('"quote"', '"problem"', '"better"'))
    assert reviews.LOOK[language][concern] in user.text
    assert json.loads(reviews.SCHEMA)["items"]["required"] == ["quote", "problem", "better"]


# Answers ----------------------------------------------------------------------------------------

BUILT = ("the bridge was built in 1890", "Check the year.", "the bridge dates from about 1890")
LOVES = ("everybody in the world loves it", "Sweeping.", "many people love it")


def as_json(*remarks: tuple[str, str, str]) -> str:
    keys = ("quote", "problem", "better")
    return json.dumps([dict(zip(keys, remark, strict=True)) for remark in remarks])


ANSWERS = {
    "json": as_json(BUILT, LOVES),
    "fenced": f"Sure, my comments:\n```json\n{as_json(BUILT, LOVES)}\n```\nI hope it helps!",
    "wrapped": f'{{"comments": {as_json(BUILT, LOVES)}, "count": 2}}',
    "other keys": as_json(BUILT, LOVES)
    .replace("quote", "Original text")
    .replace("problem", "issue")
    .replace("better", "suggested_revision"),
    "broken off": as_json(BUILT, LOVES)[:-2],
    "thinking": f"<think>Hm, {{...}}</think>{as_json(BUILT, LOVES)}",
    "table": "| Quote | Problem | Better |\n|---|:--|---|\n"
    + "\n".join(f"| {' | '.join(remark)} |" for remark in (BUILT, LOVES)),
    "other columns": "| No. | Issue | Suggestion | Original |\n|---|---|---|---|\n"
    + "\n".join(f"| 1 | {p} | “{b}” | “{q}” |" for q, p, b in (BUILT, LOVES)),
    "bare table": "\n".join(" | ".join(remark) for remark in (BUILT, LOVES)),
    "labels": "\n\n".join(f'Quote: "{q}"\nProblem: {p}\nBetter: {b}' for q, p, b in (BUILT, LOVES)),
    "marked labels": "Here you are:\n"
    + "\n".join(
        f'{n}. **Original**: "{q}"\n   - **Issue:** {p}\n   - **Suggested change:** "{b}"'
        for n, (q, p, b) in enumerate((BUILT, LOVES), 1)
    ),
    "list": "\n".join(
        f'{n}. "{q}" – {p} Change it to: "{b}"' for n, (q, p, b) in enumerate((BUILT, LOVES), 1)
    ),
}


@pytest.mark.parametrize("form", ANSWERS)
def test_comments_are_read_from_any_form(form: str) -> None:
    found = read(ANSWERS[form])
    assert [(quote, better) for quote, _, better in found] == [
        (BUILT[0], BUILT[2]),
        (LOVES[0], LOVES[2]),
    ]
    assert BUILT[1] in found[0][1] and LOVES[1] in found[1][1]


@pytest.mark.parametrize(
    "answer",
    [
        '[{"quote": "它非常漂亮", "problem": "空洞", "better": "它有三个石拱"}]',
        "原文：它非常漂亮\n问题：空洞\n改为：它有三个石拱",
        "1. “它非常漂亮”：空洞。建议改为“它有三个石拱”",
        "| 原文 | 问题 | 建议 |\n|---|---|---|\n| 它非常漂亮 | 空洞 | 它有三个石拱 |",
    ],
)
def test_chinese_comments_are_read(answer: str) -> None:
    ((quote, remark, better),) = read(answer, CHINESE)
    assert (quote, better) == ("它非常漂亮", "它有三个石拱")
    assert "空洞" in remark


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[]",
        "The text is fine. There is nothing to correct.",
        as_json(("this is nowhere in the text", "Bad.", "x")),
        as_json(("", "Bad.", "x")),
        as_json(("the bridge was built in 1890", "", "")),
        "| Quote | Problem | Better |\n|---|---|---|",
        "{{{{ [[ |||| : : quote: \n better:",
    ],
)
def test_what_is_no_comment_is_dropped(answer: str) -> None:
    assert read(answer) == []


@pytest.mark.parametrize(
    "better",
    ["the bridge was built in 1890", "word " * 80, "这座桥建于1890年", " "],
)
def test_a_change_that_is_none_is_not_proposed(better: str) -> None:
    assert read(as_json(("the bridge was built in 1890", "Why?", better))) == [
        ("the bridge was built in 1890", "Why?", "")
    ]


def test_there_are_few_comments_in_the_order_of_the_text() -> None:
    words = ("rained", "loves", "nice", "day", "end")
    found = read(as_json(*((word, "Hm.", "") for word in words)))
    assert [quote for quote, *_ in found] == ["day", "nice", "loves", "rained"]


# Anchors ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("It's a very nice bridge, and everybody", "It’s a very nice bridge,\nand everybody"),
        ("AT THE END OF THE DAY", "At the end of the day"),
        ("“the bridge was built”", "the bridge was built"),
        ("**in 1890.**", "in 1890."),
        ("the bridge was build in 1890", "the bridge was built in 1890"),
        ("It’s a ... bridge", "It’s a very nice bridge"),
        ("At the end … because it rained", None),
        ("or", None),
        ("brid", None),
        ("a wholly different sentence about cats", None),
        ("...", None),
    ],
)
def test_quotes_are_found_though_not_copied_exactly(quote: str, expected: str | None) -> None:
    span = anchor(quote, TEXT)
    assert (span and TEXT[slice(*span)]) == expected


def test_the_next_place_of_a_quote_is_taken_when_one_is() -> None:
    first = anchor("built", TEXT)
    assert first is not None
    second = anchor("built", TEXT, [first])
    assert second is not None and second[0] > first[0]
    assert anchor("rained", TEXT, [(0, 5)]) == anchor("rained", TEXT)


@given(
    st.lists(st.sampled_from(("one", "two", "中", "文，", "ab.", "(x)")), min_size=1, max_size=12),
    st.sampled_from((" ", "\n", "  ")),
    st.data(),
)
def test_each_passage_of_words_anchors_itself(
    words: list[str], gap: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    text, quote = gap.join(words), " ".join(words[start:end])
    span = anchor(quote, text)
    assert span is not None
    assert text[slice(*span)] == gap.join(words[start:end])


@given(st.text('{}[]":|“”\nquote better 1.-原文：', max_size=120))
def test_no_answer_is_too_odd(answer: str) -> None:
    assert all(isinstance(remark, Remark) for remark in remarks_in(answer))
    read(answer)


# Afterwards -------------------------------------------------------------------------------------


def comment(start: int, quote: str, concern: Concern = Concern.LOGIC, better: str = "") -> Comment:
    return Comment(start, start + len(quote), quote, concern, "Why?", better)


def test_a_change_is_asked_for_where_none_was_proposed() -> None:
    text = "Before.\nThe bridge was built because it rained. More.\nAfter."
    one = comment(8, "The bridge was built because it rained.")
    _, user = reviews.mending_turns(one, text, "en")
    assert "Why?" in user.text and "it rained. More.\n" in user.text
    assert "Before" not in user.text and "After" not in user.text
    answer = 'Sure! Here is the revised passage:\n\n"The bridge was built after the flood."'
    assert reviews.mended(one, answer).replacement == "The bridge was built after the flood."
    assert reviews.mended(one, one.quote).replacement == ""


def test_comments_of_several_readings_are_merged() -> None:
    one, same = comment(5, "abcde"), comment(7, "cde")
    other = comment(7, "cde", Concern.FACTS)
    assert reviews.merged([other, same, one]) == [one, other]


def test_comments_follow_their_passages() -> None:
    kept = comment(10, "the bridge")
    gone = comment(30, "the river")
    assert reviews.moved([kept, gone], "And now: the bridge. Twice the bridge.") == [
        comment(9, "the bridge")
    ]
