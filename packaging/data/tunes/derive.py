"""The forms of a tune from its poems: structure, tones, rhymes, a poem that shows the form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from app.tabs.poetry.task import tunes as task
from app.tabs.poetry.task.chinese.rhymes import cilin
from app.tabs.poetry.task.tunes.pattern import FREE, LEVEL, OBLIQUE
from tunes import sounds
from tunes.corpus import Poem
from tunes.stanzas import stanzas

MOST_FORMS = 12
MOST_SINGLE_FORMS = 3  # where each form has one poem
NEARLY_ALL = 0.9  # of the poems have one tone at the end: so have those of a character of two
FEWEST_POEMS = 2  # behind a form, where the tune has a form with as many
SMALLEST_SHARE = 0.02  # of a tune's poems, behind a form
EITHER = 0.1  # of the poems have the rarer tone where both are allowed
DIVISIBLE = 20  # poems of one structure, if some rhyme lines that others do not
OPEN = 0.2  # of them, at least, do, and as many do not
STOPPED = 0.5  # of the poems end a sentence where a line rhymes
AGREEING = 0.55  # of the poems have the same rhyme in two lines of one group
SURE, SURE_POEMS = 0.85, 8  # the same, for a line that ends no sentence
ENTERING, ENTERING_POEMS = 0.8, 5
REPEATING, REPEATING_POEMS = 0.6, 3
PAUSING = 0.5
TRIED = 400  # poems for a model


def forms(tune: str, poems: Sequence[Poem]) -> list[task.Variant]:
    """Return the forms of a tune, the most written first."""
    ranked = sorted(_groups(poems), key=lambda each: (-len(each), -max(p.fame for p in each)))
    ranked = [group for group in ranked if any(poem.whole for poem in group)]
    enough = max(FEWEST_POEMS, SMALLEST_SHARE * len(poems))
    kept = [group for group in ranked if len(group) >= enough]
    if kept:
        return [form for group in kept[:MOST_FORMS] if (form := _form(tune, group)).rhyme_groups]
    alone = [_form(tune, group) for group in ranked[:MOST_FORMS]]
    rhymed = [form for form in alone if form.rhyme_groups]
    return sorted(rhymed, key=lambda form: faults(form.model.lines, form))[:MOST_SINGLE_FORMS]


def faults(lines: Sequence[str], form: task.Variant) -> tuple[int, int]:
    """Return how much of a poem leaves a form, and how many of its rhymes are only near."""
    check = task.check_tune(lines, form, cilin())
    return check.faults, len(check.near)


def _groups(poems: Sequence[Poem]) -> list[list[Poem]]:
    """Return the poems of each structure and tone of the last rhyme."""
    groups: dict[tuple[tuple[int, ...], str], list[Poem]] = defaultdict(list)
    for structure in dict.fromkeys(poem.structure for poem in poems):
        alike = [poem for poem in poems if poem.structure == structure]
        sure = Counter(tone for poem in alike if (tone := sounds.tone(poem.lines[-1][-1])))
        usual, count = sure.most_common(1)[0] if sure else (OBLIQUE, 0)
        for poem in alike:
            tone = sounds.tone(poem.lines[-1][-1])
            open_tone = usual if count >= NEARLY_ALL * sure.total() > 0 else _shared_tone(poem)
            groups[structure, tone or open_tone or usual].append(poem)
    return [part for group in groups.values() for part in _by_rhymes(group)]


def _by_rhymes(poems: list[Poem]) -> list[list[Poem]]:
    """Divide poems by the lines that many of them rhyme and many do not."""
    marked = [poem for poem in poems if poem.marked]
    if len(marked) < DIVISIBLE:
        return [poems]
    shares = _stops(poems)
    open_lines = [n for n in _numbers(poems) if OPEN <= shares[n] <= 1 - OPEN]
    patterns = [tuple(_rhymed(poem, n) for n in open_lines) for poem in poems]
    counts = Counter(p for p, poem in zip(patterns, poems, strict=True) if poem.marked)
    usual = counts.most_common(1)[0][0]
    parts: dict[tuple[bool, ...], list[Poem]] = defaultdict(list)
    for pattern, poem in zip(patterns, poems, strict=True):
        kept = poem.marked and counts[pattern] >= OPEN * len(marked)
        parts[pattern if kept else usual].append(poem)
    return list(parts.values())


def _rhymed(poem: Poem, number: int) -> bool:
    """Return whether a line ends a sentence and rhymes with another that does."""
    ends = [sounds.rhymes(line[-1]) for line in poem.lines]
    others = (n for n in range(len(ends)) if n != number and poem.stops[n])
    return poem.stops[number] and any(ends[number] & ends[other] for other in others)


def _shared_tone(poem: Poem) -> str:
    """Return the tone of the lines that may rhyme with the last one."""
    last = sounds.rhymes(poem.lines[-1][-1])
    others = [line[-1] for line in poem.lines if sounds.rhymes(line[-1]) & last]
    tones = Counter(tone for other in others if (tone := sounds.tone(other)))
    return tones.most_common(1)[0][0] if tones else ""


def _form(tune: str, poems: list[Poem]) -> task.Variant:
    rhymes = _rhymes(poems)
    lines = tuple(_line(poems, number, rhymes.get(number)) for number in _numbers(poems))
    groups = tuple(rhymes[n].group if n in rhymes else 0 for n in _numbers(poems))
    starts = stanzas(tune, poems[0].structure, groups)
    empty = task.Variant(lines, starts, len(poems), task.Poem("", "", ()))
    whole = sorted((poem for poem in poems if poem.whole), key=lambda poem: -poem.fame)
    model = min(whole[:TRIED], key=lambda poem: faults(poem.lines, empty))
    shown = task.Poem(model.author, model.written_as, model.lines)
    return task.Variant(lines, starts, len(poems), shown)


def _numbers(poems: list[Poem]) -> range:
    return range(len(poems[0].lines))


def _line(poems: list[Poem], number: int, rhyme: task.Rhyme | None) -> task.Line:
    texts = [poem.lines[number] for poem in poems]
    columns = [[sounds.tone(text[at]) for text in texts] for at in range(len(texts[0]))]
    level = tuple(column.count(LEVEL) for column in columns)
    oblique = tuple(column.count(OBLIQUE) for column in columns)
    tones = [_tone(a, b) for a, b in zip(level, oblique, strict=True)]
    if rhyme:
        tones[-1] = LEVEL if rhyme.tone == LEVEL else OBLIQUE
    pauses = Counter(at for poem in poems for at in poem.pauses[number])
    usual = tuple(sorted(at for at, n in pauses.items() if n >= PAUSING * len(poems)))
    again = number > 0 and _repeats(poems, number)
    return task.Line("".join(tones), usual, rhyme, again, level, oblique)


def _tone(level: int, oblique: int) -> str:
    if min(level, oblique) >= EITHER * (level + oblique):
        return FREE
    return LEVEL if level > oblique else OBLIQUE


def _repeats(poems: list[Poem], number: int) -> bool:
    again = sum(poem.lines[number - 1].endswith(poem.lines[number]) for poem in poems)
    return len(poems) >= REPEATING_POEMS and again >= REPEATING * len(poems)


def _rhymes(poems: list[Poem]) -> dict[int, task.Rhyme]:
    """Return which lines rhyme: the editor's sentence ends whose rhymes agree."""
    ends = [[sounds.rhymes(poem.lines[n][-1]) for poem in poems] for n in _numbers(poems)]
    stops = _stops(poems)
    groups: list[list[int]] = []
    for number in (n for n in _numbers(poems) if stops[n] >= STOPPED):
        scores = [(_agreement(ends, number, group), at) for at, group in enumerate(groups)]
        best, at = max(scores, default=(0.0, 0))
        if best >= AGREEING:
            groups[at].append(number)
        else:
            groups.append([number])
    groups = [group for group in groups if len(group) > 1]
    for number in (n for n in _numbers(poems) if stops[n] < STOPPED):
        for group in groups if len(poems) >= SURE_POEMS else []:
            if _agreement(ends, number, group) >= SURE:
                group.append(number)
                break
    return {
        number: task.Rhyme(at, tone)
        for at, group in enumerate(groups, 1)
        for number, tone in _toned(poems, group).items()
    }


