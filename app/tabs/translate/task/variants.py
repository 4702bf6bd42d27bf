"""Other ways to say it, from the model's own probabilities at a place of its translation."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from app.protocol import Choice
from app.tabs.translate.task.enforce import ask
from app.tabs.translate.task.request import Request, Steps, Translation

SHOWN = 5
LETTERS = r"[^\W_\u2e80-\u9fff\uac00-\ud7af]+"
WORD = re.compile(rf"{LETTERS}(?:['’-]{LETTERS})*|[\u2e80-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Beginning:
    """The translation up to a place and another token there, with its probability (0 to 1)."""

    text: str
    choices: tuple[Choice, ...]
    probability: float


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """Return where the word at an offset is: a Chinese character, or a word of letters."""
    for match in WORD.finditer(text):
        if match.start() <= offset <= match.end():
            return match.span()
    return None


def beginnings(result: Translation, offset: int) -> list[Beginning]:
    """Return what could have stood at an offset instead, the likeliest first."""
    at = 0
    for number, choice in enumerate(result.choices):
        core = at + len(choice.text) - len(choice.text.lstrip())
        if core <= offset < at + len(choice.text):
            return _others(result.text[:at], result.choices[:number], choice)
        at += len(choice.text)
    return []


def _others(before: str, choices: tuple[Choice, ...], chosen: Choice) -> list[Beginning]:
    seen = {chosen.text.strip().lower()}
    found: list[Beginning] = []
    for other in chosen.alternatives:
        core = other.text.strip().lower()
        if not core or core in seen or "\ufffd" in core or not core[0].isalnum():
            continue
        seen.add(core)
        token = Choice(other.token, other.text, other.logprob, chosen.alternatives)
        text = before + other.text
        found.append(Beginning(text, (*choices, token), math.exp(other.logprob)))
    return found[:SHOWN]


def finish(request: Request, beginning: Beginning, alternatives: int) -> Steps[Translation]:
    """Translate on from a beginning."""
    draft = yield ask(request, beginning.text, alternatives=alternatives)
    text = (beginning.text + draft.text).rstrip()
    whole = (*beginning.choices, *draft.choices)
    logprobs = [choice.logprob for choice in whole]
    confidence = math.exp(sum(logprobs) / len(logprobs)) if logprobs else None
    same = "".join(choice.text for choice in whole).rstrip() == text
    return Translation(text, confidence, whole if same else (), asks=1)
