"""Regulated verse: poems everyone knows, and each fault made by hand."""

from __future__ import annotations

import pytest

from app.tabs.poetry.task.chinese import rhymes, tones
from app.tabs.poetry.task.chinese.check import check, form_of, split_lines
from app.tabs.poetry.task.chinese.faults import At, Code, Fault, Report, Rescue, Verdict
from app.tabs.poetry.task.chinese.forms import (
    BY_NAME,
    FORMS,
    Kind,
    Pattern,
    Place,
    line,
    pattern,
    patterns,
)

STORKS = "白日依山尽，黄河入海流。欲穷千里目，更上一层楼。"
BAIDI = "朝辞白帝彩云间，千里江陵一日还。两岸猿声啼不住，轻舟已过万重山。"
SPRING = (
    "国破山河在，城春草木深。感时花溅泪，恨别鸟惊心。"
    "烽火连三月，家书抵万金。白头搔更短，浑欲不胜簪。"
)
HEIGHTS = (
    "风急天高猿啸哀，渚清沙白鸟飞回。无边落木萧萧下，不尽长江滚滚来。"
    "万里悲秋常作客，百年多病独登台。艰难苦恨繁霜鬓，潦倒新停浊酒杯。"
)
MOUNTAIN = (
    "空山新雨后，天气晚来秋。明月松间照，清泉石上流。"
    "竹喧归浣女，莲动下渔舟。随意春芳歇，王孙自可留。"
)
ZITHER = (
    "锦瑟无端五十弦，一弦一柱思华年。庄生晓梦迷蝴蝶，望帝春心托杜鹃。"
    "沧海月明珠有泪，蓝田日暖玉生烟。此情可待成追忆，只是当时已惘然。"
)
QUIET = "床前明月光，疑是地上霜。举头望明月，低头思故乡。"
PASS = "渭城朝雨浥轻尘，客舍青青柳色新。劝君更尽一杯酒，西出阳关无故人。"
OLD = (
    "离离原上草，一岁一枯荣。野火烧不尽，春风吹又生。"
    "远芳侵古道，晴翠接荒城。又送王孙去，萋萋满别情。"
)


def judged(text: str, book: str = "平水韵") -> Report:
    lines = split_lines(text)
    form = form_of(lines)
    assert form
    return check(lines, form, rhymes.book(book))


def grave(report: Report) -> list[tuple[Code, tuple[At, ...]]]:
    return [(fault.code, fault.places) for fault in report.faults if not fault.minor]


def only(report: Report, code: Code) -> Fault:
    [found] = [fault for fault in report.faults if fault.code is code]
    return found


def changed(text: str, line_number: int, place: int, character: str) -> Report:
    lines = list(split_lines(text))
    old = lines[line_number]
    lines[line_number] = old[:place] + character + old[place + 1 :]
    return judged("，".join(lines))


@pytest.mark.parametrize(
    ("text", "kinds", "group", "rhyme_words"),
    [
        (STORKS, "ABCD", "十一尤", "流楼"),
        (BAIDI, "DBCD", "十五删", "间还山"),
        (SPRING, "ABCDABCD", "十二侵", "深心金簪"),
        (HEIGHTS, "BDABCDAB", "十灰", "哀回来台杯"),
        (MOUNTAIN, "CDABCDAB", "十一尤", "秋流舟留"),
        (ZITHER, "BDABCDAB", "一先", "弦年鹃烟然"),
        (OLD, "CDABCDAB", "八庚", "荣生城情"),
    ],
)
def test_known_poems_keep_their_form(text: str, kinds: str, group: str, rhyme_words: str) -> None:
    report = judged(text)
    assert grave(report) == []
    assert report.pattern and "".join(kind.name for kind in report.pattern.kinds) == kinds
    assert report.rhyme and report.rhyme.part == group
    assert "".join(word.character for word in report.rhymes) == rhyme_words
    assert all(word.rhymes for word in report.rhymes)


def test_old_style_quatrain_is_not_regulated() -> None:
    report = judged(QUIET)
    assert not report.passed
    assert {code for code, _ in grave(report)} == {Code.TONE, Code.UNJOINED, Code.UNOPPOSED}
    free = check(QUIET, BY_NAME["五古"], rhymes.pingshui())
    assert free.passed and not free.marks


def test_broken_joint_is_found_between_its_lines() -> None:
    assert grave(judged(PASS)) == [(Code.UNJOINED, (At(1, 1), At(2, 1)))]


