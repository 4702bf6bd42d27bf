"""Making a translation hold what it must: glossary terms and placeholders.

A missing term takes the place of the words that the model has for it by itself, where the draft
has these. Else the sentence is asked for with the wanted words already in it, which models copy.
What is still missing is put where its own probabilities say that it came closest to writing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from app.protocol import Choice, Turn
from app.tabs.translate.task import prompts, terms
from app.tabs.translate.task.drafts import cleaned, mean_logprob, sensible
from app.tabs.translate.task.languages import NO_SPACES
from app.tabs.translate.task.musts import Must, missing
from app.tabs.translate.task.renaming import own_words, renamed
from app.tabs.translate.task.request import Ask, Draft, Request, Steps

ALTERNATIVES = 24  # that are looked through at each token
PLACES = 2  # that are tried for something missing
SHIFT = 4.0  # in log-probability: a place at the other end of the sentence is so much less likely
LETTERS = 2  # of an alphabet that tell enough about a word


def ask(request: Request, begun: str = "", *, alternatives: int) -> Ask:
    """Return the question for a request, or for what follows the `begun` translation."""
    turns = prompts.turns(request)
    limit = max(16, prompts.max_tokens(request.text, request.target) - len(begun))
    stop = () if "\n" in request.text else ("\n",)
    sampling = msgspec.structs.replace(request.sampling, max_tokens=limit, stop=stop)
    if begun:
        turns = (*turns, Turn("assistant", begun))
    return Ask(turns, sampling, alternatives, resume=bool(begun))


def holds(musts: Sequence[Must], target: str) -> bool:
    """Tell whether a translation has all it must, and no term untranslated beside it."""
    return all(must.holds(target) and not must.untranslated(target) for must in musts)


def enforce(request: Request, draft: Draft, musts: tuple[Must, ...]) -> Steps[Draft]:
    """Return a draft that holds all `musts`, or else the best one that came of trying."""
    if holds(musts, draft.text):
        return draft
    own: dict[Must, tuple[str, ...]] = {}
    best = yield from _with_terms(request, draft, musts, own)
    if not _is_good(request, musts, best) and any(must.is_term for must in musts):
        other = yield from _substituted(request)
        if not _is_good(request, musts, other):
            other = yield from _with_terms(request, other, musts, own)
        best = _best(request, musts, [best, other])
    for _ in musts:
        lacking = missing(musts, best.text)
        if not lacking:
            break
        tried = yield from _inserted(request, best, lacking)
        best = _best(request, musts, [best, *tried])
    return best


def _is_good(request: Request, musts: Sequence[Must], draft: Draft) -> bool:
    return holds(musts, draft.text) and sensible(request, draft)


def _best(request: Request, musts: Sequence[Must], drafts: Sequence[Draft]) -> Draft:
    """Return the draft that lacks least; of equal ones, the likeliest that makes sense."""

    def rank(draft: Draft) -> tuple[int, bool, float]:
        lacking = len(missing(musts, draft.text))
        lacking += sum(bool(must.untranslated(draft.text)) for must in musts)
        return lacking, not sensible(request, draft), -mean_logprob(draft)

    return min(drafts, key=rank)


def _substituted(request: Request) -> Steps[Draft]:
    text = terms.substituted(request.terms, request.text)
    answer = yield ask(replace(request, text=text), alternatives=ALTERNATIVES)
    return cleaned(answer, request.text)


def _with_terms(
    request: Request, draft: Draft, musts: Sequence[Must], own: dict[Must, tuple[str, ...]]
) -> Steps[Draft]:
    """Put terms for themselves in the source's language, then for the model's words for them.

    These are asked for once and kept in `own`.
    """
    for must in musts:
        others = [other for other in musts if other is not must]
        if must.untranslated(draft.text):
            draft = renamed(draft, (must.source,), must, others, request.target)
        if must.holds(draft.text) or not must.is_term:
            continue
        if must not in own:
            text = must.source or must.text
            alone = replace(request, text=text, before=None, after="", terms=(), instruction="")
            answer = yield ask(alone, alternatives=ALTERNATIVES)
            own[must] = own_words(cleaned(answer, text))
        draft = renamed(draft, own[must], must, others, request.target)
    return draft


def _inserted(request: Request, draft: Draft, lacking: Sequence[Must]) -> Steps[list[Draft]]:
    """Return drafts with something missing at the likeliest places, and what follows there."""
    drafts: list[Draft] = []
    for before, words in _places(request, draft, lacking):
        if not before:
            words = msgspec.structs.replace(words, text=words.text[0].upper() + words.text[1:])
        text = "".join(choice.text for choice in before) + words.text
        answer = yield ask(request, text, alternatives=ALTERNATIVES)
        drafts.append(Draft(text + answer.text, (*before, words, *answer.choices), answer.reason))
    return drafts


def _places(
    request: Request, draft: Draft, lacking: Sequence[Must]
) -> list[tuple[tuple[Choice, ...], Choice]]:
    """Return the beginnings of the draft after which something missing is likeliest, with it."""
    found: list[tuple[float, int, Choice]] = []
    text = ""
    for number, choice in enumerate(draft.choices):
        share = len(text) / len(draft.text)
        for must in lacking:
            far = SHIFT * abs(share - _share(must, request.text))
            for other in choice.alternatives:
                words = _opening(must.text, other.text, text, request.target)
                if words:
                    put = Choice(other.token, words, other.logprob, ())
                    found.append((other.logprob - choice.logprob - far, number, put))
        text += choice.text
    found.sort(key=lambda place: -place[0])
    places: dict[int, Choice] = {}
    for _, number, put in found:
        if len(places) < PLACES:
            places.setdefault(number, put)
    if not places and draft.choices:
        number, put = _nearest(draft, lacking[0], _share(lacking[0], request.text), request.target)
        places[number] = put
    return [(draft.choices[:number], put) for number, put in places.items()]


def _share(must: Must, source: str) -> float:
    """Return how far into the source something stands, 0 to 1."""
    spans = terms.find(must.source or must.text, source)
    at = spans[0][0] if spans else max(0, source.find(must.text))
    return at / max(1, len(source))


def _nearest(draft: Draft, must: Must, share: float, target: str) -> tuple[int, Choice]:
    """Return where a word begins nearest to a share of the draft, and the missing one there."""
    best = (2.0, 0)
    at = 0
    for number, choice in enumerate(draft.choices):
        if not at or target in NO_SPACES or choice.text[:1].isspace():
            best = min(best, (abs(at / len(draft.text) - share), number))
        at += len(choice.text)
    number = best[1]
    spaced = draft.choices[number].text[:1].isspace()
    floor = min((other.logprob for other in draft.choices[number].alternatives), default=0.0)
    return number, Choice(-1, (" " if spaced else "") + must.text, floor, ())


def _opening(must: str, token: str, before: str, target: str) -> str:
    """Return the missing words as they would stand here if `token` begins them, or ""."""
    core = token.strip()
    if not core or "\ufffd" in core or not must.lower().startswith(core.lower()):
        return ""
    if terms.is_alphabetic(core[0]) and len(core) < min(LETTERS, len(must)):
        return ""
    spaced = token[:1].isspace() or before[-1:].isspace()
    if before and not spaced and target not in NO_SPACES and before[-1].isalnum():
        return ""
    return (" " if token[:1].isspace() else "") + must
