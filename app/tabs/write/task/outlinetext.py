"""Outlines as text: read from whatever models and people write, and written."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    r"(?:\*\*)?(?P<digit>\d+)(?:[.、．)）:：]\s*|\s+(?=\D))|"
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


def parse(text: str) -> Outline:
    """Read an outline from numbered or bulleted lines, headings, or Chinese enumerations.

    What stands under a section without a mark, or as bullets below numbers, says what is in it.
    """
    rows = [row for row in map(_row, text.splitlines()) if row]
    if not any(rank for rank, _, _ in rows):  # one section a line
        rows = [((0, "line"), 0, line) for _, _, line in rows]
    if rows and [rank for rank, _, _ in rows].count(rows[0][0]) == 1 and _is_heading(rows[0][0]):
        rows = rows[1:] if len(rows) > 1 else rows  # the title of the whole
    top, gists = _levels(rows)
    built: list[tuple[int, Section]] = []
    for rank, _, line in rows:
        if rank is None or rank in gists:
            if built:
                level, section = built[-1]
                built[-1] = level, _with_gist(section, line)
            continue
        built.append((top.index(rank), _section(line)))
    return _nested(built)


def _row(line: str) -> tuple[tuple[int, str] | None, int, str] | None:
    """Return a line's mark (its depth and its kind), its indent, and what follows the mark."""
    if not line.strip(" \t\u3000*_-=#`"):
        return None
    mark = _MARKS.match(line)
    if mark is None:
        text = line.strip()
        bold = re.fullmatch(r"\*\*(.+?)\*\*[:：]?", text)
        if bold:
            return (0, "bold"), 0, bold[1]
        return None if _META.match(text) else (None, 0, text)
    rest = line[mark.end() :]
    if not rest.strip(" *_"):
        rest = mark["part"] or ""
        if not rest:
            return None
    kind = str(mark.lastgroup if mark.lastgroup != "hashed" else "hash")
    deep = len(mark["indent"].replace("\t", "    ")) // 2
    if mark["hash"]:
        deep = len(mark["hash"])
    elif mark["number"]:
        deep, kind = 0, "digit" + "." * mark["number"].count(".")
    return (deep, kind), deep, rest


def _is_heading(rank: tuple[int, str] | None) -> bool:
    return rank is not None and rank[1] == "hash"


def _levels(
    rows: Sequence[tuple[tuple[int, str] | None, int, str]],
) -> tuple[list[tuple[int, str]], set[tuple[int, str]]]:
    """Return the kinds of mark from the outermost in, and those that only describe sections.

    A mark is deeper than the ones it comes after; bullets below other marks describe.
    """
    order: list[tuple[int, str]] = []
    for rank, _, _ in rows:
        if rank is not None and rank not in order:
            order.append(rank)
    if len(order) > 1 and order[0][1] == "hash":
        hashes = sorted(rank for rank in order if rank[1] == "hash")
        order = [*hashes, *(rank for rank in order if rank[1] != "hash")]
    describing = {rank for rank in order[1:] if rank[1] in ("bullet", "letter")}
    return order, describing


def _section(line: str) -> Section:
    inner = _MARKS.match(line)
    if inner and not inner["hash"] and inner.lastgroup != "number" and line[inner.end() :].strip():
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
