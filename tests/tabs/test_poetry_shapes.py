"""All forms by name."""

from __future__ import annotations

import pytest

from app.tabs.poetry.task import shapes
from app.tabs.poetry.task.shapes import Family, Shape, books, names, shape


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("五绝", Shape("五绝", Family.REGULATED, 4, 5)),
        ("七律", Shape("七律", Family.REGULATED, 8, 7)),
        ("七言排律", Shape("七言排律", Family.LONG, 0, 7)),
        ("五古", Shape("五古", Family.OLD, 0, 5)),
        ("对联", Shape("对联", Family.COUPLET, 2, 0)),
        ("如梦令", Shape("如梦令", Family.TUNE, 7, 0)),
        ("shakespearean", Shape("shakespearean", Family.ENGLISH, 14, 0)),
        ("haiku", Shape("haiku", Family.ENGLISH, 3, 0)),
        ("villanelle", Shape("villanelle", Family.ENGLISH, 19, 0)),
        ("free", Shape("free", Family.ENGLISH, 0, 0)),
    ],
)
def test_each_kind_of_form_has_its_size(name: str, wanted: Shape) -> None:
    assert shape(name) == wanted
    assert shape(name).chinese is (wanted.family is not Family.ENGLISH)


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("五言绝句", "五绝"),
        ("七言律诗", "七律"),
        ("七言律詩", "七律"),
        ("七絕", "七绝"),
        ("五言古風", "五古"),
        ("七言古体诗", "七古"),
        ("古风", "五古"),
        ("律诗", "七律"),
        ("七排", "七言排律"),
        ("對聯", "对联"),
        (" 七律 ", "七律"),
        ("酹江月", "念奴娇"),
        ("念奴嬌", "念奴娇"),
        ("Haiku", "haiku"),
        ("sonnet", "shakespearean"),
        ("Shakespearean  sonnet", "shakespearean"),
        ("petrarchan sonnet", "petrarchan"),
        ("Couplet", "couplets"),
        ("blank verse", "blank"),
        ("FREE VERSE", "free"),
        ("ballad stanza", "ballad"),
    ],
)
def test_a_form_is_known_by_its_other_names(name: str, usual: str) -> None:
    assert shape(name).name == usual


@pytest.mark.parametrize("name", ["", "epic", "haiku sonnet sonnet", "没有这个词牌", "七"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        shape(name)


def test_the_families_hold_all_forms() -> None:
    assert names(Family.REGULATED) == ("五绝", "七绝", "五律", "七律")
    assert names(Family.LONG) == ("五言排律", "七言排律")
    assert names(Family.OLD) == ("五古", "七古")
    assert names(Family.COUPLET) == ("对联",)
    assert len(names(Family.ENGLISH)) == 9
    assert len(names(Family.TUNE)) >= 800
    for family in Family:
        for name in names(family):
            assert shape(name).name == name
            assert shape(name).family is family


def test_the_usual_book_comes_first() -> None:
    assert books(shape("七律")) == ("平水韵", "中华新韵", "中华通韵")
    assert books(shape("对联"))[0] == books(shape("五古"))[0] == "平水韵"
    assert books(shape("如梦令")) == ("词林正韵", "中华新韵", "中华通韵")
    assert books(shape("haiku")) == ()


def test_other_forms_do_not_wait_for_the_tunes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: str) -> None:
        raise AssertionError("the tunes were read")

    monkeypatch.setattr(shapes, "find", refuse)
    monkeypatch.setattr(shapes, "load", refuse)
    assert shape("七言律詩").name == "七律"
    assert shape("Sonnet").name == "shakespearean"
    assert [names(family) for family in Family if family is not Family.TUNE]
    with pytest.raises(KeyError):
        shape("epic")
