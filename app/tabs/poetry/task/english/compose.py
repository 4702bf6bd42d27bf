"""Compose a poem under a form: line after line, each with a last word that leaves a rhyme."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.tabs.poetry.task.english.asking import Next, Steps, written
from app.tabs.poetry.task.english.forms import Form, LineForm
from app.tabs.poetry.task.english.lines import (
    FREE,
    Beginning,
    Line,
    Search,
    find_lines,
    grams,
)
from app.tabs.poetry.task.english.rhymewords import Ends
from app.tabs.poetry.task.english.sounds import is_light, normal, sounds, words_of
from app.tabs.poetry.task.english.vocabulary import Vocabulary

USED = 7.0  # how much less likely a word is that the poem has
LIGHT, MOST_LIGHT = 0.3, 1.2  # the same of a light one: each time, and at most
BEGUN = 2.0  # the same of one with which a line begins, as a first word
WISHED = 4.0  # how much likelier a word is that has to be used
SPARE = 2  # lines more than such words, from which on each line takes one
TRIED = 2  # lines of which the end is weighed
CLOSING = (".\n", "!\n", "?\n")
MARKS = (",\n", ".\n", ";\n", "\n")


@dataclass(frozen=True)
class Brief:
    """What a poem is to be.

    `prompt` is what the model reads before the poem. `words` are what it may be made of, the
    common ones if there are none, `bias` how much likelier some are; it has none of `avoid`, and
    all of `use` that fit. `locked` lines, by number, stay as they are; `opening` is how the first
    line begins; the first rhyme rhymes with the word `rhyme`. The lines of `example` are not to be
    copied. An endless form has at least `lines`.
    """

    prompt: str = ""
    words: tuple[str, ...] = ()
    bias: Mapping[str, float] = field(default_factory=dict)
    use: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    locked: Mapping[int, str] = field(default_factory=dict)
    opening: str = ""
    rhyme: str = ""
    example: tuple[str, ...] = ()
    lines: int = 4


def compose(form: Form, brief: Brief, search: Search) -> Steps[tuple[str, ...]]:
    """Return the lines of a poem; raises Impossible if the locked ones or the words allow none."""
    asked = form.lines(brief.lines)
    vocabulary = Vocabulary(brief.words, brief.avoid)
    chance = random.Random(search.seed)
    closing = _closing(form, len(asked))
    poem = _locked(asked, brief)
    given = {at: words_of(text)[-1] for at, text in poem.items() if asked[at].rhyme}
    ends = Ends(asked, given, vocabulary, normal(brief.rhyme))
    for number, line in enumerate(asked):
        if number in poem:
            continue
        if (refrain := _refrain(asked, number, poem)) is not None:
            poem[number] = _closed(refrain) if number in closing else refrain
            continue
        lasts = ends.allowed(number) if line.rhyme else ()
        wanted = _wanted(line, lasts, brief, poem, number)
        wanted = _with_must(wanted, _waiting(brief, poem), len(asked) - len(poem))
        before = brief.prompt + "".join(poem[at] + "\n" for at in range(number))
        seeded = replace(search, seed=chance.getrandbits(31))
        found = yield from find_lines(wanted, before, vocabulary, seeded)
        marks = CLOSING if number in closing else MARKS
        poem[number] = yield from _ended(found[:TRIED], before, marks)
        if line.rhyme:
            ends.choose(number, words_of(poem[number])[-1])
    return tuple(poem[at] for at in range(len(asked)))


def _locked(asked: Sequence[LineForm], brief: Brief) -> dict[int, str]:
    """Return the lines that stay as they are, with all places of a refrain."""
    poem = {at: text for at, text in brief.locked.items() if at < len(asked) and words_of(text)}
    refrains = {asked[at].refrain: text for at, text in poem.items() if asked[at].refrain}
    returning = (at for at, line in enumerate(asked) if line.refrain in refrains)
    return poem | {at: refrains[asked[at].refrain] for at in returning}


def _wanted(
    line: LineForm, lasts: tuple[str, ...], brief: Brief, poem: Mapping[int, str], number: int
) -> Line:
    """Return what is looked for as the next line of a poem."""
    known = [tuple(words_of(each)) for each in poem.values()]
    read = [*known, *(tuple(words_of(each)) for each in brief.example)]
    return Line(
        line.patterns or FREE,
        lasts,
        tuple(words_of(brief.opening)) if number == 0 else (),
        known,
        _bias(brief, poem),
        {words[0]: -BEGUN for words in read},
        grams=grams(read),
    )


def _ended(found: Sequence[Beginning], before: str, marks: tuple[str, ...]) -> Steps[str]:
    """Return the line that is likeliest with the mark after it."""
    lines = [written(each.words) for each in found]
    answers = yield tuple(Next(before + line, marks) for line in lines)
    ended = []
    for each, line, ranked in zip(found, lines, answers, strict=True):
        mark, score = ranked[0] if ranked else (marks[0], 0.0)
        ended.append((each.ended + score / len(each.words), line + mark.rstrip("\n")))
    return max(ended)[1]


def _closed(line: str) -> str:
    """Return a line as it ends a stanza."""
    return f"{line[:-1]}." if line.endswith((",", ";")) else line


def _closing(form: Form, count: int) -> frozenset[int]:
    """Return the lines that end a stanza."""
    ends = set()
    at = 0
    while at < count:
        for stanza in form.stanzas:
            at += len(stanza)
            ends.add(at - 1)
    long = len(form.stanzas[0]) > 1
    return frozenset(ends if long else {count - 1})


def _waiting(brief: Brief, poem: Mapping[int, str]) -> list[str]:
    """Return the words to use that no line has."""
    used = {word for line in poem.values() for word in words_of(line)}
    return [word for word in dict.fromkeys(words_of(" ".join(brief.use))) if word not in used]


def _with_must(line: Line, waiting: Sequence[str], left: int) -> Line:
    """Let a line have a word that waits, if only few lines are left for it."""
    if left > len(waiting) + SPARE:
        return line
    lines = (replace(line, must=word) for word in waiting if sounds(word))
    return next((each for each in lines if each.openings), line)


def _bias(brief: Brief, poem: Mapping[int, str]) -> dict[str, float]:
    """Return how much likelier words are made: those wished for, and less those used already."""
    used = Counter(word for line in (*brief.example, *poem.values()) for word in words_of(line))
    bias = dict(brief.bias)
    bias |= {
        word: -min(LIGHT * times, MOST_LIGHT) for word, times in used.items() if is_light(word)
    }
    for word in {form for each in used if not is_light(each) for form in _forms(each)}:
        bias[word] = bias.get(word, 0.0) - USED
    return bias | dict.fromkeys(_waiting(brief, poem), WISHED)


def _forms(word: str) -> tuple[str, ...]:
    """Return a word and those that hardly differ from it."""
    stem = word.removesuffix("'s").removesuffix("s")
    return word, stem, f"{stem}s", f"{stem}'s"


def _refrain(asked: Sequence[LineForm], number: int, poem: Mapping[int, str]) -> str | None:
    """Return the line that comes back here, if it is there."""
    name = asked[number].refrain
    return next((poem[at] for at in poem if name and asked[at].refrain == name), None)
