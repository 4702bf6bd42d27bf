"""Tang poems and 词 held against their forms: `python -m tests.bench.history FOLDER`.

FOLDER is the unpacked npm package chinese-poetry (`npm pack chinese-poetry@2.0.1`). Of its Tang
poems of four or eight lines of five or seven characters a fixed random sample is judged by 平水韵,
each poem once and none with lost characters. Then each tune's model poem is judged by its form.
Shares are of poems, in per cent; a rule is kept where nothing is found against it. Those that
rhyme in level tones stand by themselves too: others are no regulated verse.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from app.tabs.poetry.task.chinese.check import form_of, split_lines
from app.tabs.poetry.task.chinese.faults import Code, Rescue
from app.tabs.poetry.task.chinese.rhymes import Book, book
from app.tabs.poetry.task.chinese.tones import sound
from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.judging.signs import UNSURE
from app.tabs.poetry.task.tunes import load
from app.tabs.poetry.task.verse import Finding, Judged, Level, Poem

BOOK, TUNE_BOOK = "平水韵", "词林正韵"
FORMS = ("五绝", "七绝", "五律", "七律")
RULES = tuple(code.value for code in Code)
TOLD = (*(f"saved_{rescue.value}" for rescue in Rescue), *UNSURE.values(), "parallel")
LOST = re.compile(r"[□〖〗{}\[\]（）()?？]{2,}|[□〖〗{}\[\]（）()]")
Table = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Row:
    """One poem, what was found of it, and how long that took."""

    poem: Poem
    author: str
    judged: Judged
    level: bool  # its rhymes can be level
    seconds: float

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(re.sub("^parallel_.*", "parallel", f.code) for f in self.judged.findings)


def candidates(folder: Path) -> list[tuple[str, Poem]]:
    """Return the authors and the poems of the right size, each poem once, as the package has it."""
    found: dict[str, tuple[str, Poem]] = {}
    paths = folder.glob("dist/quantangshi/poet.tang.*.json")
    for path in sorted(paths, key=lambda path: int(path.name.split(".")[2])):
        for each in json.loads(path.read_text(encoding="utf-8")):
            text = "".join(each["paragraphs"])
            lines = split_lines(text)
            form = None if LOST.search(text) else form_of(lines)
            if form and form.name in FORMS:
                poem = Poem(form.name, lines, title=each["title"], book=BOOK)
                found.setdefault("".join(lines), (each["author"], poem))
    return list(found.values())


def rows(sample: Sequence[tuple[str, Poem]]) -> Iterator[Row]:
    by = book(BOOK)
    for author, poem in sample:
        began = time.perf_counter()
        judged = judge(poem)
        yield Row(poem, author, judged, _level(poem, by), time.perf_counter() - began)


def _level(poem: Poem, by: Book) -> bool:
    return all(sound(line[-1], by).tone.may_be(level=True) for line in poem.lines[1::2])


def table(found: Sequence[Row]) -> Table:
    """Return for each form, and for all, the poems and the shares of what was found."""
    groups = {form: [row for row in found if row.poem.form == form] for form in FORMS}
    return {form: _shares(group) for form, group in (groups | {"all": list(found)}).items()}


def _shares(group: Sequence[Row]) -> dict[str, float]:
    counts = Counter(code for row in group for code in row.codes)
    size = len(group) or 1
    shares = {f"keeps {rule}": 1 - counts[rule] / size for rule in RULES}
    shares |= {f"has {code}": counts[code] / size for code in TOLD}
    passed = [row for row in group if row.judged.passed]
    shares["passes"] = len(passed) / size
    shares["certain"] = sum(row.judged.certain for row in group) / size
    shares["passes, certain"] = sum(row.judged.certain for row in passed) / size
    return {"poems": len(group)} | {name: round(100 * each, 1) for name, each in shares.items()}


def times(found: Sequence[Row]) -> dict[str, float]:
    """Return how long a check of eight lines took, without the first, which reads the data."""
    took = [1000 * row.seconds for row in found if len(row.poem.lines) == 8]
    first = took.pop(0)
    return {
        "poems": len(took),
        "median_ms": round(median(took), 2),
        "worst_ms": round(max(took), 2),
        "first_ms": round(first, 2),
        "load": round(os.getloadavg()[0], 1),
    }


def tunes() -> dict[str, object]:
    """Return how many model poems keep their form, of all forms and of the first of each tune."""
    wrong: list[str] = []
    near: list[str] = []
    forms = [
        (name, n, each) for name, tune in load().items() for n, each in enumerate(tune.variants)
    ]
    for name, number, variant in forms:
        lines = variant.model.lines
        judged = judge(Poem(name, lines, book=TUNE_BOOK, variant=number))
        same = [len(line) for line in lines] == [len(line) for line in variant.lines]
        if not judged.passed or not same:
            wrong.append(f"{name} {number + 1}: {_told(lines, judged, Level.GRAVE)}")
        elif any(finding.code == "tune_near" for finding in judged.findings):
            near.append(f"{name} {number + 1}")
    firsts = [[each for each in bad if re.match(r"\S+ 1\b", each)] for bad in (wrong, near)]
    return {
        "tunes": _passing(len(load()), *map(len, firsts)),
        "forms": _passing(len(forms), len(wrong), len(near)),
        "exceptions": wrong,
        "near": near,
    }


def _passing(of: int, wrong: int, near: int) -> dict[str, float]:
    counts = {"pass": of - wrong, "strict": of - wrong - near}
    shares = {f"{name}_percent": round(100 * each / of, 1) for name, each in counts.items()}
    return {"of": of} | counts | shares


def _told(lines: Sequence[str], judged: Judged, *levels: Level) -> str:
    return "; ".join(_said(lines, each) for each in judged.findings if each.level in levels)


def _said(lines: Sequence[str], finding: Finding) -> str:
    where = " ".join(f"{line + 1}.{at + 1}{lines[line][at]}" for line, at in finding.places)
    params = " ".join(f"{name}={each}" for name, each in finding.params.items())
    return " ".join(filter(None, (finding.code, where, params)))


def failures(found: Sequence[Row]) -> Iterator[str]:
    """Give the poems that do not pass, in the random order of the sample."""
    for row in found:
        if not row.judged.passed:
            rhymes = "" if row.level else " (oblique rhymes)"
            yield f"{row.author} {row.poem.title} [{row.poem.form}]{rhymes}"
            yield "  " + "/".join(row.poem.lines)
            yield "  " + _told(row.poem.lines, row.judged, Level.GRAVE)


def show(title: str, found: Table) -> None:
    print(f"{title:28}", *(f"{form:>6}" for form in found))
    for name in found["all"]:
        print(f"{name:28}", *(f"{each[name]:7g}" for each in found.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the unpacked npm package chinese-poetry")
    parser.add_argument("--poems", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--failures", type=Path, help="write the poems that do not pass here")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    poems = candidates(options.folder)
    gc.disable()  # its pauses are not the check's
    found = list(rows(random.Random(options.seed).sample(poems, options.poems)))
    if options.failures:
        options.failures.write_text("\n".join(failures(found)) + "\n", encoding="utf-8")
    shares = {"all": table(found), "level rhymes": table([row for row in found if row.level])}
    rest = {"candidates": len(poems), "check": times(found), "tunes": tunes()}
    if options.json:
        print(json.dumps(shares | rest, ensure_ascii=False))
        return
    for title, each in shares.items():
        show(title, each)
    for title, told in rest.items():
        print(f"{title}: {json.dumps(told, ensure_ascii=False, indent=1)}")


if __name__ == "__main__":
    main()
