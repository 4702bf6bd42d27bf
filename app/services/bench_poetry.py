"""How many poems keep their form: those written under it, beside what the model writes freely."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from msgspec import structs

from app.protocol import Constraint, Usage
from app.services.poetry.session import Session
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.composing import prompts
from app.tabs.poetry.task.composing.plan import size
from app.tabs.poetry.task.composing.steps import SAMPLING, Ask, Draft, compose
from app.tabs.poetry.task.judge import judge, lines_of
from app.tabs.poetry.task.shapes import Family, names, shape
from app.tabs.poetry.task.verse import Judged, Poem

REGULATED = ("五绝", "七绝", "五律", "七律")
TUNES = 20
ROOM = 3  # tokens that a free answer may have for each character of its form
THEMES = (
    "秋江", "山寺", "登高", "春雨", "边塞", "梅花", "月夜", "送别", "渔父", "怀古",
    "雪", "柳", "故乡", "孤舟", "归雁", "新茶", "竹林", "落日", "元宵", "听琴",
)  # fmt: skip
Tell = Callable[[str], None]


@dataclass
class Row:
    """What came of the poems of one form, or all: `kept` the form, of `poems`."""

    poems: int = 0
    kept: int = 0
    certain: int = 0
    sized: int = 0  # right number of lines and characters
    repeated: int = 0  # poems in which a line stands twice that need not
    logprobs: list[float] = field(default_factory=list)
    usages: list[Usage] = field(default_factory=list)

    def add(self, poem: Poem, judged: Judged, logprob: float, usages: Sequence[Usage]) -> None:
        """Count a poem."""
        self.poems += 1
        self.kept += judged.passed
        self.certain += judged.passed and judged.certain
        self.sized += not any(each.code in ("lines", "length") for each in judged.findings)
        self.repeated += repeats(poem)
        self.logprobs.append(logprob)
        self.usages += usages

    @property
    def speed(self) -> float:
        """Return the tokens a second, the prompt's evaluation left out."""
        tokens = sum(usage.generated_tokens for usage in self.usages)
        seconds = sum(
            usage.generated_tokens / usage.tokens_per_second
            for usage in self.usages
            if usage.tokens_per_second
        )
        return tokens / seconds if seconds else 0.0

    def result(self) -> dict[str, Any]:
        """Return the figures as JSON has them."""
        return {
            "poems": self.poems,
            "correct": self.kept,
            "certain": self.certain,
            "right_size": self.sized,
            "repeating_a_line": self.repeated,
            "logprob_per_character": round(fmean(self.logprobs), 3) if self.logprobs else None,
            "tokens_per_second": round(self.speed, 2),
        }


def repeats(poem: Poem) -> bool:
    """Tell whether a line stands twice that the tune does not ask to be said again."""
    again = 0
    if shape(poem.form).family is Family.TUNE:
        from app.tabs.poetry.task.tunes import find

        tune = find(poem.form)
        assert tune is not None
        variant = tune.variants[min(poem.variant, len(tune.variants) - 1)]
        again = sum(line.repeats for line in variant.lines)
    return len(poem.lines) - len(set(poem.lines)) > again


def run(
    wanted: str | None, poems: int, tell: Tell, *, free: int | None = None, threads: int = 0
) -> dict[str, Any]:
    """Compose `poems` under their forms, and `free` ones, all if None, with the same prompts.

    Both are measured in turns, so that a busy machine slows both alike.
    """
    free = poems if free is None else free
    bound: dict[str, Row] = {}
    loose: dict[str, Row] = {}
    with Session(wanted, threads=threads) as session:
        for number, brief in enumerate(itertools.islice(briefs(), poems)):
            family = "词" if shape(brief.form).family is Family.TUNE else brief.form
            _under_form(session, brief, number, bound.setdefault(family, Row()))
            if number < free:
                _freely(session, brief, number, loose.setdefault(family, Row()))
            if number % 10 == 9:
                kept = sum(row.kept for row in bound.values())
                tell(f"{number + 1} poems, {kept} of them correct")
        model = session.model
    total, others = _sum(bound), _sum(loose)
    return {
        "model": model,
        "constrained": {"all": total.result()} | {f: r.result() for f, r in bound.items()},
        "unconstrained": {"all": others.result()} | {f: r.result() for f, r in loose.items()},
        "speed_ratio": round(total.speed / others.speed, 3) if others.speed else None,
    }


def briefs() -> Iterator[Brief]:
    """Give what to write, for ever: each form, half of them tunes, with each theme in turn."""
    tunes = itertools.cycle(names(Family.TUNE)[:TUNES])
    forms = (form for pair in zip(itertools.cycle(REGULATED), tunes, strict=False) for form in pair)
    for number, form in enumerate(forms):
        yield Brief(form, theme=THEMES[(number + number // len(THEMES)) % len(THEMES)])


def _under_form(session: Session, brief: Brief, seed: int, row: Row) -> None:
    before = len(session.usages)
    made = session.run(compose(brief, seed))
    row.add(made.poem, judge(made.poem), made.logprob, session.usages[before:])


def _freely(session: Session, brief: Brief, seed: int, row: Row) -> None:
    """Ask the same without a form to keep."""
    before = len(session.usages)
    room = ROOM * (sum(size(brief)) + len(size(brief)))
    sampling = structs.replace(SAMPLING, seed=seed, max_tokens=room)
    turns = prompts.chinese(brief, shape(brief.form), {})
    draft = session.ask(Ask(turns, sampling, Constraint()))
    assert isinstance(draft, Draft)
    poem = Poem(brief.form, lines_of(brief.form, draft.text))
    logprob = sum(draft.logprobs) / max(1, len(draft.text))
    row.add(poem, judge(poem), logprob, session.usages[before:])


def _sum(rows: dict[str, Row]) -> Row:
    total = Row()
    for row in rows.values():
        total.poems += row.poems
        total.kept += row.kept
        total.certain += row.certain
        total.sized += row.sized
        total.repeated += row.repeated
        total.logprobs += row.logprobs
        total.usages += row.usages
    return total


def as_text(result: dict[str, Any]) -> list[str]:
    """Return the result as lines of a table."""
    lines = [f"{'form':<6} {'poems':>6} {'correct':>8} {'size':>6} {'logprob':>9} {'tokens/s':>9}"]
    for name in ("constrained", "unconstrained"):
        lines.append(name)
        for form, row in result[name].items():
            lines.append(
                f"{form:<6} {row['poems']:>6} {row['correct']:>8} {row['right_size']:>6}"
                f" {row['logprob_per_character']:>9} {row['tokens_per_second']:>9}"
            )
    return [*lines, f"speed ratio {result['speed_ratio']}"]
