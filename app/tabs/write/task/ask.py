"""What the engine is asked, in the named parts that a person can look into, and its answer."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from app.protocol import Choice, FinishReason, Role, Sampling, Turn

# What a part of a prompt is: what the model is told to do, the person's notes, facts and
# characters, the style sheet, the outline, what came before in short and in its last words, and
# the text that is worked on.
Part = Literal["instructions", "notes", "facts", "style", "outline", "summary", "recent", "text"]
Label = Literal[
    "angles",
    "outline",
    "section",  # the beginning of one
    "more",  # of a section that is too short
    "again",  # a passage that repeats another
    "digest",  # a section in short
    "edit",  # a selection
    "continue",
    "review",  # a part of the text, read as an editor does
    "mend",  # a change that settles a remark
]


class Segment(Struct, frozen=True):
    """A part of a prompt."""

    role: Role
    part: Part
    text: str


class Ask(Struct, frozen=True):
    """One question to the engine. With `resume` the last turn is the assistant's, to be carried on.

    The texts of the segments, one after another, are the texts of the turns. `banned` phrases
    never occur in the answer.
    """

    label: Label
    segments: tuple[Segment, ...]
    sampling: Sampling
    resume: bool = False
    banned: tuple[str, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        groups = groupby(self.segments, key=lambda segment: segment.role)
        return tuple(Turn(role, "".join(one.text for one in group)) for role, group in groups)


@dataclass(frozen=True)
class Draft:
    """The engine's answer; for a resumed one, what came after the given text."""

    text: str
    choices: tuple[Choice, ...] = ()
    reason: FinishReason = "end"


T = TypeVar("T")
Steps = Generator[Ask, Draft, T]  # asks, is given drafts, and returns a T

SEEDS = 1 << 31


def sampled(sampling: Sampling, number: int, max_tokens: int) -> Sampling:
    """Return the sampling of a piece's `number`-th question: each its own seed, all repeatable."""
    seed = ((sampling.seed or 0) + number) % SEEDS
    return msgspec.structs.replace(sampling, seed=seed, max_tokens=max_tokens)
