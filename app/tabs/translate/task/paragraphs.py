"""A unit of a document: which languages, whether it needs translating, and cutting it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.document_protocol import TAG
from app.tabs.translate.task.detection import (
    EAST_ASIAN,
    HAN,
    HANGUL,
    KANA,
    LATIN_END,
    LETTER,
    detect,
)
from app.tabs.translate.task.languages import AUTO, partner
from app.tabs.translate.task.sentences import Sentence, split

# It takes so many letters to tell a language from another one of its kind, and being so sure.
EAST_ASIAN_LETTERS, ALPHABETIC_LETTERS, SURE = 20, 40, 0.95
SAMPLE_UNITS, SAMPLE_CHARACTERS = 100, 6_000


def sample(texts: Sequence[str]) -> str:
    """Return enough of a document to tell its language by, from all parts of it."""
    chosen = texts[:: max(1, len(texts) // SAMPLE_UNITS)]
    share = SAMPLE_CHARACTERS // max(1, len(chosen))
    return "\n".join(TAG.sub("", text)[:share] for text in chosen)


def settle(text: str, source: str, target: str, *, exact: bool = False) -> tuple[str, str]:
    """Return the languages to translate a text between; AUTO is what the text is in.

    For a text in the target language Chinese and English change places. With `exact` the target
    stays, and the source is the second language of the text.
    """
    if source != AUTO:
        return source, target
    found = detect(text)
    codes = [code for code, _ in found.shares] if found else ["en"]
    if not exact:
        return codes[0], partner(codes[0], target)
    others = [code for code in codes if code != target]
    return (others[0] if others else partner(target, "en")), target


def is_in(text: str, source: str, target: str) -> bool:
    """Tell whether a text of a document in `source` is in the target language already."""
    text = TAG.sub("", text)
    east_asian = target in EAST_ASIAN
    if east_asian and not any(script.search(text) for script in (HAN, KANA, HANGUL)):
        return False
    letters = LETTER.findall(text)
    found = detect(text)
    if found is None or found.mixed:
        return False
    if (source in EAST_ASIAN) != east_asian:
        # A name or a label among Chinese text is English, whatever it resembles.
        is_label = len(letters) < ALPHABETIC_LETTERS and max(letters) < LATIN_END
        return found.code == target or (target == "en" and is_label)
    enough = len(letters) >= (EAST_ASIAN_LETTERS if east_asian else ALPHABETIC_LETTERS)
    return enough and found.code == target and found.confidence >= SURE


def pieces(text: str, language: str) -> tuple[Sentence, ...]:
    """Cut a unit into sentences; formatting that goes over several of them keeps them together."""
    tags = list(TAG.finditer(text))
    if not tags:
        return split(text, language)
    bare = split(TAG.sub("", text), language)
    if not bare:
        return _sentences(text, [len(text)])
    regions = [(one.end, two.start) for one, two in pairwise(bare)]
    cuts = [_cut(text, tags, start, end) for start, end in regions]
    return _sentences(text, [at for at in cuts if _is_balanced(text[:at])] + [len(text)])


def _cut(text: str, tags: Sequence[re.Match[str]], start: int, end: int) -> int:
    """Return where to cut between two sentences, `start` and `end` counted without tags.

    A closing tag goes with the sentence before, and so does a mark right behind it.
    """
    removed = 0
    for tag in tags:
        at = tag.start() - removed
        if at > end or (at >= start and (tag["open"] or (tag["alone"] and at > start))):
            return min(tag.start(), end + removed)
        removed += len(tag[0])
    return end + removed


def _is_balanced(text: str) -> bool:
    opened: set[str] = set()
    for tag in TAG.finditer(text):
        if tag["open"]:
            opened.add(tag["open"])
        elif tag["close"]:
            opened.discard(tag["close"])
    return not opened


def _sentences(text: str, cuts: Iterable[int]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    at = last = 0
    for cut in cuts:
        core = text[at:cut].strip()
        if core:
            start = text.index(core, at)
            found.append(Sentence(core, start, text[last:start]))
            last = start + len(core)
        at = cut
    return tuple(found)
