"""Sentence pairs that are right, and the same with one error planted in the translation.

The pairs are in `planted_PART.tsv`: where a sentence is from, English, Chinese. The checks were
written with the development part only in sight, then mended after each held-out part was read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.tabs.translate.task.issues import Kind
from tests.tabs.planted_errors import ERRORS

SEED = 20240305
PARTS = ("development", "held_out", "second_held_out")


@dataclass(frozen=True)
class Pair:
    domain: str
    english: str
    chinese: str


@dataclass(frozen=True)
class Case:
    """A translation with the kind of its one error, None for none.

    `tolerated` are the kinds that may be reported besides, because they are true as well.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    kind: Kind | None = None
    error: str = ""
    tolerated: frozenset[Kind] = frozenset()


def read(*parts: str) -> list[Pair]:
    """Return the pairs of these parts."""
    folder = Path(__file__).parent
    texts = [(folder / f"planted_{part}.tsv").read_text(encoding="utf-8") for part in parts]
    return [Pair(*line.split("\t")) for text in texts for line in text.splitlines()]


def clean(pairs: Sequence[Pair]) -> list[Case]:
    """Return every pair in both directions."""
    return [Case(*direction) for pair in pairs for direction in _directions(pair)]


def planted(pairs: Sequence[Pair]) -> list[Case]:
    """Return every error, once in every pair and direction where it has a place."""
    cases = []
    for pair in pairs:
        for source, target, one, other in _directions(pair):
            for error in ERRORS:
                dice = random.Random(f"{SEED} {error.name} {target}")
                spoilt = error.spoil(source, target, other, dice)
                if spoilt is not None and spoilt != target:
                    cases.append(
                        Case(source, spoilt, one, other, error.kind, error.name, error.tolerated)
                    )
    return cases


def _directions(pair: Pair) -> Iterator[tuple[str, str, str, str]]:
    yield pair.english, pair.chinese, "en", "zh"
    yield pair.chinese, pair.english, "zh", "en"
