"""What a poem's form and a person's wishes leave open at each of its places."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.chinese import couplet_limits, limits, old
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.forms import BY_NAME, Pattern, Place, patterns
from app.tabs.poetry.task.chinese.rhymes import Book, Group, book
from app.tabs.poetry.task.chinese.tones import Tone, sound
from app.tabs.poetry.task.composing.given import Sources, checked, sources
from app.tabs.poetry.task.composing.given import placed as given_by
from app.tabs.poetry.task.composing.placing import Sets, place
from app.tabs.poetry.task.composing.rhyming import choose, heard, secured
from app.tabs.poetry.task.shapes import Family, Shape, books, shape
from app.tabs.poetry.task.tunes import Variant, find
from app.tabs.poetry.task.tunes import limits as tune_limits

RICH = 40  # characters a rhyme offers that is chosen by chance
OLD_LINES = 8  # of an open form, if nobody says
LONG_LINES = 10


@dataclass(frozen=True)
class Plan:
    """For each line the characters that may stand at its places, and what is written after it.

    `rhyming` are the lines that have to rhyme. A line that `repeats` is the end of the one before
    it once more. `variant` is that of a tune.
    """

    sets: Sets
    ends: tuple[str, ...]
    rhyming: frozenset[int] = frozenset()
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
    checked(brief.use, brief.avoid)
    repeated = repeats(brief)
    placed = given_by(brief, size(brief), kept or {}, repeated) | dict(given or {})
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
    ends = {At(number, len(made.sets[number]) - 1) for number in made.rhyming}
    wanted = "".join(brief.use)
    sets = secured(made.sets, ends.difference(placed), wanted, brief.rhyme, by)
    return replace(made, sets=place(brief.use, sets, by, {*placed, *repeated}, chance))


def repeats(brief: Brief) -> Sources:
    """Return where each place of a line that repeats has its character from. Raises KeyError."""
    form = shape(brief.form)
    return sources(_variant(brief, form)[1]) if form.family is Family.TUNE else {}


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


def _regulated(
    brief: Brief, form: Shape, by: Book, placed: Mapping[At, str], avoid: str, chance: random.Random
) -> Plan:
    lengths = size(brief)
    chosen = _pattern(brief, form, by, placed, len(lengths), chance)
    ends = [At(number, form.length - 1) for number in chosen.rhyming]
    given = heard(placed, ends, by)
    group = choose(
        brief.rhyme,
        by,
        [each for each in by.groups if each.level],
        _rich(limits.rhyme_groups, brief, by, len(ends)),
        given,
        lambda each, at: each in given[at],
        chance,
    )
    flat = limits.allowed(
        chosen, by, group, given=placed, avoid=avoid, traditional=brief.traditional
    )
    sets = _without_echoes(_by_line(flat, lengths), chosen.rhyming, by, group)
    return Plan(sets, _ends(len(lengths)), frozenset(chosen.rhyming), book=by.name)


def _rich(
    groups: Callable[[Book, int, bool], tuple[Group, ...]], brief: Brief, by: Book, ends: int
) -> tuple[Group, ...]:
    """Return the groups that offer characters to choose from, or the largest one."""
    found = groups(by, max(RICH, 2 * ends), brief.traditional)
    return found or groups(by, 1, brief.traditional)[:1]


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
    for rhyme, rich in tune_limits.rhymes(variant, by, brief.traditional).items():
        tones = {
            At(number, len(line) - 1): line.rhyme.tone
            for number, line in enumerate(variant.lines)
            if line.rhyme and line.rhyme.group == rhyme and not line.repeats
        }
        chosen[rhyme] = _tune_rhyme(brief, by, tones, placed, rich, chosen, chance)
    sets = tune_limits.allowed(
        variant, by, chosen, placed=placed, avoid=avoid, traditional=brief.traditional
    )
    last = {start - 1 for start in variant.stanzas if start} | {len(sets) - 1}
    stops = tuple(
        ("。" if line.rhyme or at in last else "，") + ("\n" if at in last else "")
        for at, line in enumerate(variant.lines)
    )
    again = frozenset(at for at, line in enumerate(variant.lines) if line.repeats)
    rhyming = frozenset(at for at, line in enumerate(variant.lines) if line.rhyme) - again
    return Plan(sets, stops, rhyming, again, by.name, number)


def _tune_rhyme(
    brief: Brief,
    by: Book,
    tones: Mapping[At, str],
    placed: Mapping[At, str],
    rich: Sequence[Group],
    chosen: Mapping[int, Group],
    chance: random.Random,
) -> Group:
    """Return a group that stands for its part: each end has its own tone of it."""
    first = next(iter(tones.values()))
    given = heard(placed, tones, by)

    def rhymes(group: Group, at: At) -> bool:
        suiting = (each for each in given[at] if tune_limits.suits(each, tones[at], by))
        return group.part in {each.part for each in suiting}

    return choose(
        "" if chosen else brief.rhyme,
        by,
        [each for each in by.groups if tune_limits.suits(each, first, by)],
        [each for each in rich if each not in chosen.values()] or rich,
        given,
        rhymes,
        chance,
    )


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
    ends = [At(number, form.length - 1) for number in range(1, len(lengths), 2)]
    given = heard(placed, ends, by)
    group = choose(
        brief.rhyme,
        by,
        by.groups,
        _rich(old.groups, brief, by, len(ends)),
        given,
        lambda each, at: each in given[at],
        chance,
    )
    flat = old.allowed(
        form.length,
        len(lengths),
        by,
        group,
        given=placed,
        avoid=avoid,
        traditional=brief.traditional,
    )
    rhyming = frozenset(at.line for at in ends)
    return Plan(_by_line(flat, lengths), _ends(len(lengths)), rhyming, book=by.name)


def _by_line(flat: Sequence[str], lengths: Sequence[int]) -> Sets:
    """Divide positions into lines; after each line stands its punctuation, which is left out."""
    lines, start = [], 0
    for length in lengths:
        lines.append(tuple(flat[start : start + length]))
        start += length + 1
    return tuple(lines)


def _ends(lines: int) -> tuple[str, ...]:
    return tuple("，。"[number % 2] for number in range(lines))
