"""The page of the poetry desk, with poems that were judged by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.tabs.poetry.page import leaf
from app.tabs.poetry.page.glyph import Glyph, Lock
from app.tabs.poetry.page.page import PoemPage
from app.tabs.poetry.page.words import tell
from app.tabs.poetry.task.chinese.faults import At, Verdict
from app.tabs.poetry.task.english.sounds import words_of
from app.tabs.poetry.task.tunes import load
from app.tabs.poetry.task.verse import Judged, Poem, Sign
from app.ui.theme import Theme

HINT = "Choose a form."
QUATRAIN = Poem(
    "七绝", ("朝辞白帝彩云间", "千里江陵一日还", "两岸猿声啼不住", "轻舟已过万重山"), "早发白帝城"
)
SONG = Poem(
    "浣溪沙",
    (
        *("一曲新词酒一杯", "去年天气旧亭台", "夕阳西下几时回"),
        *("无可奈何花落去", "似曾相识燕归来", "小园香径独徘徊"),
    ),
)
VERSE = Poem(
    "couplets",
    ("“Tyger, Tyger, burning bright,", "In the forest\u2019s deep-set night:"),
    "The Tyger",
)
ENLARGED = 4


def judged(poem: Poem, *changed: tuple[At, Sign], rhyming: Sequence[int] = ()) -> Judged:
    """Return a poem in which all is as it has to be but for what is changed."""
    signs = [
        [Sign(text, "平", "平", Verdict.FITS) for text in line]
        if poem.chinese
        else [Sign(text, "/", "/", Verdict.FITS) for text in words_of(line)]
        for line in poem.lines
    ]
    for line in rhyming:
        signs[line][-1] = Sign(signs[line][-1].text, "平", "韵", Verdict.FITS, "a")
    for at, sign in changed:
        signs[at.line][at.place] = sign
    return Judged(poem.form, tuple(map(tuple, signs)), (0,), ())


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply("light", 11)
    return made


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> PoemPage:
    made = PoemPage(theme, HINT)
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def foreign(qapp: QApplication) -> Iterator[QTranslator]:
    """A language that puts a sign before each text."""

    class Foreign(QTranslator):
        def isEmpty(self) -> bool:
            return False

        def translate(self, context: str, text: str, *_more: object) -> str | None:
            return f"¡{text}" if context == "PoemPage" else None

    made = Foreign()
    yield made
    qapp.removeTranslator(made)


def glyph(page: PoemPage, line: int, place: int) -> Glyph:
    found = page.findChild(Glyph, f"poetry.glyph.{line}.{place}")
    assert isinstance(found, Glyph)
    return found


def lock(page: PoemPage, line: int) -> Lock:
    found = page.findChild(Lock, f"poetry.lock.{line}")
    assert isinstance(found, Lock)
    return found


def sheet(page: PoemPage) -> QWidget:
    found = page.widget()
    assert found
    return found


def has_colour(widget: QWidget, name: str) -> bool:
    """Tell whether a colour is anywhere on a widget; fine lines show theirs when enlarged."""
    image = QImage(widget.size() * ENLARGED, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ENLARGED)
    image.fill(0)
    widget.render(image)
    return QColor(name).rgb() in memoryview(image.constBits()).cast("I")


def focused(page: PoemPage) -> str:
    found = QApplication.focusWidget()
    return found.objectName() if found else ""


def tab_stops(page: PoemPage) -> list[QAbstractButton]:
    shown = (each for each in page.findChildren(QAbstractButton) if each.isVisible())
    return [each for each in shown if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


# What it shows ---------------------------------------------------------------------------


def test_every_character_is_a_button_that_says_what_it_is(page: PoemPage) -> None:
    wrong = Sign("辞", "平", "仄", Verdict.VIOLATES)
    page.show_poem(QUATRAIN, judged(QUATRAIN, (At(0, 1), wrong)))
    assert len(page.findChildren(Glyph)) == 28
    assert glyph(page, 1, 0).text() == glyph(page, 1, 0).accessibleName() == "千"
    assert glyph(page, 0, 1).accessibleDescription() == (
        "Level tone. An oblique tone belongs here. It is against the form."
    )


def test_the_rhyme_and_the_beats_are_told() -> None:
    off = Sign("天", "平", "韵", Verdict.FITS, "a", rhymes=False)
    assert tell(off, True).endswith("It does not rhyme as it has to (rhyme a).")
    word = Sign("art", "/", "x", Verdict.FITS, "b")
    assert tell(word, False) == "The meter asks for weak. It fits. It rhymes (rhyme b)."
    wrong = Sign("art", "/x", "x/", Verdict.VIOLATES)
    assert tell(wrong, False) == (
        "Spoken strong, weak. The meter asks for weak, strong. It is against the form."
    )


def test_descriptions_follow_the_language(
    page: PoemPage, qapp: QApplication, foreign: QTranslator
) -> None:
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    assert lock(page, 0).accessibleName() == "Keep line 1"
    qapp.installTranslator(foreign)
    qapp.sendEvent(sheet(page), QEvent(QEvent.Type.LanguageChange))
    assert glyph(page, 0, 0).accessibleDescription().startswith("¡Level tone. ¡")
    assert lock(page, 0).accessibleName() == "¡Keep line 1"


def test_columns_run_from_right_to_left(page: PoemPage) -> None:
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    columns = [glyph(page, line, 0).x() for line in range(4)]
    assert columns == sorted(columns, reverse=True)
    assert {glyph(page, 0, place).x() for place in range(7)} == {columns[0]}
    assert glyph(page, 0, 1).y() > glyph(page, 0, 0).y()


def test_a_couplet_shares_a_row_where_there_is_room(page: PoemPage) -> None:
    page.set_vertical(False)
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    assert glyph(page, 0, 0).y() == glyph(page, 1, 0).y() < glyph(page, 2, 0).y()
    page.resize(330, 600)
    assert glyph(page, 0, 0).y() < glyph(page, 1, 0).y() < glyph(page, 2, 0).y()
    assert glyph(page, 0, 0).x() == glyph(page, 1, 0).x()


@pytest.mark.parametrize("vertical", [True, False])
def test_a_usual_tune_fits(page: PoemPage, vertical: bool) -> None:
    model = load()["水调歌头"].variants[0].model
    poem = Poem("水调歌头", model.lines)
    page.set_vertical(vertical)
    page.show_poem(poem, judged(poem, rhyming=range(1, len(model.lines), 2)))
    assert sheet(page).size() == page.viewport().size() == page.size()
    for each in page.findChildren(Glyph):
        assert sheet(page).rect().contains(each.geometry())


def test_no_two_characters_share_a_place(page: PoemPage) -> None:
    model = load()["水调歌头"].variants[0].model
    poem = Poem("水调歌头", model.lines)
    page.show_poem(poem, judged(poem))
    buttons = page.findChildren(QAbstractButton)
    assert len(buttons) > 100
    for number, each in enumerate(buttons):
        others = buttons[number + 1 :]
        assert not any(each.geometry().intersects(other.geometry()) for other in others)


def test_a_very_long_tune_scrolls_from_its_first_column(page: PoemPage) -> None:
    page.resize(420, 420)
    model = load()["莺啼序"].variants[0].model
    poem = Poem("莺啼序", model.lines)
    page.show_poem(poem, judged(poem))
    bar = page.horizontalScrollBar()
    assert bar.value() == bar.maximum() > 0
    turned = QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.viewport(), turned)
    assert bar.value() < bar.maximum()


def test_a_sentence_that_is_too_long_is_divided(page: PoemPage) -> None:
    page.set_vertical(False)
    page.resize(450, 420)
    model = load()["莺啼序"].variants[0].model
    poem = Poem("莺啼序", model.lines)
    page.show_poem(poem, judged(poem, rhyming=[0, len(model.lines) - 1]))
    assert page.verticalScrollBar().maximum() and not page.horizontalScrollBar().maximum()
    rows = [glyph(page, line, 0).y() for line in range(4)]
    assert rows[0] < rows[1] == rows[2] < rows[3]


def test_english_words_stand_as_they_are_written(page: PoemPage) -> None:
    page.show_poem(VERSE, judged(VERSE))
    shown = [[piece.shown for piece in line] for line in leaf.of_poem(VERSE, judged(VERSE)).lines]
    assert shown[0] == ["“Tyger, ", "Tyger, ", "burning ", "bright,"]
    assert shown[1] == ["In ", "the ", "forest\u2019s ", "deep-", "set ", "night:"]
    assert glyph(page, 1, 2).accessibleName() == "forest\u2019s"
    assert glyph(page, 0, 0).text() == "Tyger"
    assert glyph(page, 1, 3).geometry().right() + 1 == glyph(page, 1, 4).geometry().left()


def test_words_that_do_not_stand_in_their_line_are_shown_all_the_same() -> None:
    signs = (tuple(map(Sign, ("other", "words"))),)
    found = leaf.of_poem(VERSE, Judged(VERSE.form, signs, (0,), ()))
    assert [piece.shown for piece in found.lines[0]] == ["other ", "words "]
    assert found.lines[1][0].shown == "In "


def test_couplets_end_in_a_stop_and_stanzas_of_three_at_their_rhymes() -> None:
    rhyming = (0, 1, 3)
    assert "".join(leaf.of_poem(QUATRAIN, judged(QUATRAIN, rhyming=rhyming)).ends) == "，。，。"
    found = judged(SONG, rhyming=(0, 1, 2, 4, 5))
    parted = Judged(found.form, found.signs, (0, 3), ())
    assert "".join(leaf.of_poem(SONG, parted).ends) == "。。。，。。"


def test_the_empty_sheet_has_a_hint(page: PoemPage) -> None:
    assert sheet(page).accessibleName() == HINT
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    assert sheet(page).accessibleName() == "早发白帝城 七绝"
    page.clear()
    page.show_hint("Write.")
    assert page.poem is None
    assert sheet(page).accessibleName() == "Write."
    assert not [each for each in page.findChildren(Glyph) if each.isVisible()]
    assert has_colour(page, "#8a8478")


# Marks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("vertical", [True, False])
def test_marks_are_shown_on_demand(
    page: PoemPage, theme: Theme, scheme: str, vertical: bool
) -> None:
    theme.apply(scheme, 11)
    page.set_vertical(vertical)
    signs = {
        "bad": Sign("朝", "平", "仄", Verdict.VIOLATES),
        "good": Sign("辞", "仄", "平", Verdict.SAVED),
        "caution": Sign("白", "?", "平", Verdict.AMBIGUOUS),
        "faint": Sign("帝", "仄", "仄", Verdict.FITS),
        "accent": Sign("间", "平", "韵", Verdict.FITS, "a"),
    }
    places = [At(0, place) for place in (0, 1, 2, 3, 6)]
    page.show_poem(QUATRAIN, judged(QUATRAIN, *zip(places, signs.values(), strict=True)))
    colours = [getattr(theme.tokens, role) for role in signs]
    for shown in (False, True, False):
        page.show_marks(shown)
        for at, colour in zip(places, colours, strict=True):
            assert has_colour(glyph(page, *at), colour) is shown


def test_a_syllable_that_is_wrong_has_the_colour_of_faults(page: PoemPage, theme: Theme) -> None:
    wrong = Sign("burning", "x/", "/x", Verdict.VIOLATES)
    page.show_poem(VERSE, judged(VERSE, (At(0, 2), wrong)))
    page.show_marks(True)
    assert has_colour(glyph(page, 0, 2), theme.tokens.bad)
    assert has_colour(glyph(page, 0, 3), theme.tokens.muted)
    assert not has_colour(glyph(page, 0, 3), theme.tokens.bad)


def test_places_are_pointed_out_and_scrolled_to(page: PoemPage, theme: Theme) -> None:
    page.resize(300, 300)
    model = load()["莺啼序"].variants[0].model
    poem = Poem("莺啼序", model.lines)
    page.show_poem(poem, judged(poem))
    last = At(len(poem.lines) - 1, 0)
    assert not glyph(page, *last).visibleRegion().boundingRect().isValid()
    page.point([last, At(last.line, 1)])
    assert glyph(page, *last).visibleRegion().boundingRect() == glyph(page, *last).rect()
    assert has_colour(glyph(page, *last), theme.tokens.selection)
    page.point(())
    assert not has_colour(glyph(page, *last), theme.tokens.selection)


def test_a_changed_poem_stays_where_one_reads(page: PoemPage) -> None:
    page.resize(300, 300)
    model = load()["莺啼序"].variants[0].model
    poem = Poem("莺啼序", model.lines)
    page.show_poem(poem, judged(poem))
    bar = page.horizontalScrollBar()
    bar.setValue(bar.maximum() // 2)
    read = bar.value()
    changed = Poem("莺啼序", (*model.lines[:-1], model.lines[-1][:-1] + "山"))
    page.show_poem(changed, judged(changed))
    assert bar.value() == read
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    page.show_poem(poem, judged(poem))
    assert bar.value() == bar.maximum() != read


# Choosing and walking --------------------------------------------------------------------


def test_a_click_and_enter_choose(page: PoemPage, qtbot: QtBot) -> None:
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    with qtbot.waitSignal(page.chosen) as heard:
        qtbot.mouseClick(glyph(page, 2, 3), Qt.MouseButton.LeftButton)
    assert heard.args == [At(2, 3)]
    with qtbot.waitSignal(page.chosen) as heard:
        qtbot.keyClick(glyph(page, 2, 3), Qt.Key.Key_Return)
    assert heard.args == [At(2, 3)]


@pytest.mark.parametrize(
    ("vertical", "keys"),
    [
        (True, ("Down", "Left", "Right", "Up", "Up", "End", "Down", "Home")),
        (False, ("Right", "Down", "Up", "Left", "Left", "End", "Right", "Home")),
    ],
)
def test_arrows_walk_the_page(
    page: PoemPage, qtbot: QtBot, vertical: bool, keys: Sequence[str]
) -> None:
    page.resize(460, 600)  # a row for each line
    page.set_vertical(vertical)
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    glyph(page, 0, 0).setFocus()
    reached = []
    for key in keys:
        qtbot.keyClick(page.focusWidget(), getattr(Qt.Key, f"Key_{key}"))
        reached.append(focused(page).removeprefix("poetry."))
    assert reached == [
        *("glyph.0.1", "glyph.1.1", "glyph.0.1", "glyph.0.0", "lock.0", "glyph.0.6", "lock.1"),
        "lock.1",
    ]


def test_the_page_has_one_stop_for_the_tab_key(page: PoemPage, qtbot: QtBot) -> None:
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    assert tab_stops(page) == [glyph(page, 0, 0)]
    glyph(page, 0, 0).setFocus()
    qtbot.keyClick(glyph(page, 0, 0), Qt.Key.Key_Down)
    assert tab_stops(page) == [glyph(page, 0, 1)]
    qtbot.mouseClick(glyph(page, 3, 3), Qt.MouseButton.LeftButton)
    assert tab_stops(page) == [glyph(page, 3, 3)]
    page.show_growing(Poem("七绝", QUATRAIN.lines[:1]))
    assert tab_stops(page) == [glyph(page, 0, 0)]


# Keeping lines ---------------------------------------------------------------------------


def test_locks_keep_lines(page: PoemPage, qtbot: QtBot) -> None:
    kept = Poem(QUATRAIN.form, QUATRAIN.lines, locked=(1,))
    page.show_poem(kept, judged(kept))
    assert page.locked == (1,)
    assert lock(page, 3).accessibleName() == "Keep line 4"
    assert lock(page, 3).accessibleDescription() == "轻舟已过万重山"
    with qtbot.waitSignal(page.locked_changed) as heard:
        qtbot.mouseClick(lock(page, 3), Qt.MouseButton.LeftButton)
    assert heard.args == [(1, 3)]
    assert page.poem and page.poem.locked == (1, 3)
    with qtbot.assertNotEmitted(page.locked_changed):
        page.show_poem(QUATRAIN, judged(QUATRAIN))
    assert page.locked == ()


def test_there_need_be_no_locks(page: PoemPage) -> None:
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    assert lock(page, 0).isVisible()
    page.set_lockable(False)
    assert not lock(page, 0).isVisible()
    assert glyph(page, 0, 0).isVisible()


@pytest.mark.parametrize("form", ["七绝", "free"])
@pytest.mark.parametrize("lines", [(), ("…",)])
def test_a_poem_of_nothing_is_an_empty_page(
    page: PoemPage, form: str, lines: tuple[str, ...]
) -> None:
    page.show_poem(Poem(form, lines), Judged(form, (), (), ()))
    page.show_growing(Poem(form, lines))
    assert page.grab().size() == page.size()


# While it is written ---------------------------------------------------------------------


@pytest.mark.parametrize("vertical", [True, False])
def test_nothing_moves_while_lines_come(page: PoemPage, vertical: bool) -> None:
    page.set_vertical(vertical)
    seen: dict[str, tuple[Glyph, object]] = {}
    whole = QUATRAIN.lines
    for count in (1, 2, 4):
        growing = Poem(QUATRAIN.form, (*whole[: count - 1], whole[count - 1][:3]), QUATRAIN.title)
        page.show_growing(growing, [7] * 4)
        for name, (each, place) in seen.items():
            assert page.findChild(Glyph, name) is each
            assert each.geometry() == place
        found = page.findChildren(Glyph)
        assert len(found) == 7 * (count - 1) + 3
        seen = {each.objectName(): (each, each.geometry()) for each in found}
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    assert all(each.geometry() == place for each, place in seen.values())


def test_nothing_is_chosen_or_locked_meanwhile(page: PoemPage, qtbot: QtBot) -> None:
    page.show_growing(QUATRAIN)
    assert page.poem is None
    assert not lock(page, 0).isEnabled()
    with qtbot.assertNotEmitted(page.chosen):
        qtbot.mouseClick(glyph(page, 0, 0), Qt.MouseButton.LeftButton)
    page.show_poem(QUATRAIN, judged(QUATRAIN))
    assert lock(page, 0).isEnabled()
