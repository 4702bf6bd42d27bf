"""A poem is held against a form: lines, lengths, tones, rhymes, repeated words."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from app.tabs.poetry.task import tunes
from app.tabs.poetry.task.tunes import Line, Place, Poem, Rhyme, Tune, Variant
from app.tabs.poetry.task.tunes.store import Tunes, dump

# A book of a few characters: tone and rhyme.
READINGS = {
    "天": "平a",
    "年": "平a",
    "春": "平b",
    "见": "去a",
    "月": "入c",
    "雪": "入c",
    "水": "上d",
    "看": "平a 去a",
}


@dataclass(frozen=True)
class Group:
    category: str
    part: str


@dataclass(frozen=True)
class Book:
    """The readings above; a reading is one of them."""

    modern: bool = False

    def of_reading(self, character: str, reading: str) -> list[Group]:
        known = READINGS.get(character, "").split()
        return [Group(*each) for each in known if reading in ("", each)]


def line(tones: str, rhyme: str = "", repeats: bool = False) -> Line:
    mark = Rhyme(int(rhyme[1:]), rhyme[0]) if rhyme else None
    none = (0,) * len(tones)
    return Line(tones, (), mark, repeats, none, none)


def form(*lines: Line) -> Variant:
    return Variant(lines, (0,), 1, Poem("", "", ()))


FORM = form(line("平中仄"), line("仄平", "平1"), line("中平", "平1"), line("仄", "仄1"))
POEM = ("天水月", "水天", "雪年", "见")


def test_a_poem_that_keeps_the_form_passes() -> None:
    check = tunes.check_tune(POEM, FORM, Book())
    assert check.passed
    assert not check.ambiguous
    assert not check.unknown


def test_every_wrong_tone_is_named_with_what_is_wanted() -> None:
    check = tunes.check_tune(("水水天", *POEM[1:]), FORM, Book())
    assert check.tones == (Place(0, 0, "平"), Place(0, 2, "仄"))
    assert check.faults == 2


@pytest.mark.parametrize(
    ("poem", "unrhymed"),
    [
        (("天水月", "水天", "雪年", "水"), (3,)),
        (("天水月", "水天", "雪春", "见"), (2,)),
        (("天水月", "水春", "雪年", "见"), (1,)),
    ],
)
def test_a_line_that_leaves_the_rhyme_is_named(poem: tuple[str, ...], unrhymed: object) -> None:
    assert tunes.check_tune(poem, FORM, Book()).rhymes == unrhymed


def test_rhymes_of_two_groups_need_not_agree() -> None:
    changing = form(line("平", "平1"), line("平", "平1"), line("仄", "仄2"), line("仄", "仄2"))
    assert tunes.check_tune(("天", "年", "月", "雪"), changing, Book()).passed
    assert tunes.check_tune(("天", "年", "月", "水"), changing, Book()).rhymes == (3,)


def test_an_entering_rhyme_takes_no_other_oblique_tone() -> None:
    entering = form(line("仄", "入1"), line("仄", "入1"))
    assert tunes.check_tune(("月", "雪"), entering, Book()).passed
    assert tunes.check_tune(("月", "见"), entering, Book()).rhymes == (1,)
    assert tunes.check_tune(("见", "看"), entering, Book(modern=True)).passed


def test_a_character_of_two_tones_is_ambiguous_and_one_of_none_unknown() -> None:
    check = tunes.check_tune(("看水月", "水天", "雪看", "见"), FORM, Book())
    assert check.passed
    assert check.ambiguous == (Place(0, 0, "平"), Place(2, 1, "平"))
    check = tunes.check_tune(("龘水月", "水天", "雪年", "龘"), FORM, Book())
    assert check.passed
    assert check.unknown == (Place(0, 0, "平"), Place(3, 0, "仄"))


def test_a_reading_that_is_known_decides() -> None:
    def departing(line: str) -> list[str]:
        return ["去a" if character == "看" else "" for character in line]

    check = tunes.check_tune(("看水月", "水天", "雪看", "见"), FORM, Book(), departing)
    assert check.tones == (Place(0, 0, "平"), Place(2, 1, "平"))
    assert check.rhymes == (2,)
    assert not check.ambiguous


def test_lines_of_another_length_and_missing_lines_are_counted() -> None:
    check = tunes.check_tune(("天水", "水天", "雪年"), FORM, Book())
    assert check.lengths == (0,)
    assert (check.lines, check.wanted_lines) == (3, 4)
    assert check.faults == 2


def test_a_line_that_must_say_the_one_before_again() -> None:
    again = form(line("平平"), line("平", repeats=True))
    assert tunes.check_tune(("天年", "年"), again, Book()).passed
    assert tunes.check_tune(("天年", "天"), again, Book()).repeats == (1,)


def test_the_form_that_a_poem_leaves_least_is_found() -> None:
    other = form(line("平中仄"), line("仄平", "平1"), line("中平", "平1"), line("仄仄"))
    oblique = form(line("仄中仄"), *FORM.lines[1:])
    tune = Tune("", (), (other, oblique, FORM))
    found, check = tunes.closest(POEM, tune, Book())
    assert found is FORM
    assert check.passed


def test_what_is_written_is_read_again() -> None:
    counted = replace(line("平中仄", "入2", True), pauses=(1,), level=(3, 2, 0), oblique=(0, 1, 4))
    model = Poem("某", "又名", ("天水月",))
    tune = Tune("某调", ("又名",), (Variant((counted,), (0,), 4, model),))
    written = Tunes(dump([tune]))
    assert dict(written) == {"某调": tune}
    assert written.names() == {"某调": "某调", "又名": "某调"}


def test_text_is_split_at_line_ends_and_not_at_pauses() -> None:
    text = "念去去、千里烟波，暮霭沉沉楚天阔。\n多情自古伤离别？"
    assert tunes.split_lines(text) == ("念去去千里烟波", "暮霭沉沉楚天阔", "多情自古伤离别")
    assert Poem("柳永", "雨霖铃", tunes.split_lines(text)).title == "雨霖铃·念去去千里烟波"
