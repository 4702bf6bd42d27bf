"""Write a Chinese poem line by line under its form."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from app.protocol import Constraint, Sampling, Turn
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.composing import prompts
from app.tabs.poetry.task.composing.placing import Impossible
from app.tabs.poetry.task.composing.plan import Plan, plan
from app.tabs.poetry.task.shapes import Family, shape
from app.tabs.poetry.task.verse import Poem

T = TypeVar("T")
SAMPLING = Sampling(temperature=0.8, top_k=60, top_p=0.95, min_p=0.02)


@dataclass(frozen=True)
class Ask:
    """What a model has to write next: with `resume` it goes on with the last turn."""

    turns: tuple[Turn, ...]
    sampling: Sampling
    constraint: Constraint
    resume: bool = False


@dataclass(frozen=True)
class Draft:
    """What it has written, and the natural log-probability of each token without a limit."""

    text: str
    logprobs: tuple[float, ...] = ()


@dataclass(frozen=True)
class Made:
    """A poem, and its mean natural log-probability per character that was open."""

    poem: Poem
    logprob: float
    seed: int


Steps = Generator[Ask, Draft, T]


def compose(brief: Brief, seed: int, kept: Mapping[int, str] | None = None) -> Steps[Made]:
    """Write a poem; lines that are `kept`, by number, stay. Raises Impossible and KeyError."""
    kept = kept or {}
    form = shape(brief.form)
    made = plan(brief, seed, kept)
    turns = prompts.chinese(brief, form, kept)
    given = "".join((brief.opening, *brief.use, *kept.values()))
    named = form.family is Family.TUNE and form.name not in given
    banned = (form.name,) if named else ()  # small models begin with the name of the tune
    lines: list[str] = []
    logprobs: list[float] = []
    written = 0
    while len(lines) < len(made.sets):
        number = len(lines)
        if ready := _ready(made, lines):
            lines.append(ready)
            continue
        end = _end_of_open(made, number)
        text = _text(made, lines)
        draft = yield Ask(
            (*turns, Turn("assistant", text)) if text else turns,
            _seeded(seed, number),
            Constraint(characters=_positions(made, lines, end), distinct=True, banned=banned),
            resume=bool(text),
        )
        logprobs += draft.logprobs
        written += len(draft.text)
        lines += _split(draft.text, made, number, end)
    poem = Poem(
        form=form.name,
        lines=tuple(lines),
        title=brief.theme.strip(),
        book=made.book,
        variant=made.variant,
        theme=brief.theme.strip(),
        locked=tuple(sorted(kept)),
    )
    return Made(poem, sum(logprobs) / max(1, written), seed)


def _seeded(seed: int, number: int) -> Sampling:
    return Sampling(
        temperature=SAMPLING.temperature,
        top_k=SAMPLING.top_k,
        top_p=SAMPLING.top_p,
        min_p=SAMPLING.min_p,
        seed=(seed + number) % 2**31,
    )


def _ready(made: Plan, lines: list[str]) -> str:
    """Return the next line where it is given, or repeats the end of the one before."""
    number = len(lines)
    if number in made.repeats:
        return lines[-1][-len(made.sets[number]) :]
    return made.fixed(number)


def _end_of_open(made: Plan, start: int) -> int:
    """Return the number after the last line that can be written in one go."""
    for number in range(start + 1, len(made.sets)):
        if number in made.repeats or made.fixed(number):
            return number
    return len(made.sets)


def _text(made: Plan, lines: list[str]) -> str:
    return "".join(line + made.ends[number] for number, line in enumerate(lines))


def _positions(made: Plan, lines: list[str], end: int) -> tuple[str, ...]:
    """Return the sets of the lines from here to `end` with their punctuation, without what is used.

    A poem ends with its last character: the model need not write the mark behind it. Raises
    Impossible for a place at which all are used.
    """
    used = dict.fromkeys(map(ord, "".join(lines)))
    found: list[str] = []
    for number in range(len(lines), end):
        found += (text if len(text) == 1 else text.translate(used) for text in made.sets[number])
        found += made.ends[number]
    if "" in found:
        raise Impossible("rhyme", "", made.book)
    return tuple(found if end < len(made.sets) else found[: -len(made.ends[-1])])


def _split(text: str, made: Plan, start: int, end: int) -> list[str]:
    lines, at = [], 0
    for number in range(start, end):
        length = len(made.sets[number])
        lines.append(text[at : at + length])
        at += length + len(made.ends[number])
    return lines
