"""词 against the forms of their tunes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from string import ascii_lowercase

from app.tabs.poetry.task.chinese.faults import At, Verdict
from app.tabs.poetry.task.chinese.rhymes import Book
from app.tabs.poetry.task.chinese.tones import Sound, Tone, said, sounds
from app.tabs.poetry.task.judging.signs import mark, open_tones, plain, wrong_count
from app.tabs.poetry.task.shapes import Shape
from app.tabs.poetry.task.tunes import Line, TuneCheck, Variant, check_tune, closest, find
from app.tabs.poetry.task.tunes.pattern import FREE, LEVEL
from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem, Sign

RHYME = "韵"


def judge_tune(poem: Poem, form: Shape, by: Book) -> Judged:
    """Return what is found under the form that the poem names, or else the one it is closest to."""
    variant, report = _held(poem, form, by)
    signs = tuple(
        _line(line, number, variant, report, by) for number, line in enumerate(poem.lines)
    )
    found = [*_findings(poem, variant, report), *open_tones(signs)]
    return Judged(
        form=form.name,
        signs=signs,
        stanzas=tuple(start for start in variant.stanzas if start < len(poem.lines)) or (0,),
        findings=tuple(found),
        pattern=tuple(map(_pattern, variant.lines)),
        rhyme="、".join(_parts(poem, variant, report, by)),
    )


def _held(poem: Poem, form: Shape, by: Book) -> tuple[Variant, TuneCheck]:
    tune = find(form.name)
    assert tune is not None
    read = partial(said, book=by)
    if poem.variant < len(tune.variants):
        variant = tune.variants[poem.variant]
        report = check_tune(poem.lines, variant, by, read)
        if report.lines == report.wanted_lines and not report.lengths:
            return variant, report
        other, found = closest(poem.lines, tune, by, read)
        if found.lines != found.wanted_lines or found.lengths:
            return variant, report
        return other, found
    return closest(poem.lines, tune, by, read)


def _pattern(line: Line) -> str:
    return line.tones[:-1] + RHYME if line.rhyme else line.tones


def _line(
    line: str, number: int, variant: Variant, report: TuneCheck, by: Book
) -> tuple[Sign, ...]:
    if number >= len(variant.lines) or number in report.lengths:
        return plain(line, by)
    form = variant.lines[number]
    judged = {
        place.position: verdict
        for verdict, places in (
            (Verdict.VIOLATES, report.tones),
            (Verdict.AMBIGUOUS, report.ambiguous),
            (Verdict.UNKNOWN, report.unknown),
        )
        for place in places
        if place.line == number
    }
    letter = ascii_lowercase[(form.rhyme.group - 1) % len(ascii_lowercase)] if form.rhyme else ""
    found = []
    for at, each in enumerate(sounds(line, by)):
        wanted, last = form.tones[at], at == len(line) - 1
        verdict = judged.get(at, Verdict.FREE if wanted == FREE else Verdict.FITS)
        if verdict is Verdict.AMBIGUOUS and _is(each.tone, wanted):
            verdict = Verdict.FITS
        found.append(
            Sign(
                each.character,
                _mark(each, wanted, verdict),
                RHYME if last and letter else wanted,
                verdict,
                letter if last else "",
                not (last and number in report.rhymes),
            )
        )
    return tuple(found)


def _is(tone: Tone, wanted: str) -> bool:
    """Tell whether usage in verse decides that a character of two readings has a tone here."""
    return tone is not Tone.AMBIGUOUS and tone.may_be(wanted == LEVEL)


def _mark(sound: Sound, wanted: str, verdict: Verdict) -> str:
    """Return the tone; where the tune has a say in it, one that fits by each reading is no "?"."""
    if sound.tone is Tone.AMBIGUOUS and verdict is Verdict.FITS:
        return LEVEL if wanted == LEVEL else "仄"
    return mark(sound.tone)


def _findings(poem: Poem, variant: Variant, report: TuneCheck) -> Iterator[Finding]:
    ends = {number: At(number, len(line) - 1) for number, line in enumerate(poem.lines)}
    if report.lines != report.wanted_lines:
        yield wrong_count(report.wanted_lines, report.lines)
    for number in report.lengths:
        found = {"wanted": str(len(variant.lines[number])), "found": str(len(poem.lines[number]))}
        yield Finding("length", Level.GRAVE, (At(number, 0),), found)
    for place in report.tones:
        at = At(place.line, place.position)
        yield Finding("tune_tone", Level.GRAVE, (at,), {"wanted": place.wanted})
    for number in report.rhymes:
        yield Finding("tune_rhyme", Level.GRAVE, (ends[number],))
    for number in report.repeats:
        yield Finding("tune_repeat", Level.GRAVE, (At(number, 0),))
    for number in report.near:
        yield Finding("tune_near", Level.UNSURE, (ends[number],))


def _parts(poem: Poem, variant: Variant, report: TuneCheck, by: Book) -> tuple[str, ...]:
    """Return the part of the rhyme book that most words of each rhyme share."""
    counts: dict[int, dict[str, int]] = {}
    for number, (line, form) in enumerate(zip(poem.lines, variant.lines, strict=False)):
        if form.rhyme and line and number not in report.lengths:
            votes = counts.setdefault(form.rhyme.group, {})
            for part in {group.part for group in by.groups_of(line[-1])}:
                votes[part] = votes.get(part, 0) + 1
    best = (max(votes, key=lambda part: votes[part]) for votes in counts.values() if votes)
    return tuple(dict.fromkeys(best))
