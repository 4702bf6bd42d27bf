"""Couplets composed side by side or answered, and old-style verse."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from app.tabs.poetry.task.chinese import couplet_limits, old, rhymes
from app.tabs.poetry.task.chinese.check import split_lines
from app.tabs.poetry.task.chinese.couplet import CoupletCode, beats, check_couplet
from app.tabs.poetry.task.chinese.faults import At, Code
from app.tabs.poetry.task.chinese.forms import Place
from app.tabs.poetry.task.chinese.limits import usual
from app.tabs.poetry.task.chinese.rhymes import BOOKS, Category, Group

BAMBOO = (
    "绝代有佳人，幽居在空谷。自云良家子，零落依草木。"
    "关中昔丧乱，兄弟遭杀戮。官高何足论，不得收骨肉。"
)
SHADOW = (
    "花间一壶酒，独酌无相亲。举杯邀明月，对影成三人。"
    "月既不解饮，影徒随我身。暂伴月将影，行乐须及春。"
    "我歌月徘徊，我舞影零乱。醒时同交欢，醉后各分散。永结无情游，相期邈云汉。"
)


def filled(positions: Sequence[str], chance: random.Random) -> str:
    """Fill positions with characters by chance, none of them twice."""
    text = ""
    for characters in positions:
        drawn = chance.choice(characters)
        while len(characters) > 1 and drawn in text:
            drawn = chance.choice(characters)
        text += drawn
    return text


def placed(number: int, line: str) -> dict[At, str]:
    return {At(number, place): character for place, character in enumerate(line)}


def sides(text: str) -> tuple[str, str]:
    assert text[-1] == "。"
    upper, lower = text[:-1].split("，")
    return upper, lower


def group(name: str, part: str) -> Group:
    return next(each for each in rhymes.book(name).groups if each.part == part)


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("length", range(4, 14))
def test_whatever_is_allowed_is_a_couplet(name: str, length: int) -> None:
    book, chance = rhymes.book(name), random.Random(length)
    for number in range(25):
        positions = couplet_limits.allowed(
            length, book, traditional=number % 5 == 0, level_start=number % 2 == 0
        )
        assert len(positions) == 2 * length + 2
        text = filled(positions, chance)
        report = check_couplet(*sides(text), book)
        assert report.passed and not report.ambiguous, (text, report.faults)


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("length", range(4, 14))
def test_whatever_answers_a_side_is_a_couplet(name: str, length: int) -> None:
    book, chance = rhymes.book(name), random.Random(length)
    free = usual(name, False)
    for number in range(25):
        last = number % 2 == 0
        end = free[Place.OBLIQUE if last else Place.LEVEL]
        side = filled([*([free[Place.FREE]] * (length - 1)), end], chance)
        if last:
            positions = couplet_limits.allowed(length, book, given=placed(0, side))
        else:
            positions = couplet_limits.allowed(length, book, given=placed(1, side))
        text = filled(positions, chance)
        assert side == sides(text)[0 if last else 1]
        assert check_couplet(*sides(text), book).passed, text


def test_tones_alternate_and_are_opposed() -> None:
    book = rhymes.pingshui()
    free = usual("平水韵", False)
    level, oblique = free[Place.LEVEL], free[Place.OBLIQUE]
    for length in range(4, 14):
        for start in (True, False):
            positions = couplet_limits.allowed(length, book, level_start=start)
            upper, lower = positions[:length], positions[length + 1 : -1]
            assert upper[-1] == oblique and lower[-1] == level
            inner = beats(length)[:-1] if length % 2 else beats(length)
            for side in (upper, lower):
                steps = [side[place] for place in inner]
                assert all(a != b for a, b in pairwise(steps))
            assert {upper[at] for at in inner} <= {level, oblique}
            assert all(upper[at] != lower[at] for at in inner)
            assert (upper[1] == level) is (start if length % 2 else length % 4 == 0)


def test_sides_end_neither_in_three_of_a_tone_nor_in_a_lone_level() -> None:
    free = usual("平水韵", False)
    names = {free[place]: place.value for place in (Place.LEVEL, Place.OBLIQUE, Place.FREE)}
    for length in (5, 7):
        for start, ends in (
            (length == 5, "中平平仄仄 中仄仄平平"),
            (length == 7, "中仄中平仄 平平中仄平"),
        ):
            positions = couplet_limits.allowed(length, rhymes.pingshui(), level_start=start)
            upper, lower = positions[:length][-5:], positions[:-1][-5:]
            assert " ".join("".join(names[p] for p in side) for side in (upper, lower)) == ends


def test_an_answer_opposes_what_is_sure_and_shares_nothing() -> None:
    book = rhymes.pingshui()
    free = usual("平水韵", False)
    # 重 has two tones, and nothing decides between them here.
    positions = couplet_limits.allowed(5, book, given=placed(0, "山重绿水落"))
    assert positions[:6] == (*"山重绿水落", "，")
    lower = positions[6:-1]
    taken = set("山重绿水落")
    assert not any(taken & set(place) for place in positions[6:])
    assert set(lower[1]) == set(free[Place.FREE]) - taken
    assert set(lower[3]) == set(free[Place.LEVEL]) - taken
    assert set(lower[4]) == set(free[Place.LEVEL]) - taken
    answered = couplet_limits.allowed(5, book, given=placed(1, "天涯若比邻"))
    assert answered[6:] == (*"天涯若比邻", "。")
    assert set(answered[1]) == set(free[Place.OBLIQUE]) - set("天涯若比邻")
    assert set(answered[4]) <= set(free[Place.OBLIQUE])


def test_both_sides_begin_as_asked_and_avoid_what_is_unwanted() -> None:
    book = rhymes.pingshui()
    heads = {At(0, 0): "春", At(1, 0): "秋"}
    positions = couplet_limits.allowed(7, book, given=heads, avoid="風月")
    assert positions[0] == "春" and positions[8] == "秋"
    assert not any(set("风月") & set(place) for place in positions)
    kept = couplet_limits.allowed(7, book, given=placed(0, "无边落木萧萧下") | {At(1, 0): "秋"})
    assert kept[0] == "无" and kept[8] == "秋"


def test_a_character_that_is_given_at_a_beat_is_opposed() -> None:
    book, chance = rhymes.pingshui(), random.Random(3)
    for at, character in ((At(0, 1), "月"), (At(0, 1), "山"), (At(1, 3), "日"), (At(1, 3), "风")):
        for start in (True, False):
            positions = couplet_limits.allowed(7, book, given={at: character}, level_start=start)
            text = filled(positions, chance)
            assert sides(text)[at.line][at.place] == character
            assert check_couplet(*sides(text), book).passed, text


def test_two_words_that_are_one_in_simplified_characters_are_not_shared() -> None:
    book = rhymes.pingshui()
    found = {fault.code for fault in check_couplet("白髮生明鏡", "春風發早梅", book).faults}
    assert CoupletCode.SHARED not in found
    found = {fault.code for fault in check_couplet("白髮生明鏡", "春風髮早梅", book).faults}
    assert CoupletCode.SHARED in found


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("length", [5, 7])
def test_whatever_is_allowed_is_old_style_verse(name: str, length: int) -> None:
    book, chance = rhymes.book(name), random.Random(length)
    large = old.groups(book, 20)
    assert {each.level for each in large} == {True, False}
    for number in range(250):
        chosen = large[number % len(large)]
        lines = 4 + 2 * (number % 7)
        traditional = number % 5 == 0
        positions = old.allowed(length, lines, book, chosen, traditional=traditional)
        assert len(positions) == lines * (length + 1)
        text = filled(positions, chance)
        report = old.check_old(split_lines(text), length, book)
        assert report.passed and not report.near, (text, report.faults)
        assert not report.changes
        assert {at.line for at in (word.at for word in report.rhymes)} >= set(range(1, lines, 2))
        assert all(chosen in word.groups for word in report.rhymes if word.at.line % 2)


def test_old_style_keeps_what_is_given() -> None:
    book = rhymes.pingshui()
    positions = old.allowed(
        5,
        4,
        book,
        group("平水韵", "一屋"),
        given={
            **{At(number, 0): head for number, head in enumerate("春夏秋冬")},
            **placed(1, "幽居在空谷"),
            At(2, 2): "月",
        },
        avoid="山木",
    )
    assert positions[0] == "春" and positions[12] == "秋" and positions[14] == "月"
    assert "".join(positions[6:12]) == "幽居在空谷。"
    assert "竹" in positions[22] and "木" not in positions[22] and "花" not in positions[22]
    assert {"花", "月"} <= set(positions[1]) and "山" not in positions[1]


def test_groups_are_level_and_oblique_and_large_enough() -> None:
    book = rhymes.pingshui()
    found = old.groups(book, 60)
    sizes = [len(old.rhyming("平水韵", each)) for each in found]
    assert sizes == sorted(sizes, reverse=True) and sizes[-1] >= 60
    assert {each.category for each in found} >= {Category.LEVEL, Category.ENTERING}
    assert len(old.groups(book, 20)) > len(found)


def test_a_poem_in_one_oblique_rhyme() -> None:
    report = old.check_old(split_lines(BAMBOO), 5, rhymes.pingshui())
    assert report.passed and report.certain
    assert [each and each.part for each in report.groups] == ["一屋", "一屋"]
    assert "".join(w.character for w in report.rhymes) == "谷木戮肉"
    assert not report.changes


def test_a_rhyme_may_change_after_four_lines() -> None:
    report = old.check_old(split_lines(SHADOW), 5, rhymes.pingshui())
    assert report.passed
    assert [each and each.part for each in report.groups] == ["十一真", "十一真", "十五翰"]
    assert report.changes == (8,)
    assert "".join(w.character for w in report.rhymes) == "亲人身春乱散汉"


def test_lines_that_rhyme_with_nothing() -> None:
    book = rhymes.pingshui()
    lines = list(split_lines(BAMBOO))
    lines[5] = "兄弟遭杀伤"
    report = old.check_old(lines, 5, book)
    [fault] = report.faults
    assert (fault.code, fault.places, fault.params) == (
        Code.OFF_RHYME,
        (At(5, 4),),
        {"group": "一屋"},
    )
    assert not report.passed
    assert [w.character for w in report.rhymes if not w.rhymes] == ["伤"]
    # Within four lines a rhyme cannot change.
    assert not old.check_old(["花间一壶酒", "独酌无相亲", "举杯邀明月", "山鬼歌"], 5, book).passed


def test_neighbours_rhyme_in_old_style() -> None:
    book = rhymes.pingshui()
    lines = list(split_lines(BAMBOO))
    lines[3] = "零落依草绿"  # 二沃 beside 一屋
    report = old.check_old(lines, 5, book)
    assert report.passed and report.near == (At(3, 4),)


def test_rhyme_words_of_two_tones_or_of_none() -> None:
    book = rhymes.pingshui()
    lines = ["花间一壶酒", "举目望重重", "花间一壶酒", "山水望重重"]
    report = old.check_old(lines, 5, book)
    assert report.passed and report.ambiguous == (At(1, 4), At(3, 4)) and not report.certain
    lines[3] = "山水望春风"  # which decides
    assert old.check_old(lines, 5, book).certain
    lines[1] = "举目望春\u4dae"
    report = old.check_old(lines, 5, book)
    assert report.passed and report.ambiguous == (At(1, 4),)


def test_sizes_of_old_style() -> None:
    book = rhymes.pingshui()
    lines = split_lines(BAMBOO)
    [fault] = old.check_old((*lines[:3], lines[3][:4], *lines[4:]), 5, book).faults[:1]
    assert (fault.code, fault.places) == (Code.LENGTH, (At(3, 0),))
    for count, wanted in ((7, "8"), (0, "4"), (2, "4")):
        [fault] = old.check_old(lines[:count], 5, book).faults
        assert fault.code is Code.LINES
        assert fault.params == {"wanted": wanted, "found": str(count)}
