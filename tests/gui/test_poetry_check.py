"""What is said of a poem, and the panel that says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

import app.tabs.poetry.task.judging
from app.tabs.poetry.check import CheckPanel
from app.tabs.poetry.task.chinese.couplet import CoupletCode
from app.tabs.poetry.task.chinese.faults import At, Code, Rescue
from app.tabs.poetry.task.chinese.parallel import Reason, WordClass
from app.tabs.poetry.task.english import check as english
from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.judging.english import RHYME_CODES
from app.tabs.poetry.task.judging.signs import UNSURE
from app.tabs.poetry.task.shapes import Family, names
from app.tabs.poetry.task.tunes import load
from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem
from app.tabs.poetry.wording import findings, forms, verdict
from app.tabs.poetry.wording.about import ABOUT
from app.tabs.poetry.wording.mends import MENDS
from app.tabs.poetry.wording.wrong import WRONG
from app.ui.i18n import Languages
from app.ui.theme import Theme

CODES = {
    *(str(code) for code in Code),
    *(f"saved_{rescue}" for rescue in Rescue),
    *(f"couplet_{code}" for code in CoupletCode),
    *(f"english_{code}" for code in get_args(english.Code)),
    *(f"english_{code}" for code in RHYME_CODES.values()),
    *("parallel" if reason is Reason.CLASS else f"parallel_{reason}" for reason in Reason),
    *UNSURE.values(),
    *("tune_tone", "tune_rhyme", "tune_repeat", "tune_near"),
    *("old_near_rhyme", "old_ambiguous_rhyme"),
}
SPRING = (
    "国破山河在",
    "城春草木深",
    "感时花溅泪",
    "恨别鸟惊心",
    "烽火连三月",
    "家书抵万金",
    "白头搔更短",
    "浑欲不胜簪",
)
ZITHER = (
    "锦瑟无端五十弦",
    "一弦一柱思华年",
    "庄生晓梦迷蝴蝶",
    "望帝春心托杜鹃",
    "沧海月明珠有泪",
    "蓝田日暖玉生烟",
    "此情可待成追忆",
    "只是当时已惘然",
)
STORKS = ("白日依山尽", "黄河入海流", "欲穷千里目", "更上一层楼")
BAIDI = ("朝辞白帝彩云间", "千里江陵一日还", "两岸猿声啼不住", "轻舟已过万重山")
PLAINS = (
    "离离原上草",
    "一岁一枯荣",
    "野火烧不尽",
    "春风吹又生",
    "三月桃花水",
    "山深闻鹧鸪",
    "又送王孙去",
    "萋萋满别情",
)
BAD = (
    Poem("五绝", ("床前明月光", "疑是地上霜", "举头望明月", "低头思故乡")),
    Poem("五绝", ("床前明月光", "疑是地上", "举头望明月")),
    Poem("五绝", (STORKS[0], "一河入海流", "欲穷万里柳", STORKS[3])),
    Poem("五绝", (STORKS[0], "一河东海流", "思君万山目", STORKS[3])),
    Poem("五绝", (*STORKS[:3], "更上三层楼")),
    Poem("五绝", ("白日依喵尽", *STORKS[1:])),
    Poem("七绝", ("朝辞白帝彩云寒", *BAIDI[1:])),
    Poem("七绝", (*BAIDI[:3], "轻舟已过万重寒")),
    Poem("七绝", (*BAIDI[:3], "轻舟已过万重秋")),
    Poem("五律", (*SPRING[:2], *SPRING[:2], *SPRING[4:])),
    Poem("五律", PLAINS),
    Poem("七律", ZITHER),
    Poem("五言排律", SPRING),
    Poem("五古", ("青青河畔草", "绵绵思远风", "远道不可思", "山中有古松")),
    Poem("五古", ("青青河畔草", "绵绵思远喵", "远道不可思")),
    Poem("对联", ("风声雨声读书声", "家事国事天下")),
    Poem("对联", ("山山水水处处花", "海海江江一日月")),
    Poem("对联", ("春满乾坤", "福满门庭")),
    Poem("如梦令", ("常记溪亭日暮", "沉醉不知归路", "兴尽晚回舟", "误入藕花深处", "争渡", "争船")),
    Poem("浣溪沙", ("山",) * 6),
    Poem("浣溪沙", ("轻寒小院又新春", "无赖东风不见人", "淡烟流水画屏心") * 2),
    Poem("haiku", ("An old silent pond", "—", "a xyzzyq jumps in now")),
    Poem("haiku", ("An old silent pond", "the water goes on and on")),
    Poem("limerick", ("There once was a man from the sea",) * 5),
    Poem("villanelle", ("Do not go gentle into that good night",) * 10 + ("Rage",) * 9),
    Poem("couplets", ("The evening settles down in love", "I wander and I make a move")),
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture(autouse=True)
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages(qapp)
    made.apply("en")
    yield made
    made.apply("en")


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> CheckPanel:
    made = CheckPanel(theme)
    qtbot.addWidget(made)
    made.resize(180, 400)
    made.show()
    return made


class Marked(QTranslator):
    """A language whose words are the English ones, marked."""

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return f"«{source}»"

    def isEmpty(self) -> bool:
        return False


def judged(*found: Finding, form: str = "五律", pattern: tuple[str, ...] = ()) -> Judged:
    return Judged(form, (), (0,), found, pattern, "十二侵")


def tone(line: int, place: int, level: Level = Level.GRAVE) -> Finding:
    return Finding("tone", level, (At(line, place),), {"wanted": "平"})


def rows(panel: CheckPanel) -> list[QPushButton]:
    """Return what was found, from the top."""
    found = panel.findChildren(QPushButton)
    return [row for row in found if "finding" in row.objectName() and row.isVisible()]


def label(panel: QWidget, name: str) -> QLabel:
    found = panel.findChild(QLabel, name)
    assert found, name
    return found


def test_every_code_has_words() -> None:
    assert set(WRONG) == CODES
    assert set(MENDS) == CODES
    assert set(findings.CLASSES) == set(WordClass)


def test_every_code_that_a_judge_gives_has_words() -> None:
    folder = Path(app.tabs.poetry.task.judging.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    given = set(re.findall(r'Finding\(\s*"(\w+)"', source))
    assert {"lines", "tune_tone"} <= given <= CODES


@pytest.mark.parametrize("poem", BAD, ids=lambda poem: f"{poem.form} {poem.lines[0]}")
def test_what_is_found_is_said_in_full(poem: Poem) -> None:
    found = judge(poem).findings
    assert found
    for finding in found:
        said = findings.words(finding, poem)
        assert not re.search(r"[{}?]", said), said
        assert said == f"{findings.wrong(finding, poem)} {findings.mend(finding, poem)}"
        assert said[0] in "“" or said[0].isupper()


def test_the_bad_poems_show_all_that_can_be_found() -> None:
    found = {finding.code for poem in BAD for finding in judge(poem).findings}
    assert found == CODES


@pytest.mark.parametrize(
    ("finding", "poem", "words"),
    [
        (
            Finding("tone", Level.GRAVE, (At(2, 4),), {"wanted": "平"}),
            Poem("五律", SPRING),
            "Line 3, character 5 (泪) has to be level (平) and is not (出律)."
            " Choose a character there that is level (平).",
        ),
        (
            Finding("repeated_character", Level.MINOR, (At(0, 1), At(5, 0)), {"character": "山"}),
            Poem("五律", SPRING),
            "“山” stands in lines 1 and 6 (重字)."
            " Choose another word in all of them but one, unless it is meant.",
        ),
        (
            Finding("ambiguous_tone", Level.UNSURE, (At(1, 0),), {"character": "行"}),
            Poem("对联", ("千里风", "行人归")),
            "Lower side, character 1 (行) has readings of both tones, and nothing decides (多音字)."
            " If the reading you mean does not fit there, choose another character.",
        ),
        (
            Finding("couplet_unopposed", Level.GRAVE, (At(0, 1), At(1, 1))),
            Poem("对联", ("千里风", "行水归")),
            "Both sides have the same tone at character 2 (里, 水), where a beat falls (失对)."
            " Choose a character of the other tone on one of the sides.",
        ),
        (
            Finding(
                "parallel",
                Level.MINOR,
                (At(2, 0), At(3, 0)),
                {"upper": "三月", "lower": "山深", "above": "数目、天文", "below": "地理"},
            ),
            Poem("五律", SPRING),
            "“三月” (number 数目 and sky 天文) faces “山深” (land 地理), a word of another kind"
            " (对仗). Words that face each other best are of one kind: noun to noun, verb to verb.",
        ),
        (
            Finding("english_rhyme", Level.GRAVE, (At(1, 2),), {"word": "sea", "other": "sky"}),
            Poem("couplets", ("I see the sky", "by the sea")),
            "Line 2, “sea” does not rhyme with “sky”."
            " End one of the two lines in a word that rhymes with the other.",
        ),
        (
            Finding("english_lines", Level.GRAVE, (At(2, 0),)),
            Poem("sonnet", ("one", "two")),
            "Lines: 2 instead of 14. Add the lines that are missing, or take some away.",
        ),
    ],
)
def test_words_name_places_and_terms(finding: Finding, poem: Poem, words: str) -> None:
    assert findings.words(finding, poem) == words


def test_a_place_that_is_not_there_is_called_by_its_line() -> None:
    poem = Poem("五绝", ("床前明月光",))
    assert findings.place(At(0, 5), poem) == "line 1"
    assert findings.place(At(0, -1), poem) == "line 1"
    assert findings.place(At(3, 0), poem) == "line 4"


def test_every_form_is_named_and_explained() -> None:
    for family in Family:
        if family is not Family.TUNE:
            for name in names(family):
                said = forms.explain(name)
                assert forms.form_name(name) == ABOUT[name].name
                assert said.count("<p ") == 4
                assert not re.search(r"[{}]", said)
    assert forms.form_name("浣溪沙") == "浣溪沙"


def test_an_explanation_has_the_length_of_the_lines() -> None:
    assert "Eight lines of seven characters" in forms.explain("七律")
    assert "Ten or more lines of five characters" in forms.explain("五言排律")


def test_a_tune_is_explained_with_its_model() -> None:
    said = forms.explain("菩萨蛮")
    assert "重叠金、" in said
    assert "Characters: 44; lines: 8; stanzas: 2." in said
    assert "(换韵): 仄 → 平 → 仄 → 平." in said
    assert re.search(r"Poems this form was read from: \d+\.", said)
    assert "辛弃疾《菩萨蛮》<br>郁孤台下清江水。" in said
    assert "可怜无数山。<br>青山遮不住。" in said
    assert "(平仄韵通叶)" in forms.explain("西江月")
    assert "(平韵)" in forms.explain("浣溪沙")
    assert "With so few" not in forms.explain("浣溪沙")


def test_each_form_of_a_tune_has_its_explanation() -> None:
    tune = load()["水调歌头"]
    said = {forms.explain(tune.name, number) for number in range(len(tune.variants))}
    assert len(said) == len(tune.variants) > 1
    assert forms.explain(tune.name, 99) in said
    rare = next(each for each in load().values() if each.variants[0].poems == 1)
    assert "With so few" in forms.explain_tune(rare, rare.variants[0])


@pytest.mark.parametrize(
    ("levels", "words", "colour"),
    [
        ((), "Keeps the form", "good"),
        ((Level.MINOR, Level.GOOD), "Keeps the form", "good"),
        ((Level.GRAVE, Level.UNSURE), "One thing is against the form", "bad"),
        ((Level.GRAVE,) * 3, "3 things are against the form", "bad"),
        ((Level.UNSURE,), "Keeps the form; one thing is for you to decide", "caution"),
        ((Level.UNSURE,) * 2, "Keeps the form; 2 things are for you to decide", "caution"),
    ],
)
def test_the_verdict_is_one_line(
    panel: CheckPanel, levels: tuple[Level, ...], words: str, colour: str
) -> None:
    panel.show_judged(Poem("五律", SPRING), judged(*(tone(0, 0, level) for level in levels)))
    assert label(panel, "poetry.verdict").text() == words
    assert label(panel, "poetry.verdict").property("tone") == colour


def test_open_readings_are_counted() -> None:
    open_ = Finding("ambiguous_tone", Level.UNSURE, (At(0, 0),))
    assert verdict.verdict(judged(open_)).endswith("one character has more than one reading")
    assert verdict.verdict(judged(open_, open_)).endswith("2 characters have more than one reading")


def test_findings_stand_by_their_weight_and_place(panel: CheckPanel) -> None:
    found = (
        Finding("saved_itself", Level.GOOD, (At(0, 2), At(0, 3))),
        tone(3, 4, Level.MINOR),
        tone(2, 1),
        tone(0, 1),
    )
    panel.show_judged(Poem("五律", SPRING), judged(*found))
    said = [row.accessibleName() for row in rows(panel)]
    assert [words[:6] for words in said] == ["Line 1", "Line 3", "Line 4", "Line 1"]
    assert [row.objectName() for row in rows(panel)] == [f"poetry.finding.{n}" for n in range(4)]
    headings = [h for h in panel.findChildren(QLabel) if h.property("kind") == "badge"]
    shown = {heading.text(): heading.y() for heading in headings if heading.isVisible()}
    assert sorted(shown, key=lambda text: shown[text]) == [
        "Against the form",
        "Better avoided",
        "Irregular, and made good",
    ]
    tops = [row.mapTo(panel, row.rect().topLeft()).y() for row in rows(panel)]
    assert tops == sorted(tops)


def test_a_finding_points_at_its_places(qtbot: QtBot, panel: CheckPanel) -> None:
    panel.show_judged(Poem("五律", SPRING), judged(tone(2, 4), tone(5, 0)))
    with qtbot.waitSignal(panel.pointed) as pointed:
        QTest.mouseClick(rows(panel)[1], Qt.MouseButton.LeftButton)
    assert pointed.args == [(At(5, 0),)]
    rows(panel)[0].setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(panel.pointed) as pointed:
            QTest.keyClick(rows(panel)[0], key)
        assert pointed.args == [(At(2, 4),)]


def test_a_row_points_at_what_it_shows_now(qtbot: QtBot, panel: CheckPanel) -> None:
    panel.show_judged(Poem("五律", SPRING), judged(tone(2, 4)))
    panel.show_judged(Poem("五律", SPRING), judged(tone(1, 1)))
    with qtbot.waitSignal(panel.pointed) as pointed:
        rows(panel)[0].click()
    assert pointed.args == [(At(1, 1),)]


def test_rows_are_reached_one_after_the_other(qtbot: QtBot, panel: CheckPanel) -> None:
    panel.activateWindow()
    panel.show_judged(Poem("五律", SPRING), judged(tone(0, 1)))
    panel.show_judged(Poem("五律", SPRING), judged(*(tone(n, 1) for n in range(3))))
    reached = rows(panel)[0]
    reached.setFocus()
    names = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        names.append(focus.objectName() if focus else "")
    assert names == ["poetry.finding.1", "poetry.finding.2", "poetry.about"]


def test_rows_are_kept_and_the_place_that_is_read(qtbot: QtBot, panel: CheckPanel) -> None:
    poem, found = Poem("五律", SPRING), [tone(number, 0) for number in range(8)]
    panel.show_judged(poem, judged(*found))
    bar = panel.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(250)
    before = rows(panel)
    panel.show_judged(poem, judged(*found))
    panel.show_judged(poem, judged(*found[1:]))
    assert bar.value() == 250
    assert rows(panel) == before[:7]
    panel.show_judged(Poem("七律", ZITHER), judged(*found))
    assert bar.value() == 0


def test_the_same_is_not_shown_again(panel: CheckPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    poem = Poem("五律", SPRING)
    panel.show_judged(poem, judged(tone(0, 1)))
    monkeypatch.setattr(findings, "wrong", lambda *_: "said again")
    panel.show_judged(Poem("五律", SPRING), judged(tone(0, 1)))
    assert not any(each.text() == "said again" for each in panel.findChildren(QLabel))
    panel.show_judged(poem, judged(tone(0, 2)))
    assert any(each.text() == "said again" for each in panel.findChildren(QLabel))


def test_without_a_poem_it_says_what_it_is_for(panel: CheckPanel) -> None:
    poem = Poem("五律", SPRING)
    panel.show_judged(poem, judged(tone(0, 1)))
    panel.show_judged(poem, None)
    assert label(panel, "poetry.verdict").text().startswith("What a check finds")
    assert not rows(panel)
    assert not label(panel, "poetry.check.form").isVisible()


def test_the_form_is_explained_when_it_is_unfolded(panel: CheckPanel) -> None:
    pattern = ("中仄平平仄", "平平中仄韵")
    panel.show_judged(Poem("五律", SPRING), judged(pattern=pattern))
    about = panel.findChild(QPushButton, "poetry.about")
    assert about
    assert not label(panel, "poetry.about.text").isVisible()
    about.click()
    assert label(panel, "poetry.about.text").isVisible()
    assert label(panel, "poetry.about.text").text() == forms.explain("五律")
    drawn = re.sub(r"<[^>]*>|\u2009", "", label(panel, "poetry.about.pattern").text())
    assert drawn == "1中仄平平仄2平平中仄韵"
    panel.show_judged(Poem("haiku", ("An old pond",)), judged(form="haiku"))
    assert label(panel, "poetry.about.text").text() == forms.explain("haiku")
    assert not label(panel, "poetry.about.pattern").isVisible()
    about.click()
    assert not label(panel, "poetry.about.text").isVisible()


def test_colours_follow_the_theme(panel: CheckPanel, theme: Theme) -> None:
    panel.show_judged(Poem("五律", SPRING), judged(pattern=("中仄平平韵",)))
    about = panel.findChild(QPushButton, "poetry.about")
    assert about
    about.click()
    assert theme.tokens.accent in label(panel, "poetry.about.pattern").text()
    theme.apply("dark", 11)
    assert theme.tokens.accent in label(panel, "poetry.about.pattern").text()


def test_it_is_narrow_and_its_words_are_whole(qtbot: QtBot, panel: CheckPanel) -> None:
    poem = Poem("七律", ZITHER)
    panel.show_judged(poem, judge(poem))
    assert panel.minimumSizeHint().width() <= 180
    assert panel.minimumWidth() <= 180
    qtbot.waitUntil(lambda: bool(rows(panel)) and rows(panel)[0].height() > 0)
    QApplication.processEvents()
    for row in rows(panel):
        for each in row.findChildren(QLabel):
            assert each.height() >= each.heightForWidth(each.width())
            assert row.rect().contains(each.geometry())


def test_it_speaks_another_language_at_once(
    qtbot: QtBot, qapp: QApplication, panel: CheckPanel
) -> None:
    panel.show_judged(Poem("五律", SPRING), judged(tone(0, 1), tone(1, 1)))
    marked = Marked(qapp)
    qapp.installTranslator(marked)
    QApplication.processEvents()
    assert label(panel, "poetry.verdict").text() == "«2 things are against the form»"
    assert label(panel, "poetry.check.form").text().startswith("«Regulated verse in fives (五律)»")
    assert rows(panel)[0].accessibleName().startswith("««")
    qapp.removeTranslator(marked)
    QApplication.processEvents()
    assert label(panel, "poetry.verdict").text() == "2 things are against the form"
    assert rows(panel)[0].accessibleName().startswith("Line 1, character 2 (破)")
