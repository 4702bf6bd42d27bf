"""The order of attempts at one sentence, without an engine: it asks and is answered."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from app.tabs.translate.task import markup, musts, prompts
from app.tabs.translate.task.detection import HAN, LETTER
from app.tabs.translate.task.enforce import ALTERNATIVES, ask, enforce
from app.tabs.translate.task.languages import is_chinese
from app.tabs.translate.task.request import Draft, Request, Steps, Translation

SHOWN_ALTERNATIVES = 8
MOSTLY = 0.3  # of the letters, that may be of the other script: names, quotations
THINKING = re.compile(r"^.*?</think>\s*", re.DOTALL)
LABEL = re.compile(r"^(?:translation|译文|翻译|翻译结果)\s*[:：]\s*", re.IGNORECASE)
QUOTES = (('"', '"'), ("“", "”"), ("「", "」"), ("'", "'"))
REPEATED = re.compile(r"(.{2,40}?)\1{4,}", re.DOTALL)


def translate(request: Request) -> Steps[Translation]:
    """Translate one sentence or paragraph; yields Asks, is sent Drafts.

    Placeholders come back unharmed, and formatting is kept: where the model does not manage, the
    pieces between them are translated one by one.
    """
    if not LETTER.search(request.text):
        return Translation(request.text)
    bare, pairs = markup.strip(request.text)
    plain = replace(request, text=bare)
    draft, asks = yield from _whole(plain)
    text = _clean(draft.text, bare)
    choices = draft.choices if text == draft.text and not pairs else ()
    confidence = _confidence(draft)
    if not musts.same_placeholders(bare, text):
        text, more = yield from _piecewise(plain)
        asks, choices = asks + more, ()
    if pairs:
        text, more = yield from _with_markup(request, bare, text, pairs)
        asks += more
    return Translation(text, confidence, choices, asks)


def _whole(request: Request) -> Steps[tuple[Draft, int]]:
    """Translate as one; a draft that makes no sense is tried again by itself, differently."""
    wanted = musts.of(request)
    count = ALTERNATIVES if wanted else SHOWN_ALTERNATIVES
    draft = yield ask(request, alternatives=count)
    asks = 1
    if not sensible(request, _clean(draft.text, request.text)):
        lone = replace(request, before=None, after="", instruction="")
        again = replace(lone, sampling=prompts.varied(request.sampling))
        other = yield ask(again, alternatives=count)
        asks += 1
        if sensible(request, _clean(other.text, request.text)):
            request, draft = again, other
    enforcing = enforce(request, draft, wanted)
    try:
        question = next(enforcing)
        while True:
            asks += 1
            question = enforcing.send((yield question))
    except StopIteration as end:
        draft = end.value
    return draft, asks


def sensible(request: Request, text: str) -> bool:
    """Tell whether a text can be a translation: of the target's script, no echo, no loop."""
    if not text or (text == request.text and len(request.text.split()) > 2):
        return False
    repeated = REPEATED.search(text)
    if repeated and LETTER.search(repeated[1]) and repeated[0] not in request.text:
        return False
    letters = len(LETTER.findall(text))
    han = len(HAN.findall(text))
    if not letters:
        return True
    if is_chinese(request.target) or request.target == "ja":
        share = 1 - han / letters
        return share <= MOSTLY or _latin_share(request.text) > MOSTLY or han * 3 > letters
    return han / letters <= MOSTLY


def _latin_share(text: str) -> float:
    """Return how much of a text is capitals and code, which stays as it is."""
    words = text.split()
    return sum(not word.islower() for word in words) / max(1, len(words))


def _piecewise(request: Request) -> Steps[tuple[str, int]]:
    """Translate what stands between placeholders, which then cannot be harmed."""
    parts: list[str] = []
    asks = 0
    for piece, is_placeholder in musts.pieces(request.text):
        if is_placeholder or not LETTER.search(piece):
            parts.append(piece)
            continue
        core = piece.strip()
        draft, more = yield from _whole(replace(request, text=core))
        asks += more
        start = piece.index(core)
        parts += [piece[:start], _clean(draft.text, core), piece[start + len(core) :]]
    return "".join(parts), asks


def _with_markup(
    request: Request, bare: str, text: str, pairs: tuple[markup.Pair, ...]
) -> Steps[tuple[str, int]]:
    """Put formatting back, around the translation of what it is around in the source."""
    asks = 0
    spans: list[markup.Pair] = []
    for pair in pairs:
        inner = bare[pair.start : pair.end]
        words = inner
        if inner.strip() and inner != bare and inner not in text and LETTER.search(inner):
            short = replace(request, text=inner.strip(), before=None, after="", instruction="")
            draft = yield ask(short, alternatives=0)
            asks += 1
            words = _clean(draft.text, inner)
        spans.append(markup.place(pair, bare, text, words))
    return markup.insert(text, spans), asks


def _clean(text: str, source: str) -> str:
    """Take away what models put around a translation."""
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


def _confidence(draft: Draft) -> float | None:
    if not draft.choices:
        return None
    return math.exp(sum(choice.logprob for choice in draft.choices) / len(draft.choices))
