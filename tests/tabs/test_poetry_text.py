"""Poems as plain text, and as names of files."""

from __future__ import annotations

import pytest

from app.tabs.poetry.task.text import Manuscript, file_name, poem_text
from app.tabs.poetry.task.verse import Poem

QUATRAIN = Poem("五绝", ("白日依山尽", "黄河入海流", "欲穷千里目", "更上一层楼"), "登鹳雀楼")
TUNE = Poem(
    "如梦令",
    (
        "常记溪亭日暮",
        "沉醉不知归路",
        "兴尽晚回舟",
        "误入藕花深处",
        "争渡",
        "争渡",
        "惊起一滩鸥鹭",
    ),
)
BALLAD = Poem("ballad", ("The rain came in,", "the tide went out,", "a bell", "rang"), "The Bell")


def test_verse_of_equal_lines_is_pointed_by_couplets() -> None:
    text = "登鹳雀楼\n\n白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。\n"
    assert poem_text(QUATRAIN) == text


def test_a_tune_is_pointed_where_its_sentences_end() -> None:
    rows = "常记溪亭日暮，沉醉不知归路。\n兴尽晚回舟，误入藕花深处。\n争渡，争渡，惊起一滩鸥鹭。\n"
    assert poem_text(TUNE, stops={1, 3, 6}) == f"如梦令\n\n{rows}"


def test_only_a_stanza_is_known_to_end_where_no_sentences_are() -> None:
    rows = poem_text(TUNE, stanzas=(0, 4)).split("\n")[2:-1]
    assert rows[3:5] == ["误入藕花深处。", ""]
    assert [row[-1] for row in rows if row] == list("，，，。，，。")


def test_english_stays_as_it_was_written() -> None:
    text = "The Bell\nAnna\n\nThe rain came in,\nthe tide went out,\n\na bell\nrang\n"
    assert poem_text(BALLAD, stanzas=(0, 2), author=" Anna ") == text


def test_a_point_that_is_there_is_enough() -> None:
    poem = Poem("五绝", ("白日依山尽，", "黄河入海流！", "欲穷千里目", "更上一层楼"))
    assert poem_text(poem) == "白日依山尽，黄河入海流！\n欲穷千里目，更上一层楼。\n"


@pytest.mark.parametrize(
    ("poem", "heading"),
    [
        (TUNE, "如梦令"),
        (Poem("如梦令", TUNE.lines, "溪亭"), "如梦令·溪亭"),
        (Poem("如梦令", TUNE.lines, "如梦令·溪亭"), "如梦令·溪亭"),
        (Poem("对联", ("海内存知己", "天涯若比邻"), ""), ""),
        (QUATRAIN, "登鹳雀楼"),
        (Poem("haiku", ("a", "b", "c"), " The  Pond "), "The Pond"),
    ],
)
def test_a_tune_heads_its_poem(poem: Poem, heading: str) -> None:
    assert Manuscript(poem).heading == heading


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("秋江/夜泊: 其一?", "秋江 夜泊 其一"),
        ("", "a first line"),
        ("...", "_"),
        ("con", "con_"),
        ("NUL.txt", "NUL_.txt"),
        ("Contents", "Contents"),
        ("tab\tand\nline", "tab and line"),
        ("长" * 99, "长" * 64),
    ],
)
def test_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(Poem("free", ("a first line",), title)) == name


def test_a_stanza_outside_the_poem_is_none() -> None:
    assert Manuscript(QUATRAIN, stanzas=(0, 2, 2, 9, -1)).parts == (range(2), range(2, 4))
