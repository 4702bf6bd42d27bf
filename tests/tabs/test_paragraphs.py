"""Units of documents: their languages, and cutting them into sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document_protocol import TAG
from app.tabs.translate.task.languages import AUTO
from app.tabs.translate.task.paragraphs import is_in, pieces, sample, settle

ENGLISH = "The committee met on Monday and decided to postpone the decision."


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in pieces(text, "en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One is. Two is.", ["One is.", "Two is."]),
        ("⟦1⟧Hello world.⟦/1⟧ Next one.", ["⟦1⟧Hello world.⟦/1⟧", "Next one."]),
        ("It is ⟦1⟧so⟦/1⟧. And ⟦2⟧so⟦/2⟧.", ["It is ⟦1⟧so⟦/1⟧.", "And ⟦2⟧so⟦/2⟧."]),
        ("A note.⟦1/⟧ More text.", ["A note.⟦1/⟧", "More text."]),
        ("A text. ⟦1/⟧More text.", ["A text.", "⟦1/⟧More text."]),
        ("⟦1⟧One is. Two is.⟦/1⟧ Three is.", ["⟦1⟧One is. Two is.⟦/1⟧", "Three is."]),
        ("⟦1⟧你好。⟦/1⟧⟦2⟧再见。⟦/2⟧完。", ["⟦1⟧你好。⟦/1⟧", "⟦2⟧再见。⟦/2⟧", "完。"]),
        ("⟦1⟧One is. Two is.", ["⟦1⟧One is. Two is."]),
        ("⟦1/⟧", ["⟦1/⟧"]),
        (" ", []),
    ],
)
def test_sentences_keep_their_tags(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


TAGGED = st.lists(
    st.sampled_from(
        ["One is. ", "two ", "Three! ", "四。", "\n", *["⟦1⟧", "⟦/1⟧", "⟦2⟧", "⟦/2⟧", "⟦3/⟧"]]
    )
).map("".join)


@given(TAGGED)
def test_sentences_cover_the_text_and_hold_their_tags_together(text: str) -> None:
    found = pieces(text, "en")
    at = 0
    for sentence in found:
        assert sentence.text and sentence.text == sentence.text.strip()
        assert text[at : sentence.end] == sentence.gap + sentence.text
        assert not sentence.gap.strip()
        at = sentence.end
    assert not text[at:].strip()
    for sentence in found[:-1]:
        opened = [tag["open"] for tag in TAG.finditer(sentence.text) if tag["open"]]
        for number in opened:
            assert sentence.text.rindex(f"⟦/{number}⟧") > sentence.text.rindex(f"⟦{number}⟧")


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("这是中文。", "en", "zh", True),
        ("⟦1⟧这是中文。⟦/1⟧", "en", "zh", True),
        ("请安装 Microsoft Visual Studio", "en", "zh", False),
        ("Visual Studio", "zh", "en", True),
        ("Привет", "zh", "en", False),
        ("Visual Studio", "en", "zh", False),
        ("東京都", "ja", "zh", False),
        ("Direction", "fr", "en", False),
        (ENGLISH, "fr", "en", True),
        (ENGLISH, "en", "fr", False),
        ("1 2 3", "zh", "en", False),
    ],
)
def test_what_is_in_the_target_language_is_seen(
    text: str, source: str, target: str, expected: bool
) -> None:
    assert is_in(text, source, target) is expected


@pytest.mark.parametrize(
    ("text", "source", "target", "exact", "expected"),
    [
        ("你好", AUTO, "zh", False, ("zh", "en")),
        ("你好", AUTO, "zh", True, ("en", "zh")),
        (ENGLISH, AUTO, "zh", False, ("en", "zh")),
        (ENGLISH, AUTO, "en", False, ("en", "zh")),
        (ENGLISH, AUTO, "en", True, ("zh", "en")),
        (f"{ENGLISH} 我们需要更多的时间来讨论这个问题。", AUTO, "en", True, ("zh", "en")),
        ("你好", "ja", "zh", False, ("ja", "zh")),
        ("123", AUTO, "zh", False, ("en", "zh")),
    ],
)
def test_the_languages_are_settled(
    text: str, source: str, target: str, exact: bool, expected: tuple[str, str]
) -> None:
    assert settle(text, source, target, exact=exact) == expected


def test_a_sample_is_of_all_parts_of_a_document() -> None:
    texts = [f"⟦1⟧{n}⟦/1⟧ {'x' * 1000}" for n in range(5000)]
    taken = sample(texts)
    assert len(taken) < 7000
    assert "\n4950 x" in taken
    assert "⟦" not in taken
    assert sample(["short"]) == "short"
    assert sample([]) == ""
