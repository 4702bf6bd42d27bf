"""Full-text search that finds Chinese words of any length, single characters included."""

from __future__ import annotations

import re
import unicodedata

# Each of these characters is a token of its own: Han, kana, hangul.
CJK = re.compile(
    "([\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u318f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff])"
)
_WORD = re.compile(r"\w+")
SNIPPET_CHARACTERS = 60

Snippet = tuple[tuple[str, bool], ...]


def segment(text: str) -> str:
    """Put spaces around each CJK character, for SQLite's word tokenizer."""
    return CJK.sub(r" \1 ", text)


def match_expression(query: str) -> str:
    """Return the FTS5 query: all words, each as a phrase, Latin ones as prefixes; "" for none."""
    phrases = []
    for word in query.split():
        parts = _WORD.findall(segment(word))
        if not parts:
            continue
        phrase = " ".join(parts)
        prefix = "" if CJK.fullmatch(parts[-1]) else "*"
        phrases.append(f'"{phrase}"{prefix}')
    return " ".join(phrases)


def snippet(text: str, query: str) -> Snippet:
    """Return the surroundings of the first match; pieces of text, True for the matched ones."""
    text = " ".join(text.split())
    folded = _fold(text)
    spans = []
    for word in query.split():
        at = folded.find(_fold(word))
        if at >= 0:
            spans.append((at, at + len(word)))
    if not spans:
        return ((text[:SNIPPET_CHARACTERS], False),)
    start, end = min(spans)
    left = max(0, start - SNIPPET_CHARACTERS // 3)
    right = end + SNIPPET_CHARACTERS
    before = ("…" if left else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) else "")
    return tuple(
        piece for piece in ((before, False), (text[start:end], True), (after, False)) if piece[0]
    )


def _fold(text: str) -> str:
    """Lower case without accents, of the same length as `text`."""
    folded = []
    for character in text:
        base = unicodedata.normalize("NFD", character)[0].lower()
        folded.append(base if len(base) == 1 else character)
    return "".join(folded)
