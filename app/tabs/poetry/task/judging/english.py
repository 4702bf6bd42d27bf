"""English verse against its form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from app.tabs.poetry.task.chinese.faults import At, Verdict
from app.tabs.poetry.task.english.check import LineReport, Report, check
from app.tabs.poetry.task.english.forms import FORMS, Form, FormId
from app.tabs.poetry.task.shapes import Shape
from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem, Sign

BEAT, REST = "/", "x"
RHYME_CODES = {"identical": "same_word", "rich": "same_word", "slant": "near_rhyme"}


def judge_english(poem: Poem, shape: Shape) -> Judged:
    """Return what is found of English lines."""
    form = FORMS[cast(FormId, shape.name)]
    report = check(poem.lines, form)
    asked = form.lines(len(poem.lines))
    letters = {n: each.rhyme for n, each in enumerate(asked)}
    wrong = {rhyme.lines[1] for rhyme in report.rhymes if rhyme.kind != "perfect"}
    signs = tuple(
        tuple(_signs(report.lines[n], letters.get(n, ""), n not in wrong))
        if n < len(report.lines)
        else tuple(Sign(word) for word in line.split())
        for n, line in enumerate(poem.lines)
    )
    return Judged(shape.name, signs, _stanzas(form, len(poem.lines)), tuple(_findings(report)))


def _signs(line: LineReport, letter: str, rhymes: bool) -> Iterator[Sign]:
    for number, word in enumerate(line.words):
        last = number == len(line.words) - 1
        verdict = Verdict.UNKNOWN if number in line.unknown else Verdict.FREE
        found = wanted = ""
        if line.scan:
            mine = [each for each in line.scan.syllables if each.word == number]
            found = "".join(REST if each.stress == "0" else BEAT for each in mine)
            wanted = "".join({"s": BEAT, "x": "-"}.get(each.place, REST) for each in mine)
            verdict = Verdict.VIOLATES if any(each.fault for each in mine) else Verdict.FITS
        yield Sign(word, found, wanted, verdict, letter if last else "", rhymes or not last)


def _stanzas(form: Form, lines: int) -> tuple[int, ...]:
    starts, at = [], 0
    while at < max(1, lines):
        for stanza in form.stanzas:
            starts.append(at)
            at += len(stanza)
        if not form.endless:
            break
    return tuple(start for start in starts if start < max(1, lines))


def _findings(report: Report) -> Iterator[Finding]:
    kinds = {rhyme.lines[1]: rhyme for rhyme in report.rhymes}
    for fault in report.faults:
        params: dict[str, str] = {}
        code = fault.code.__str__()
        place = fault.word or 0
        if fault.line < len(report.lines):
            line = report.lines[fault.line]
            params["found"] = " / ".join(map(str, line.syllables))
            params["wanted"] = " / ".join(map(str, line.allowed))
            if code == "rhyme":
                place = max(0, len(line.words) - 1)
            if place < len(line.words):
                params["word"] = line.words[place]
        if code == "rhyme" and (rhyme := kinds.get(fault.line)):
            code = RHYME_CODES.get(rhyme.kind, code)
            params["other"] = rhyme.words[0]
        yield Finding(f"english_{code}", Level.GRAVE, (At(fault.line, place),), params)
