"""Latin names in a sentence: acronyms, CamelCase, names with digits, and what Chinese keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from app.tabs.translate.task.checks.acronyms import CHINESE, NO_NAME
from app.tabs.translate.task.checks.side import Side, hide, issue
from app.tabs.translate.task.issues import Issue, Kind, Span

_UNITS = (
    r"(?:[kKMGT]i?B|[kMG]?Hz|[kMG]?bps|[kMG]?W|kWh|mAh|[kM]?Pa|dB|[KMC]M|KG|V|L|A|K|C|F|[AP]M|AD"
    r"|BCE?|CE"
    r"|RMB|USD|EUR|CNY|GBP|HKD)"
)
_NO_CODES = r"(?:RMB|USD|EUR|CNY|GBP|HKD|JPY|FY|Q(?=[1-4]\b)|[Vv](?=\d+(?:\.|\b))|[xX]|pp?|No)"
# H2O, mp3, COVID-19, GPT-4, 5G: names whose digits count nothing.
_CODE = re.compile(
    rf"(?<![A-Za-z0-9])(?!{_NO_CODES}\d)[A-Za-z]{{1,12}}\d[A-Za-z0-9]*+(?:-[A-Za-z0-9]+)*"
    r"|(?<![A-Za-z0-9\-])[A-Z]{1,6}-\d[A-Za-z0-9]*+(?:-[A-Za-z0-9]+)*|\b(?i:covid)-19"
    rf"|(?<![A-Za-z0-9.,\-])\d{{1,4}}(?!{_UNITS}(?![A-Za-z]))[A-Z][A-Za-z0-9]*+"
)
_CAMEL = r"[a-z]+(?:[A-Z]+[a-z]*)+|[A-Z][a-z]+(?:[A-Z]+[a-z]*)+|[A-Z]{2,}[a-z]{2,}\w*"
# Longer ones look like words that are only shouted.
_ACRONYM = r"(?:[A-Z](?:&?[A-Z]){1,3}|UNESCO|UNICEF|ASEAN|BRICS|ASCII|HTTPS)(?=s?(?![A-Za-z$]))"
_NAME = re.compile(rf"(?<![A-Za-z0-9@#&])(?:{_CAMEL}|{_ACRONYM})", re.ASCII)
_GAELIC = re.compile(r"(?:Mc|Mac|Fitz|De|Di|La|Le|Van|O)[A-Z][a-z]+$")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+(?:[-'’.&][A-Za-zÀ-ÖØ-öø-ɏ]+)*[0-9]*")
_ALPHANUMERIC = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ0-9]+(?:[-'’.&][A-Za-zÀ-ÖØ-öø-ɏ0-9]+)*")
_SQUEEZED = re.compile(r"[\s\-.'’&]")
_MOST = 60  # names and words compared in one sentence

_ENGLISH = {
    "ktv": "karaoke",
    "app": "application",
    "ppt": "slide|powerpoint",
    "pk": "versus|compet",
}


def codes(text: str) -> list[Span]:
    """Return the spans of names that hold digits."""
    return [match.span() for match in _CODE.finditer(text)]


def issues(source: Side, target: Side) -> Iterator[Issue]:
    """Yield names that are missing from the target, or written otherwise there."""
    known, there = _words(source.text), _words(target.text)
    words = [match.span() for match in _LATIN.finditer(target.plain)][:_MOST]
    words = [span for span in words if _squeeze(target.text[slice(*span)]) not in known]
    for span in list(_wanted(source, target))[:_MOST]:
        name = source.text[slice(*span)]
        if _kept(source.plain[slice(*span)], there, target):
            continue
        near = next((one for one in words if _near(name, target.text[slice(*one)])), None)
        if near:
            words.remove(near)
        yield issue(Kind.NAME, source, target, span, near)
    if target.chinese and not source.chinese:
        yield from _misspelt(source, target, words, there)


def _wanted(source: Side, target: Side) -> Iterator[Span]:
    """Yield the spans of what a translation keeps as it is."""
    if source.chinese == target.chinese:
        yield from codes(source.plain)
        camel = _NAME.finditer(source.plain)
        yield from (
            one.span() for one in camel if not one[0].isupper() and not _GAELIC.match(one[0])
        )
    elif source.chinese:
        yield from codes(source.plain)
        for match in _LATIN.finditer(hide(source.plain, codes(source.plain))):
            if len(match[0]) > 1 and not NO_NAME.fullmatch(match[0].upper()):
                yield match.span()
    else:
        yield from codes(source.plain)
        heading = sum(map(str.isupper, source.plain)) * 2 > sum(map(str.isalpha, source.plain))
        for match in _NAME.finditer(hide(source.plain, codes(source.plain))):
            taken = NO_NAME.fullmatch(match[0].upper()) or _GAELIC.match(match[0])
            if not taken and not (heading and match[0].isupper()):
                yield match.span()


def _kept(name: str, there: set[str], target: Side) -> bool:
    squeezed = _squeeze(name)
    if there & {squeezed, squeezed + "s", squeezed.removesuffix("s")}:
        return True
    if target.chinese:
        meaning = CHINESE.get(squeezed.upper())
        return meaning is not None and re.search(meaning, target.text) is not None
    if squeezed in _ENGLISH:
        return re.search(_ENGLISH[squeezed], target.text.lower()) is not None
    initials = "".join(match[0][0] for match in _LATIN.finditer(target.plain)).lower()
    return name.isupper() and len(name) > 2 and squeezed in initials


def _misspelt(source: Side, target: Side, words: list[Span], there: set[str]) -> Iterator[Issue]:
    """Yield Latin words of a Chinese target that are nearly a name of the source."""
    names = [match.span() for match in _LATIN.finditer(source.plain) if match[0][0].isupper()]
    for span in words:
        word = target.text[slice(*span)]
        for name_span in names[:_MOST]:
            name = source.text[slice(*name_span)]
            if _squeeze(name) not in there and _near(name, word):
                yield issue(Kind.NAME, source, target, name_span, span)
                break


def _near(name: str, word: str) -> bool:
    """Tell whether two words differ in one or two letters."""
    shorter = min(len(name), len(word))
    return shorter > 2 and 0 < _distance(name.lower(), word.lower()) <= (1 if shorter < 5 else 2)


def _distance(one: str, other: str) -> int:
    """Return the edit distance, 3 for any that is greater; neighbours changed over count once."""
    if abs(len(one) - len(other)) > 2 or max(len(one), len(other)) > 40:
        return 3
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, before, row = before, row, [place]
        for column, other_letter in enumerate(other, 1):
            cost = min(
                before[column] + 1, row[-1] + 1, before[column - 1] + (letter != other_letter)
            )
            if (
                place > 1 < column
                and one[place - 2 : place] == other[column - 1] + other[column - 2]
            ):
                cost = min(cost, above[column - 2] + 1)
            row.append(cost)
    return min(row[-1], 3)


def _words(text: str) -> set[str]:
    """Return the Latin words squeezed, whole, in parts, and with the word behind them."""
    words = [_squeeze(word) for word in _ALPHANUMERIC.findall(text)]
    parts = (_squeeze(part) for part in re.findall(r"[A-Za-zÀ-ÖØ-öø-ɏ0-9]+", text))
    return {*words, *parts, *(one + other for one, other in pairwise(words))}


def _squeeze(text: str) -> str:
    return _SQUEEZED.sub("", text).lower()
