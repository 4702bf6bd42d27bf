"""Hints on parallelism: couplets everyone knows, and lines that were never meant for each other."""

from __future__ import annotations

import pytest

from app.tabs.poetry.task.chinese.parallel import (
    Hint,
    Reason,
    WordClass,
    hints,
    middle,
    segments,
)

FAMOUS = (
    "感时花溅泪，恨别鸟惊心",
    "烽火连三月，家书抵万金",
    "星垂平野阔，月涌大江流",
    "吴楚东南坼，乾坤日夜浮",
    "随风潜入夜，润物细无声",
    "野径云俱黑，江船火独明",
    "无边落木萧萧下，不尽长江滚滚来",
    "万里悲秋常作客，百年多病独登台",
    "江间波浪兼天涌，塞上风云接地阴",
    "丛菊两开他日泪，孤舟一系故园心",
    "三顾频烦天下计，两朝开济老臣心",
    "映阶碧草自春色，隔叶黄鹂空好音",
    "香稻啄余鹦鹉粒，碧梧栖老凤凰枝",
    "五更鼓角声悲壮，三峡星河影动摇",
    "穿花蛱蝶深深见，点水蜻蜓款款飞",
    "花径不曾缘客扫，蓬门今始为君开",
    "明月松间照，清泉石上流",
    "竹喧归浣女，莲动下渔舟",
    "大漠孤烟直，长河落日圆",
    "江流天地外，山色有无中",
    "草枯鹰眼疾，雪尽马蹄轻",
    "漠漠水田飞白鹭，阴阴夏木啭黄鹂",
    "行到水穷处，坐看云起时",
    "九天阊阖开宫殿，万国衣冠拜冕旒",
    "庄生晓梦迷蝴蝶，望帝春心托杜鹃",
    "沧海月明珠有泪，蓝田日暖玉生烟",
    "春蚕到死丝方尽，蜡炬成灰泪始干",
    "身无彩凤双飞翼，心有灵犀一点通",
    "隔座送钩春酒暖，分曹射覆蜡灯红",
    "永忆江湖归白发，欲回天地入扁舟",
)
MISMATCHED = (
    "白日依山尽，处处闻啼鸟",
    "明月松间照，不知何处去",
    "三月江南雨，春风吹客心",
    "百年多病客，流水自东西",
    "床前明月光，疑是地上霜",
    "红叶落空山，不知人已老",
    "青山横北郭，何处是他乡",
    "萧萧班马鸣，故国不堪听",
    "萧萧落木下，明月照高楼",
    "千里江陵远，故人何处来",
    "独在异乡为异客，每逢佳节倍思亲",
    "劝君更尽一杯酒，西出阳关无故人",
    "朝辞白帝彩云间，千里江陵一日还",
    "黄河远上白云间，一片孤城万仞山",
    "春眠不觉晓，花落知多少",
    "山中一夜雨，明月照归人",
    "两岸青山相对出，欲穷千里更登楼",
    "烟花三月下扬州，唯见长江天际流",
    "白发三千丈，明镜照何人",
    "东风吹绿柳，不见故人来",
    "悠悠天地远，故国有谁知",
    "白云千载空悠悠，日暮乡关何处是",
    "商女不知亡国恨，隔江犹唱后庭花",
    "松下问童子，云深不知处",
    "十年一觉扬州梦，落花时节又逢君",
    "寒雨连江夜入吴，洛阳亲友如相问",
    "二月春风似剪刀，不知细叶谁裁出",
    "少小离家老大回，儿童相见不相识",
    "停车坐爱枫林晚，不知何处吹芦管",
    "两人对酌山花开，明朝有意抱琴来",
)


def found(couplet: str) -> tuple[Hint, ...]:
    upper, lower = couplet.split("，")
    return hints(upper, lower)


def words(couplet: str, reason: Reason) -> list[tuple[int, str, str]]:
    return [(h.place, h.upper, h.lower) for h in found(couplet) if h.reason is reason]


def test_famous_couplets_are_left_alone() -> None:
    assert len(FAMOUS) == 30
    told = {couplet for couplet in FAMOUS if found(couplet)}
    assert told <= {"无边落木萧萧下，不尽长江滚滚来"}  # 边 is a place, but not in 无边


