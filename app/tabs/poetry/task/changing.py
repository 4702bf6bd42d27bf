"""What may stand in the place of a character or a word, and which of it reads best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from typing import cast

from msgspec import structs

from app.tabs.poetry.task.brief import Brief, Start
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.limits import is_traditional
from app.tabs.poetry.task.composing.placing import Impossible
from app.tabs.poetry.task.composing.plan import plan, repeats, size
from app.tabs.poetry.task.english.asking import Ranker, ScoreAsk, Scoring
from app.tabs.poetry.task.english.check import read_line
from app.tabs.poetry.task.english.forms import FORMS, FormId, LineForm
from app.tabs.poetry.task.english.rhymes import kind
from app.tabs.poetry.task.english.sounds import WORDS, common, normal, words_of
from app.tabs.poetry.task.english.vocabulary import by_shape
from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.shapes import Family, shape
from app.tabs.poetry.task.verse import Poem

WHOLE = 24  # of what fits, so many are judged with the rest of their line
WORD_LEVEL = 2  # how common words must be


@dataclass(frozen=True)
class Fit:
    """What may stand there, and the natural log-probability of the line with it from there on."""

    text: str
    logprob: float


def change(poem: Poem, at: At, ranker: Ranker) -> Scoring[list[Fit]]:
    """Rank what may stand in a place while the rest stays, the likeliest first."""
    chinese = shape(poem.form).chinese
    found = tuple(characters(poem, at)) if chinese else words(poem, at)
    if not found:
        return []
    line = poem.lines[at.line]
    start, end = _span(line, at.place, chinese)
    before = [*poem.lines[: at.line], line[:start].rstrip(" ")]
    text = f"{poem.form}《{poem.theme or poem.title}》\n\n" if chinese else f"{poem.title}\n\n"
    text += ("，" if chinese else "\n").join(before)
    lead = "" if chinese or not start else " "
    first = yield ScoreAsk(text, tuple(lead + each for each in found), depth=1)
    begun = {each: logprobs[0] for each, logprobs in zip(found, first, strict=True)}
    best = nlargest(WHOLE, begun, key=lambda each: begun[each])
    rest = line[end:] + ("，" if chinese else "\n")
    whole = yield ScoreAsk(text, tuple(lead + each + rest for each in best))
    fits = [Fit(each, sum(logprobs)) for each, logprobs in zip(best, whole, strict=True)]
    return sorted(fits, key=lambda fit: fit.logprob, reverse=True)


def changed(poem: Poem, at: At, text: str) -> Poem:
    """Return a poem with another character, or word, in a place, and where that is repeated."""
    chinese = shape(poem.form).chinese
    lines = list(poem.lines)
    for each in _alike(poem, at) if chinese else (at,):
        line = lines[each.line]
        start, end = _span(line, each.place, chinese)
        said = text[:1].upper() + text[1:] if line[start:end][:1].isupper() else text
        lines[each.line] = line[:start] + said + line[end:]
    return structs.replace(poem, lines=tuple(lines))


def _span(line: str, place: int, chinese: bool) -> tuple[int, int]:
    """Return where a character, or a word by its number, begins and ends."""
    if chinese:
        return place, place + 1
    return list(WORDS.finditer(normal(line)))[place].span()


# Chinese ----------------------------------------------------------------------------------


def characters(poem: Poem, at: At) -> str:
    """Return the characters that keep the form in a place; none if the lines are not its own."""
    family = shape(poem.form).family
    start, first_rhymes = _pattern(poem, family)
    brief = Brief(
        poem.form,
        book=poem.book,
        variant=poem.variant,
        start=start,
        first_rhymes=first_rhymes,
        lines=len(poem.lines),
        length=len(poem.lines[0]),
        traditional=is_traditional("".join(poem.lines)),
    )
    if tuple(map(len, poem.lines)) != size(brief):
        return ""
    repeated = repeats(brief)
    source = repeated.get(at, at)
    others = {
        each: character
        for number, line in enumerate(poem.lines)
        for place, character in enumerate(line)
        if (each := At(number, place)) != source and each not in repeated
    }
    try:
        sets = plan(brief, 0, given=others).sets
    except Impossible:
        return ""
    return sets[source.line][source.place].replace(poem.lines[at.line][at.place], "")


def _alike(poem: Poem, at: At) -> tuple[At, ...]:
    """Return a place with those where its tune says the same again."""
    brief = Brief(poem.form, variant=poem.variant)
    repeated = repeats(brief)
    if not repeated or tuple(map(len, poem.lines)) != size(brief):
        return (at,)
    source = repeated.get(at, at)
    return (source, *(each for each in repeated if repeated[each] == source))


def _pattern(poem: Poem, family: Family) -> tuple[Start, bool | None]:
    if family not in (Family.REGULATED, Family.LONG):
        return "", None
    first = judge(poem).pattern[0]
    return ("平起" if first[1] == "平" else "仄起"), first.endswith("韵")


# English ----------------------------------------------------------------------------------


def words(poem: Poem, at: At) -> tuple[str, ...]:
    """Return the common words that keep meter and rhyme in the place of one."""
    form = FORMS[cast(FormId, shape(poem.form).name)]
    asked = form.lines(len(poem.lines))
    if at.line >= len(asked):
        return ()
    line = words_of(poem.lines[at.line])
    kept = set(line)
    last = at.place == len(line) - 1 and bool(asked[at.line].rhyme)
    return tuple(
        word
        for word in _scanning(line, at.place, asked[at.line])
        if word not in kept and (not last or _rhymes(word, line, poem, asked, at.line))
    )


def _scanning(line: list[str], place: int, form: LineForm) -> Iterator[str]:
    for alike in by_shape(common(WORD_LEVEL)).values():
        report = read_line(" ".join((*line[:place], alike[0], *line[place + 1 :])), form)
        if not form.patterns or (report.scan and not report.scan.faults):
            yield from alike


def _rhymes(
    word: str, line: list[str], poem: Poem, asked: tuple[LineForm, ...], number: int
) -> bool:
    others = (
        words_of(each)
        for at, each in enumerate(poem.lines)
        if at != number and at < len(asked) and asked[at].rhyme == asked[number].rhyme
    )
    return all(kind((*line[:-1], word), other) == "perfect" for other in others)
