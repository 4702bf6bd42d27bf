"""What should be verified, found in English and Chinese text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tabs.write.task.facts import FactKind, find

A, D, M, P, N, W, Q = (
    FactKind.ADDRESS,
    FactKind.DATE,
    FactKind.MONEY,
    FactKind.PERCENT,
    FactKind.NUMBER,
    FactKind.NAME,
    FactKind.QUOTE,
)


def facts(text: str) -> list[tuple[FactKind, str]]:
    return [(fact.kind, fact.text) for fact in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 14 March 2019 it rained.", [(D, "14 March 2019")]),
        ("It was May 3rd, 2020, or 2020-05-03.", [(D, "May 3rd, 2020"), (D, "2020-05-03")]),
        ("They may march in 1998 or the 1990s.", [(D, "1998"), (D, "1990s")]),
        ("At 10:30 a.m. in the 19th century.", [(D, "10:30 a.m."), (D, "19th century")]),
        ("It cost $3.4 billion, not 20 euros.", [(M, "$3.4 billion"), (M, "20 euros")]),
        ("Up 12.5 percent to 5 %.", [(P, "12.5 percent"), (P, "5 %")]),
        ("45 km, 1,250 tons and 3kg.", [(N, "45 km"), (N, "1,250 tons"), (N, "3kg")]),
        ("between 3-5 people in 9.58 seconds", [(N, "3-5 people"), (N, "9.58 seconds")]),
        ("two hundred employees, two million", [(N, "two hundred employees"), (N, "two million")]),
        ("One of them knew two things.", []),
        ("1. First\n2) Second\n(3) Third", []),
        ("See https://a.org/b?c=1. Or me@a.org!", [(A, "https://a.org/b?c=1"), (A, "me@a.org")]),
        ("ISBN 978-3-16-148410-0, 24/7", [(N, "ISBN 978-3-16-148410-0"), (N, "24/7")]),
        ("GPT-4 is here", [(W, "GPT-4")]),
        ('He said: "We never saw this," and left.', [(Q, '"We never saw this,"')]),
        ("The so-called “good” one.", []),
    ],
)
def test_english(text: str, expected: list[tuple[FactKind, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When Dr. Jane Smith came to Paris, it rained.", ["Dr. Jane Smith", "Paris"]),
        ("The United Nations met. Yesterday Mary left.", ["United Nations", "Mary"]),
        ("The Bank of England's rate.", ["Bank of England"]),
        ("J. R. R. Tolkien wrote it, and I'm glad on Monday.", ["J. R. R. Tolkien"]),
        ("Smith of the University of Oxford.", ["University of Oxford"]),
        ("Walking home, she said “Hello” to Ann.", ["Ann"]),
        ("The Fall Of The House Of Usher\nand more", []),
        ("NASA flew. It was NASA’s.", ["NASA", "NASA"]),
    ],
)
def test_english_names(text: str, expected: list[str]) -> None:
    assert [name for kind, name in facts(text) if kind is W] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年5月12日下雨，5月13日也下。", [(D, "2023年5月12日"), (D, "5月13日")]),
        ("公元前221年，二十世纪八十年代", [(D, "公元前221年"), (D, "二十世纪八十年代")]),
        ("二〇二四年的春天", [(D, "二〇二四年")]),
        ("共14.1亿人，少了85万人", [(N, "14.1亿人"), (N, "85万人")]),
        ("重约三公斤，共一千二百页，做了十二年", [(N, "三公斤"), (N, "一千二百页"), (N, "十二年")]),
        ("一个人一天走了第三次", []),
        ("售价59.8元，花了三万元和500万美元", [(M, "59.8元"), (M, "三万元"), (M, "500万美元")]),
        ("¥300，100%，百分之三", [(M, "¥300"), (P, "100%"), (P, "百分之三")]),
        ("增长了3个百分点", [(P, "3个百分点")]),
        ("邮箱：a@b.cn，网址https://abc.cn/x。", [(A, "a@b.cn"), (A, "https://abc.cn/x")]),
        ("“我们从来没有见过。”他走了", [(Q, "“我们从来没有见过。”")]),
        ("所谓“成功”的人", []),
    ],
)
def test_chinese(text: str, expected: list[tuple[FactKind, str]]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京大学的王小明教授来了，王小明很高兴。", ["北京大学", "王小明", "王小明"]),
        ("李华说好，欧阳修写道", ["李华", "欧阳修"]),
        ("美国总统约翰·肯尼迪于那天遇刺", ["约翰·肯尼迪"]),
        ("法国收藏家皮埃尔·杜邦来了，徒弟名叫周晓燕。", ["皮埃尔·杜邦", "周晓燕"]),
        ("王先生读《红楼梦》", ["王先生", "《红楼梦》"]),
        ("据诗人张若虚的说法，在中国科学院工作", ["张若虚", "中国科学院"]),
        ("他常说，我曾想过，大家都认为很高。", []),
    ],
)
def test_chinese_names(text: str, expected: list[str]) -> None:
    assert [name for kind, name in facts(text) if kind is W] == expected


@given(st.text('0123 .,-:年月日元%$AaMr\n“”"王说·约翰http://@', max_size=60))
def test_facts_are_where_they_say_and_only_quotes_hold_others(text: str) -> None:
    found = find(text)
    assert all(text[fact.start : fact.end] == fact.text and fact.text for fact in found)
    rest = [fact for fact in found if fact.kind is not Q]
    assert all(one.end <= two.start for one, two in pairwise(rest))
    assert found == sorted(found, key=lambda fact: (fact.start, -fact.end))
