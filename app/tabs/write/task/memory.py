"""What the model remembers while it writes section after section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.tabs.write.task.cleaning import bare, remarks, unquoted
from app.tabs.write.task.counts import HAN, is_chinese, length
from app.tabs.write.task.repetition import grams, run_length
from app.tabs.write.task.sentences import clauses, first, split, stopped, whole_part
from app.tabs.write.task.state import Fact, Written

# How long a section in short may be, in units of length, and how short it is made if need be.
DIGEST = {"en": 45, "zh": 80}
DIGEST_TOKENS = 140
SHORT_DIGEST = {"en": 14, "zh": 26}
COPIED = 0.5  # of a digest's runs of words, that may stand in the question
_ABOUT = re.compile(
    r"^(?:this|the) (?:section|text|chapter|passage|part) (?:is about|describes|discusses|tells|"
    r"explains|explores|introduces)(?: (?:that|how))?\s+|^(?:本|这一?)(?:节|章|段|部分)(?:主要)?"
    r"(?:讲述了?|介绍了?|描述了?|讨论了?|说明了?)[，：:]?",
    re.IGNORECASE,
)


def told(facts: Sequence[Fact], *texts: str) -> tuple[Fact, ...]:
    """Return the facts whose keywords occur in the texts, those named first coming first."""
    text = "\n".join(texts)
    found: list[tuple[int, Fact]] = []
    for fact in facts:
        places = [place for word in fact.keywords if (place := _place(word, text)) >= 0]
        if places or not fact.keywords:
            found.append((min(places, default=-1), fact))
    return tuple(fact for _, fact in sorted(found, key=lambda one: one[0]))


def _place(keyword: str, text: str) -> int:
    """Return where a keyword stands in a text as a word, -1 where it does not."""
    word = re.escape(keyword.strip())
    if not word:
        return -1
    edges = ("", "") if HAN.search(keyword) else (r"(?<!\w)", r"(?:'s|’s|s|es)?(?!\w)")
    found = re.search(f"{edges[0]}{word}{edges[1]}", text, re.IGNORECASE)
    return found.start() if found else -1


def digest(answer: str, text: str, language: str, given: str) -> str:
    """Return a section in short as the model has it, or its first sentences where that is bad.

    Bad is what is empty, too long to be short, in another script, or `given` as the question.
    """
    found = " ".join(line for line in remarks(bare(answer).splitlines()) if line.strip())
    found = whole_part(unquoted(_ABOUT.sub("", found.strip(" *-#")), text), language)
    most = DIGEST["zh" if is_chinese(language) else "en"]
    if length(found) > most:
        found = _sentences(found, language, most)
    return found if _is_sensible(found, language, given) else opening(text, language)


def _is_sensible(found: str, language: str, given: str) -> bool:
    if length(found) < 4 or bool(HAN.search(found)) != is_chinese(language):
        return False
    own = grams(found, run_length(language))
    known = set(grams(given, run_length(language)))
    return not own or sum(gram in known for gram in own) < COPIED * len(own)


def opening(text: str, language: str) -> str:
    """Return the first sentence of a text and its last, as far as they are short."""
    most = DIGEST["zh" if is_chinese(language) else "en"]
    sentences = split(text, language)
    if not sentences:
        return ""
    ends = " ".join(dict.fromkeys((sentences[0].text, sentences[-1].text)))
    ends = ends.replace("。 ", "。") if is_chinese(language) else ends
    return ends if length(ends) <= most else clipped(sentences[0].text, language, most)


def _sentences(text: str, language: str, most: int) -> str:
    """Return as many first sentences as are short enough together."""
    for number in range(len(split(text, language)), 0, -1):
        kept = first(text, language, number)
        if length(kept) <= most:
            return kept
    return ""


def clipped(sentence: str, language: str, most: int) -> str:
    """Return a sentence, or its first clauses with a full stop, or its first words."""
    if length(sentence) <= most:
        return sentence
    ends = [end for end in clauses(sentence, 0) if length(sentence[:end]) <= most]
    if ends and length(sentence[: ends[-1]]) >= most // 3:
        return stopped(sentence[: ends[-1]], language)
    if is_chinese(language):
        return sentence[:most] + "…"
    return " ".join(sentence.split()[:most]) + "…"


def summary(
    titles: Sequence[str], written: Sequence[Written], language: str, characters: int
) -> str:
    """Return what came before in short, one line a section, so many characters at most.

    The older sections are shortened first; then those in the middle are left out.
    """
    lines = [
        (title, one.digest or opening(one.text, language))
        for title, one in zip(titles, written, strict=True)
        if one.text
    ]
    most = SHORT_DIGEST["zh" if is_chinese(language) else "en"]
    for number in range(len(lines)):
        if _size(lines) <= characters:
            break
        title, text = lines[number]
        lines[number] = title, clipped(first(text, language), language, most)
    while len(lines) > 1 and _size(lines) > characters:
        lines.pop(len(lines) // 3)
    shown = [f"- {title}: {text}" for title, text in lines]
    return "\n".join(shown)[:characters]


def _size(lines: Sequence[tuple[str, str]]) -> int:
    return sum(len(title) + len(text) + 5 for title, text in lines)
