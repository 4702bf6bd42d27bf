"""Rhyme books, readings, what may stand where, and couplets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.tabs.poetry.task.chinese import rhymes
from app.tabs.poetry.task.chinese.check import check
from app.tabs.poetry.task.chinese.couplet import CoupletCode, beats, check_couplet
from app.tabs.poetry.task.chinese.faults import At, Rescue
from app.tabs.poetry.task.chinese.finals import TONGYUN, XINYUN, final
from app.tabs.poetry.task.chinese.forms import BY_NAME, Kind, Place, pattern, patterns
from app.tabs.poetry.task.chinese.limits import (
    allowed,
    rhyme_groups,
    usual,
    without,
)
from app.tabs.poetry.task.chinese.readings import read, readings, table
from app.tabs.poetry.task.chinese.rhymes import BOOKS, Category, Group
from app.tabs.poetry.task.chinese.tones import Tone, sound, sounds


def parts(book: str, character: str) -> set[str]:
    return {group.part for group in rhymes.book(book).groups_of(character)}


@pytest.mark.parametrize(
    ("name", "groups", "all_parts"),
    [("平水韵", 106, 106), ("词林正韵", 33, 19), ("中华新韵", 28, 14), ("中华通韵", 32, 16)],
)
def test_books_have_all_their_groups(name: str, groups: int, all_parts: int) -> None:
    book = rhymes.book(name)
    assert book.name == name
    assert len(book.groups) == groups
    assert len({group.part for group in book.groups}) == all_parts
    for group in book.groups:
        assert all(group in book.groups_of(c) for c in book.characters(group))


def test_pingshui_has_thirty_level_groups_in_two_divisions() -> None:
    level = [group for group in rhymes.pingshui().groups if group.level]
    assert [group.division for group in level] == ["上平"] * 15 + ["下平"] * 15
    assert level[0].part == "一东" and level[-1].part == "十五咸"
    counts = {c: sum(g.category is c for g in rhymes.pingshui().groups) for c in Category}
    assert (counts[Category.RISING], counts[Category.DEPARTING]) == (29, 30)
    assert counts[Category.ENTERING] == 17
    assert all(group.part[-1] in rhymes.pingshui().characters(group) for group in level[:3])


def test_cilin_divides_groups_of_pingshui() -> None:
    assert parts("词林正韵", "回") == {"第三部"}
    assert parts("词林正韵", "哀") == {"第五部"}
    assert parts("词林正韵", "元") == {"第七部"}
    assert parts("词林正韵", "魂") == {"第六部"}
    assert parts("词林正韵", "月") == {"第十八部"}


@pytest.mark.parametrize(
    ("character", "xinyun", "tongyun"),
    [
        ("花", "一麻", "一啊"),
        ("波", "二波", "二喔"),
        ("歌", "二波", "三鹅"),
        ("月", "三皆", "三鹅"),
        ("知", "十三支", "四衣"),
        ("西", "十二齐", "四衣"),
        ("儿", "十二齐", "十六儿"),
        ("鱼", "十二齐", "六迂"),
        ("东", "十一庚", "十五雍"),
        ("生", "十一庚", "十四英"),
        ("云", "九文", "十二恩"),
        ("秋", "七尤", "十欧"),
        ("归", "五微", "八欸"),
    ],
)
def test_modern_books_go_by_finals(character: str, xinyun: str, tongyun: str) -> None:
    assert parts("中华新韵", character) == {xinyun}
    assert parts("中华通韵", character) == {tongyun}


def test_every_reading_has_a_final_but_interjections() -> None:
    said = {each for row in table("readings") for each in row.split("\t")[0].split()}
    assert {each.rstrip("1234") for each in said if not final(each)} <= {"m", "n", "ng", "yo"}
    assert set(XINYUN) == set(TONGYUN)


def test_phrases_decide_between_readings() -> None:
    assert readings("重") == ("zhong4", "chong2")
    assert read("重逢")[0] == "chong2"
    assert read("重")[0] == ""
    book = rhymes.pingshui()
    assert sounds("重逢", book)[0].tone is Tone.LEVEL
    assert sounds("重要", book)[0].tone is Tone.OBLIQUE
    assert sound("重", book).tone is Tone.AMBIGUOUS
    assert sounds("重逢", rhymes.xinyun())[0].tone is Tone.LEVEL


def test_phrases_that_overlap_decide_nothing() -> None:
    # 生长 wants zhang3, 长江 wants chang2.
    assert read("生长江边")[1] == ""
    assert read("长江")[0] == "chang2"


def test_tones_of_old_and_today() -> None:
    old, new = rhymes.pingshui(), rhymes.xinyun()
    assert sound("白", old).tone is Tone.OBLIQUE and sound("白", old).entering
    assert sound("白", new).tone is Tone.LEVEL and not sound("白", new).entering
    assert sound("看", old).tone is Tone.EITHER
    assert sound("看", new).tone is Tone.AMBIGUOUS
    assert sound("A", old).tone is Tone.UNKNOWN
    assert not sound("国", old).tone.may_be(level=True)
    assert sound("看", old).tone.may_be(level=True) and sound("看", old).tone.may_be(level=False)


def test_neighbours_are_of_one_part_of_cilin() -> None:
    book = rhymes.pingshui()
    east, winter, river = (Group(p, Category.LEVEL, "上平") for p in ("一东", "二冬", "三江"))
    assert book.near(east, winter) and not book.near(east, river)
    assert book.echoes(east, Group("一董", Category.RISING))
    assert not book.near(east, Group("一董", Category.RISING))
    # 微 and 齐 are neighbours of old; the parts named after them today are not.
    modern = [Group(part, Category.LEVEL) for part in ("五微", "十二齐")]
    assert not rhymes.xinyun().near(*modern)
    assert rhymes.xinyun().echoes(modern[0], Group("五微", Category.OBLIQUE))


@pytest.mark.parametrize("traditional", [False, True])
def test_simplified_and_traditional_have_the_same_groups(traditional: bool) -> None:
    book = rhymes.pingshui()
    for old, new in zip("東風雲門魚", "东风云门鱼", strict=True):
        assert book.groups_of(old) & book.groups_of(new)
    some = usual("平水韵", traditional)
    assert any("東" in text for text in some.values()) is traditional
    assert any("东" in text for text in some.values()) is not traditional


def filled(positions: Sequence[str], start: int = 0) -> str:
    """Choose a character for each position, none twice as far as it goes."""
    text = ""
    for turn, choice in enumerate(positions, start):
        rest = [c for c in choice if c not in text] or list(choice)
        text += rest[turn * 31 % len(rest)]
    return text


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("form", ["五绝", "七律"])
def test_whatever_is_allowed_passes(name: str, form: str) -> None:
    book = rhymes.book(name)
    for number, each in enumerate(patterns(BY_NAME[form])):
        group = rhyme_groups(book, 20)[number]
        positions = allowed(each, book, group)
        assert len(positions) == len(each.kinds) * (each.length + 1)
        text = filled(positions, number * 7)
        report = check(text, BY_NAME[form], book, each, group)
        assert report.passed, (text, report.faults)
        assert all(word.rhymes for word in report.rhymes)


def heads(text: str) -> dict[At, str]:
    return {At(number, 0): head for number, head in enumerate(text) if head.strip()}


def placed(number: int, line: str) -> dict[At, str]:
    return {At(number, place): character for place, character in enumerate(line)}


def test_what_is_left_out_is_left_out_in_either_writing() -> None:
    assert without("云雲风風月", "雲风") == "月"
    book = rhymes.pingshui()
    [group] = [g for g in book.groups if g.part == "一东"]
    text = "".join(allowed(pattern(Kind.A, 5, 4), book, group, avoid="云风", traditional=True))
    assert {"東", "龍"} <= set(text) and not set("雲云風风") & set(text)


def test_allowed_keeps_heads_lines_and_what_to_avoid() -> None:
    book = rhymes.pingshui()
    [group] = [g for g in book.groups if g.part == "十一尤"]
    wanted = pattern(Kind.A, 5, 4)
    kept = heads("春夏秋冬") | placed(1, "黄河入海流")
    positions = allowed(wanted, book, group, given=kept, avoid="山楼")
    assert positions[0] == "春" and positions[12] == "秋" and positions[18] == "冬"
    assert "".join(positions[6:11]) == "黄河入海流"
    assert [positions[at] for at in (5, 11, 17, 23)] == ["，", "。", "，", "。"]
    assert "流" in positions[22] and "楼" not in positions[22]
    assert not any("山" in text for text in positions)


@pytest.mark.parametrize("head", ["日", "重", "看", "A"])
def test_heads_that_would_leave_a_lone_level_are_saved(head: str) -> None:
    book = rhymes.pingshui()
    [group] = [g for g in book.groups if g.part == "十一尤"]
    wanted = pattern(Kind.A, 5, 4)
    plain = allowed(wanted, book, group)
    positions = allowed(wanted, book, group, given=heads(f" {head}"))
    assert positions[:6] == plain[:6]
    assert positions[8] == usual("平水韵", False)[Place.LEVEL] != plain[8]
    assert allowed(wanted, book, group, given=heads(" 山"))[8] == plain[8]
    report = check(
        filled(allowed(wanted, book, group, given=heads(" 日"))),
        BY_NAME["五绝"],
        book,
        wanted,
        group,
    )
    assert report.passed and [save.rescue for save in report.saves] == [Rescue.LONE_LEVEL]


def test_a_line_to_keep_is_saved_by_the_next_one() -> None:
    book = rhymes.pingshui()
    wanted = pattern(Kind.C, 5, 8)
    assert wanted.kinds[2] is Kind.A
    [group] = [g for g in book.groups if g.part == "八庚"]
    positions = allowed(wanted, book, group, given=placed(2, "野火烧不尽"))
    assert positions[20] == usual("平水韵", False)[Place.LEVEL]
    report = check(filled(positions), BY_NAME["五律"], book, wanted, group)
    assert report.passed and Rescue.NEXT_LINE in {save.rescue for save in report.saves}


def test_single_characters_may_be_given() -> None:
    book = rhymes.pingshui()
    [group] = [g for g in book.groups if g.part == "十一尤"]
    wanted = pattern(Kind.A, 7, 4)
    positions = allowed(wanted, book, group, given={At(1, 2): "日", At(3, 6): "愁"}, avoid="愁")
    plain = allowed(wanted, book, group, avoid="愁")
    assert positions[10] == "日" and positions[-2] == "愁"
    assert positions[12] != plain[12]  # a level tone saves the lone one
    others = [at for at in range(len(plain)) if at not in (10, 12, len(plain) - 2)]
    assert all(positions[at] == plain[at] for at in others)


def test_couplet_that_keeps_the_rules() -> None:
    report = check_couplet("海内存知己", "天涯若比邻", rhymes.pingshui())
    assert report.passed
    assert report.beats == (1, 3, 4)
    parted = check_couplet(
        "风声雨声读书声，声声入耳", "家事国事天下事，事事关心", rhymes.pingshui()
    )
    assert parted.beats == (1, 3, 5, 6, 8, 10)
    assert CoupletCode.UNPAIRED_REPEAT not in {fault.code for fault in parted.faults}


def test_couplet_faults() -> None:
    book = rhymes.pingshui()

    def found(upper: str, lower: str) -> list[tuple[CoupletCode, int]]:
        return [(f.code, f.place) for f in check_couplet(upper, lower, book).faults]

    assert found("海内存知己", "天涯若比") == [(CoupletCode.LENGTH, -1)]
    assert found("海内存知心", "天涯若比邻") == [(CoupletCode.END_UPPER, 4)]
    assert found("海内存知己", "天涯若比友") == [(CoupletCode.END_LOWER, 4)]
    assert found("海内存知己", "天地若比邻") == [(CoupletCode.UNOPPOSED, 1)]
    assert found("海内存知己", "天涯若己邻") == [(CoupletCode.SHARED, 3)]
    assert found("处处存知己", "天涯若比邻") == [(CoupletCode.UNPAIRED_REPEAT, 1)]


def test_beats() -> None:
    assert beats(4) == (1, 3)
    assert beats(7) == (1, 3, 5, 6)
    assert beats(0) == ()
