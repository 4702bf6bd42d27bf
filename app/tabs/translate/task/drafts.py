"""Drafts as models write them: cleaned, judged, and compared."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import msgspec

from app.protocol import Choice
from app.tabs.translate.task import musts, prompts
from app.tabs.translate.task.detection import HAN, HAN_WEIGHT, KANA, LETTER
from app.tabs.translate.task.languages import is_chinese
from app.tabs.translate.task.request import Draft, Request

LONGER = 4  # than the source a translation never is
MOSTLY = 0.3  # of the letters, that may be of the other script: names, quotations
THINKING = re.compile(r"^.*?</think>\s*", re.DOTALL)
LABEL = re.compile(r"^(?:translation|译文|翻译|翻译结果)\s*[:：]\s*", re.IGNORECASE)
QUOTES = (('"', '"'), ("“", "”"), ("「", "」"), ("'", "'"))
REPEATED = re.compile(r"(.{2,40}?)\1{4,}", re.DOTALL)
BROKEN = "\ufffd"  # part of a character


def cleaned(draft: Draft, source: str) -> Draft:
    """Take away what models put around a translation; the choices are those of the rest."""
    text = _bare(draft.text, source)
    choices = tuple(_aligned(draft)) if draft.choices else ()
    start = draft.text.find(text)
    return Draft(text, tuple(_cut(choices, start, start + len(text))), draft.reason)


def _bare(text: str, source: str) -> str:
    text = THINKING.sub("", text).strip()
    text = LABEL.sub("", text) if not LABEL.match(source) else text
    for opening, closing in QUOTES:
        quoted = text.startswith(opening) and text.endswith(closing) and len(text) > 2
        if (
            quoted
            and source[:1] not in "\"“「'"
            and text.count(opening) <= 1 + (opening == closing)
        ):
            text = text[1:-1].strip()
    return text


def _aligned(draft: Draft) -> Iterator[Choice]:
    """Yield choices whose texts make up the draft's; parts of a character become one choice."""
    at = 0
    parts: list[Choice] = []
    for choice in draft.choices:
        start = draft.text.find(choice.text, at) if BROKEN not in choice.text else -1
        if start < 0 or (start > at and not parts):
            parts.append(choice)
            continue
        if parts:
            yield merged(parts, draft.text[at:start])
            parts = []
        yield choice
        at = start + len(choice.text)
    if parts and at < len(draft.text):
        yield merged(parts, draft.text[at:])


def _cut(choices: tuple[Choice, ...], start: int, end: int) -> Iterator[Choice]:
    at = 0
    for choice in choices:
        low, high = max(start - at, 0), min(end - at, len(choice.text))
        at += len(choice.text)
        if low < high:
            yield msgspec.structs.replace(choice, text=choice.text[low:high])


def merged(parts: list[Choice], text: str) -> Choice:
    """Return one choice in place of several, as probable as they are in the mean."""
    logprob = sum(part.logprob for part in parts) / len(parts)
    return Choice(parts[0].token, text, logprob, ())


def mean_logprob(draft: Draft) -> float:
    """Return the mean log-probability of a draft's tokens, 0 where they are not known."""
    if not draft.choices:
        return 0.0
    return sum(choice.logprob for choice in draft.choices) / len(draft.choices)


def confidence(draft: Draft) -> float | None:
    """Return the geometric mean of the tokens' probabilities; None where they are not known."""
    return math.exp(mean_logprob(draft)) if draft.choices else None


def sensible(request: Request, draft: Draft) -> bool:
    """Tell whether a draft can be a translation: it ends, is of the target's script and about as
    long as the source, no echo, no loop."""
    text = draft.text
    if not text or draft.reason == "length" or text.startswith(prompts.REPEATED):
        return False
    if text == request.text and len(text.split()) > 2:
        return False
    repeated = REPEATED.search(text)
    if repeated and LETTER.search(repeated[1]) and repeated[0] not in request.text:
        return False
    return _is_of_length(request.text, text) and _is_of_script(request, text)


def _is_of_length(source: str, text: str) -> bool:
    return _width(text) <= LONGER * _width(source) + 24


def _width(text: str) -> int:
    return len(text) + (HAN_WEIGHT - 1) * len(HAN.findall(text))


def _is_of_script(request: Request, text: str) -> bool:
    words = musts.words(text)
    letters = len(LETTER.findall(words))
    if not letters:
        return True
    han = len(HAN.findall(words))
    if not is_chinese(request.target) and request.target != "ja":
        return han / letters <= MOSTLY
    own = han + len(KANA.findall(words)) * (request.target == "ja")
    return 1 - own / letters <= MOSTLY or _latin_share(request.text) > MOSTLY or own * 3 > letters


def _latin_share(text: str) -> float:
    """Return how much of a text is capitals and code, which stays as it is."""
    words = musts.words(text).split()
    return sum(not word.islower() for word in words) / max(1, len(words))
