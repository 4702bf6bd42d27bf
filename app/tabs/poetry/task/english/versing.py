"""Compose a poem as a person asks for it, with a model that scores continuations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.english import compose, theme
from app.tabs.poetry.task.english.asking import Ranker, ScoreAsk, Scoring
from app.tabs.poetry.task.english.examples import EXAMPLES
from app.tabs.poetry.task.english.forms import Form
from app.tabs.poetry.task.english.lines import Search
from app.tabs.poetry.task.english.sounds import words_of

WIDTH, SHORT = 3, 8  # of the search, for a poem with no more than so many lines
LINES = 8  # of a form that has no end, if no other number is asked for


@dataclass(frozen=True)
class Verse:
    """The lines of a poem, and how likely the model thinks them."""

    lines: tuple[str, ...]
    logprob: float

    @property
    def mean(self) -> float:
        """The log-probability a word."""
        return self.logprob / max(1, sum(len(words_of(line)) for line in self.lines))


def compose_verse(
    form: Form,
    brief: Brief,
    seed: int = 0,
    *,
    locked: Mapping[int, str] | None = None,
    ranker: Ranker | None = None,
    search: Search | None = None,
) -> Scoring[Verse]:
    """Return a poem; raises Impossible if what is asked for allows none.

    A `ranker` that has served the same model before is faster.
    """
    ranker = ranker or Ranker()
    palette = yield from theme.palette(brief, ranker)
    asked = compose.Brief(
        prompt=theme.prompt(form, brief),
        words=palette.words,
        bias=palette.bias,
        use=brief.use,
        avoid=brief.avoid,
        locked=locked or {},
        opening=brief.opening,
        rhyme=brief.rhyme,
        example=EXAMPLES[form.id],
        lines=brief.lines or LINES,
    )
    width = WIDTH if len(form.lines(asked.lines)) <= SHORT else WIDTH - 1
    steps = compose.compose(form, asked, replace(search or Search(width), seed=seed))
    lines = yield from ranker.serve(steps)
    (logprobs,) = yield ScoreAsk(asked.prompt, ("\n".join(lines) + "\n",))
    return Verse(lines, sum(logprobs))
