"""Outlines as text: read from whatever models and people write, and written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from app.tabs.write.task.counts import is_chinese
from app.tabs.write.task.outline import Outline, Section

_CHINESE = "一二三四五六七八九十百"
_BULLET = r"(?P<bullet>[-*+•·●○▪–—])(?=\s|\*\*)"
# How a line of an outline begins; which of them are deeper than others shows in the text itself.
_MARKS = re.compile(
    r"^(?P<indent>[ \t\u3000]*)"
    r"(?:"
    r"(?P<hash>#{1,6})\s*(?:(?P<hashed>(?:\d+(?:\.\d+)*[.、:：)]?|[" + _CHINESE + r"]+、)\s*))?|"
    r"(?:\*\*)?(?P<part>第[" + _CHINESE + r"\d]+[章节部分]+|角度[" + _CHINESE + r"\d]+|"
    r"(?:Section|Chapter|Part|Act|Angle)\s+"
    r"(?:\d+|[IVXLC]+)\b)[:：.、]?\s*|"
    r"(?:\*\*)?(?P<chinese>[" + _CHINESE + r"]+)[、.．]\s*|"
    r"(?P<bracket>[（(][" + _CHINESE + r"\d]+[）)])\s*|"
    r"(?:\*\*)?(?P<roman>[IVX]+)\.\s+|"
    r"(?:\*\*)?(?P<number>\d+(?:\.\d+)+)[.、．)]?\s*|"
    r"(?:\*\*)?(?P<digit>\d{1,2})(?:[.、．)）:：]\s*|\s+(?=\D))|"
    r"(?P<letter>[A-Za-z])[.)]\s+|" + _BULLET + r"\s*"
    r")"
)
_LENGTH = re.compile(
    r"[\s,，;；]*[（(\[【]?\s*(?:about|approx\.?|around|约|大约|字数)?\s*[:：~≈]?\s*"
    r"(?P<length>\d[\d,]*)\s*(?:[-–~到至]\s*(?P<more>\d[\d,]*)\s*)?"
    r"(?:words?|characters?|字)(?:左右)?\s*[）)\]】]?\s*[。.]?\s*$",
    re.IGNORECASE,
)
_META = re.compile(
    r"^(?:sure|certainly|of course|here(?:'s| is)|below is|okay|outline|title|note|好的|当然|"
    r"以下是|下面是|大纲|提纲|标题|题目|注)(?:\b|[:：，,！!]|(?<=[\u4e00-\u9fff]))",
    re.IGNORECASE,
)
_GIST = re.compile(r"\s+[–—-]+\s+|[:：]\s*|——|\*\*\s*[:：–—-]*\s+(?=\S)")
_WRAP = re.compile(r"^[\s*_\"“《「]+|[\s*_\"”》」:：]+$")
LONG_TITLE = 90


class _Mark(NamedTuple):
    """How a line begins: equal marks are of one level."""

    depth: int
    kind: str


class _Row(NamedTuple):
    """A line, without its mark if it has one."""

    mark: _Mark | None
    text: str


def parse(text: str) -> Outline:
    """Read an outline from numbered or bulleted lines, headings, or Chinese enumerations.

    What stands under a section without a mark, or as bullets below numbers, says what is in it.
    """
    rows = [row for row in map(_row, text.splitlines()) if row]
    if not any(row.mark for row in rows):  # one section a line
        rows = [_Row(_Mark(0, "line"), row.text) for row in rows]
    if len(rows) > 1 and _is_title(rows):
        rows = rows[1:]
    levels = _levels(rows)
    built: list[tuple[int, Section]] = []
    for row in rows:
        if row.mark in levels:
            built.append((levels.index(row.mark), _section(row.text)))
        elif built:
            level, section = built[-1]
            built[-1] = level, _with_gist(section, row.text)
    return _nested(built)


def _row(line: str) -> _Row | None:
    """Read a line; None for one that says nothing."""
    if not line.strip(" \t\u3000*_-=#`"):
        return None
    mark = _MARKS.match(line)
    if mark is None:
        text = line.strip()
        bold = re.fullmatch(r"\*\*(.+?)\*\*[:：]?", text)
        if bold:
            return _Row(_Mark(0, "bold"), bold[1])
        return None if _META.match(text) else _Row(None, text)
    rest = line[mark.end() :]
    if not rest.strip(" *_"):
        rest = mark["part"] or ""
    if mark["hash"]:
        found = _Mark(len(mark["hash"]), "hash")
    elif mark["number"]:
        found = _Mark(0, "digit" + "." * mark["number"].count("."))
    else:
        found = _Mark(len(mark["indent"].replace("\t", "    ")) // 2, str(mark.lastgroup))
    return _Row(found, rest) if rest else None


def _is_title(rows: Sequence[_Row]) -> bool:
    """Tell whether the first line is the title of the whole."""
    mark = rows[0].mark
    return mark is not None and mark.kind == "hash" and [row.mark for row in rows].count(mark) == 1


def _levels(rows: Sequence[_Row]) -> list[_Mark]:
    """Return the marks of sections from the outermost in: each is inside those it comes after.

    Headings are by their own depth; bullets and letters below other marks are no sections.
    """
    found = list(dict.fromkeys(row.mark for row in rows if row.mark))
    if found and found[0].kind == "hash":
        headings = sorted(mark for mark in found if mark.kind == "hash")
        found = [*headings, *(mark for mark in found if mark.kind != "hash")]
    return [*found[:1], *(mark for mark in found[1:] if mark.kind not in ("bullet", "letter"))]


def _section(line: str) -> Section:
    inner = _MARKS.match(line)
    if inner and inner.lastgroup in ("part", "chinese", "bracket") and line[inner.end() :].strip():
        line = line[inner.end() :]
    line, length = _length(line)
    head, gist = line, ""
    cut = _GIST.search(line)
    if cut and cut.start() > 1:
        head, gist = line[: cut.start()], line[cut.end() :]
    title = _WRAP.sub("", _WRAP.sub("", head))
    gist = gist.strip(" *_")
    if len(title) > LONG_TITLE:
        title, gist = title[:LONG_TITLE].rsplit(" ", 1)[0], title
    if not length:
        gist, length = _length(gist)
    return Section(title, gist, length)


def _length(line: str) -> tuple[str, int]:
    """Take the length off the end of a line."""
    found = _LENGTH.search(line)
    if not found:
        return line, 0
    numbers = [int(n.replace(",", "")) for n in (found["length"], found["more"]) if n]
    return line[: found.start()].rstrip(), sum(numbers) // len(numbers)


def _with_gist(section: Section, line: str) -> Section:
    text, length = _length(line.strip(" *_"))
    gist = "\n".join(part for part in (section.gist, text) if part)
    return msgspec.structs.replace(section, gist=gist, length=section.length or length)


def _nested(built: Sequence[tuple[int, Section]]) -> Outline:
    """Make a tree of sections with their levels, each below the last one that is less deep."""
    found: list[Section] = []
    number = 0
    while number < len(built):
        level, section = built[number]
        end = number + 1
        while end < len(built) and built[end][0] > level:
            end += 1
        children = _nested(built[number + 1 : end])
        if section.title:
            found.append(msgspec.structs.replace(section, children=children))
        number = end
    return tuple(found)


def write(outline: Outline, language: str, *, lengths: bool = True) -> str:
    """Return an outline as text, from which `parse` gives it back."""
    lines: list[str] = []

    def add(sections: Outline, above: str) -> None:
        for number, section in enumerate(sections, 1):
            mark = f"{above}{number}"
            size = f" ({section.length} {_unit(language)})" if lengths and section.length else ""
            size = "" if section.children else size
            lines.append(f"{mark}{'' if above else '.'} {section.title}{size}")
            lines.extend(f"   - {line}" for line in section.gist.splitlines())
            add(section.children, f"{mark}.")

    add(outline, "")
    return "\n".join(lines)


def _unit(language: str) -> str:
    return "字" if is_chinese(language) else "words"
