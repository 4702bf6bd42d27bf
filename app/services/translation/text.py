"""The text of segments: what is kept, what is compared, how two of them differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from rapidfuzz.distance import Indel

from app.document_protocol import TAG
from app.services.search import CJK

Pair = tuple[str, str]  # BCP 47 codes of the source and of the target
Operation = Literal["equal", "delete", "insert"]

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0
_SURROGATE = re.compile("[\ud800-\udfff]")
_PIECE = re.compile(rf"{TAG.pattern}|{CJK.pattern}|(?:(?!{CJK.pattern})\w)+|\s+|.", re.DOTALL)


def clean(text: str) -> str:
    """Replace by U+FFFD what no XML file may contain, e.g. control characters."""
    return FORBIDDEN.sub("\ufffd", text)


def storable(text: str) -> str:
    """Replace by U+FFFD what cannot be stored: halves of surrogate pairs."""
    return _SURROGATE.sub("\ufffd", text)


def key_of(text: str) -> str:
    """Return what equal segments have in common.

    NFC; runs of white space are one space, none at the ends; tags are numbered as they appear.
    """
    text = " ".join(unicodedata.normalize("NFC", clean(text)).split())
    new = {number: str(at) for at, number in enumerate(tag_numbers(text), 1)}
    return _renumber(text, new.__getitem__)


def plain_of(text: str) -> str:
    """Return the key without tags."""
    return key_of(_renumber(text, lambda _number: ""))


def tag_numbers(text: str) -> list[str]:
    """Return the numbers of the tags, each once, as they first appear."""
    if "⟦" not in text:
        return []
    return list(dict.fromkeys(_number(match) for match in TAG.finditer(text)))


def tags_of(text: str) -> list[str]:
    """Return the tags, numbered as they appear."""
    return [match[0] for match in TAG.finditer(key_of(text))] if "⟦" in text else []


def retag(text: str, old: str, new: str) -> str:
    """Give `text`, a translation of `old`, the tag numbers of `new`, a segment much like `old`.

    Tags correspond as they first appear; one that `new` has no counterpart for is left out.
    """
    partner = dict(zip(tag_numbers(old), tag_numbers(new), strict=False))
    return _renumber(text, lambda number: partner.get(number, ""))


def difference(old: str, new: str) -> list[tuple[Operation, str]]:
    """Return how `old` becomes `new`: by words, Chinese by characters, a tag as one piece."""
    before = [match[0] for match in _PIECE.finditer(old)]
    after = [match[0] for match in _PIECE.finditer(new)]
    found: list[tuple[Operation, str]] = []
    deleted = inserted = ""
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            found += _changes(deleted, inserted)
            deleted = inserted = ""
            found.append(("equal", "".join(before[step.src_start : step.src_end])))
        else:
            deleted += "".join(before[step.src_start : step.src_end])
            inserted += "".join(after[step.dest_start : step.dest_end])
    return found + _changes(deleted, inserted)


def _changes(deleted: str, inserted: str) -> list[tuple[Operation, str]]:
    both: list[tuple[Operation, str]] = [("delete", deleted), ("insert", inserted)]
    return [change for change in both if change[1]]


def _number(match: re.Match[str]) -> str:
    return match["open"] or match["close"] or match["alone"]


def _renumber(text: str, new: Callable[[str], str]) -> str:
    """Give each tag a new number; "" removes it."""

    def tag(match: re.Match[str]) -> str:
        number = new(_number(match))
        slash, end = "/" if match["close"] else "", "/" if match["alone"] else ""
        return f"⟦{slash}{number}{end}⟧" if number else ""

    return TAG.sub(tag, text) if "⟦" in text else text
