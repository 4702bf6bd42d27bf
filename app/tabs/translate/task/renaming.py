"""Putting the wanted words in place of those that a model chose for a term."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from app.protocol import Choice
from app.tabs.translate.task import terms
from app.tabs.translate.task.drafts import merged
from app.tabs.translate.task.issues import Span
from app.tabs.translate.task.languages import NO_SPACES
from app.tabs.translate.task.musts import Must
from app.tabs.translate.task.request import Draft

ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)
LEADING_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
BEGINS = re.compile(r"(?:^|[.!?:]\s+|\n\s*)[\"'“‘(]*$")  # of a sentence
MARKS = " \t\n.,;:!?\"'()。，、；：！？“”‘’「」（）《》"
VOWELS = "aeiou"
UNLIKELY = math.log(0.002)
WORD = re.compile(r"[\u3400-\u9fff]{2,}|[^\W\d_]{4,}")
WORDS = re.compile(r"[\u3400-\u9fff]|[^\W_]+")
ENGLISH_WORD = re.compile(r"[A-Za-z]{4,}")


def own_words(answer: Draft) -> tuple[str, ...]:
    """Return the words of a model that was asked for a term alone, the likeliest first.

    Behind a word of one token come the others that it could have been.
    """
    found = [_core(answer.text)]
    if len(answer.choices) == 1:
        for other in answer.choices[0].alternatives:
            word = _core(other.text)
            if other.logprob > UNLIKELY and WORD.fullmatch(word):
                found.append(word)
    return tuple(dict.fromkeys(word for word in found if word))


def _core(answer: str) -> str:
    return LEADING_ARTICLE.sub("", answer.strip(MARKS))


def renamed(
    draft: Draft, own: Sequence[str], must: Must, others: Sequence[Must], target: str
) -> Draft:
    """Return a draft with a term in place of the first of `own` that it has.

    It stands wherever these words did, but for those that are part of `others`.
    """
    taken = [span for other in others for span in other.spans(draft.text)]
    for words in own:
        spans = [
            span
            for span in _occurrences(words, draft.text, target)
            if not any(span[0] < other[1] and other[0] < span[1] for other in taken)
        ]
        for span in reversed(spans):
            draft = _put(draft, span, words, must, target)
        if spans:
            break
    return draft


def spelled(draft: Draft, musts: Sequence[Must]) -> Draft:
    """Return a draft with the capitals of its terms as the glossary has them."""
    for must in musts:
        if not must.is_term or must.text.islower():
            continue
        for start, end in reversed(must.spans(draft.text)):
            found = draft.text[start:end]
            wanted = must.text + found[len(must.text) :]
            if found != wanted and found.lower() == wanted.lower():
                draft = splice(draft, (start, end), wanted)
    return draft


def _occurrences(words: str, text: str, target: str) -> list[Span]:
    found = terms.find(words, text)
    if found or target != "en" or not ENGLISH_WORD.fullmatch(words):
        return found
    stem = re.escape(words.rstrip("ey"))
    return [m.span() for m in re.finditer(rf"\b{stem}(?:e?d|ing|ied)\b", text, re.IGNORECASE)]


def _put(draft: Draft, span: Span, words: str, must: Must, target: str) -> Draft:
    start, end = span
    text = draft.text
    wanted = must.text + _ending(text[start:end], words, must.text)
    start, end = _with_doubles(text, start, end, wanted)
    if not must.case_sensitive and BEGINS.search(text[:start]):
        wanted = wanted[0].upper() + wanted[1:]
    if target in NO_SPACES:
        start, end = _without_spaces(text, start, end, wanted)
        return splice(draft, (start, end), wanted)
    article = ARTICLE.search(text[:start])
    if article and _vowel(text[start]) != _vowel(wanted[0]):
        start = article.start()
        wanted = _article(article[1], wanted) + article[2] + wanted
    left, right = _space(text[:start][-1:], wanted[0]), _space(wanted[-1], text[end:][:1])
    return splice(draft, (start, end), left + wanted + right)


def _with_doubles(text: str, start: int, end: int, wanted: str) -> Span:
    """Return a span with those words around it that the wanted ones have, too."""
    parts = WORDS.findall(wanted)
    for count in range(len(parts) - 1, 0, -1):
        first, last = _joined(parts[:count]), _joined(parts[-count:])
        if match := re.search(rf"{first}\s*$", text[:start], re.IGNORECASE):
            start = match.start()
        if match := re.match(rf"\s*{last}(?![A-Za-z])", text[end:], re.IGNORECASE):
            end += match.end()
    return start, end


def _joined(parts: Sequence[str]) -> str:
    return r"\s*".join(map(re.escape, parts))


def _ending(found: str, words: str, wanted: str) -> str:
    """Return the ending of the words that were found, as it goes with the wanted ones."""
    last = found[-2:]
    if last in terms.POSSESSIVE and not words.endswith(last):
        return last
    plural = found[-1:] == "s" and words[-1:] != "s" and terms.is_alphabetic(wanted[-1])
    if not plural or wanted[-1] in "sy":
        return ""
    return "es" if SIBILANT.search(wanted) else "s"


def _without_spaces(text: str, start: int, end: int, wanted: str) -> Span:
    """Return a span with the spaces around it that its script does not need."""
    if terms.is_alphabetic(wanted[0]) or terms.is_alphabetic(wanted[-1]):
        return start, end
    left, right = text[:start].rstrip(" "), text[end:].lstrip(" ")
    if left and not terms.is_alphabetic(left[-1]):
        start = len(left)
    if right and not terms.is_alphabetic(right[0]):
        end = len(text) - len(right)
    return start, end


def _space(left: str, right: str) -> str:
    return " " if left.isalnum() and right.isalnum() else ""


def _vowel(letter: str) -> bool:
    return letter.lower() in VOWELS


def _article(given: str, word: str) -> str:
    article = "an" if _vowel(word[0]) else "a"
    return article.capitalize() if given[0].isupper() else article


def splice(draft: Draft, span: Span, text: str) -> Draft:
    """Put a text in place of a part of a draft; it is one choice, as probable as that part."""
    start, end = span
    before: list[Choice] = []
    inside: list[Choice] = []
    after: list[Choice] = []
    at = 0
    left = right = ""
    for choice in draft.choices:
        stop = at + len(choice.text)
        if stop <= start:
            before.append(choice)
        elif at >= end:
            after.append(choice)
        else:
            inside.append(choice)
            left += choice.text[: max(0, start - at)]
            right += choice.text[max(0, end - at) :] if stop > end else ""
        at = stop
    choices = [*before, *([merged(inside, left + text + right)] if inside else []), *after]
    return Draft(draft.text[:start] + text + draft.text[end:], tuple(choices), draft.reason)
