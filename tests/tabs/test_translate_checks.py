from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.tabs.translate.task import placeholders
from app.tabs.translate.task.checks.check import check
from app.tabs.translate.task.issues import Issue, Kind
from app.tabs.translate.task.languages import LANGUAGES
from tests.bench.checks import KINDS, Score, score
from tests.tabs.planted import PARTS, Case, clean, planted, read

N, D, U, C = Kind.NUMBER, Kind.DATE, Kind.UNIT, Kind.CURRENCY


def kinds(source: str, target: str, one: str = "en", other: str = "zh") -> set[Kind]:
    return {issue.kind for issue in check(source, target, one, other)}


def both_ways(english: str, chinese: str) -> set[Kind]:
    return kinds(english, chinese) | kinds(chinese, english, "zh", "en")


@cache
def cases() -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    pairs = read(*PARTS)
    return tuple(clean(pairs)), tuple(planted(pairs))


@cache
def scores() -> dict[Kind, Score]:
    right, spoilt = cases()
    return score([*right, *spoilt])


def test_there_are_enough_sentences() -> None:
    right, spoilt = cases()
    assert len(right) >= 300
    assert len(spoilt) >= 300
    assert len(set(spoilt)) == len(spoilt)
    for kind in KINDS:
        assert {case.source_language for case in spoilt if case.kind is kind} == {"en", "zh"}, kind


@pytest.mark.parametrize("kind", KINDS)
def test_errors_are_found_and_nothing_else(kind: Kind) -> None:
    least = 0.95 if kind in (Kind.NUMBER, Kind.PLACEHOLDER, Kind.URL) else 0.9
    assert scores()[kind].precision >= least
    assert scores()[kind].recall >= least


def test_right_translations_stay_clean() -> None:
    noisy = {case for one in scores().values() for case in one.wrong if case.kind is None}
    assert len(noisy) <= len(cases()[0]) / 200


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("1,234.5 boxes", "１２３４．５箱"),
        ("five percent of them", "其中的百分之五"),
        ("It rose 5 %.", "上升了5%。"),
        ("one third of it", "其中的三分之一"),
        ("about 1/3 of it", "约三分之一"),
        ("the 3rd test", "第三次测试"),
        ("two hundred million people", "两亿人"),
        ("321 and 120 million", "三百二十一和一亿两千万"),
        ("120 million birds", "1.2亿只鸟"),
        ("half a million birds", "50万只鸟"),
        ("two and a half hours", "两个半小时"),
        ("an hour and a half", "一个半小时"),
        ("3-5 people", "3至5人"),
        ("3 to 5 million people", "300万至500万人"),
        ("between 5 and 10%", "5%到10%"),
        ("three or four days", "三四天"),
        ("two dozen eggs", "24个鸡蛋"),
        ("minus five degrees", "零下5度"),
        ("5 degrees below zero", "零下五度"),
        ("more than 5 million copies", "500多万册"),
        ("24 hours", "1天"),
        ("50 kg of rice", "一百斤大米"),
        ("version 2.1.3", "2.1.3版"),
        ("Some of them came together.", "他们中的一些人一起来了。"),
        ("It is very good.", "这十分好。"),
        ("No one knows one another.", "没有人互相认识。"),
        ("the next day", "第二天"),
        ("on both banks", "在两岸"),
        ("World War II", "第二次世界大战"),
        ("from all sides", "从四面八方"),
        ("March 5, 2024", "2024年3月5日"),
        ("5 March 2024", "二〇二四年三月五日"),
        ("2024-03-05", "2024年3月5日"),
        ("on Wednesday", "星期三"),
        ("at 3:30 pm", "下午3点半"),
        ("at 15:30", "下午三点半"),
        ("a quarter to eight", "差一刻八点"),
        ("in the 1990s", "二十世纪九十年代"),
        ("in the nineties", "在90年代"),
        ("the 20th century", "二十世纪"),
        ("in 221 BC", "公元前221年"),
        ("three times a week, on Mondays too", "每周三次，周一也是"),
        ("three months from March", "从三月起三个月"),
        ("5 kilometres away", "5千米外"),
        ("30 °C today", "今天30摄氏度"),
        ("5 years and 3 hours", "五年零三小时"),
        ("three billion US dollars", "30亿美元"),
        ("RMB 500", "500元人民币"),
        ("It costs £5.", "价格是5英镑。"),
        ("five pounds of meat", "五磅肉"),
    ],
)
def test_the_same_value_is_the_same(english: str, chinese: str) -> None:
    assert not both_ways(english, chinese) & {N, D, U, C}


