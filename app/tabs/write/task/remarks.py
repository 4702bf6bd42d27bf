"""An editor's remarks in the answers of small models: JSON, whole or not, tables, lists, prose."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Field = Literal["quote", "problem", "better"]


@dataclass(frozen=True)
class Remark:
    """A passage, what is wrong with it, and what might stand in its place."""

    quote: str
    problem: str = ""
    better: str = ""


_NAMES: dict[Field, str] = {
    "quote": r"quot(?:e|ation|ed(?:[ _]text)?)|original(?:[ _](?:text|sentence))?|passage|sentence"
    "|text|excerpt|phrase|原文|引文|引用|原句|句子|片段",
    "problem": "problem|issue|comment|remark|reason|explanation|concern|note|why|what to check"
    "|check|问题|意见|批注|原因|理由|说明|评论|核实|需要核实",
    "better": r"better|suggest(?:ion|ed(?:[ _]\w+)?)|replace(?:ment)?|revis(?:ion|ed(?:[ _]\w+)?)"
    r"|rewrit(?:e|ten)|improved(?:[ _]\w+)?|proposed(?:[ _]\w+)?|correction|fix|new"
    "|改为|修改(?:建议|为|后)?|建议(?:改为|修改)?|改写|新写法|更好的写法",
}
_LABEL = re.compile(
    r"^[\s>#*_\-•\d.)、（(\"]*(?:" + "|".join(f"(?P<{k}>{v})" for k, v in _NAMES.items()) + ")"
    r"(?: ?\d+)?[\s*_\"]*[:：][\s*_]*(?P<value>.*)$",
    re.IGNORECASE,
)
_HEAD = {field: re.compile(rf"\W*(?:{names})s?\W*", re.I) for field, names in _NAMES.items()}
_PAIR = re.compile(r'"(?P<key>\w+)"\s*:\s*"(?P<value>(?:[^"\\]|\\.)*)"')
_ROW = re.compile(r"^\s*\|?(.+\|.+)\|?\s*$")
_RULE = re.compile(r"^[\s|:\-]+$")
_QUOTED = re.compile(r"“([^“”\n]+)”|\"([^\"\n]+)\"|「([^「」\n]+)」|『([^『』\n]+)』|`([^`\n]+)`")
_TURNS = re.compile(
    r"→|->|=>|(?:change|rewrite|replace|revise|rephrase)[^.\n]{0,30}\b(?:to|as|with|by)\b"
    r"|could (?:be|say)|instead|better|suggest|try|改为|改成|换成|建议|可以写|不如|应为",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:[-*•+]|\d+[.)、]|[（(]\d+[)）])\s*")
_MARKS = ' \t*_`"“”「」『』'


def remarks_in(answer: str) -> list[Remark]:
    """Return the remarks of an answer, in its order."""
    for read in (_objects, _rows, _labelled, _prose):
        found = [remark for remark in read(answer) if remark.quote]
        if found:
            return found
    return []


def _objects(answer: str) -> Iterator[Remark]:
    """Yield what JSON says; of an object that is broken off, what there is of it."""
    decoder = json.JSONDecoder(strict=False)
    at = answer.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(answer, at)
        except json.JSONDecodeError:
            following = answer.find("{", at + 1)
            end = following if following >= 0 else len(answer)
            pairs = _PAIR.finditer(answer, at, end)
            value = {match["key"]: _unescaped(match["value"]) for match in pairs}
        if isinstance(value, dict):
            yield from _of_object(value)
        at = answer.find("{", end)


def _of_object(value: Mapping[str, object]) -> Iterator[Remark]:
    """Yield the remark of an object, or of those in it."""
    fields: dict[Field, str] = {}
    for key, content in value.items():
        if isinstance(content, list):
            for one in content:
                if isinstance(one, dict):
                    yield from _of_object(one)
        elif isinstance(content, str):
            field = _field(key)
            if field and field not in fields:
                fields[field] = content
    if fields:
        yield _remark(fields)


def _rows(answer: str) -> Iterator[Remark]:
    """Yield the rows of a table; without names, its columns are in the order asked for."""
    columns: list[Field | None] = []
    for line in answer.splitlines():
        row = _ROW.match(line)
        if row is None or _RULE.match(line):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        named = [_field(cell) for cell in cells]
        if "quote" in named:
            columns = named
        elif len(cells) > 1:
            used = columns or [*(None,) * (len(cells) - 3), "quote", "problem", "better"]
            pairs = zip(used, cells, strict=False)
            yield _remark({field: cell for field, cell in pairs if field})


def _labelled(answer: str) -> Iterator[Remark]:
    """Yield what stands behind labels, each on a line; a quote begins the next remark."""
    fields: dict[Field, str] = {}
    last: Field | None = None
    for line in answer.splitlines():
        match = _LABEL.match(line)
        field = next((name for name in _NAMES if match[name]), None) if match else None
        if match is None or field is None:
            if last and line.strip():
                fields[last] = f"{fields[last]} {line.strip()}".strip()
            elif last and fields[last]:
                last = None
            continue
        if field == "quote" and "quote" in fields:
            yield _remark(fields)
            fields = {}
        if field not in fields:
            fields[field] = match["value"].strip()
            last = field
        else:
            last = None
    if len(fields) > 1:
        yield _remark(fields)


def _prose(answer: str) -> Iterator[Remark]:
    """Yield the items or paragraphs that quote something."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*•+]|\d+[.)、]|[（(]\d+[)）])\s*\S)", answer):
        text = " ".join(_ITEM.sub("", paragraph).split())
        quotes = [(match, next(filter(None, match.groups()))) for match in _QUOTED.finditer(text)]
        if not quotes:
            continue
        first, quote = quotes[0]
        better = ""
        for match, inside in quotes[1:]:
            if _TURNS.search(text[first.end() : match.start()]):
                better = inside
                break
        problem = text[first.end() :] if not text[: first.start()].strip(_MARKS) else text
        yield Remark(quote.strip(_MARKS), problem.strip(" *_:：-–—→>,，"), better)


def _field(key: str) -> Field | None:
    return next((field for field, names in _HEAD.items() if names.fullmatch(key)), None)


def _remark(fields: Mapping[Field, str]) -> Remark:
    quote, better = (_bare(fields.get(field, "")) for field in ("quote", "better"))
    return Remark(quote, fields.get("problem", "").strip(" *_"), better)


def _bare(text: str) -> str:
    """Take marks off that stand around a whole text."""
    text = re.sub(r"([\"”]),$", r"\1", text.strip()).strip("*_`").strip()
    for opening, closing in ('""', "“”", "「」", "『』", "''"):
        if len(text) > 1 and text[0] == opening and text[-1] == closing:
            inside = text[1:-1]
            return inside if opening not in inside else text
    return text


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except json.JSONDecodeError:
        return text
