from __future__ import annotations

import pytest

from app.protocol import Turn
from app.tabs.chat import task


@pytest.mark.parametrize(
    ("text", "thinking", "answer", "is_open"),
    [
        ("plain", "", "plain", False),
        ("<think>why</think>\n\nbecause", "why", "because", False),
        ("<think>\nstill", "still", "", True),
        ("\n<think>\n\n</think>\n\nyes", "", "yes", False),
        ("[THINK]hm[/THINK]ok", "hm", "ok", False),
        ("<|channel>thought\nhm<channel|>ok", "hm", "ok", False),
        ("say <think> aloud", "", "say <think> aloud", False),
    ],
)
def test_thinking_is_taken_off(text: str, thinking: str, answer: str, is_open: bool) -> None:
    assert task.split_thinking(text) == task.Reply(thinking, answer, is_open)


def test_prompts_hold_no_thinking_and_alternate() -> None:
    turns = task.to_turns(
        " Be brief. ",
        [
            ("user", "one"),
            ("user", "two"),
            ("assistant", "<think>x</think>three"),
            ("assistant", "<think>only thinking"),
            ("user", "  "),
        ],
    )
    assert turns == (
        Turn("system", "Be brief."),
        Turn("user", "one\n\ntwo"),
        Turn("assistant", "three"),
    )


def test_titles_are_the_first_words() -> None:
    assert task.title_of("\n## Plan a trip\nmore") == "Plan a trip"
    assert task.title_of("写一首关于雨的诗") == "写一首关于雨的诗"
    long = task.title_of("word " * 40)
    assert long.endswith("word…")
    assert len(long) <= task.TITLE_LENGTH
    assert task.title_of("") == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('Title: "A Trip to the Sea".', "A Trip to the Sea"),
        ("《雨夜》", "雨夜"),
        ("<think>x</think>Tea", "Tea"),
        ("two\nlines", ""),
        ("", ""),
        ("x" * 200, ""),
    ],
)
def test_generated_titles_are_cleaned(text: str, title: str) -> None:
    assert task.clean_title(text) == title


def test_the_title_is_asked_for_in_the_language_of_the_talk() -> None:
    assert "标题" in task.title_turns([Turn("user", "你好")])[-1].text
    assert "title" in task.title_turns([Turn("user", "hello")])[-1].text
