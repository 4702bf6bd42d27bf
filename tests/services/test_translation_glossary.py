from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.protocol import ErrorCode, UserError
from app.services.database import KEEP_DELETED_SECONDS, Database
from app.services.translation.glossary import Duplicate, Glossary
from app.tabs.translate.task.terms import Term

EN_ZH, ZH_EN = ("en", "zh"), ("zh", "en")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "terms.db")
    yield opened
    opened.close()


@pytest.fixture
def glossary(database: Database) -> Glossary:
    return Glossary(database)


def test_terms_are_kept(glossary: Glossary, database: Database) -> None:
    terms = [
        Term("inkstone", "砚台", note="the tool"),
        Term("IT", "信息技术", case_sensitive=True),
        Term("Inkstone Desk", "", keep=True),
    ]
    added = glossary.add(EN_ZH, terms)
    assert len(added.ids) == 3
    assert added.duplicates == ()
    again = Glossary(database)
    assert [entry.term for entry in again.entries(EN_ZH)] == terms
    assert again.pairs() == [EN_ZH]
    assert again.terms(EN_ZH) == tuple(terms)


def test_terms_are_tidied_or_refused(glossary: Glossary) -> None:
    glossary.add(EN_ZH, [Term(" ink\x00stone\n", "\t砚台 "), Term("Qt", "ignored", keep=True)])
    assert glossary.terms(EN_ZH) == (Term("ink\ufffdstone", "砚台"), Term("Qt", "", keep=True))
    before = glossary.version(EN_ZH)
    for bad in (Term(" ", "x"), Term("x", "")):
        with pytest.raises(UserError) as caught:
            glossary.add(EN_ZH, [Term("fine", "好"), bad])
        assert caught.value.code is ErrorCode.BAD_USE
    assert glossary.version(EN_ZH) == before


def test_duplicates_are_told(glossary: Glossary) -> None:
    glossary.add(EN_ZH, [Term("Apple", "苹果"), Term("IT", "信息技术", case_sensitive=True)])
    apple, it = glossary.entries(EN_ZH)
    offered = [Term("apple", "苹果公司"), Term("it", "它", case_sensitive=True), Term("It", "它")]
    added = glossary.add(EN_ZH, [*offered, Term("pear", "梨"), Term("pear", "鸭梨")])
    assert len(added.ids) == 2
    assert added.duplicates[:2] == (Duplicate(offered[0], apple), Duplicate(offered[2], it))
    assert added.duplicates[2].kept.term == Term("pear", "梨")
    assert glossary.add(ZH_EN, [Term("Apple", "苹果")]).duplicates == ()


def test_changing(glossary: Glossary) -> None:
    glossary.add(EN_ZH, [Term("one", "一"), Term("two", "二")])
    one, two = glossary.entries(EN_ZH)
    assert glossary.change(one, Term("ONE", "壹", note="formal")) is None
    assert glossary.terms(EN_ZH)[0] == Term("ONE", "壹", note="formal")
    assert glossary.change(one, Term("Two", "贰")) == Duplicate(Term("Two", "贰"), two)
    assert glossary.terms(EN_ZH)[0].source == "ONE"
    assert glossary.change(one, one.term) is None
    assert glossary.entries(EN_ZH) == [one, two]


def test_removing_is_undone(glossary: Glossary, database: Database) -> None:
    ids = glossary.add(EN_ZH, [Term("one", "一"), Term("two", "二")]).ids
    removed = glossary.remove(ids[:1])
    assert glossary.terms(EN_ZH) == (Term("two", "二"),)
    assert glossary.remove(ids) == ids[1:]
    glossary.restore(removed)
    assert glossary.terms(EN_ZH) == (Term("one", "一"),)
    database.connection.execute(
        "UPDATE glossary_terms SET deleted_at = ? WHERE deleted_at IS NOT NULL",
        (time.time() - KEEP_DELETED_SECONDS - 1,),
    )
    Glossary(database).restore(ids)
    assert Glossary(database).terms(EN_ZH) == (Term("one", "一"),)


def test_the_other_direction_is_served_where_it_leaves_no_doubt(glossary: Glossary) -> None:
    glossary.add(
        EN_ZH,
        [
            Term("inkstone", "砚台", note="n"),
            Term("desk", "桌子"),
            Term("table", "桌子"),
            Term("ink", "墨"),
            Term("Qt", "", case_sensitive=True, keep=True),
        ],
    )
    glossary.add(ZH_EN, [Term("墨", "India ink")])
    assert glossary.terms(ZH_EN) == (
        Term("墨", "India ink"),
        Term("砚台", "inkstone", note="n"),
        Term("Qt", "", case_sensitive=True, keep=True),
    )
    # Nor does ink come back for what has a term of its own.
    assert Term("India ink", "墨") in glossary.terms(EN_ZH)
    assert glossary.entries(ZH_EN)[0].term == Term("墨", "India ink")


def test_the_version_changes_with_the_terms(glossary: Glossary, database: Database) -> None:
    versions = [glossary.version(EN_ZH)]
    (one,) = glossary.add(EN_ZH, [Term("one", "一")]).ids
    versions.append(glossary.version(EN_ZH))
    reverse = glossary.version(ZH_EN)
    glossary.change(glossary.entries(EN_ZH)[0], Term("one", "壹"))
    versions.append(glossary.version(EN_ZH))
    assert glossary.version(ZH_EN) != reverse
    glossary.add(ZH_EN, [Term("二", "two")])
    versions.append(glossary.version(EN_ZH))
    assert len(set(versions)) == 4
    assert Glossary(database).version(EN_ZH) == versions[-1]
    glossary.restore(glossary.remove([one]))
    assert glossary.version(EN_ZH) == versions[-1]
