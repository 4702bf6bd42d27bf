"""近体诗 and 古风 against their forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.tabs.poetry.task.chinese.check import check
from app.tabs.poetry.task.chinese.faults import At, Mark
from app.tabs.poetry.task.chinese.forms import BY_NAME
from app.tabs.poetry.task.chinese.old import check_old
from app.tabs.poetry.task.chinese.parallel import Reason, hints, middle
from app.tabs.poetry.task.chinese.rhymes import Book
from app.tabs.poetry.task.chinese.tones import sounds
from app.tabs.poetry.task.judging.signs import from_faults, mark, open_tones, plain
from app.tabs.poetry.task.shapes import Shape
from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem, Sign


def judge_regulated(poem: Poem, form: Shape, by: Book) -> Judged:
    """Return what is found of 绝句, 律诗 or 排律."""
    report = check(poem.lines, BY_NAME[form.name], by)
    rhymes = {word.at: word.rhymes for word in report.rhymes}
    signs = tuple(
        tuple(_sign(each, At(number, at), rhymes) for at, each in enumerate(marks))
        or plain(poem.lines[number], by)
        for number, marks in enumerate(report.marks)
    )
    found = list(from_faults(report.faults))
    found += (Finding(f"saved_{s.rescue.value}", Level.GOOD, s.places) for s in report.saves)
    found += open_tones(signs)
    found += _parallels(poem.lines)
    return Judged(
        form=form.name,
        signs=signs,
        stanzas=(0,),
        findings=tuple(found),
        pattern=tuple("".join(line) for line in report.pattern.lines) if report.pattern else (),
        rhyme=report.rhyme.part if report.rhyme else "",
    )


def _sign(each: Mark, at: At, rhymes: Mapping[At, bool]) -> Sign:
    return Sign(
        each.character,
        mark(each.tone),
        each.place.value,
        each.verdict,
        "a" if at in rhymes else "",
        rhymes.get(at, True),
    )


def _parallels(lines: Sequence[str]) -> Iterator[Finding]:
    """Give hints on the couplets that have to be parallel."""
    for upper in middle(len(lines)):
        yield from parallels(lines[upper], lines[upper + 1], upper)


def parallels(upper: str, lower: str, number: int) -> Iterator[Finding]:
    """Give what does not match in a couplet whose first line has this number."""
    if len(upper) != len(lower):
        return
    for hint in hints(upper, lower):
        word = range(hint.place, hint.place + len(hint.upper))
        places = tuple(At(number + side, at) for side in (0, 1) for at in word)
        params = {
            "upper": hint.upper,
            "lower": hint.lower,
            "above": "、".join(dict.fromkeys(hint.upper_classes)),
            "below": "、".join(dict.fromkeys(hint.lower_classes)),
        }
        code = "parallel" if hint.reason is Reason.CLASS else f"parallel_{hint.reason}"
        yield Finding(code, Level.MINOR, places, params)


def judge_old(poem: Poem, form: Shape, by: Book) -> Judged:
    """Return what is found of 古风: its lines and rhymes; the tones are free."""
    report = check_old(poem.lines, form.length, by)
    rhymes = {word.at: word.rhymes for word in report.rhymes}
    found = list(from_faults(report.faults))
    found += (Finding("old_near_rhyme", Level.UNSURE, (at,)) for at in report.near)
    found += (
        Finding("old_ambiguous_rhyme", Level.UNSURE, (at,), {"character": poem.lines[at[0]][-1]})
        for at in report.ambiguous
    )
    signs = tuple(
        tuple(
            Sign(
                sound.character,
                mark(sound.tone),
                rhyme="a" if at in rhymes else "",
                rhymes=rhymes.get(at, True),
            )
            for at, sound in ((At(number, p), s) for p, s in enumerate(sounds(line, by)))
        )
        for number, line in enumerate(poem.lines)
    )
    named = dict.fromkeys(group.part for group in report.groups if group)
    stanzas = (0, *report.changes)
    return Judged(form.name, signs, stanzas, tuple(found), rhyme="、".join(named))
