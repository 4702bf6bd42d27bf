"""One side of a translated sentence, with what no number or word may be read from taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from app.tabs.translate.task.checks import urls
from app.tabs.translate.task.issues import Issue, Kind, Span
from app.tabs.translate.task.languages import is_chinese
from app.tabs.translate.task.placeholders import Placeholder
from app.tabs.translate.task.placeholders import find as find_placeholders

HIDDEN = "\ufffc"  # stands for every character that was taken out
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()}
_SIGNS = "％＋－．￥＄：／٫٬\u00a0\u2009\u202f\u3000"
_FOLD = {
    **_WIDE,
    **{ord(one): ord(other) for one, other in zip(_SIGNS, "%+-.¥$:/.,    ", strict=True)},
}
_CODE = re.compile(r"`[^`\n]+`")
_DIGIT = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True)
class Side:
    """`plain` is as long as `text`; digits are ASCII there, and placeholders, code and addresses
    are hidden.
    """

    text: str
    language: str
    placeholders: list[Placeholder]
    urls: list[Span]
    plain: str

    @property
    def chinese(self) -> bool:
        return is_chinese(self.language)

    @property
    def english(self) -> bool:
        return self.language.split("-")[0] == "en"


def prepare(text: str, language: str) -> Side:
    """Read a sentence once for all checks."""
    placeholders = find_placeholders(text)
    rest = hide(text, (one.span for one in placeholders))
    addresses = urls.find(rest)
    rest = hide(rest, addresses)
    rest = hide(rest, (match.span() for match in _CODE.finditer(rest)))
    return Side(text, language, placeholders, addresses, _fold(rest))


def issue(kind: Kind, source: Side, target: Side, lost: Span | None, new: Span | None) -> Issue:
    """Return the finding that the source has the one and the target the other."""
    return Issue(
        kind,
        source.text[slice(*lost)] if lost else "",
        target.text[slice(*new)] if new else "",
        lost,
        new,
    )


def hide(text: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length in which the spans cannot be read; they are in order."""
    pieces = []
    last = 0
    for start, end in spans:
        pieces += [text[last:start], HIDDEN * (end - start)]
        last = end
    return "".join([*pieces, text[last:]])


def _fold(text: str) -> str:
    """Return digits and full-width letters as ASCII, character by character."""
    if text.isascii():
        return text
    folded = text.translate(_FOLD)
    return _DIGIT.sub(_ascii_digit, folded)


def _ascii_digit(match: re.Match[str]) -> str:
    value = unicodedata.decimal(match[0], None)
    return match[0] if value is None else str(value)
