"""Words that a model left in the source's script: it goes on from there in the target's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.protocol import Choice
from app.tabs.translate.task.detection import HAN, HANGUL, KANA, LETTER
from app.tabs.translate.task.enforce import ask
from app.tabs.translate.task.languages import is_chinese
from app.tabs.translate.task.musts import Must
from app.tabs.translate.task.request import Draft, Request, Steps

MENDED = 3  # words at most
LESS_LIKELY = 6.0  # in log-probability, that a word of the target may be than what was left
# A common word of the Latin script that is no part of an address, a path or code.
LATIN_WORD = re.compile(r"(?<![\w./@:$\-])[a-z]{3,}(?![\w/@:(\-]|\.\w)", re.ASCII)
EAST_ASIAN = re.compile(f"{HAN.pattern}|{KANA.pattern}|{HANGUL.pattern}")
HAN_OR_KANA = re.compile(f"{HAN.pattern}|{KANA.pattern}")


def mend(request: Request, draft: Draft, musts: Sequence[Must], alternatives: int) -> Steps[Draft]:
    """Return a draft with fewer words of the source in it, where the model knows others."""
    for _ in range(MENDED):
        left = leftovers(request.target, draft.text, musts)
        begun = _begin(request.target, draft, left[0]) if left else None
        if begun is None:
            break
        text = "".join(choice.text for choice in begun)
        answer = yield ask(request, text, alternatives=alternatives)
        mended = Draft(text + answer.text, (*begun, *answer.choices), answer.reason)
        if len(leftovers(request.target, mended.text, musts)) >= len(left):
            break
        draft = mended
    return draft


def leftovers(target: str, text: str, musts: Sequence[Must]) -> list[int]:
    """Return where words of another script than the target's stand that need not be there."""
    allowed = [span for must in musts for span in must.spans(text)]
    return [
        match.start()
        for match in _foreign(target).finditer(text)
        if not any(start <= match.start() < end for start, end in allowed)
    ]


def _foreign(target: str) -> re.Pattern[str]:
    if is_chinese(target) or target == "ja":
        return LATIN_WORD
    return HAN_OR_KANA if target == "ko" else EAST_ASIAN


def _begin(target: str, draft: Draft, position: int) -> tuple[Choice, ...] | None:
    """Return the draft up to a place, and the likeliest token of the target's script there."""
    at = 0
    for number, choice in enumerate(draft.choices):
        at += len(choice.text)
        if at <= position:
            continue
        for other in choice.alternatives:
            if other.logprob < choice.logprob - LESS_LIKELY:
                break
            if _is_of(target, other.text):
                put = Choice(other.token, other.text, other.logprob, choice.alternatives)
                return (*draft.choices[:number], put)
        break
    return None


def _is_of(target: str, token: str) -> bool:
    if is_chinese(target) or target == "ja":
        return bool(HAN_OR_KANA.match(token))
    return bool(LETTER.search(token)) and not _foreign(target).search(token)
