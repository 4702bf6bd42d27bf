"""Poems that are composed under a form keep it, whatever the model says."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from app.tabs.poetry.task.english.asking import Ranked, drive
from app.tabs.poetry.task.english.check import check
from app.tabs.poetry.task.english.compose import Brief, compose
from app.tabs.poetry.task.english.forms import FORMS, FormId
from app.tabs.poetry.task.english.lines import Impossible, Search
from app.tabs.poetry.task.english.sounds import sounds, words_of
from app.tabs.poetry.task.english.vocabulary import Vocabulary

NARROW = Search(width=2, branches=2)


class Chance:
    """Ranks a few words of the choice, at random."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def continuations(self, text: str, among: Sequence[str]) -> list[Ranked]:
        words = self.random.sample(among, min(20, len(among)))
        return [(word, -self.random.expovariate(0.2)) for word in words]


class Silent:
    """Ranks no word."""

    def continuations(self, text: str, among: Sequence[str]) -> list[Ranked]:
        return []


class Greedy:
    """Likes the longest words, which lead into corners."""

    def continuations(self, text: str, among: Sequence[str]) -> list[Ranked]:
        return [(word, -1.0 / len(word)) for word in sorted(among, key=len, reverse=True)]


def poem(form: FormId, seed: int, brief: Brief | None = None) -> tuple[str, ...]:
    search = Search(width=1, branches=2, seed=seed)
    return drive(compose(FORMS[form], brief or Brief(), search), Chance(seed))


@pytest.mark.parametrize(
    ("form", "count"), [("limerick", 60), ("haiku", 100), ("shakespearean", 20)]
)
def test_many_poems_keep_their_form(form: FormId, count: int) -> None:
    poems = [poem(form, seed) for seed in range(count)]
    for lines in poems:
        report = check(lines, FORMS[form])
        assert report.correct, (lines, report.faults)
        assert all(sounds(words_of(line)[-1]) for line in lines)
    assert len(set(poems)) == count


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"limerick", "haiku", "shakespearean"}))
def test_the_other_forms_are_kept(form: FormId) -> None:
    for seed in range(5):
        lines = poem(form, seed, Brief(lines=8))
        assert check(lines, FORMS[form]).correct, lines
        assert len(lines) >= 8


@pytest.mark.parametrize("continuer", [Silent(), Greedy()])
@pytest.mark.parametrize("form", ["limerick", "haiku", "shakespearean"])
def test_no_model_leads_into_a_corner(continuer: Silent | Greedy, form: FormId) -> None:
    lines = drive(compose(FORMS[form], Brief(), NARROW), continuer)
    assert check(lines, FORMS[form]).correct, lines


def test_the_same_seed_composes_the_same_poem() -> None:
    assert poem("limerick", 7) == poem("limerick", 7) != poem("limerick", 8)


def test_locked_lines_stay_and_are_rhymed_with() -> None:
    locked = {0: "There was an old man with a beard", 3: "A frog in the rain"}
    for seed in range(10):
        lines = poem("limerick", seed, Brief(locked=locked))
        assert (lines[0], lines[3]) == (locked[0], locked[3])
        assert check(lines, FORMS["limerick"]).correct, lines


def test_a_locked_refrain_stands_wherever_it_comes_back() -> None:
    refrain = "The river takes the morning to the sea"
    lines = poem("villanelle", 3, Brief(locked={5: refrain}))
    assert [at for at, line in enumerate(lines) if line == refrain] == [0, 5, 11, 17]
    assert check(lines, FORMS["villanelle"]).correct, lines


def test_a_word_that_rhymes_with_none_is_refused() -> None:
    with pytest.raises(Impossible):
        poem("couplets", 0, Brief(locked={0: "And all the golden morning turned to orange"}))


def test_avoided_words_are_left_out() -> None:
    avoid = ("the", "and", "of", "i")
    for seed in range(5):
        lines = poem("haiku", seed, Brief(avoid=avoid))
        assert not set(avoid) & {word for line in lines for word in words_of(line)}


def test_avoided_words_are_no_rhyme_words() -> None:
    lines = poem("couplets", 0, Brief(lines=2))
    again = poem("couplets", 0, Brief(lines=2, avoid=(words_of(lines[1])[-1],)))
    assert words_of(lines[1])[-1] not in words_of(" ".join(again))
    assert check(again, FORMS["couplets"]).correct


def test_a_poem_begins_as_it_is_told() -> None:
    assert poem("haiku", 1, Brief(opening="an old pond"))[0].startswith("An old pond ")


def test_a_vocabulary_can_fill_any_gap() -> None:
    with pytest.raises(ValueError, match="one syllable"):
        Vocabulary(("the", "garden"))
