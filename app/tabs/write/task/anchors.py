"""Where a quote is in a text, though a model may not have copied it exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

Span = tuple[int, int]

LIKE = 88.0  # of 100, from which on a passage is taken for the quote
_LEAST = 8  # characters of a quote that is looked for inexactly
_GAP = re.compile(r"\s*(?:…+|\.{3,}|\[(?:…|\.{3})\])\s*")
_EDGE = " \t\n\"'“”‘’「」『』*_`"
_SAME = {
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("“”„″「」『』", '"'),
    **dict.fromkeys("–—−‐‑", "-"),
    **dict(zip("，。！？：；（）", ",.!?:;()", strict=True)),
}


def anchor(quote: str, text: str, taken: Sequence[Span] = ()) -> Span | None:
    """Return the passage of a text that a quote means, best one that is not taken; or None.

    It is the quote itself, or the same but for white space, case and the form of marks, or from
    the first to the last part of one with gaps, or something very much like it.
    """
    quote = quote.strip(_EDGE)
    if not quote:
        return None
    exact = [*_exact(quote, text)] or [*_plain(quote, text)]
    if exact:
        return next((span for span in exact if span not in taken), exact[0])
    return _with_gaps(quote, text) or _alike(quote, text)


def _exact(quote: str, text: str) -> Iterator[Span]:
    """Yield the places of a quote; one of letters stands on its own."""
    before = r"(?<![A-Za-z])" if quote[0].isascii() and quote[0].isalpha() else ""
    after = r"(?![A-Za-z])" if quote[-1].isascii() and quote[-1].isalpha() else ""
    for match in re.finditer(before + re.escape(quote) + after, text):
        yield match.span()


def _plain(quote: str, text: str) -> Iterator[Span]:
    """Yield the places where the two are the same in a plain form."""
    wanted, _ = _folded(quote)
    folded, places = _folded(text)
    for start, end in _exact(wanted, folded) if wanted else ():
        yield places[start], places[end - 1] + 1


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text in small letters, without white space at Chinese, and where each one was."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = _SAME.get(character, character.lower())
        if plain.isspace():
            if folded and folded[-1] == " ":
                continue
            plain = " "
        if len(plain) == 1:
            folded.append(plain)
            places.append(place)
    return "".join(folded), places


def _with_gaps(quote: str, text: str) -> Span | None:
    parts = [part for part in _GAP.split(quote) if len(part) > 1]
    if len(parts) < 2:
        return None
    first = next(iter((*_exact(parts[0], text), *_plain(parts[0], text))), None)
    if first is None:
        return None
    rest = text[first[1] :]
    last = next(iter((*_exact(parts[-1], rest), *_plain(parts[-1], rest))), None)
    if last is None or "\n" in rest[: last[0]]:
        return None
    return first[0], first[1] + last[1]


def _alike(quote: str, text: str) -> Span | None:
    if not _LEAST <= len(quote) <= len(text):
        return None
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=LIKE)
    if found is None:
        return None
    return _whole_words(text, found.dest_start, found.dest_end)


def _whole_words(text: str, start: int, end: int) -> Span:
    """Move the ends of a passage out to where words end, and in from white space."""
    while start > 0 and _joined(text[start - 1 : start + 1]):
        start -= 1
    while end < len(text) and _joined(text[end - 1 : end + 1]):
        end += 1
    core = text[start:end].strip()
    start = text.index(core, start)
    return start, start + len(core)


def _joined(two: str) -> bool:
    return re.fullmatch(r"[A-Za-zÀ-ɏ0-9'’]{2}", two) is not None
