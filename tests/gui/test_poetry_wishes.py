"""The column that says what a poem is to be, and the list of forms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QScrollArea,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.chinese.rhymes import book
from app.tabs.poetry.task.shapes import Family, names
from app.tabs.poetry.task.tunes import find
from app.tabs.poetry.wishes import Wishes, groups, rows, uses
from app.tabs.poetry.wishes.forms import FormList
from app.ui.theme import Theme

NARROWEST = 200  # pixels
INTERACTIVE = (QLineEdit, QComboBox, QSpinBox, QAbstractButton, QListView)


@pytest.fixture
def wishes(qtbot: QtBot, qapp: QApplication) -> Wishes:
    theme = Theme(qapp)
    theme.apply("light", 11)
    made = Wishes(theme)
    qtbot.addWidget(made)
    made.resize(240, 700)
    made.show()
    return made


class Marked(QTranslator):
    """Translates every text into itself in brackets."""

    def translate(
        self, _context: str, text: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str:
        return f"«{text}»"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def marked(qapp: QApplication) -> Iterator[QTranslator]:
    translator = Marked()
    yield translator
    qapp.removeTranslator(translator)


def write(wishes: Wishes, key: str, text: str) -> None:
    field = wishes.fields[key].editor
    assert isinstance(field, QLineEdit)
    field.setText(text)


def choose(wishes: Wishes, key: str, start: str) -> None:
    """Choose by the beginning of the text."""
    box = wishes.fields[key].editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText(start, Qt.MatchFlag.MatchStartsWith))


def texts(wishes: Wishes, key: str) -> list[str]:
    box = wishes.fields[key].editor
    assert isinstance(box, QComboBox)
    return [box.itemText(at) for at in range(box.count())]


def shown(wishes: Wishes) -> set[str]:
    return {key for key, field in wishes.fields.items() if not field.isHidden()}


def opened(wishes: Wishes) -> FormList:
    wishes.form.showPopup()
    found = wishes.findChild(FormList)
    assert found
    return found


def listed(forms: FormList) -> list[str]:
    model = forms.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def take(wishes: Wishes, name: str) -> None:
    """Choose a form in the list, by its name."""
    forms = opened(wishes)
    forms.search.setText(name)
    QTest.keyClick(forms.search, Qt.Key.Key_Return)
    assert not forms.isVisible()


def test_at_first_only_the_form_and_its_book_are_said(wishes: Wishes) -> None:
    assert wishes.brief == Brief("七绝", book="平水韵")
    assert wishes.count == 3


def test_what_is_typed_is_in_the_brief(wishes: Wishes, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wishes.changed):
        write(wishes, "theme", "  秋江  夜泊 ")
    write(wishes, "mood", "寂寥")
    write(wishes, "images", "雁, 霜，枫；雁、 渔火")
    write(wishes, "heads", "江 山 如 画")
    wishes.manner.box.setEditText("王维")
    choose(wishes, "book", "中华新韵")
    choose(wishes, "start", "仄起")
    choose(wishes, "first_rhymes", "Rhymes")
    wishes.first_rhymes.box.setCurrentIndex(1)
    choose(wishes, "traditional", "Traditional")
    wishes.foot.count.setValue(5)
    assert wishes.brief == Brief(
        "七绝",
        theme="秋江 夜泊",
        images=("雁", "霜", "枫", "渔火"),
        mood="寂寥",
        manner="王维",
        heads="江山如画",
        book="中华新韵",
        start="仄起",
        first_rhymes=True,
        traditional=True,
    )
    assert wishes.count == 5


@pytest.mark.parametrize(
    "brief",
    [
        Brief("五律", theme="雪", book="平水韵", rhyme="一东", start="平起", first_rhymes=False),
        Brief("七言排律", use=("风", "月"), avoid=("愁",), book="中华通韵", lines=16),
        Brief("五古", theme="归田", manner="陶渊明", book="平水韵", lines=20),
        Brief("水调歌头", theme="中秋", book="词林正韵", rhyme="第七部", variant=2),
        Brief("对联", theme="书斋", book="平水韵", length=11, traditional=True),
        Brief("shakespearean", theme="time", opening="When I", rhyme="night", avoid=("rose",)),
        Brief("free", theme="rain", mood="calm", lines=12),
    ],
)
def test_a_brief_that_is_shown_comes_back(wishes: Wishes, brief: Brief, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(wishes.changed):
        wishes.set_brief(brief)
    assert wishes.brief == brief


def test_what_is_empty_in_a_brief_gets_the_usual_book_and_lines(wishes: Wishes) -> None:
    wishes.set_brief(Brief("七律", book="中华新韵", theme="雪"))
    wishes.set_brief(Brief("五古"))
    assert wishes.brief == Brief("五古", book="平水韵", lines=8)


def test_fields_that_a_form_does_not_use_are_hidden(wishes: Wishes) -> None:
    common = {"theme", "mood", "opening", "use", "avoid"}
    chinese = common | {"images", "heads", "manner", "book", "traditional"}
    for name, wanted in {
        "七律": chinese | {"rhyme", "start", "first_rhymes"},
        "五言排律": chinese | {"rhyme", "start", "first_rhymes", "lines"},
        "七古": chinese | {"rhyme", "lines"},
        "浣溪沙": chinese | {"rhyme"},
        "水调歌头": chinese | {"rhyme", "variant"},
        "对联": chinese | {"length"},
        "limerick": common | {"rhyme_word"},
        "haiku": common,
        "ballad": common | {"rhyme_word", "lines"},
        "blank": common | {"lines"},
    }.items():
        wishes.set_brief(Brief(name))
        assert shown(wishes) == wanted, name


def test_another_form_keeps_what_was_typed(wishes: Wishes) -> None:
    wishes.set_brief(Brief("五律", theme="雪", heads="山高月小", rhyme="一东", start="平起"))
    choose(wishes, "book", "平水韵")
    first = wishes.brief
    take(wishes, "haiku")
    assert wishes.brief == Brief("haiku", theme="雪")
    take(wishes, "如梦令")
    assert wishes.brief == Brief("如梦令", theme="雪", heads="山高月小", book="词林正韵")
    take(wishes, "五律")
    assert wishes.brief == first


def test_a_book_that_was_chosen_stays_where_it_makes_sense(wishes: Wishes) -> None:
    choose(wishes, "book", "中华通韵")
    take(wishes, "如梦令")
    assert wishes.brief.book == "中华通韵"


def test_a_rhyme_is_one_of_the_book_and_of_the_tone_that_the_form_asks_for(
    wishes: Wishes,
) -> None:
    wishes.more.setChecked(True)
    assert [text[:2] for text in texts(wishes, "rhyme")][:3] == ["An", "一东", "二冬"]
    choose(wishes, "rhyme", "一东")
    assert wishes.brief.rhyme == "一东"
    choose(wishes, "book", "中华新韵")
    assert wishes.brief.rhyme == ""
    assert "一麻" in " ".join(texts(wishes, "rhyme"))
    choose(wishes, "book", "平水韵")
    assert wishes.brief.rhyme == "一东"
    wishes.set_brief(Brief("如梦令"))
    parts = [text.split(" · ")[0] for text in texts(wishes, "rhyme")]
    assert "第十七部" in parts and "第一部" in parts


def test_rhymes_have_the_tone() -> None:
    by = book("词林正韵")
    level = dict(groups.choices("词林正韵", "平", False))
    oblique = dict(groups.choices("词林正韵", "仄", False))
    entering = dict(groups.choices("词林正韵", "入", False))
    assert list(level) == [group.part for group in by.groups if group.level]
    assert list(oblique) == [group.part for group in by.groups if not group.level]
    assert list(entering) == list(oblique)[-5:]
    for rhymes, is_level in ((level, True), (oblique, False)):
        for part, characters in rhymes.items():
            assert len(characters) == groups.SHOWN
            for character in characters:
                found = by.groups_of(character)
                assert {(group.part, group.level) for group in found} == {(part, is_level)}
    assert groups.choices("中华新韵", "入", False) == groups.choices("中华新韵", "仄", False)


def test_the_first_characters_are_counted_against_the_lines(wishes: Wishes) -> None:
    wishes.more.setChecked(True)
    hint = wishes.findChild(QLabel, "poetry.heads.hint")
    assert hint and hint.isHidden()
    write(wishes, "heads", "春夏秋")
    assert hint.isVisible() and "3 of 4" in hint.text()
    write(wishes, "heads", "春夏秋冬")
    assert hint.isHidden()
    write(wishes, "heads", "春夏秋冬雪")
    assert hint.isVisible() and "5 characters for 4 lines" in hint.text()
    take(wishes, "七律")
    assert "5 of 8" in hint.text()
    take(wishes, "五古")
    wishes.lines.box.setValue(12)
    assert "5 of 12" in hint.text()


def test_enter_in_the_theme_composes_and_a_busy_desk_can_be_stopped(
    wishes: Wishes, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(wishes.asked):
        QTest.keyClick(wishes.theme.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(wishes.asked):
        wishes.foot.compose.click()
    wishes.activateWindow()
    wishes.foot.compose.setFocus()
    qtbot.waitUntil(wishes.foot.compose.hasFocus)
    wishes.set_busy(True)
    assert wishes.foot.compose.isHidden() and wishes.foot.stop.isVisible()
    assert wishes.foot.stop.hasFocus()
    with qtbot.assertNotEmitted(wishes.asked):
        QTest.keyClick(wishes.theme.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(wishes.stopped):
        wishes.foot.stop.click()
    wishes.set_busy(False)
    assert wishes.foot.compose.isVisible() and wishes.foot.stop.isHidden()


def test_the_fold_tells_what_is_in_it(wishes: Wishes) -> None:
    assert wishes.more.text() == "More wishes"
    assert not wishes.heads.isVisible()
    wishes.set_brief(Brief("七律", heads="山", book="中华新韵", first_rhymes=False))
    assert wishes.more.text() == "More wishes · 3"
    wishes.more.click()
    assert wishes.more.text() == "More wishes"
    assert wishes.heads.isVisible()


def test_the_variant_belongs_to_its_tune(wishes: Wishes) -> None:
    wishes.set_brief(Brief("水调歌头", variant=2))
    tune = find("水调歌头")
    assert tune and len(texts(wishes, "variant")) == len(tune.variants)
    assert str(tune.variants[2].poems) in texts(wishes, "variant")[2]
    take(wishes, "念奴娇")
    assert wishes.brief.variant == 0


def test_a_form_is_found_by_its_name_alias_pinyin_and_number(wishes: Wishes) -> None:
    forms = opened(wishes)
    for query, wanted in {
        "酹江月": "念奴娇",
        "念奴嬌": "念奴娇",
        "jcz": "江城子",
        "shuidiao": "水调歌头",
        "sonnet": "Shakespearean sonnet",
        "Blank": "Blank verse",
        "七言律诗": "七律",
        "梅花引": "梅花引",  # 江城梅花引 is the more written one
        "垂杨": "垂杨",
    }.items():
        forms.search.setText(query)
        forms.search.searched.emit()
        assert forms.list.currentIndex().data() == wanted, query
    forms.search.setText("58")
    forms.search.searched.emit()
    assert len(listed(forms)) > 10
    for name in listed(forms):
        tune = find(name)
        assert tune and 58 in {variant.characters for variant in tune.variants}
    forms.search.setText("no such form")
    forms.search.searched.emit()
    nothing = forms.findChild(QLabel, "poetry.forms.nothing")
    assert nothing and nothing.isVisible() and not forms.list.isVisible()
    QTest.keyClick(forms.search, Qt.Key.Key_Return)
    assert forms.isVisible() and wishes.brief.form == "七绝"


def test_the_tunes_wait_until_their_section_is_shown(
    wishes: Wishes, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Family] = []

    def recording(family: Family) -> tuple[str, ...]:
        asked.append(family)
        return names(family)

    monkeypatch.setattr(rows, "names", recording)
    forms = opened(wishes)
    assert listed(forms) == ["五绝", "七绝", "五律", "七律", "五言排律", "七言排律"]
    assert forms.list.currentIndex().data() == "七绝"
    assert Family.TUNE not in asked
    forms.sections["tunes"].click()
    assert len(listed(forms)) >= 800
    assert listed(forms)[0] == names(Family.TUNE)[0]


def test_tunes_are_narrowed_down_by_their_size(wishes: Wishes) -> None:
    wishes.set_brief(Brief("水调歌头"))
    forms = opened(wishes)
    assert forms.list.currentIndex().data() == "水调歌头"
    whole = set(listed(forms))
    parts = []
    for at in range(1, forms.size_box.count()):
        forms.size_box.setCurrentIndex(at)
        parts.append(set(listed(forms)))
    assert set.union(*parts) == whole
    assert "如梦令" in parts[0] and "水调歌头" not in parts[0]
    assert "江城子" in parts[1] and "水调歌头" in parts[2]
    forms.sections["english"].click()
    assert forms.size_box.isHidden() and len(listed(forms)) == 9


def test_the_list_is_used_by_mouse_and_by_keys(wishes: Wishes, qtbot: QtBot) -> None:
    forms = opened(wishes)
    with qtbot.waitSignal(wishes.changed):
        at = forms.list.visualRect(forms.list.model().index(0, 0)).center()
        QTest.mouseClick(forms.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wishes.brief.form == "五绝" and not forms.isVisible()
    opened(wishes)
    QTest.keyClick(forms.search, Qt.Key.Key_Down)
    QTest.keyClick(forms.search, Qt.Key.Key_Down)
    QTest.keyClick(forms.search, Qt.Key.Key_Return)
    assert wishes.brief.form == "五律"
    opened(wishes)
    with qtbot.assertNotEmitted(wishes.changed):
        QTest.keyClick(forms.search, Qt.Key.Key_Escape)
    assert not forms.isVisible() and wishes.brief.form == "五律"


def test_the_column_may_be_narrow(wishes: Wishes) -> None:
    wishes.more.setChecked(True)
    write(wishes, "heads", "春")
    area = wishes.findChild(QScrollArea)
    assert area
    page = area.widget()
    assert page
    bar = area.verticalScrollBar().sizeHint().width()
    for name in ("七律", "水调歌头", "五古", "对联", "villanelle", "ballad"):
        wishes.set_brief(Brief(name))
        QApplication.processEvents()
        assert page.minimumSizeHint().width() + bar <= NARROWEST, name
        assert wishes.minimumSizeHint().width() <= NARROWEST


def test_the_wheel_changes_nothing(wishes: Wishes) -> None:
    wishes.set_brief(Brief("五古"))
    before = wishes.brief
    for editor in (wishes.lines.box, wishes.book.box, wishes.form):
        middle = QPointF(editor.rect().center())
        place = QPointF(editor.mapToGlobal(editor.rect().center()))
        button, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        turn = QWheelEvent(
            middle, place, QPoint(), QPoint(0, -120), button, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(editor, turn)
    assert wishes.brief == before


def test_everything_has_a_name(wishes: Wishes) -> None:
    forms = opened(wishes)
    for top in (wishes, forms):
        for kind in INTERACTIVE:
            for widget in top.findChildren(kind):
                if not is_inner(widget):
                    assert widget.objectName().startswith("poetry."), widget
                    text = widget.text() if isinstance(widget, QAbstractButton) else ""
                    assert widget.accessibleName() or text, widget.objectName()


def is_inner(widget: QWidget) -> bool:
    """Tell whether Qt made it inside of another one."""
    parents = (QComboBox, QSpinBox, QLineEdit)
    parent = widget.parentWidget()
    while parent and not isinstance(parent, FormList | Wishes):
        if isinstance(parent, parents):
            return True
        parent = parent.parentWidget()
    return False


def test_the_language_changes_all_words_but_no_wish(
    wishes: Wishes, qapp: QApplication, marked: QTranslator
) -> None:
    wishes.set_brief(Brief("ballad", theme="rain", lines=12))
    forms = opened(wishes)
    before = wishes.brief
    qapp.installTranslator(marked)
    qapp.processEvents()
    labels = [label.text() for label in wishes.findChildren(QLabel) if label.text()]
    buttons = [*forms.sections.values(), wishes.more, wishes.foot.compose, wishes.foot.stop]
    said = [*labels, *(button.text() for button in buttons), wishes.form.currentText()]
    assert {text for text in said if not text.startswith("«")} == set()
    assert wishes.brief == before


def test_manners_suit_the_form(wishes: Wishes) -> None:
    assert texts(wishes, "manner") == list(uses.SHI_MANNERS)
    take(wishes, "如梦令")
    assert texts(wishes, "manner") == list(uses.CI_MANNERS)
    assert wishes.brief.manner == ""
    wishes.manner.box.setCurrentIndex(0)
    assert wishes.brief.manner == uses.CI_MANNERS[0]
