"""How candidates for a poem compare."""

from __future__ import annotations

import pytest

from app.tabs.poetry.task.chinese.faults import Verdict
from app.tabs.poetry.task.ranking import Candidate, ranked, variety
from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem, Sign

SPRING = ("春眠不觉晓", "处处闻啼鸟")


def candidate(
    seed: int,
    logprob: float = -3.0,
    variety: float = 0.5,
    *,
    level: Level = Level.GOOD,
    verdict: Verdict = Verdict.FITS,
) -> Candidate:
    judged = Judged("五绝", ((Sign("春", verdict=verdict),),), (0,), (Finding("tone", level),))
    return Candidate(Poem("五绝", ("春",)), judged, logprob, variety, seed)


def seeds(*candidates: Candidate) -> list[int]:
    return [each.seed for each in ranked(candidates)]


def test_a_repeated_character_is_no_variety() -> None:
    assert variety(SPRING) == pytest.approx(9 / 10)


def test_characters_of_every_other_candidate_are_no_variety() -> None:
    assert variety(("春眠",), [("春山",), ("夜春",)]) == pytest.approx(1 / 2)


def test_a_character_of_one_of_two_others_counts_half() -> None:
    assert variety(("春",), [("春",), ("秋",)]) == pytest.approx(1 / 2)


def test_words_count_in_english_and_capitals_do_not() -> None:
    assert variety(("The wind, the winter's wind",)) == pytest.approx(3 / 5)


def test_a_rare_character_is_one() -> None:
    assert variety(("𠮷人",)) == 1.0


def test_nothing_has_no_variety() -> None:
    assert variety(()) == variety(("…",)) == 0.0


def test_the_likelier_one_comes_first() -> None:
    assert seeds(candidate(1, -4.0), candidate(2, -2.0), candidate(3, -3.0)) == [2, 3, 1]


def test_likelihood_weighs_more_than_variety() -> None:
    assert seeds(candidate(1, -4.0, 0.9), candidate(2, -2.0, 0.1)) == [2, 1]


def test_variety_decides_among_the_equally_likely() -> None:
    assert seeds(candidate(1, variety=0.2), candidate(2, variety=0.8)) == [2, 1]


def test_the_form_comes_before_all_else() -> None:
    wrong = candidate(1, -1.0, 1.0, level=Level.GRAVE)
    unsure = candidate(2, -2.0, 0.9, verdict=Verdict.AMBIGUOUS)
    assert seeds(wrong, unsure, candidate(3, -5.0, 0.1)) == [3, 2, 1]


def test_equal_ones_keep_their_order() -> None:
    assert seeds(candidate(2), candidate(1), candidate(3)) == [2, 1, 3]


def test_no_candidates_have_no_order() -> None:
    assert ranked(()) == []