def test_unopposed_couplet() -> None:
    report = changed(STORKS, 1, 1, "水")
    assert grave(report) == [
        (Code.UNOPPOSED, (At(0, 1), At(1, 1))),
        (Code.UNJOINED, (At(1, 1), At(2, 1))),
    ]
    assert report.marks[1][1].verdict is Verdict.VIOLATES


def test_lone_level_and_its_rescue() -> None:
    # 平平仄仄平 with its first oblique leaves one level but the rhyme.
    broken = changed(STORKS, 1, 0, "一")
    assert grave(broken) == [(Code.LONE_LEVEL, (At(1, 0),))]
    saved = changed(
        "，".join((split_lines(STORKS)[0], "一河入海流", *split_lines(STORKS)[2:])), 1, 2, "东"
    )
    assert saved.passed
    assert [(save.rescue, save.places) for save in saved.saves] == [
        (Rescue.LONE_LEVEL, (At(1, 0), At(1, 2)))
    ]
    assert saved.marks[1][0].verdict is Verdict.SAVED


def test_three_level_tones_at_the_end() -> None:
    report = changed(STORKS, 3, 2, "三")
    assert grave(report) == [(Code.THREE_LEVEL, (At(3, 2), At(3, 3), At(3, 4)))]
    assert report.marks[3][2].verdict is Verdict.VIOLATES


def test_three_oblique_tones_are_told_but_pass() -> None:
    report = changed(STORKS, 2, 2, "万")
    assert only(report, Code.THREE_OBLIQUE).places == (At(2, 2), At(2, 3), At(2, 4))
    assert report.passed


def test_line_that_saves_itself() -> None:
    report = changed(STORKS, 2, 3, "山")
    assert only_tone(report) == [At(2, 3)]
    lines = (*split_lines(STORKS)[:2], "思君万山目", split_lines(STORKS)[3])
    saved = judged("，".join(lines))
    assert saved.passed
    assert saved.saves[0].rescue is Rescue.ITSELF
    assert saved.saves[0].places == (At(2, 2), At(2, 3))


def only_tone(report: Report) -> list[At]:
    return [place for code, places in grave(report) if code is Code.TONE for place in places]


def test_line_that_the_next_one_saves() -> None:
    # 野火烧不尽 has its fourth character oblique, 春风吹又生 its third level.
    report = judged(OLD)
    assert report.saves[0].rescue is Rescue.NEXT_LINE
    assert report.saves[0].places == (At(2, 3), At(3, 2))
    assert report.marks[2][3].verdict is Verdict.SAVED
    assert only_tone(changed(OLD, 3, 2, "入")) == [At(2, 3)]


def test_rhyme_faults() -> None:
    off = changed(MOUNTAIN, 7, 4, "山")
    assert [(code, places) for code, places in grave(off)] == [(Code.OFF_RHYME, (At(7, 4),))]
    again = changed(MOUNTAIN, 7, 4, "流")
    assert only(again, Code.REPEATED_RHYME).places == (At(3, 4), At(7, 4))
    near = changed(BAIDI, 3, 6, "寒")
    assert only(near, Code.NEAR_RHYME).params == {"group": "十五删", "found": "十四寒"}


def test_neighbour_rhyme_may_open_a_poem() -> None:
    report = changed(BAIDI, 0, 6, "寒")
    assert report.passed
    assert only(report, Code.BORROWED_RHYME).params == {"group": "十五删", "found": "十四寒"}


def test_wrong_sizes() -> None:
    book = rhymes.pingshui()
    short = check("白日依山尽，黄河入海。欲穷千里目，更上一层楼。", BY_NAME["五绝"], book)
    assert only(short, Code.LENGTH).places == (At(1, 0),)
    assert short.marks[1] == () and short.marks[3]
    few = check(STORKS, BY_NAME["五律"], book)
    assert only(few, Code.LINES).params == {"wanted": "8", "found": "4"}
    assert not check("", BY_NAME["七绝"], book).passed
    assert not check(STORKS[:-6], BY_NAME["五绝"], book).passed


def test_long_form_takes_even_lines_from_ten_on() -> None:
    lines = split_lines(SPRING)
    book = rhymes.pingshui()
    assert check((*lines, *lines[:2]), BY_NAME["五言排律"], book).lines[-1] == lines[1]
    assert Code.LINES not in {
        fault.code for fault in check((*lines, *lines[:2]), BY_NAME["五言排律"], book).faults
    }
    for wrong in (lines, (*lines, *lines[:3])):
        report = check(wrong, BY_NAME["五言排律"], book)
        assert only(report, Code.LINES).params["found"] == str(len(wrong))


def test_repeated_characters_are_told_across_lines_only() -> None:
    found = {
        f.params["character"] for f in judged(ZITHER).faults if f.code is Code.REPEATED_CHARACTER
    }
    assert found == {"弦", "生"}  # 一弦一柱 repeats 一 on purpose
    assert judged(ZITHER).passed


