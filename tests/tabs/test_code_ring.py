"""Chunks of other places: which are kept, and which are shown in what order."""

from __future__ import annotations

from app.tabs.code.task.place import Place, place_at
from app.tabs.code.task.ring import LINES, SIZE, Ring

WORDS = ("value", "other", "apples", "pears", "plums", "cherries")
NAMES = " ".join(f"{word}_{number}" for word in WORDS for number in range(4))
HERE = Place("here.py", f"# {'about nothing ' * 20}\nimport os\n\n\ndef here():\n    {NAMES}", "\n")


def source(word: str, lines: int = 10) -> str:
    return "".join(f"{word}_{number} = {word}({number})\n" for number in range(lines))


def opened(path: str, text: str, offset: int = 0) -> Place:
    return place_at(text, offset, path)


def paths(ring: Ring, place: Place = HERE, budget: int = 100_000) -> list[str]:
    return [chunk.path for chunk in ring.choose(place, budget)]


def test_what_is_around_the_cursor_is_kept_in_whole_lines() -> None:
    ring = Ring()
    text = source("value", 300)
    ring.note(opened("a.py", text, len(text) // 2 + 3))
    (chunk,) = ring.chunks
    assert chunk.text in text
    assert chunk.text.count("\n") == LINES
    middle = text[: len(text) // 2].count("\n")
    assert f"value_{middle} = " in chunk.text
    ring.note(opened("b.py", "\n" + source("short", 3)))
    assert ring.chunks[-1].text == source("short", 3)


def test_the_beginning_and_the_end_of_a_file_give_as_much() -> None:
    text = source("value", 300)
    for offset in (0, len(text)):
        ring = Ring()
        ring.note(opened("a.py", text, offset))
        assert ring.chunks[0].text.count("\n") == LINES


def test_a_similar_chunk_takes_the_place_of_the_old_one() -> None:
    ring = Ring()
    text = source("value", 40)
    ring.note(opened("a.py", text))
    version = ring.version
    ring.note(opened("a.py", text))
    assert ring.version == version
    ring.note(opened("a.py", text.replace("value_3 ", "other_3 ")))
    assert len(ring.chunks) == 1
    assert "other_3 " in ring.chunks[0].text
    assert ring.version > version
    ring.note(opened("b.py", source("different", 40)))
    assert len(ring.chunks) == 2


def test_the_oldest_goes_when_there_are_too_many() -> None:
    ring = Ring()
    for number in range(SIZE + 2):
        ring.note(opened(f"{number}.py", source(f"name{number}")))
    assert [chunk.path for chunk in ring.chunks] == [f"{n}.py" for n in range(2, SIZE + 2)]


def test_what_was_copied_is_kept_unless_it_says_little() -> None:
    ring = Ring()
    ring.copied("a.py", source("copied", 100))
    ring.copied("a.py", "word")
    ring.copied("a.py", "\n\n \n")
    (chunk,) = ring.chunks
    assert chunk.text == source("copied", LINES)


def test_an_edited_region_is_kept_once_it_is_left() -> None:
    ring = Ring()
    text = source("value", 400)
    lines = text.split("\n")
    edit = text.index(lines[100])
    ring.edited(opened("a.py", text, edit + 4))
    ring.moved(opened("a.py", text, text.index(lines[110])))
    assert not ring.chunks
    ring.edited(opened("a.py", text, edit + 5))
    assert not ring.chunks
    ring.moved(opened("a.py", text, text.index(lines[200])))
    assert [lines[100] in chunk.text for chunk in ring.chunks] == [True]
    version = ring.version
    ring.moved(opened("a.py", text, text.index(lines[300])))
    assert ring.version == version


def test_an_edit_elsewhere_leaves_the_region_too() -> None:
    ring = Ring()
    text = source("value", 400)
    ring.edited(opened("a.py", text, 40))
    ring.edited(opened("a.py", text, len(text) - 40))
    assert [chunk.text.startswith("value_0 ") for chunk in ring.chunks] == [True]
    ring.edited(opened("b.py", source("other")))
    assert len(ring.chunks) == 2


def test_what_the_prompt_shows_anyway_is_left_out() -> None:
    ring = Ring()
    text = source("value", 100)
    ring.note(opened("a.py", text, len(text) // 2))
    ring.note(opened("b.py", source("other") + "value_48 + value_49 + value_50 + value_51\n"))
    assert paths(ring, opened("a.py", text, len(text) // 2)) == ["b.py"]
    assert paths(ring, opened("copy.py", text, len(text) // 2)) == ["b.py"]
    assert paths(ring, Place("c.py", "value_45\n", "")) == ["b.py", "a.py"]


def test_the_relevant_are_chosen_where_not_all_fit() -> None:
    ring = Ring()
    for name in ("apples", "pears", "plums", "cherries"):
        ring.note(opened(f"{name}.py", source(name)))
    place = Place(
        "here.py",
        "plums_3 + plums_4 + plums_5 + plums_6 + apples_2 + apples_5 + apples_6 + apples_7\n",
        "\n",
    )
    assert paths(ring, place, 420) == ["apples.py", "plums.py"]
    assert paths(ring, place, 250) in (["apples.py"], ["plums.py"])
    assert paths(ring, place, 0) == []


def test_a_name_that_all_chunks_have_says_little_of_one() -> None:
    ring = Ring()
    for name in ("first", "second", "third"):
        ring.note(opened(f"{name}.py", f"in_common = the_usual()\n{name} = the_usual\n"))
    ring.note(opened("rare.py", "rare_thing = 1\nrare_thing + so_rare + theRarest + rarer_still\n"))
    place = Place(
        "here.py", "in_common the_usual rare_thing so_rare theRarest rarer_still\n" * 6, ""
    )
    assert paths(ring, place) == ["rare.py"]


def test_what_is_not_related_is_left_out() -> None:
    ring = Ring()
    ring.note(opened("a.py", "def this_one(self):\n    return None  # about other value\n"))
    assert paths(ring) == []
    assert paths(ring, Place("new.py", "import os\n", "")) == ["a.py"]  # there is nothing else


def test_a_file_is_read_in_parts() -> None:
    ring = Ring()
    text = source("value", 60)
    ring.read("a.py", text)
    assert "".join(chunk.text for chunk in ring.chunks) == text
    assert {chunk.text.count("\n") for chunk in ring.chunks} == {LINES, 60 % LINES}


def test_the_chosen_keep_their_order_and_new_ones_come_last() -> None:
    ring = Ring()
    ring.note(opened("a.py", source("apples", 40)))
    ring.note(opened("b.py", source("pears")))
    before = ring.choose(HERE, 100_000)
    ring.note(opened("0.py", source("plums")))
    after = ring.choose(HERE, 100_000)
    assert after[: len(before)] == before
    assert [chunk.path for chunk in after] == ["a.py", "b.py", "0.py"]
    ring.note(opened("a.py", source("apples", 40).replace("apples_1 ", "cherries_1 ")))
    assert paths(ring) == ["b.py", "0.py", "a.py"]


def test_a_chosen_chunk_stays_among_equals() -> None:
    ring = Ring()
    ring.note(opened("a.py", source("apples")))
    place = Place(
        "here.py",
        "apples_3 + apples_4 + apples_5 + apples_6 + pears_2 + pears_5 + pears_6 + pears_7\n",
        "\n",
    )
    assert paths(ring, place, 250) == ["a.py"]
    ring.note(opened("b.py", source("pears")))
    assert paths(ring, place, 250) == ["a.py"]
