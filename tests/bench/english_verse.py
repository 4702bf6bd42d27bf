"""English poems by a model, held against their forms: `python -m tests.bench.english_verse`.

Each poem is composed under its form on one of twenty themes and read by the checker. Prints how
many are correct, how many words at a rhyme are unknown, how many lines stand in a poem twice, how
likely the model thinks a word, how far the words differ, and the seconds a poem takes.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from statistics import mean

from app.services.poetry.session import Session
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.english.asking import Ranker
from app.tabs.poetry.task.english.check import check
from app.tabs.poetry.task.english.forms import FORMS, FormId
from app.tabs.poetry.task.english.sounds import sounds, words_of
from app.tabs.poetry.task.english.versing import Verse, compose_verse

ASKED: tuple[FormId, ...] = ("limerick", "haiku", "shakespearean")
THEMES = (
    "an autumn river", "the lonely city at night", "my grandmother's kitchen", "war",
    "a cat who wanted to fly", "first love", "the sea in winter", "an old library",
    "the last train home", "a garden after rain", "growing old", "the moon", "a lost letter",
    "bread", "mountains", "a friend who moved away", "spring", "the village dance", "silence",
    "the stars above the desert",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One poem, and what was found of it."""

    form: FormId
    theme: str
    lines: tuple[str, ...]
    correct: bool
    unknown: int  # last words that the dictionary does not know
    repeated: int  # lines that stand in it twice and are no refrain
    logprob: float  # a word
    distinct: float  # words that differ, of all
    seconds: float


def composed(desk: Session, form: FormId, count: int) -> Iterator[Row]:
    ranker = Ranker()
    for number in range(count):
        theme = THEMES[number % len(THEMES)]
        began = time.monotonic()
        steps = compose_verse(FORMS[form], Brief(form, theme=theme), number, ranker=ranker)
        verse = desk.run(steps)
        yield row(form, theme, verse, time.monotonic() - began)


def row(form: FormId, theme: str, verse: Verse, seconds: float) -> Row:
    lines = [words_of(line) for line in verse.lines]
    words = [word for line in lines for word in line]
    report = check(verse.lines, FORMS[form])
    return Row(
        form,
        theme,
        verse.lines,
        report.correct,
        sum(not sounds(line[-1]) for line in lines),
        sum(fault.code == "repeated" for fault in report.faults),
        verse.mean,
        len(set(words)) / len(words),
        seconds,
    )


def summary(rows: list[Row]) -> dict[str, object]:
    return {
        "form": rows[0].form,
        "poems": len(rows),
        "correct": sum(each.correct for each in rows),
        "unknown_at_rhyme": sum(each.unknown for each in rows),
        "repeated_lines": sum(each.repeated for each in rows),
        "equal_poems": len(rows) - len({each.lines for each in rows}),
        "logprob_per_word": round(mean(each.logprob for each in rows), 3),
        "distinct_words": round(mean(each.distinct for each in rows), 3),
        "seconds_per_poem": round(mean(each.seconds for each in rows), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default=os.environ.get("INKSTONE_TEST_MODEL"))
    parser.add_argument("--count", type=int, default=100, help="poems of each form")
    parser.add_argument("--forms", nargs="+", choices=tuple(FORMS), default=ASKED)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sums = []
    with Session(options.model, threads=options.threads) as desk:
        for form in options.forms:
            rows = []
            for each in composed(desk, form, options.count):
                rows.append(each)
                if options.json:
                    print(json.dumps(asdict(each)), flush=True)
                else:
                    told = "correct" if each.correct else "WRONG"
                    print(f"{form}: {each.theme}, {told}, {each.seconds:.1f} s", flush=True)
                    print("\n".join(f"  {line}" for line in each.lines), flush=True)
            sums.append(summary(rows))
            print(json.dumps(sums[-1]), flush=True)
    if any(each["correct"] != each["poems"] or each["unknown_at_rhyme"] for each in sums):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
