"""What a poem is made of: the words that a model thinks of at a theme, and what it reads first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.english.asking import Ranker, Scoring
from app.tabs.poetry.task.english.examples import EXAMPLES, NAMES
from app.tabs.poetry.task.english.forms import Form
from app.tabs.poetry.task.english.sounds import FUNCTION, common, sounds, words_of

# A text, the same with a theme, and how many words to take: things and their
# qualities, and what one does.
CONTEXTS = (
    ("A poem, with words like", "A poem about {theme}, with words like", 240),
    ("When I think, I see the", "When I think of {theme}, I see the", 240),
    ("A poem. How we love to", "A poem about {theme}. How we love to", 180),
)
GENERAL = 110  # likely words of each that have nothing to do with the theme
LEVEL = 2
NEAR = 0.7  # how much being nearer to the theme than to others counts for choosing a word
BIAS, MOST_BIAS = 0.4, 1.2
COARSE = frozenset(("arse", "ass", "bastard", "crap", "rape", "sex"))  # not unless one names them
Row = tuple[float, ...]  # how likely a word is after each text


@dataclass(frozen=True)
class Palette:
    """The words for a poem, and how much likelier some are to be made."""

    words: tuple[str, ...]
    bias: Mapping[str, float]


def subject(brief: Brief) -> str:
    """Return what a poem is about, in words."""
    about = [brief.theme, *brief.images]
    return ", ".join(part.strip() for part in about if part.strip())


def prompt(form: Form, brief: Brief) -> str:
    """Return what the model reads before a poem."""
    name, example = NAMES[form.id], "\n".join(EXAMPLES[form.id])
    told = f"Another {brief.mood.strip()} {name}".replace("  ", " ")
    if about := subject(brief):
        told += f", about {about}"
    if manner := brief.manner.strip():
        told += f", in the manner of {manner}"
    return f"A {name}\n\n{example}\n\n{told}\n\n"


def palette(brief: Brief, ranker: Ranker) -> Scoring[Palette]:
    """Ask which words go with a theme, or which are good for a poem if there is none."""
    about = ", ".join(part for part in (brief.mood.strip(), subject(brief)) if part)
    texts = [text for plain, told, _ in CONTEXTS for text in (plain, told.format(theme=about))]
    words = tuple(word for word in common(LEVEL) if word not in COARSE)
    scores = []
    for text in texts if about else texts[::2]:
        scores.append((yield from ranker.begun(text, words)))
    table = _single(words, tuple(zip(*scores, strict=True)))
    chosen = dict.fromkeys(sorted(FUNCTION))
    bias: dict[str, float] = {}
    for number, (_, _, count) in enumerate(CONTEXTS):
        at = 2 * number if about else number
        base = {word: row[at] for word, row in table.items()}
        chosen |= dict.fromkeys(nlargest(GENERAL, base, key=base.__getitem__))
        if about:
            near = {word: row[at + 1] - row[at] for word, row in table.items()}
            fit = {word: row[at + 1] + NEAR * near[word] for word, row in table.items()}
            best = [word for word in nlargest(count, fit, key=fit.__getitem__) if near[word] > 0]
            chosen |= dict.fromkeys(best)
            for word in best:
                bias[word] = max(bias.get(word, 0.0), min(MOST_BIAS, BIAS * near[word]))
    named = words_of(" ".join((subject(brief), brief.opening, *brief.use)))
    own = dict.fromkeys(word for word in named if sounds(word))
    bias |= {word: MOST_BIAS for word in own if word not in FUNCTION}
    return Palette(tuple(own | chosen), bias)


def _single(words: Sequence[str], rows: Sequence[Row]) -> dict[str, Row]:
    """Return the scores of words, without those of which only the beginning was scored.

    Words that begin with the same token score the same; it is whole only in the shortest.
    """
    alike: dict[Row, list[str]] = {}
    for word, row in zip(words, rows, strict=True):
        alike.setdefault(row, []).append(word)
    shortest = ((row, min(group, key=len), group) for row, group in alike.items())
    return {
        word: row for row, word, group in shortest if all(other.startswith(word) for other in group)
    }
