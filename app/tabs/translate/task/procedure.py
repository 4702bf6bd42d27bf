"""The order of attempts at one sentence, without an engine: it asks and is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.protocol import Choice
from app.tabs.translate.task import markup, musts, prompts
from app.tabs.translate.task.detection import LETTER
from app.tabs.translate.task.drafts import cleaned, confidence, sensible
from app.tabs.translate.task.enforce import ALTERNATIVES, ask, enforce, holds
from app.tabs.translate.task.mending import mend
from app.tabs.translate.task.renaming import spelled
from app.tabs.translate.task.request import Draft, Request, Steps, Translation

SHOWN_ALTERNATIVES = 8
STOPS = ".。"


def translate(request: Request) -> Steps[Translation]:
    """Translate one sentence or paragraph; yields Asks, is sent Drafts.

    Placeholders come back unharmed, and formatting is kept: where the model does not manage, the
    pieces between them are translated one by one.
    """
    steps = _translate(request)
    asks = 0
    try:
        question = next(steps)
        while True:
            asks += 1
            question = steps.send((yield question))
    except StopIteration as end:
        result: Translation = end.value
        return replace(result, asks=asks)


def _translate(request: Request) -> Steps[Translation]:
    bare, pairs = markup.strip(request.text)
    if not any(_is_words(piece, fixed) for piece, fixed in musts.pieces(bare)):
        return Translation(request.text)
    plain = replace(request, text=bare)
    draft = yield from _whole(plain)
    fixed = any(fixed for _, fixed in musts.pieces(bare))
    if not musts.same_placeholders(bare, draft.text) or (fixed and not sensible(plain, draft)):
        draft = yield from _piecewise(plain)
    text = draft.text
    if pairs:
        text = yield from _with_markup(request, bare, text, pairs)
    whole = "".join(choice.text for choice in draft.choices) == text
    return Translation(text, confidence(draft), draft.choices if whole else ())


def _whole(request: Request) -> Steps[Draft]:
    """Translate as one; a draft that makes no sense is tried again by itself, differently."""
    wanted = musts.of(request)
    count = ALTERNATIVES if wanted else SHOWN_ALTERNATIVES
    draft = cleaned((yield ask(request, alternatives=count)), request.text)
    if not sensible(request, draft):
        lone = replace(request, before=None, after="", instruction="")
        again = replace(lone, sampling=prompts.varied(request.sampling))
        other = cleaned((yield ask(again, alternatives=count)), request.text)
        if sensible(request, other):
            request, draft = again, other
    draft = yield from enforce(request, draft, wanted)
    mended = yield from mend(request, draft, wanted, count)
    if holds(wanted, mended.text) or not holds(wanted, draft.text):
        draft = mended
    return spelled(draft, wanted)


def _piecewise(request: Request) -> Steps[Draft]:
    """Translate what stands between placeholders, which then cannot be harmed."""
    parts: list[str] = []
    choices: list[Choice] = []
    for piece, fixed in musts.pieces(request.text):
        if not _is_words(piece, fixed):
            parts.append(piece)
            continue
        core = piece.strip()
        part = replace(request, text=core)
        draft = yield from _whole(part)
        text = draft.text if core[-1] in STOPS else draft.text.rstrip(STOPS)
        if not text or not sensible(part, draft) or not musts.same_placeholders(core, text):
            text = core
        start = piece.index(core)
        parts += [piece[:start], text, piece[start + len(core) :]]
        choices += draft.choices
    text = "".join(parts)
    unharmed = musts.same_placeholders(request.text, text)
    return Draft(text if unharmed else request.text, tuple(choices))


def _is_words(piece: str, fixed: bool) -> bool:
    return not fixed and bool(LETTER.search(piece))


def _with_markup(
    request: Request, bare: str, text: str, pairs: Sequence[markup.Pair]
) -> Steps[str]:
    """Put formatting back, around the translation of what it is around in the source."""
    spans: list[markup.Pair] = []
    for pair in pairs:
        inner = bare[pair.start : pair.end]
        words = inner
        if inner.strip() and inner != bare and inner not in text and LETTER.search(inner):
            short = replace(request, text=inner.strip(), before=None, after="", instruction="")
            words = cleaned((yield ask(short, alternatives=0)), inner).text
        spans.append(markup.place(pair, bare, text, words))
    return markup.insert(text, spans)