def test_entering_tone_is_oblique_in_old_books_only() -> None:
    assert judged(STORKS).passed  # 一 is of the entering tone
    assert grave(judged(STORKS, "中华新韵")) == [(Code.THREE_LEVEL, (At(3, 2), At(3, 3), At(3, 4)))]


@pytest.mark.parametrize("name", ["中华新韵", "中华通韵"])
def test_a_poem_by_modern_rhymes(name: str) -> None:
    text = "小院无人春色深，桃花满树自成林。东风吹过千家暖，燕子归来万里新。"
    assert grave(judged(text, name)) == []
    assert Code.NEAR_RHYME not in {code for code, _ in grave(judged(text, name))}
    assert only(judged(text), Code.OFF_RHYME).places == (At(3, 6),)


def test_ambiguous_characters_neither_pass_nor_fail() -> None:
    report = judged(BAIDI)
    assert report.passed and not report.certain
    [mark] = [m for row in report.marks for m in row if m.verdict is Verdict.AMBIGUOUS]
    assert mark.character == "重"
    assert judged(STORKS).certain


def test_a_rhyme_decides_how_its_word_is_read() -> None:
    # 间 and 重 have two tones; at the end of a line 间 rhymes, so it is level.
    report = judged(BAIDI)
    assert report.marks[0][6].verdict is Verdict.FITS
    opening = judged("侍臣朝谒罢，戚里自相过。落日青丝骑，春风白苎歌。")
    assert opening.passed and opening.pattern and not opening.pattern.first_rhymes
    assert opening.marks[1][4].verdict is Verdict.FITS  # 过, level in 五歌


def test_a_given_pattern_is_kept_to() -> None:
    wanted = pattern(Kind.C, 5, 4)
    report = check(STORKS, BY_NAME["五绝"], rhymes.pingshui(), wanted)
    assert report.pattern == wanted
    assert not report.passed


def test_traditional_characters_are_judged_alike() -> None:
    report = judged("白日依山盡，黃河入海流。欲窮千里目，更上一層樓。")
    assert report.passed and report.certain


@pytest.mark.parametrize("form", [form for form in FORMS if form.regulated], ids=lambda f: f.name)
def test_patterns_of_a_form(form: object) -> None:
    assert isinstance(form, type(FORMS[0]))
    found = patterns(form)
    assert len(found) == 4
    assert {(each.level_start, each.first_rhymes) for each in found} == {
        (level, rhymes_) for level in (True, False) for rhymes_ in (True, False)
    }
    for each in found:
        assert all(len(places) == form.length for places in each.lines)
        assert set(range(1, len(each.lines), 2)) <= set(each.rhyming)
        seconds = [places[1] for places in each.lines]
        assert all(a is not b for a, b in zip(seconds[::2], seconds[1::2], strict=True))
        assert all(a is b for a, b in zip(seconds[1::2], seconds[2::2], strict=False))


def test_free_positions_are_where_nothing_goes_wrong() -> None:
    assert "".join(line(Kind.B, 5)) == "平平中仄韵"
    assert "".join(line(Kind.B, 7)) == "中仄平平中仄韵"
    assert "".join(line(Kind.D, 7)) == "中平中仄仄平韵"
    assert Place.FREE not in (line(Kind.C, 5)[2], line(Kind.D, 5)[2])
    assert not Pattern(5, (Kind.A, Kind.B)).first_rhymes
    assert patterns(BY_NAME["七古"]) == ()


def test_notes_and_punctuation_do_not_count() -> None:
    assert split_lines("白日依山尽（一作近）， 黄河入海流。\n") == ("白日依山尽", "黄河入海流")
    assert form_of(("白日", "黄河入")) is None
    assert form_of(split_lines(QUIET)) == BY_NAME["五绝"]
    assert form_of(("白日依山尽",) * 6) == BY_NAME["五古"]


@pytest.mark.parametrize(
    ("line", "place", "tone"),
    [
        ("此生長在禪", 2, tones.Tone.AMBIGUOUS),  # a phrase across the feet decides nothing
        ("能令人益壽", 1, tones.Tone.AMBIGUOUS),
        ("紫閣空餘舊日煙", 2, tones.Tone.LEVEL),
        ("句引花枝笑凭牆", 5, tones.Tone.EITHER),
    ],
)
def test_what_decides_a_tone_in_verse(line: str, place: int, tone: tones.Tone) -> None:
    assert tones.sounds(line, rhymes.book("平水韵"))[place].tone is tone
