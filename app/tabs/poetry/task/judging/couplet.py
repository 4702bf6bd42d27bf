"""对联 against its form."""

from __future__ import annotations

from app.tabs.poetry.task.chinese.couplet import CoupletCode, CoupletReport, check_couplet
from app.tabs.poetry.task.chinese.faults import At, Verdict
from app.tabs.poetry.task.chinese.rhymes import Book
from app.tabs.poetry.task.chinese.tones import Tone
from app.tabs.poetry.task.judging.regulated import parallels
from app.tabs.poetry.task.judging.signs import mark, open_tones, plain, wrong_count
from app.tabs.poetry.task.shapes import Shape
from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem, Sign

ENDS = (CoupletCode.END_UPPER, CoupletCode.END_LOWER)


def judge_couplet(poem: Poem, form: Shape, by: Book) -> Judged:
    """Return what is found of the two sides."""
    upper, lower = (*poem.lines[:2], "", "")[:2]
    report = check_couplet(upper, lower, by)
    found = [wrong_count(2, len(poem.lines))] if len(poem.lines) != 2 else []
    for fault in report.faults:
        sides = {
            CoupletCode.SHARED: (1,),
            CoupletCode.END_UPPER: (0,),
            CoupletCode.END_LOWER: (1,),
        }.get(fault.code, (0, 1))
        places = tuple(At(side, fault.place) for side in sides if fault.place >= 0)
        found.append(Finding(f"couplet_{fault.code}", Level.GRAVE, places, fault.params))
    found += parallels(upper, lower, 0)
    signs = tuple(
        tuple(_sign(report, side, place) for place in range(len(heard)))
        for side, heard in enumerate((report.upper, report.lower))
        if heard
    )
    signs += tuple(plain(line, by) for line in poem.lines[2:])
    return Judged(form.name, signs, (0,), (*found, *open_tones(signs)))


def _sign(report: CoupletReport, side: int, place: int) -> Sign:
    sound = (report.upper, report.lower)[side][place]
    codes = (CoupletCode.UNOPPOSED, ENDS[side])
    verdict = Verdict.FREE
    if any(fault.place == place and fault.code in codes for fault in report.faults):
        verdict = Verdict.VIOLATES
    elif place in report.ambiguous and sound.tone is Tone.AMBIGUOUS:
        verdict = Verdict.AMBIGUOUS
    elif place in report.beats:
        verdict = Verdict.FITS
    return Sign(sound.character, mark(sound.tone), verdict=verdict)
