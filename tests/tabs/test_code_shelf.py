"""Suggestions that are known: typed along, gone back, accepted in part, by rank."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.tabs.code.task.place import Place
from app.tabs.code.task.shelf import AFTER, BEFORE, REACH, Shelf

PLACE = Place("a.py", "def ", "\nrest\n")


def typed(text: str, place: Place = PLACE) -> Place:
    return replace(place, before=place.before + text)


def test_what_is_typed_along_leaves_the_remainder() -> None:
    shelf = Shelf()
    shelf.put(PLACE, "main(x):\n    pass")
    assert shelf.find(PLACE) == "main(x):\n    pass"
    assert shelf.find(typed("main")) == "(x):\n    pass"
    assert shelf.find(typed("main(x):")) == "\n    pass"
    assert shelf.find(typed("mai")) == "n(x):\n    pass"
    assert shelf.find(typed("mx")) is None
    assert shelf.find(typed("main(x):\n    pass")) is None


@given(st.text(min_size=1, max_size=200), st.text(max_size=600), st.data())
def test_every_beginning_has_its_remainder(text: str, before: str, data: st.DataObject) -> None:
    shelf = Shelf()
    place = replace(PLACE, before=before)
    shelf.put(place, text)
    size = data.draw(st.integers(0, len(text) - 1))
    found = shelf.find(typed(text[:size], place))
    assert found is not None
    assert found
    assert text.endswith(found)  # a repeated beginning may leave more than the very rest


def test_another_file_and_other_text_around_are_other_places() -> None:
    shelf = Shelf()
    shelf.put(PLACE, "main")
    assert shelf.find(replace(PLACE, path="b.py")) is None
    assert shelf.find(replace(PLACE, after="\nother\n")) is None
    assert shelf.find(replace(PLACE, before="class ")) is None


def test_what_is_far_away_does_not_matter() -> None:
    shelf = Shelf()
    before, after = "b" * BEFORE, "a" * AFTER
    shelf.put(Place("a.py", "one" + before, after + "one"), "text")
    assert shelf.find(Place("a.py", "two" + before, after + "two")) == "text"


def test_it_is_known_that_there_is_nothing() -> None:
    shelf = Shelf()
    shelf.put(PLACE, "")
    assert shelf.find(PLACE) == ""
    assert shelf.find(typed("x")) is None


def test_a_later_suggestion_goes_before_an_earlier_one() -> None:
    shelf = Shelf()
    shelf.put(PLACE, "main(x)")
    shelf.put(typed("main"), "(y)")
    assert shelf.find(typed("main")) == "(y)"
    assert shelf.find(typed("main(x")) == ")"


def test_alternatives_have_ranks() -> None:
    shelf = Shelf()
    for rank, text in enumerate(("one", "two", "one", "", "three")):
        shelf.put(PLACE, text, rank)
    assert shelf.at(PLACE) == ("one", "two", "three")
    assert shelf.ranks(PLACE) == 5
    assert shelf.find(typed("t")) == "wo"
    assert shelf.find(typed("th")) == "ree"
    assert shelf.at(typed("t")) == ()
    assert shelf.ranks(typed("t")) == 0


def test_the_longest_unused_is_forgotten() -> None:
    shelf = Shelf(3)
    places = [replace(PLACE, before=f"{number} ") for number in range(4)]
    for place in places[:3]:
        shelf.put(place, "text")
    assert shelf.find(typed("te", places[0])) == "xt"
    shelf.put(places[3], "text")
    assert [shelf.find(place) for place in places] == ["text", None, "text", "text"]
    assert len(shelf) == 3
    shelf.clear()
    assert shelf.find(places[0]) is None


def test_a_suggestion_reaches_as_far_as_it_says() -> None:
    shelf = Shelf()
    shelf.put(PLACE, "ab" * REACH)
    assert shelf.find(typed("ab" * (REACH // 2))) == "ab" * (REACH // 2)
    assert shelf.find(typed("ab" * (REACH // 2) + "a")) is None
