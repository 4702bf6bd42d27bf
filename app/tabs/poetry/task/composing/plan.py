"""What a poem's form and a person's wishes leave open at each of its places."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from msgspec import structs

from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.chinese import couplet_limits, limits, old
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.forms import BY_NAME, Pattern, Place, patterns
from app.tabs.poetry.task.chinese.rhymes import Book, Group, book
from app.tabs.poetry.task.chinese.tones import Tone, sound
from app.tabs.poetry.task.composing.placing import Impossible, place
from app.tabs.poetry.task.shapes import Family, Shape, books, shape
from app.tabs.poetry.task.tunes import Variant, find
from app.tabs.poetry.task.tunes import limits as tune_limits

RICH = 40  # characters a rhyme offers that is chosen by chance
OLD_LINES = 8  # of an open form, if nobody says
LONG_LINES = 10

Sets = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Plan:
    """For each line the characters that may stand at its places, and what is written after it.

    A line that `repeats` is the end of the one before it once more. `variant` is that of a tune.
    """

    sets: Sets
    ends: tuple[str, ...]
    repeats: frozenset[int] = frozenset()
    book: str = ""
    variant: int = 0

    def fixed(self, number: int) -> str:
        """Return a line that leaves nothing open, else ""."""
        line = self.sets[number]
        return "".join(line) if all(len(each) == 1 for each in line) else ""


def plan(
    brief: Brief,
    seed: int,
    kept: Mapping[int, str] | None = None,
    given: Mapping[At, str] | None = None,
) -> Plan:
    """Decide what is open by chance, and return what that leaves.

    `kept` are lines by number, `given` single characters. Raises Impossible when the wishes do
    not go together, KeyError for an unknown form.
    """
    form = shape(brief.form)
    by = book(brief.book or books(form)[0])
    placed = _placed(brief, form, kept or {}) | (dict(given) if given else {})
    chance = random.Random(seed)
    avoid = "".join((*brief.avoid, *placed.values()))
    match form.family:
        case Family.REGULATED | Family.LONG:
            made = _regulated(brief, form, by, placed, avoid, chance)
        case Family.TUNE:
            made = _tune(brief, form, by, placed, avoid, chance)
        case Family.COUPLET:
            made = _couplet(brief, by, placed, avoid, chance)
        case _:
            made = _old(brief, form, by, placed, avoid, chance)
    if not brief.use:
        return made
    sets = place(brief.use, made.sets, by, set(placed), chance)
    return Plan(sets, made.ends, made.repeats, made.book, made.variant)


def size(brief: Brief) -> tuple[int, ...]:
    """Return the lengths of the lines that a brief asks for, in characters. Raises KeyError."""
    form = shape(brief.form)
    if form.family is Family.TUNE:
        return tuple(map(len, _variant(brief, form)[1].lines))
    if form.family is Family.COUPLET:
        return (brief.length, brief.length)
    count = form.lines or brief.lines or (LONG_LINES if form.family is Family.LONG else OLD_LINES)
    if form.family is Family.LONG:
        count = max(LONG_LINES, count)
    return (form.length,) * (count + count % 2)


def _placed(brief: Brief, form: Shape, kept: Mapping[int, str]) -> dict[At, str]:
    """Return the characters that are given: first ones, an opening, and lines to keep."""
    lengths = size(brief)
    heads = "".join(brief.heads.split())
    if len(heads) > len(lengths):
        raise Impossible("heads", heads, str(len(lengths)))
    placed = {At(number, 0): head for number, head in enumerate(heads)}
    places = [At(line, at) for line, length in enumerate(lengths) for at in range(length)]
    placed |= dict(zip(places, "".join(brief.opening.split()), strict=False))
    for number, line in kept.items():
        if number >= len(lengths) or len(line) != lengths[number]:
            raise Impossible("kept", line, form.name)
        placed |= {At(number, at): character for at, character in enumerate(line)}
    return placed


def _regulated(
    brief: Brief, form: Shape, by: Book, placed: Mapping[At, str], avoid: str, chance: random.Random
) -> Plan:
    lengths = size(brief)
    chosen = _pattern(brief, form, by, placed, len(lengths), chance)
    ends = [At(number, form.length - 1) for number in chosen.rhyming]
    given = {placed[at] for at in ends if at in placed}
    rich = limits.rhyme_groups(by, RICH, brief.traditional)
    group = _group(brief, by, rich, given, chance, lambda each: each.level)
    flat = limits.allowed(
        chosen, by, group, given=placed, avoid=avoid, traditional=brief.traditional
    )
    sets = _without_echoes(_by_line(flat, lengths), chosen.rhyming, by, group)
    return Plan(sets, _ends(len(lengths)), book=by.name)


def _pattern(
    brief: Brief,
    form: Shape,
    by: Book,
    placed: Mapping[At, str],
    lines: int,
    chance: random.Random,
) -> Pattern:
    """Return a pattern that was asked for and that goes best with what is given."""
    asked = [
        each
        for each in patterns(BY_NAME[form.name], lines)
        if brief.start in ("", "平起" if each.level_start else "仄起")
        if brief.first_rhymes in (None, each.first_rhymes)
    ]
    tones = {at: sound(character, by).tone for at, character in placed.items()}

    def misfits(each: Pattern) -> int:
        return sum(_misfits(tones[at], each.lines[at.line][at.place]) for at in tones)

    chance.shuffle(asked)
    return min(asked, key=misfits)


def _misfits(tone: Tone, wanted: Place) -> bool:
    return wanted is not Place.FREE and not tone.may_be(wanted is not Place.OBLIQUE)


def _without_echoes(sets: Sets, rhymed: Collection[int], by: Book, group: Group) -> Sets:
    """Leave out what would end a line between the rhymes in their sound (撞韵)."""

    @cache
    def clear(text: str) -> str:
        if len(text) == 1:
            return text
        alike = {each for each in by.groups if by.echoes(each, group)}
        return "".join(c for c in text if not by.groups_of(c) <= alike)

    return tuple(
        line if number in rhymed else (*line[:-1], clear(line[-1]))
        for number, line in enumerate(sets)
    )


def _variant(brief: Brief, form: Shape) -> tuple[int, Variant]:
    tune = find(form.name)
    assert tune is not None
    number = brief.variant if brief.variant < len(tune.variants) else 0
    return number, tune.variants[number]


def _tune(
    brief: Brief, form: Shape, by: Book, placed: Mapping[At, str], avoid: str, chance: random.Random
) -> Plan:
    number, variant = _variant(brief, form)
    chosen: dict[int, Group] = {}
    for rhyme, groups in tune_limits.rhymes(variant, by, brief.traditional).items():
        ends = [
            At(at, len(line) - 1)
            for at, line in enumerate(variant.lines)
            if line.rhyme and line.rhyme.group == rhyme
        ]
        given = {placed[at] for at in ends if at in placed}
        fresh = [each for each in groups if each not in chosen.values()] or groups
        suited = set(groups)
        asked = brief if not chosen else structs.replace(brief, rhyme="")
        chosen[rhyme] = _group(asked, by, fresh, given, chance, suited.__contains__)
    sets = tune_limits.allowed(
        variant, by, chosen, placed=placed, avoid=avoid, traditional=brief.traditional
    )
    last = {start - 1 for start in variant.stanzas if start} | {len(sets) - 1}
    stops = tuple(
        ("。" if line.rhyme or at in last else "，") + ("\n" if at in last else "")
        for at, line in enumerate(variant.lines)
    )
    repeats = frozenset(at for at, line in enumerate(variant.lines) if line.repeats)
    return Plan(sets, stops, repeats, by.name, number)


def _couplet(
    brief: Brief, by: Book, placed: Mapping[At, str], avoid: str, chance: random.Random
) -> Plan:
    flat = couplet_limits.allowed(
        brief.length,
        by,
        given=placed,
        avoid=avoid,
        traditional=brief.traditional,
        level_start=chance.random() < 0.5,
    )
    return Plan(_by_line(flat, size(brief)), _ends(2), book=by.name)


def _old(
    brief: Brief, form: Shape, by: Book, placed: Mapping[At, str], avoid: str, chance: random.Random
) -> Plan:
    lengths = size(brief)
    given = {
        placed[at] for n in range(1, len(lengths), 2) if (at := At(n, form.length - 1)) in placed
    }
    group = _group(brief, by, old.groups(by, RICH), given, chance, lambda _group: True)
    flat = old.allowed(
        form.length,
        len(lengths),
        by,
        group,
        given=placed,
        avoid=avoid,
        traditional=brief.traditional,
    )
    return Plan(_by_line(flat, lengths), _ends(len(lengths)), book=by.name)


def _group(
    brief: Brief,
    by: Book,
    rich: Sequence[Group],
    given: Iterable[str],
    chance: random.Random,
    suits: Callable[[Group], bool],
) -> Group:
    """Return the rhyme that is asked for, or that what is given has, or one by chance."""
    if brief.rhyme:
        named = [g for g in by.groups if brief.rhyme in (g.part, g.part[-1]) and suits(g)]
        if not named:
            raise Impossible("rhyme", brief.rhyme, by.name)
        return named[0]
    shared = [
        group
        for group in by.groups
        if suits(group) and all(group in by.groups_of(character) for character in given)
    ]
    if given and shared:
        return max(shared, key=lambda group: group in rich)
    if not rich:
        raise Impossible("rhyme", "", by.name)
    return chance.choice(list(rich))


def _by_line(flat: Sequence[str], lengths: Sequence[int]) -> Sets:
    """Divide positions into lines; after each line stands its punctuation, which is left out."""
    lines, start = [], 0
    for length in lengths:
        lines.append(tuple(flat[start : start + length]))
        start += length + 1
    return tuple(lines)


def _ends(lines: int) -> tuple[str, ...]:
    return tuple("，。"[number % 2] for number in range(lines))
