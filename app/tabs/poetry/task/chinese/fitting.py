"""Which pattern lines fit best, and how each character does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.tabs.poetry.task.chinese.faults import At, Code, Fault, Mark, Rescue, Save, Verdict
from app.tabs.poetry.task.chinese.forms import JOINED, OPPOSED, Kind, Pattern, Place, line
from app.tabs.poetry.task.chinese.tones import Sound, Tone

Sounds = tuple[Sound, ...]
Saved = tuple[Rescue, tuple[tuple[int, int], ...]]  # places as lines from this one, and positions
BROKEN = 2.5  # 失粘 or 失对 weighs as much as so many wrong tones
WRONG_END = 3  # so does the end of a line, which says whether it rhymes
UNSURE = 0.01  # an ambiguous tone, so that of two patterns the surer one wins
_OPENINGS = tuple(Kind)
_ODD, _EVEN = (Kind.A, Kind.C), (Kind.B, Kind.D)


@dataclass(frozen=True)
class Fitted:
    """Lines under a pattern. A line of another length has no marks."""

    pattern: Pattern
    marks: tuple[tuple[Mark, ...], ...]
    faults: tuple[Fault, ...]
    saves: tuple[Save, ...]

    @property
    def cost(self) -> float:
        return _cost(self.marks) + BROKEN * len(_order(self.pattern))


def fit(lines: Sequence[Sounds], pattern: Pattern) -> Fitted:
    """Judge lines by a pattern."""
    marks: list[tuple[Mark, ...]] = []
    saves: list[Save] = []
    for number, (kind, sounds) in enumerate(zip(pattern.kinds, lines, strict=True)):
        following = lines[number + 1] if number % 2 == 0 and number + 1 < len(lines) else ()
        judged, saved = _judge(kind, sounds, following, pattern.length)
        marks.append(judged)
        saves += (
            Save(rescue, tuple(At(number + step, place) for step, place in places))
            for rescue, places in saved
        )
    order = _order(pattern)
    order += [fault for fault in _heard_order(lines) if fault not in order]
    faults = list(order)
    told = {at for fault in order for at in fault.places}
    for number, (kind, judged) in enumerate(zip(pattern.kinds, marks, strict=True)):
        wrong = _wrong(number, kind, judged)
        faults += [f for f in wrong if f.code is not Code.TONE or f.places[0] not in told]
    return Fitted(pattern, tuple(marks), tuple(faults), tuple(saves))


def best(lines: Sequence[Sounds], length: int) -> Fitted:
    """Return the pattern that lines keep best; lines that leave the order of kinds may win."""
    ways: dict[Kind, tuple[float, tuple[Kind, ...]]] = {}
    for number in range(0, len(lines), 2):
        couplet = lines[number : number + 2]
        found: dict[Kind, tuple[float, tuple[Kind, ...]]] = {}
        for kinds in _couplets(number == 0, len(couplet)):
            cost = fit(couplet, Pattern(length, kinds)).cost
            before = [
                (so_far + cost + BROKEN * (JOINED[last] is not kinds[0]), (*chosen, *kinds))
                for last, (so_far, chosen) in ways.items()
            ] or [(cost, kinds)]
            way = min(before, key=lambda each: each[0])
            if kinds[-1] not in found or way[0] < found[kinds[-1]][0]:
                found[kinds[-1]] = way
        ways = found
    _, kinds = min(ways.values(), key=lambda each: each[0])
    return fit(lines, Pattern(length, kinds))


def _couplets(first: bool, lines: int) -> list[tuple[Kind, ...]]:
    starts = _OPENINGS if first else _ODD
    if lines == 1:
        return [(start,) for start in starts]
    return [(start, end) for start in starts for end in _EVEN]


def _cost(marks: Sequence[Sequence[Mark]]) -> float:
    verdicts = [mark.verdict for line in marks for mark in line]
    ends = [line[-1].verdict for line in marks if line]
    wrong = verdicts.count(Verdict.VIOLATES) + (WRONG_END - 1) * ends.count(Verdict.VIOLATES)
    return wrong + UNSURE * verdicts.count(Verdict.AMBIGUOUS)


def _judge(
    kind: Kind, sounds: Sounds, following: Sounds, length: int
) -> tuple[tuple[Mark, ...], list[Saved]]:
    """Return the marks of a line, and what is saved: lines from here, and positions."""
    if len(sounds) != length:
        return (), []
    places = line(kind, length)
    verdicts = [_verdict(sound.tone, place) for sound, place in zip(sounds, places, strict=True)]
    saved = _saves(kind, sounds, following, length - 5)
    for _, at in saved:
        for step, place in at:
            if step == 0 and verdicts[place] is Verdict.VIOLATES:
                verdicts[place] = Verdict.SAVED
    each = zip(sounds, places, verdicts, strict=True)
    return tuple(Mark(s.character, s.tone, place, verdict) for s, place, verdict in each), saved


def _verdict(tone: Tone, place: Place) -> Verdict:
    if place is Place.FREE:
        return Verdict.FREE
    if tone is Tone.UNKNOWN:
        return Verdict.UNKNOWN
    if tone is Tone.AMBIGUOUS:
        return Verdict.AMBIGUOUS
    return Verdict.FITS if tone.may_be(place is not Place.OBLIQUE) else Verdict.VIOLATES


def _saves(kind: Kind, sounds: Sounds, following: Sounds, start: int) -> list[Saved]:
    """Return what is made good. `start` is where the last five characters begin."""
    tones = [sound.tone for sound in sounds[start:]]
    if kind is Kind.B and tones[0] is Tone.OBLIQUE and tones[2].may_be(level=True):
        return [(Rescue.LONE_LEVEL, ((0, start), (0, start + 2)))]
    if (
        kind is Kind.C
        and tones[0].may_be(level=True)
        and tones[2].may_be(level=False)
        and tones[3] is Tone.LEVEL
    ):
        return [(Rescue.ITSELF, ((0, start + 2), (0, start + 3)))]
    if (
        kind is Kind.A
        and tones[3] is Tone.OBLIQUE
        and len(following) == len(sounds)
        and following[start + 2].tone.may_be(level=True)
    ):
        return [(Rescue.NEXT_LINE, ((0, start + 3), (1, start + 2)))]
    return []


def _order(pattern: Pattern) -> list[Fault]:
    """Return where lines do not oppose or join, at the second position."""
    faults = []
    for number, (above, below) in enumerate(pairwise(pattern.kinds)):
        rule, code = (JOINED, Code.UNJOINED) if number % 2 else (OPPOSED, Code.UNOPPOSED)
        if (number % 2 == 0 or above in JOINED) and rule[above] is not below:
            faults.append(Fault(code, (At(number, 1), At(number + 1, 1))))
    return faults


def _heard_order(lines: Sequence[Sounds]) -> list[Fault]:
    """Return the same by the tones of the characters, where both are sure."""
    faults = []
    sure = (Tone.LEVEL, Tone.OBLIQUE)
    for number, (above, below) in enumerate(pairwise(lines)):
        tones = [line[1].tone for line in (above, below) if len(line) > 1]
        if len(tones) == 2 and all(tone in sure for tone in tones):
            alike, joint = tones[0] is tones[1], number % 2 == 1
            if alike is not joint:
                code = Code.UNJOINED if joint else Code.UNOPPOSED
                faults.append(Fault(code, (At(number, 1), At(number + 1, 1))))
    return faults


def _wrong(number: int, kind: Kind, marks: Sequence[Mark]) -> list[Fault]:
    """Return the faults of tone in a line, by the names they have."""
    start = len(marks) - 5
    faults = []
    for place, mark in enumerate(marks):
        if mark.verdict is Verdict.VIOLATES:
            code = _name(kind, place - start, [each.tone for each in marks[start:]])
            last = range(len(marks) - 3, len(marks))
            three = code in (Code.THREE_LEVEL, Code.THREE_OBLIQUE)
            places = tuple(At(number, at) for at in last) if three else (At(number, place),)
            wanted = Place.OBLIQUE if mark.place is Place.OBLIQUE else Place.LEVEL
            faults.append(Fault(code, places, {"wanted": wanted.value}))
    return faults


def _name(kind: Kind, place: int, tones: Sequence[Tone]) -> Code:
    """Return which fault a wrong tone is; `place` counts in the last five."""
    if kind is Kind.B and place == 0 and tones[2] is Tone.OBLIQUE:
        return Code.LONE_LEVEL
    if place == 2 and kind is Kind.D and all(t.may_be(level=True) for t in tones[2:]):
        return Code.THREE_LEVEL
    if place == 2 and kind is Kind.C and all(t.may_be(level=False) for t in tones[2:]):
        return Code.THREE_OBLIQUE
    return Code.TONE
