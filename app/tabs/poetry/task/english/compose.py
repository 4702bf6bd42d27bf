"""Compose a poem under a form: choose the rhyme words, then find line after line."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.tabs.poetry.task.english import rhymewords
from app.tabs.poetry.task.english.asking import Steps
from app.tabs.poetry.task.english.forms import Form, LineForm
from app.tabs.poetry.task.english.lines import Line, Search, Words, find_line, written
from app.tabs.poetry.task.english.sounds import words_of
from app.tabs.poetry.task.english.vocabulary import Vocabulary


@dataclass(frozen=True)
class Brief:
    """What a poem is to be.

    `prompt` is what the model reads before the poem. `words` are what it may be made of, the
    common ones if there are none; it has none of `avoid`. `locked` lines, by number, stay as they
    are; `opening` is how the first line begins. An endless form has at least `lines`.
    """

    prompt: str = ""
    words: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    locked: Mapping[int, str] = field(default_factory=dict)
    opening: str = ""
    lines: int = 4


def compose(form: Form, brief: Brief, search: Search) -> Steps[tuple[str, ...]]:
    """Return the lines of a poem; raises Impossible if the locked ones or the words allow none."""
    asked = form.lines(brief.lines)
    vocabulary = Vocabulary(brief.words, brief.avoid)
    chance = random.Random(search.seed)
    poem = {at: text for at, text in brief.locked.items() if at < len(asked) and words_of(text)}
    refrains = {asked[at].refrain: text for at, text in poem.items() if asked[at].refrain}
    returning = (at for at, line in enumerate(asked) if line.refrain in refrains)
    poem |= {at: refrains[asked[at].refrain] for at in returning}
    given = {at: words_of(text)[-1] for at, text in poem.items() if asked[at].rhyme}
    ends = yield from rhymewords.choose(asked, given, brief.prompt, vocabulary, chance)
    for number, line in enumerate(asked):
        if number in poem:
            continue
        if (refrain := _refrain(asked, number, poem)) is not None:
            poem[number] = refrain
            continue
        known = {tuple(words_of(each)) for each in poem.values()}
        opening = tuple(words_of(brief.opening)) if number == 0 else ()
        wanted = Line(line.patterns, ends.get(number, ""), opening, known)
        before = brief.prompt + "".join(poem[at] + "\n" for at in range(number))
        seeded = replace(search, seed=chance.getrandbits(31))
        words: Words = yield from find_line(wanted, before, vocabulary, seeded)
        poem[number] = written(words)
    return tuple(poem[at] for at in range(len(asked)))


def _refrain(asked: Sequence[LineForm], number: int, poem: Mapping[int, str]) -> str | None:
    """Return the line that comes back here, if it is there."""
    name = asked[number].refrain
    return next((poem[at] for at in poem if name and asked[at].refrain == name), None)
