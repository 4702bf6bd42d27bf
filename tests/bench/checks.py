"""Precision and recall of the checks of a translation: `python -m tests.bench.checks`.

The sentences are those of `tests.tabs.planted`. A kind is right where its error was planted and
it was reported; it is wrong where it was reported and is not true.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.tabs.translate.task.checks.check import check
from app.tabs.translate.task.issues import Kind
from tests.tabs.planted import PARTS, Case, clean, planted, read

KINDS: tuple[Kind, ...] = tuple(kind for kind in Kind if kind is not Kind.TERM)


@dataclass
class Score:
    """What was found of one kind, what was missed, and what was reported and is not true."""

    found: int = 0
    missed: list[Case] = field(default_factory=list)
    wrong: list[Case] = field(default_factory=list)

    @property
    def planted(self) -> int:
        return self.found + len(self.missed)

    @property
    def precision(self) -> float:
        reported = self.found + len(self.wrong)
        return self.found / reported if reported else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0


def score(cases: Iterable[Case]) -> dict[Kind, Score]:
    """Check every case."""
    scores = {kind: Score() for kind in KINDS}
    for case in cases:
        issues = check(case.source, case.target, case.source_language, case.target_language)
        reported = {issue.kind for issue in issues}
        if case.kind in reported:
            scores[case.kind].found += 1
        elif case.kind:
            scores[case.kind].missed.append(case)
        for kind in reported - case.tolerated - {case.kind}:
            scores[kind].wrong.append(case)
    return scores


def main() -> int:
    """Print the scores of one part of the sentences, or of all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.checks")
    parser.add_argument("--part", choices=(*PARTS, "all"), default="all")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--list", action="store_true", help="also what was missed or was wrong")
    options = parser.parse_args()
    pairs = read(*(PARTS if options.part == "all" else (options.part,)))
    right, spoilt = clean(pairs), planted(pairs)
    scores = score([*right, *spoilt])
    if options.json:
        print(
            json.dumps(
                {
                    "pairs": len(pairs),
                    "clean": len(right),
                    "planted": len(spoilt),
                    "kinds": _json(scores),
                }
            )
        )
        return 0
    print(f"{len(pairs)} pairs, {len(right)} clean translations, {len(spoilt)} with an error")
    print(f"{'kind':<14}{'planted':>8}{'precision':>11}{'recall':>8}")
    for kind, one in scores.items():
        print(f"{kind:<14}{one.planted:>8}{one.precision:>11.3f}{one.recall:>8.3f}")
    if options.list:
        for line in _lines(scores):
            print(line)
    return 0


def _json(scores: dict[Kind, Score]) -> dict[str, dict[str, float]]:
    return {
        kind: {
            "planted": one.planted,
            "precision": round(one.precision, 4),
            "recall": round(one.recall, 4),
        }
        for kind, one in scores.items()
    }


def _lines(scores: dict[Kind, Score]) -> Iterator[str]:
    for kind, one in scores.items():
        for word, cases in (("missed", one.missed), ("wrong", one.wrong)):
            for case in cases:
                yield f"{kind} {word}, planted: {case.error or 'nothing'}"
                yield f"  {case.source}\n  {case.target}"


if __name__ == "__main__":
    raise SystemExit(main())
