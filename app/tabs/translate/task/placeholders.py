"""Placeholders: the pieces of a text that a program reads and that no translation may touch.

Known are printf and Qt (`%s`, `%1$d`, `%(name)s`, `%@`, `%1`), braces (`{0}`, `{{name}}`, `${x}`,
`%{x}`, ICU messages whole), `$NAME`, HTML and XML tags, entities, escapes as typed (`\\n`),
vue-i18n links (`@:key`) and the marks of a document (`⟦1⟧`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from app.tabs.translate.task.issues import Span

_URL = (
    r"[A-Za-z][A-Za-z0-9+.\-]{1,15}://"
    r"""(?:[^\s<>"'{}%$\u2e80-\uffff]|%[0-9A-Fa-f]{2}|\$(?![A-Za-z_(]))++"""
)
_IN_PATH = r"""(?:[^\s<>"|?*，。；：、（）“”]|[ ](?=[^\s<>\\]{1,40}\\))*+"""
_PATH = rf"(?<![A-Za-z])[A-Za-z]:\\{_IN_PATH}|\\\\[A-Za-z]\w+\\{_IN_PATH}"  # of Windows
# Commands of LaTeX that begin like an escape.
_LATEX = r"\\(?:nabla|neq|theta|times|text(?:bf|it|rm|tt)?|triangle|rho|rightarrow)(?![A-Za-z])"
_PRINTF = (
    r"%(?:\((?P<key>\w+)\)|(?P<number>\d{1,3})\$)?[#0+\-']{0,3}(?:\d{1,3}|\*)?(?:\.(?:\d{1,3}|\*))?"
    r"(?:hh?|ll?|[Lqjzt])?[@diouxXeEfFgGaAcsSpn](?!(?:ge|le)\b)"
)
_QT_OR_DATE = r"%L?\d{1,2}(?!\d)|%[YmHMByIjZ](?![A-Za-z])"
_ATTRIBUTE = (
    r"""\s+(?:[\w:@.\-]++\s*+=\s*+(?:"[^"]{0,2000}+"|'[^']{0,2000}+'|[^\s"'<>=]++)"""
    r"|(?:async|autofocus|checked|controls|defer|disabled|hidden|loop|multiple|muted|open"
    r"|readonly|required|selected)(?![\w\-]))"
)
_PATTERN = re.compile(
    "|".join(
        (
            f"(?P<none>{_URL}|{_PATH}|{_LATEX})",
            r"(?P<mark>⟦/?\d+/?⟧)",
            r"(?P<brace>[$#%]?\{)",
            r"(?P<percent>%%|%[A-Z][A-Z_]+%)",
            rf"(?P<printf>(?<!\d){_PRINTF})",
            rf"(?P<named>(?<!\d)(?:{_QT_OR_DATE}))",
            r"(?P<dollar>(?<![a-z\d$])(?<!US)(?<!HK)(?<!NT)\$(?:\([\w.]+\)|[A-Z_][A-Z0-9_]+"
            r"|[a-z_]\w{2,}))",
            rf"(?P<tag></?(?:[A-Za-z][\w:\-]*+|\d+)(?:{_ATTRIBUTE})*+\s*+/?>|<!--.{{0,2000}}?-->)",
            r"(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)",
            r"(?P<escape>\\(?:[ntr]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}))",
            r"(?P<link>@(?:\.\w+)?:(?:\([\w.\-]+\)|\w+(?:[.\-]\w+)*))",
        )
    ),
    re.ASCII | re.DOTALL,
)
_NAME = re.compile(r"\s*+[\w.\-\[\]]*+(?:![rsa])?(?::[^{}\s]{0,16})?\s*+\}")
_DOUBLE = re.compile(r"\{[^{}\n]{0,200}\}\}|%[^{}\n]{0,200}%\}")  # after the first brace
_ICU = re.compile(
    r"\s*(\w+)\s*,\s*"
    r"(plural|select|selectordinal|number|date|time|choice|spellout|ordinal|duration)\s*[,}]"
)
_BRACE = re.compile(r"[{}]")
_ICU_LENGTH = 2000
_TAG = re.compile(r"[<⟦](/?)([\w:\-]+)[^>⟧]*?(/?)[>⟧]")
_VOID_TAGS = frozenset(
    ("br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


@dataclass(frozen=True)
class Placeholder:
    """`key` is what a translation must keep: `text`, but for counted or translatable parts.

    The first `%s` has the key `%1$s`, and an ICU message `{n, plural}`.
    """

    text: str
    span: Span
    key: str


def find(text: str) -> list[Placeholder]:
    """Return the placeholders from left to right; they do not overlap."""
    found = []
    counted = 0
    for kind, (start, end), key in _scan(text):
        if kind == "printf" and not key:
            counted += 1
            key = f"%{counted}${text[start + 1 : end]}"
        found.append(Placeholder(text[start:end], (start, end), key or text[start:end]))
    return found


def same(source: str, target: str) -> bool:
    """Tell whether both hold the same placeholders.

    Their order is free, but printf conversions without a number are told apart by their place.
    """
    return Counter(one.key for one in find(source)) == Counter(one.key for one in find(target))


def well_nested(placeholders: list[Placeholder]) -> bool:
    """Tell whether every closing tag or mark closes the one that was opened last."""
    open_tags: list[str] = []
    for placeholder in placeholders:
        match = _TAG.fullmatch(placeholder.text)
        if not match:
            continue
        closes, name, empty = match.groups()
        if closes:
            if not open_tags or open_tags.pop() != name:
                return False
        elif not empty and name.lower() not in _VOID_TAGS:
            open_tags.append(name)
    return not open_tags


def _scan(text: str) -> Iterator[tuple[str, Span, str]]:
    """Yield the group of the pattern, the span, and the key where it is not the text."""
    position = 0
    while match := _PATTERN.search(text, position):
        kind = match.lastgroup or ""
        start, end = match.span()
        key = ""
        if kind == "brace":
            end, key = _brace(text, start, end)
        elif kind == "entity" and match[0][1] != "#" and match[0][1:] not in html5:
            end = start
        elif kind == "printf" and (match["key"] or match["number"]):
            key = match[0]
        if end > start and kind != "none":
            yield kind, (start, end), key
        position = max(end, start + 1)


def _brace(text: str, start: int, inside: int) -> tuple[int, str]:
    """Return the end (`start` for none) of what a brace opens, and the key of an ICU message."""
    if match := _DOUBLE.match(text, inside) or _NAME.match(text, inside):
        return match.end(), ""
    if match := _ICU.match(text, inside):
        return _closing(text, inside) or start, f"{{{match[1]}, {match[2]}}}"
    return start, ""


def _closing(text: str, inside: int) -> int:
    """Return the place behind the brace that closes the one before `inside`, 0 for none."""
    depth = 1
    for match in _BRACE.finditer(text, inside, inside + _ICU_LENGTH):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.end()
    return 0