@pytest.mark.parametrize(
    ("english", "chinese", "kind"),
    [
        ("1.2 million birds", "1.2亿只鸟", N),
        ("twenty-one people", "二十二个人", N),
        ("two thirds of it", "其中的三分之一", N),
        ("5 of them", "其中的5%", N),
        ("three days and three nights", "三天四夜", N),
        ("-5 °C", "5 °C", N),
        ("version 2.1.3", "2.1.4版", N),
        ("500 hours", "510小时", N),
        ("March 5, 2024", "2024年3月6日", D),
        ("March 5, 2024", "2024年5月5日", D),
        ("on Wednesday", "星期四", D),
        ("at 3:30 pm", "上午3点半", D),
        ("in the 1990s", "二十世纪八十年代", D),
        ("the 20th century", "十九世纪", D),
        ("in 221 BC", "公元221年", D),
        ("5 kilometres", "5米", U),
        ("5 kilometres", "5", U),
        ("three days", "三周", U),
        ("30 °C", "30华氏度", U),
        ("$500", "500元", C),
        ("tens of billions of dollars", "数百亿欧元", C),
    ],
)
def test_another_value_is_reported_as_one_kind(english: str, chinese: str, kind: Kind) -> None:
    assert kinds(english, chinese) & {N, D, U, C} == {kind}
    assert kinds(chinese, english, "zh", "en") & {N, D, U, C} == {kind}


def test_an_issue_says_where() -> None:
    source, target = "He paid 35 dollars on 5 May.", "他在5月6日付了36美元。"
    assert check(source, target, "en", "zh") == [
        Issue(Kind.DATE, "5 May", "5月6日", (22, 27), (2, 6)),
        Issue(Kind.NUMBER, "35", "36", (8, 10), (8, 10)),
    ]


@pytest.mark.parametrize(
    ("english", "chinese", "wrong"),
    [
        ("She does not come.", "她来。", True),
        ("She comes.", "她没来。", True),
        ("You must pay.", "你不得不付钱。", False),
        ("Not only he but also she came.", "不但他来了，她也来了。", False),
        ("no later than Monday", "最晚周一", False),
        ("It is different.", "这不同。", False),
        ("It is impossible.", "这不可能。", False),
        ("Smoking is prohibited.", "禁止吸烟。", False),
        ("There is no doubt.", "毫无疑问。", False),
        ("Is it true or not?", "是不是真的？", False),
        ("very special cases", "非常特别的情况", False),
    ],
)
def test_negations(english: str, chinese: str, wrong: bool) -> None:
    assert (Kind.NEGATION in kinds(english, chinese)) is wrong
    assert (Kind.NEGATION in kinds(chinese, english, "zh", "en")) is wrong


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("See (here).", "见（这里）。", None),
        ("See (here).", "见（这里。", Kind.BRACKETS),
        ("See (here).", "见这里。", Kind.BRACKETS),
        ("1) Open it.", "1）打开。", None),
        ("It's the dogs' food.", "这是狗粮。", None),
        ("Say “yes”.", "说“是”。", None),
        ("Say “yes”.", "说“是。", Kind.QUOTES),
        ("Say “yes”.", "说是。", Kind.QUOTES),
        ("Read “Hamlet”.", "读《哈姆雷特》。", None),
        ('"Yes," he said, "now."', "“是的，现在，”他说。", None),
    ],
)
def test_marks(source: str, target: str, kind: Kind | None) -> None:
    assert kinds(source, target) == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("source", "target", "one", "other", "wrong"),
    [
        ("Open the door", "Open the door", "en", "zh", True),
        ("Open the door", "open the door.", "en", "zh", True),
        ("GitHub", "GitHub", "en", "zh", False),
        ("%s {x} 123", "%s {x} 123", "en", "zh", False),
        ("He left, and nobody saw him.", "他走了，and nobody saw him.", "en", "zh", True),
        ("He left.", "他（run away for good）走了。", "en", "zh", False),
        ("他走了，没人看见。", "He left, 没人看见.", "zh", "en", True),
        ("“家”是一个字。", "“家” is a character.", "zh", "en", False),
        ("He left.", "Он left.", "en", "ru", False),
        ("Он ушёл домой.", "He ушёл home.", "ru", "en", True),
        ("Restaurant", "Restaurant", "en", "fr", False),
        ("this is a whole sentence", "this is a whole sentence", "en", "fr", True),
    ],
)
def test_what_is_not_translated(
    source: str, target: str, one: str, other: str, wrong: bool
) -> None:
    assert (Kind.UNTRANSLATED in kinds(source, target, one, other)) is wrong