def test_lines_that_do_not_match_are_told() -> None:
    assert len(MISMATCHED) == 30
    silent = {couplet for couplet in MISMATCHED if not found(couplet)}
    # Alike by chance, as far as single characters go.
    assert silent <= {
        "独在异乡为异客，每逢佳节倍思亲",
        "劝君更尽一杯酒，西出阳关无故人",
        "春眠不觉晓，花落知多少",
    }


@pytest.mark.parametrize(
    ("couplet", "place", "upper", "lower"),
    [
        ("三月江南雨，青山塞北烟", 0, WordClass.NUMBER, WordClass.COLOUR),
        ("山东千里草，江水五更霜", 1, WordClass.DIRECTION, WordClass.LAND),
        ("明月千山静，清风竹树寒", 2, WordClass.NUMBER, WordClass.PLANT),
    ],
)
def test_numbers_colours_and_directions_need_their_like(
    couplet: str, place: int, upper: WordClass, lower: WordClass
) -> None:
    [hint] = found(couplet)
    assert (hint.reason, hint.place) == (Reason.CLASS, place)
    assert (hint.upper_classes, hint.lower_classes) == ((upper,), (lower,))


def test_classes_are_those_of_the_words() -> None:
    for hint in (hint for couplet in MISMATCHED for hint in found(couplet)):
        size = len(hint.upper)
        sizes = {Reason.CLASS: (1, 2), Reason.DOUBLED: (2,), Reason.RHYTHM: (3,)}
        assert size == len(hint.lower) and size in sizes[hint.reason]
        classes = size if hint.reason is Reason.CLASS else 0
        assert len(hint.upper_classes) == len(hint.lower_classes) == classes


def test_doubled_characters_need_their_like() -> None:
    assert words("萧萧班马去，明月故人来", Reason.DOUBLED) == [(0, "萧萧", "明月")]
    assert words("明月故人来，萧萧班马去", Reason.DOUBLED) == [(0, "明月", "萧萧")]
    assert not words("萧萧班马去，寂寞故人来", Reason.DOUBLED)
    assert not found("漠漠水田飞白鹭，阴阴夏木啭黄鹂")


def test_bound_words_are_of_their_own_class() -> None:
    assert not found("寂寞天宝后，苍茫人世间")
    [hint] = found("飘泊山中客，三千竹下人")
    assert (hint.upper, hint.lower) == ("飘泊", "三千")
    assert hint.upper_classes == (WordClass.BOUND,) * 2
    assert hint.lower_classes == (WordClass.NUMBER,) * 2


def test_rhythm() -> None:
    assert segments("感时花溅泪", "恨别鸟惊心") == (2, 1, 2)
    assert segments("江流天地外", "山色有无中") == (2, 2, 1)
    assert segments("漠漠水田飞白鹭", "阴阴夏木啭黄鹂") == (2, 2, 1, 2)
    assert segments("无边落木萧萧下", "不尽长江滚滚来") == (2, 2, 2, 1)
    assert segments("山明水秀", "人杰地灵") == (2, 2)
    assert words("江流天地外，山色见青山", Reason.RHYTHM) == [(2, "天地外", "见青山")]
    assert not found("石缝横琴笔，槎根插钓竿")  # 横琴 and 钓竿 are words, too


def test_sides_of_unlike_length_say_nothing() -> None:
    assert hints("白日依山尽", "处处闻啼") == ()
    assert hints("", "") == ()
    assert hints("白日，依山尽", "处处闻，啼鸟") == ()


def test_parts_of_a_long_side_count_on() -> None:
    plain = found("三月江南雨，青山塞北烟")
    [hint] = hints("明月松间照，三月江南雨", "清泉石上流，青山塞北烟。")
    assert (hint.place, hint.upper, hint.lower) == (5, plain[0].upper, plain[0].lower)


def test_traditional_characters_are_told_alike() -> None:
    assert hints("無邊落木蕭蕭下", "見") == ()
    told = hints("白髮三千丈", "明鏡照何人")
    plain = hints("白发三千丈", "明镜照何人")
    assert [h.place for h in told] == [h.place for h in plain] != []
    [doubled] = hints("蕭蕭班馬去", "寒鴉故人來")
    assert (doubled.upper, doubled.lower) == ("蕭蕭", "寒鴉")


def test_middle_couplets() -> None:
    assert middle(8) == (2, 4)
    assert middle(12) == (2, 4, 6, 8)
    assert middle(4) == ()
