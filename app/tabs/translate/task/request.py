"""What is asked for, what the engine is asked, and what comes of it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeVar

from app.protocol import Choice, FinishReason, Sampling, Turn
from app.tabs.translate.task.terms import Term

Formality = Literal["", "plain", "formal"]


class Family(StrEnum):
    """Whose prompts a model understands."""

    GENERAL = "general"
    HY_MT = "hy-mt"


@dataclass(frozen=True)
class Style:
    """How it should read: a formality, a tone and a reader in the person's words."""

    formality: Formality = ""
    tone: str = ""
    reader: str = ""


NO_STYLE = Style()
GREEDY = Sampling(temperature=0.0)


@dataclass(frozen=True)
class Request:
    """A sentence, or a paragraph with tags, to translate; equal requests have equal answers.

    `before` are the source and the translation of the sentence before, `after` is the next one.
    """

    text: str
    source: str
    target: str
    before: tuple[str, str] | None = None
    after: str = ""
    terms: tuple[Term, ...] = ()
    style: Style = NO_STYLE
    instruction: str = ""
    family: Family = Family.GENERAL
    sampling: Sampling = GREEDY


@dataclass(frozen=True)
class Ask:
    """One question to the engine. With `resume` the last turn is the assistant's."""

    turns: tuple[Turn, ...]
    sampling: Sampling
    alternatives: int = 0
    resume: bool = False


@dataclass(frozen=True)
class Draft:
    """The engine's answer; for a resumed one, what came after the given text."""

    text: str
    choices: tuple[Choice, ...] = ()
    reason: FinishReason = "end"


@dataclass(frozen=True)
class Translation:
    """A translated sentence.

    `choices` are the tokens as the model chose them where the text is theirs, else empty;
    `confidence` is the geometric mean of their probabilities, 0 to 1, None without a model.
    """

    text: str
    confidence: float | None = None
    choices: tuple[Choice, ...] = ()
    asks: int = 0


T = TypeVar("T")
Steps = Generator[Ask, Draft, T]  # asks, is given drafts, and returns a T