@pytest.mark.parametrize(
    ("source", "target", "one", "other", "wrong"),
    [
        ("Michael wrote it.", "Micheal写的。", "en", "zh", True),
        ("Michael wrote it.", "迈克尔写的。", "en", "zh", False),
        ("Michael写的。", "Micheal wrote it.", "zh", "en", True),
        ("NASA said so.", "美国宇航局这样说。", "en", "zh", False),
        ("The GPL applies.", "适用许可证。", "en", "zh", True),
        ("It needs COVID-19 data.", "它需要新冠数据。", "en", "zh", False),
        ("The F-16 landed.", "飞机降落了。", "en", "zh", True),
        ("GDP增长", "growth of the gross domestic product", "zh", "en", False),
        ("an iPhone", "un iPhone", "en", "fr", False),
        ("an iPhone", "un telefono", "en", "it", True),
        ("WARNING: DO NOT OPEN", "警告：请勿打开", "en", "zh", False),
    ],
)
def test_names(source: str, target: str, one: str, other: str, wrong: bool) -> None:
    assert (Kind.NAME in kinds(source, target, one, other)) is wrong


def test_addresses() -> None:
    source = "See https://a.example/x_(y)?q=1, write to me@a.example or @someone."
    assert not kinds(source, "见https://a.example/x_(y)?q=1，写信给me@a.example或@someone。")
    for wrong in ("见https://a.example/x，写信给me@a.example或@someone。", "见，写信给或。"):
        assert Kind.URL in kinds(source, wrong)


def test_lengths() -> None:
    source = "The committee will meet again next month to discuss the budget."
    target = "委员会将于下月再次开会讨论预算。"
    assert not kinds(source, target)
    assert kinds(source, "") == {Kind.LENGTH}
    assert kinds(source, "委员会。") == {Kind.LENGTH}
    assert kinds(source, target.replace("讨论预算", "讨论预算" * 4)) == {Kind.LENGTH}
    assert not kinds("Ha ha ha ha!", "哈哈哈哈！")