def _stops(poems: list[Poem]) -> list[float]:
    """Return how many of the poems that mark rhymes end a sentence with each line."""
    marked = [poem for poem in poems if poem.marked]
    if not marked:
        return [1.0 for _ in _numbers(poems)]
    return [sum(poem.stops[n] for poem in marked) / len(marked) for n in _numbers(poems)]


def _agreement(ends: list[list[set[int]]], number: int, group: list[int]) -> float:
    """Return in how many poems a line rhymes with the lines of a group, on average."""
    pairs = [(a, b) for other in group for a, b in zip(ends[number], ends[other], strict=True)]
    known = [bool(a & b) for a, b in pairs if a and b]
    return sum(known) / len(known) if known else 0.0


def _toned(poems: list[Poem], group: list[int]) -> dict[int, str]:
    """Return the tone of each line of a rhyme: 平, 仄, or 入 where nearly all poems have it."""
    found = {n: Counter(sounds.tone(poem.lines[n][-1]) for poem in poems) for n in group}
    whole = sum(found.values(), Counter[str]())
    tones: dict[int, str] = {}
    for number, counts in found.items():
        known = counts if counts[LEVEL] != counts[OBLIQUE] else whole
        tones[number] = LEVEL if known[LEVEL] > known[OBLIQUE] else OBLIQUE
    oblique = [number for number, tone in tones.items() if tone == OBLIQUE]
    ends = [poem.lines[number][-1] for number in oblique for poem in poems]
    entering = sum(sounds.entering(end) for end in ends)
    if len(poems) >= ENTERING_POEMS and entering >= ENTERING * len(ends):
        tones |= dict.fromkeys(oblique, "入")
    return tones
