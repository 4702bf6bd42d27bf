"""Making a translation hold what it must: glossary terms and placeholders.

Where the model left one out, its own probabilities tell the place at which it came closest to
writing it; it is put there, and the model goes on behind it.
"""

from __future__ import annotations

import msgspec

from app.protocol import Choice, Turn
from app.tabs.translate.task import prompts
from app.tabs.translate.task.languages import NO_SPACES
from app.tabs.translate.task.musts import Must, missing
from app.tabs.translate.task.request import Ask, Draft, Request, Steps

ALTERNATIVES = 24  # that are looked through at each token


def ask(request: Request, begun: str = "", *, alternatives: int) -> Ask:
    """Return the question for a request, or for what follows the `begun` translation."""
    turns = prompts.turns(request)
    limit = max(16, prompts.max_tokens(request.text) - len(begun))
    stop = () if "\n" in request.text else ("\n",)
    sampling = msgspec.structs.replace(request.sampling, max_tokens=limit, stop=stop)
    if begun:
        turns = (*turns, Turn("assistant", begun))
    return Ask(turns, sampling, alternatives, resume=bool(begun))


def enforce(request: Request, draft: Draft, musts: tuple[Must, ...]) -> Steps[Draft]:
    """Return a draft that holds all `musts`, or else the best one that came of trying."""
    best = draft
    for _ in range(2 * len(musts)):
        lacking = missing(musts, draft.text)
        if not lacking:
            return draft
        begun = _begin(draft, lacking, request.target)
        if begun is None:
            break
        text, choices = begun
        answer = yield ask(request, text, alternatives=ALTERNATIVES)
        draft = Draft(text + answer.text, (*choices, *answer.choices), answer.reason)
        if len(missing(musts, draft.text)) < len(missing(musts, best.text)):
            best = draft
    return best if missing(musts, draft.text) else draft


def _begin(
    draft: Draft, lacking: tuple[Must, ...], target: str
) -> tuple[str, tuple[Choice, ...]] | None:
    """Return the likeliest beginning of the translation that ends with something missing."""
    best: tuple[float, int, str] | None = None
    text = ""
    for number, choice in enumerate(draft.choices):
        for other in choice.alternatives:
            for must in lacking:
                words = _opening(must.text, other.text, text, target)
                if words and (best is None or other.logprob > best[0]):
                    best = (other.logprob, number, words)
        text += choice.text
    if best is None:
        return None
    _, number, words = best
    before = draft.choices[:number]
    return "".join(choice.text for choice in before) + words, before


def _opening(must: str, token: str, before: str, target: str) -> str:
    """Return the missing words as they would stand here if `token` begins them, or ""."""
    core = token.strip()
    if not core or "\ufffd" in core or not must.lower().startswith(core.lower()):
        return ""
    spaced = token[:1].isspace() or before[-1:].isspace()
    if before and not spaced and target not in NO_SPACES and before[-1].isalnum():
        return ""
    return (" " if token[:1].isspace() else "") + must
