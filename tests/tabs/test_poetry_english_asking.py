"""A model's scores become ranked words, the words of a theme, and verse."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import TypeVar

import pytest

from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.english import theme
from app.tabs.poetry.task.english.asking import (
    Next,
    Ranked,
    Ranker,
    ScoreAsk,
    Scoring,
    continuation,
    drive,
)
from app.tabs.poetry.task.english.check import check
from app.tabs.poetry.task.english.forms import FORMS, FormId, counted
from app.tabs.poetry.task.english.lines import Impossible, Line, Search, find_lines, grams
from app.tabs.poetry.task.english.rhymes import kind
from app.tabs.poetry.task.english.sounds import FUNCTION, words_of
from app.tabs.poetry.task.english.versing import Verse, compose_verse
from app.tabs.poetry.task.english.vocabulary import Vocabulary

T = TypeVar("T")
NARROW = Search(width=1, branches=2)


class Scores:
    """Scores words by a table, and all others by chance that depends on the text."""

    def __init__(self, table: Mapping[str, tuple[float, ...]] | None = None) -> None:
        self.table = table or {}
        self.asked: list[ScoreAsk] = []

    def __call__(self, steps: Scoring[T]) -> T:
        try:
            ask = next(steps)
            while True:
                self.asked.append(ask)
                ask = steps.send(self.answer(ask))
        except StopIteration as stop:
            found: T = stop.value
            return found

    def answer(self, ask: ScoreAsk) -> list[Sequence[float]]:
        scores = [self.score(ask.prompt, piece) for piece in ask.continuations]
        return [found[: ask.depth or None] for found in scores]

    def score(self, text: str, piece: str) -> tuple[float, ...]:
        chance = zlib.crc32(f"{text}|{piece}".encode()) / 2**32
        return self.table.get(piece, (-2.0 - 10.0 * chance,))


def verse(form: FormId, brief: Brief, seed: int = 0) -> Verse:
    return Scores()(compose_verse(FORMS[form], brief, seed, search=NARROW))


def test_a_word_of_several_tokens_is_ranked_by_all_of_them() -> None:
    scores = Scores({" glimmer": (-0.1, -5.0), " gold": (-1.0,), " gloom": (-0.1, -0.3)})
    ranked = scores(Ranker().answer(Next("All that", ("glimmer", "gold", "gloom"))))
    assert [word for word, _ in ranked] == ["gloom", "gold", "glimmer"]
    assert ranked[-1][1] == pytest.approx(-5.1)


def test_the_rest_of_a_word_is_scored_once() -> None:
    scores, ranker = Scores({" glimmer": (-0.1, -5.0)}), Ranker()
    for text in ("All that", "All these"):
        ranked = scores(ranker.answer(Next(text, ("glimmer", "gold"))))
        assert ranked[0][1] != ranked[1][1]
    assert [ask.depth for ask in scores.asked] == [1, 0, 1]


def test_only_the_best_are_scored_wholly() -> None:
    scores = Scores()
    many = tuple(f"word{number}" for number in range(200))
    scores(Ranker().answer(Next("A", many)))
    assert sum(len(ask.continuations) for ask in scores.asked if not ask.depth) < 20


@pytest.mark.parametrize(
    ("text", "word", "piece"),
    [
        ("Autumn\n\n", "the", "The"),
        ("The river", "runs", " runs"),
        ("And so", "i'm", " I'm"),
        ("And", "'tis", " 'tis"),
        ("The end", ".\n", ".\n"),
    ],
)
def test_a_word_follows_a_text_as_it_is_written(text: str, word: str, piece: str) -> None:
    assert continuation(text, word) == piece


def test_a_palette_has_the_words_of_the_theme() -> None:
    class Themed(Scores):
        def score(self, text: str, piece: str) -> tuple[float, ...]:
            near = "harbour" in text and piece in (" ship", " tide")
            return (-1.0,) if near else (-8.0 - len(piece) / 1000 - ord(piece[1]) / 100,)

    found = Themed()(theme.palette(Brief("haiku", theme="a harbour"), Ranker()))
    assert found.bias["ship"] > 0 and found.bias["harbour"] > 0
    assert "ship" in found.words and "the" in found.words


def test_words_of_which_only_the_beginning_is_scored_are_left_out() -> None:
    class Alike(Scores):
        def score(self, text: str, piece: str) -> tuple[float, ...]:
            alike = piece.startswith((" warm", " warp"))
            return (-1.0,) if alike else super().score(text, piece)

    found = Alike()(theme.palette(Brief("haiku", theme="a harbour"), Ranker()))
    assert not {"warm", "warms", "warp", "warps"} & set(found.words)


def test_a_theme_is_asked_for_once() -> None:
    scores, ranker = Scores(), Ranker()
    for _ in range(2):
        scores(theme.palette(Brief("haiku", theme="a harbour"), ranker))
    assert len(scores.asked) == 2 * len(theme.CONTEXTS)


@pytest.mark.parametrize("form", ["haiku", "limerick", "couplets"])
def test_verse_keeps_its_form(form: FormId) -> None:
    found = verse(form, Brief(form, theme="the sea"))
    assert check(found.lines, FORMS[form]).correct, found.lines
    assert found.lines[-1][-1] in ".!?"
    assert found.mean == found.logprob / len(words_of(" ".join(found.lines)))


def test_words_to_use_are_there_and_others_return_seldom() -> None:
    for seed in range(3):
        found = verse("limerick", Brief("limerick", use=("window", "silver")), seed)
        words = words_of(" ".join(found.lines))
        assert {"window", "silver"} <= set(words)
        heavy = [word for word in words if word not in FUNCTION]
        assert len(set(heavy)) > 0.8 * len(heavy)


def test_the_first_rhyme_is_the_wished_one() -> None:
    found = verse("limerick", Brief("limerick", rhyme="moon"))
    assert kind(words_of(found.lines[0]), ("moon",)) == "perfect"
    assert check(found.lines, FORMS["limerick"]).correct


def test_a_wish_that_rhymes_with_nothing_is_refused() -> None:
    with pytest.raises(Impossible):
        verse("limerick", Brief("limerick", rhyme="orange"))


def test_a_word_does_not_rhyme_with_itself() -> None:
    assert kind(("in", "spring"), ("a", "spring")) == "identical"
    assert kind(("found", "it"), ("around", "it")) == "perfect"


def test_an_abbreviation_is_no_reading_of_a_word() -> None:
    report = check(["So let us march through all the storm to night"], FORMS["blank"])
    assert report.correct
    assert not check(["So let us march through the storm to night"], FORMS["blank"]).correct


def test_no_three_words_are_copied_from_what_was_read() -> None:
    read = grams([("the", "old", "man", "sang", "low")])
    assert read == {
        ("", "the", "old"),
        ("the", "old", "man"),
        ("old", "man", "sang"),
        ("man", "sang", "low"),
    }
    others = ("the", "wind", "blew", "warm", "and", "soft")

    class Copying:
        def continuations(self, text: str, among: Sequence[str]) -> list[Ranked]:
            end = ("", *words_of(text))[-2:]
            copied = [(word, -1.0) for word in among if (*end, word) in read]
            return [*copied, *((word, -3.0) for word in others if word in among)]

    search = Search(width=1, branches=1, chance=0.0)
    line = Line(counted(5), opening=("the",), grams=read)
    found = drive(find_lines(line, "", Vocabulary(), search), Copying())
    assert not read & grams([found[0].words])


def test_an_article_fits_the_sound_after_it() -> None:
    class Careless:
        def continuations(self, text: str, among: Sequence[str]) -> list[Ranked]:
            return [(w, -1.0 - n) for n, w in enumerate(("hour", "house", "owl")) if w in among]

    search = Search(width=1, branches=1, chance=0.0)
    for article, word in (("a", "house"), ("an", "hour")):
        line = Line(counted(2), opening=(article,))
        found = drive(find_lines(line, "", Vocabulary(), search), Careless())
        assert found[0].words == (article, word)