@pytest.mark.parametrize(
    ("source", "target", "other", "wrong"),
    [
        ("It weighs 1,234.5 kg.", "Es wiegt 1.234,5 kg.", "de", set()),
        ("It has two doors.", "Es hat 2 Türen.", "de", set()),
        ("It has 25 doors.", "Es hat 26 Türen.", "de", {N}),
        ("They sold 2 million copies.", "Ils ont vendu 2 millions d'exemplaires.", "fr", set()),
        ("On March 5, 2024", "Am 5. März 2024", "de", set()),
        ("On March 5, 2024", "Am 5. März 2025", "de", {D}),
        ("It costs $5.", "Ça coûte 5 $.", "fr", set()),
        ("It has 25 doors (all open).", "Il a 25 portes (toutes ouvertes.", "fr", {Kind.BRACKETS}),
        ("Hello %s and {name}", "Bonjour %s et {nom}", "fr", {Kind.PLACEHOLDER}),
        ("It rose 12.5%.", "12.5%上昇した。", "ja", set()),
    ],
)
def test_other_languages(source: str, target: str, other: str, wrong: set[Kind]) -> None:
    assert kinds(source, target, "en", other) == wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("%s of %d, %1$s, %(name)s, %@, %.2f", "%s %d %1$s %(name)s %@ %.2f"),
        ("100%% is not 100% sure, nor 50%off", "%%"),
        ("%1 of %L2 in %APPDATA% on %Y-%m", "%1 %L2 %APPDATA% %Y %m"),
        ("{name} {0} {{var}} ${var} %{x} {}", "{name} {0} {{var}} ${var} %{x} {}"),
        ("{姓名}，你好", "{姓名}"),
        ("{n, plural, one {# day} other {{n} days}}!", "{n, plural, one {# day} other {{n} days}}"),
        ("{a, b} and {not this}", ""),
        ("<b>x</b><br/> a < b and c > d", "<b> </b> <br/>"),
        ("&amp; &#38; AT&T; &nosuch;", "&amp; &#38;"),
        (r"one\ntwo\tthree C:\new\table \theta", r"\n \t"),
        ("$HOME costs US$5 and $5", "$HOME"),
        ("@:common.save. Mail a@b.example", "@:common.save"),
        ("⟦1⟧a⟦/1⟧⟦2/⟧", "⟦1⟧ ⟦/1⟧ ⟦2/⟧"),
        ("/usr/bin/env https://a.example/b%20c", ""),
    ],
)
def test_placeholders_are_found(text: str, found: str) -> None:
    spans = placeholders.find(text)
    assert [one.text for one in spans] == [text[slice(*one.span)] for one in spans]
    assert " ".join(one.text for one in spans) == found


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [
        ("{a} then {b}", "{b}，然后{a}", True),
        ("{a}", "{a}{a}", False),
        ("%s has %d", "%d属于%s", False),
        ("%s has %d", "%2$d属于%1$s", True),
        ("%1$s has %2$d", "%2$d属于%1$s", True),
        ("%s and %s", "%s和%s", True),
        ("{n, plural, one {# day} other {# days}}", "{n, plural, other {# 天}}", True),
        ("{n, plural, other {# days}}", "{m, plural, other {# 天}}", False),
        ("100%%", "100%", False),
    ],
)
def test_placeholders_are_compared(source: str, target: str, same: bool) -> None:
    assert placeholders.same(source, target) is same
    assert (Kind.PLACEHOLDER not in kinds(source, target)) is same


def test_tags_close_each_other() -> None:
    assert Kind.PLACEHOLDER not in kinds("<b>a</b><br>", "<b>一</b><br>")
    assert Kind.PLACEHOLDER in kinds("<b>a</b>", "</b>一<b>")


FRAGMENTS = (
    *(
        "一",
        "三百",
        "亿",
        "点五",
        "百分之",
        "两个半",
        "2024年",
        "3月",
        "5日",
        "周三",
        "下午",
        "不",
        "没",
        "非",
    ),
    *(
        "twenty ",
        "one ",
        "hundred ",
        "and ",
        "a half ",
        "thirds ",
        "point ",
        "March ",
        "XIV ",
        "not ",
        "n't ",
    ),
    *(
        "1",
        "0",
        ",",
        ".",
        " ",
        "-",
        "−",
        "/",
        ":",
        "%",
        "‰",
        "½",
        "$",
        "€",
        "元",
        "公里",
        "km ",
        "°C",
        "th ",
    ),
    *(
        "{",
        "}",
        "%s",
        "<b ",
        ">",
        "&amp;",
        "\\n",
        "⟦1⟧",
        "@",
        "http://",
        "(",
        "）",
        "“",
        "'",
        '"',
        "`",
        "\n",
    ),
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=14).map("".join)
CODES = st.sampled_from([language.code for language in LANGUAGES])


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, CODES | st.just("en"), CODES | st.just("zh"))
def test_nothing_raises(source: str, target: str, one: str, other: str) -> None:
    for issue in check(source, target, one, other):
        for text, span in ((source, issue.source), (target, issue.target)):
            if span:
                assert 0 <= span[0] < span[1] <= len(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_placeholders_do_not_overlap(text: str) -> None:
    last = 0
    for one in placeholders.find(text):
        assert last <= one.span[0] < one.span[1]
        assert one.text == text[slice(*one.span)]
        last = one.span[1]
    assert placeholders.same(text, text)


@pytest.mark.timeout(100)
@pytest.mark.parametrize(
    "piece", ["5公里", "{a,plural,", "abcd", "一百", "1 ", "(“", '<a b="', "n't "]
)
def test_the_time_grows_with_the_length_only(piece: str) -> None:
    """A square of the length would take minutes."""
    text = piece * (30_000 // len(piece))
    check(text, text + "x", "zh", "en")
