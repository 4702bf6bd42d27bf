"""Check a Chinese poem against its form, so that a person can read what is wrong and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.tabs.poetry.task.chinese import fitting, rhyming
from app.tabs.poetry.task.chinese.faults import At, Code, Fault, Report
from app.tabs.poetry.task.chinese.forms import BY_NAME, SHORTEST_LONG_FORM, Form, Pattern
from app.tabs.poetry.task.chinese.readings import simplified
from app.tabs.poetry.task.chinese.rhymes import Book, Group
from app.tabs.poetry.task.chinese.tones import sounds

HAN = re.compile(r"[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
NOTE = re.compile(r"[（(][^）)]*[）)]")
_BREAK = re.compile(r"[，。！？；：、,.!?;:\s]+")
_SIZES = {5: "五", 7: "七"}


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a poem without punctuation and notes in brackets."""
    parts = ("".join(HAN.findall(part)) for part in _BREAK.split(NOTE.sub("", text)))
    return tuple(part for part in parts if part)


def form_of(lines: Sequence[str]) -> Form | None:
    """Return the form that lines have by their size; None if they are of unlike length."""
    lengths = {len(line) for line in lines}
    size = _SIZES.get(lengths.pop()) if len(lengths) == 1 else None
    if size is None:
        return None
    if len(lines) in (4, 8):
        return BY_NAME[size + ("绝" if len(lines) == 4 else "律")]
    long = len(lines) >= SHORTEST_LONG_FORM and len(lines) % 2 == 0
    return BY_NAME[f"{size}言排律" if long else f"{size}古"]


def check(
    text: str | Sequence[str],
    form: Form,
    book: Book,
    pattern: Pattern | None = None,
    group: Group | None = None,
) -> Report:
    """Check a poem. The pattern that it keeps best is found, as is its rhyme, if none is given."""
    lines = split_lines(text) if isinstance(text, str) else tuple(text)
    sizes = _sizes(lines, form, pattern)
    if not form.regulated or not lines:
        return Report(form, book.name, lines, None, (), None, (), tuple(sizes), ())
    heard = tuple(sounds(line, book) for line in lines)
    group = group or rhyming.common_group(heard, book)
    heard = rhyming.read_by_rhyme(heard, group, book)
    if pattern and len(pattern.kinds) == len(lines):
        fitted = fitting.fit(heard, pattern)
    else:
        fitted = fitting.best(heard, form.length)
    words, off = rhyming.rhyme(heard, fitted.pattern.rhyming, book, group)
    faults = (*sizes, *fitted.faults, *off, *_repeated(lines))
    return Report(
        form=form,
        book=book.name,
        lines=lines,
        pattern=fitted.pattern,
        marks=fitted.marks,
        rhyme=group,
        rhymes=words,
        faults=faults,
        saves=fitted.saves,
    )


def _sizes(lines: Sequence[str], form: Form, pattern: Pattern | None) -> list[Fault]:
    faults = []
    wanted = len(pattern.kinds) if pattern else form.lines
    if not wanted and form.regulated and (len(lines) % 2 or len(lines) < SHORTEST_LONG_FORM):
        wanted = max(SHORTEST_LONG_FORM, len(lines) + 1)
    if len(lines) != (wanted or len(lines)):
        faults.append(Fault(Code.LINES, (), {"wanted": str(wanted), "found": str(len(lines))}))
    for number, line in enumerate(lines):
        if len(line) != form.length:
            found = {"wanted": str(form.length), "found": str(len(line))}
            faults.append(Fault(Code.LENGTH, (At(number, 0),), found))
    return faults


def _repeated(lines: Sequence[str]) -> list[Fault]:
    """Return the characters that stand in several lines; those repeated in one are meant to be."""
    places: dict[str, list[At]] = {}
    for number, line in enumerate(lines):
        for place, character in enumerate(line):
            plain = simplified().get(character, character)
            places.setdefault(plain, []).append(At(number, place))
    return [
        Fault(Code.REPEATED_CHARACTER, tuple(found), {"character": lines[at.line][at.place]})
        for found in places.values()
        for at in found[:1]
        if len({each.line for each in found}) > 1
    ]
