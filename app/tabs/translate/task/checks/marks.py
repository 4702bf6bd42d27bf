"""Brackets and quotation marks: balanced, and no pair lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.tabs.translate.task.checks.side import Side, hide, issue
from app.tabs.translate.task.issues import Issue, Kind, Span

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_TITLES = {"《": "》", "〈": "〉"}
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»"}
_NARROW = str.maketrans("（）【】〔〕", "()[][]")  # a pair may mix both widths
# Access keys, parts of words, single ones in quotes, faces, the numbers of a list: `(&F)`,
# `file(s)`, `'('`, `:-)`, `(a)`.
_ITEM = r"(?:\d{1,2}|[a-z]|[ivx]{2,4}|[一二三四五六七八九十]{1,2})\)"
_NO_BRACKETS = re.compile(
    r"\([&_][A-Za-z0-9]\)|(?<=[A-Za-z])\((?:[a-z]{1,3})?\)|[\[(](?:un|re|de|in|[a-z])[\])](?=[a-z])"
    r"|(?:^|(?<=\s))\((?:un|re|de|in)\)(?=[a-z])|(?<=['\"“‘「])[()\[\]{}](?=['\"”’」])"
    rf"|[:;=]['’]?-?[()](?![A-Za-z])|(?:^|(?<=[;；。]\s)|(?<=[;；。]))\({_ITEM}"
)
_ITEM_END = re.compile(rf"(?:^|[\s;；，,。、]){_ITEM}$")
# Apostrophes, and the signs of feet and inches.
_NO_QUOTES = re.compile(
    r"(?<=[A-Za-zÀ-ɏ0-9])['’](?=[A-Za-zÀ-ɏ])|(?<=[sz])['’](?=\s|$)|['’](?=\d0s|tis\b|twas\b|em\b"
    r"|til\b)"
    r"|(?<=in)['’](?=\s)|(?<=\d)['\"](?=[\s\d.,)x×\-]|$)",
    re.IGNORECASE,
)
_STRAIGHT_PAIR = re.compile(r"(?<![A-Za-z0-9])'(?=\S)[^'\n]{0,200}[^'\s]'(?![A-Za-z0-9])")
_AT_PAUSE = ",，—"
_HAN = re.compile("[\u4e00-\u9fff]")
_ACRONYM = re.compile(r"[A-Z]{2,7}s?")
_LATIN_WORDS = re.compile(r"[A-Za-z][A-Za-z .&\-]+")


@dataclass(frozen=True)
class _Marks:
    """The pairs in the order of their ends, and the first mark without a partner."""

    pairs: list[Span]
    single: Span | None


def issues(source: Side, target: Side) -> Iterator[Issue]:
    """Yield marks without a partner, and pairs that the target has not got."""
    brackets, other_brackets = _brackets(source), _brackets(target)
    yield from _compare(
        Kind.BRACKETS, source, target, brackets, other_brackets, len(other_brackets.pairs)
    )
    titles, other_titles = (_read(side.plain, _TITLES) for side in (source, target))
    if other_titles.single and not titles.single:
        yield issue(Kind.BRACKETS, source, target, None, other_titles.single)
    quotes, other_quotes = _quotes(source), _quotes(target)
    enough = len(other_quotes.pairs) + len(other_titles.pairs) + bool(other_titles.single)
    # `"Yes," he said, "now."` may become one quotation.
    broken = [one for one in quotes.pairs if source.text[one[1] - 2] in _AT_PAUSE]
    if enough and len(quotes.pairs) > enough >= len(quotes.pairs) - len(broken):
        enough = len(quotes.pairs)
    yield from _compare(Kind.QUOTES, source, target, quotes, other_quotes, enough)


def _compare(
    kind: Kind, source: Side, target: Side, here: _Marks, there: _Marks, enough: int
) -> Iterator[Issue]:
    if here.single:
        return
    if there.single:
        yield issue(kind, source, target, None, there.single)
        return
    pairs = [span for span in here.pairs if not _gloss(source.text, span)]
    if len(pairs) > enough:
        yield issue(kind, source, target, pairs[enough], None)


def _gloss(text: str, span: Span) -> bool:
    """Tell whether this is the Latin name of something Chinese, or an acronym beside its words."""
    words = text[span[0] + 1 : span[1] - 1]
    rule = _LATIN_WORDS if _HAN.match(text, span[0] - 1) else _ACRONYM
    return rule.fullmatch(words) is not None


def _brackets(side: Side) -> _Marks:
    text = side.plain.translate(_NARROW)
    return _read(hide(text, (match.span() for match in _NO_BRACKETS.finditer(text))), _BRACKETS)


def _quotes(side: Side) -> _Marks:
    """Read curly and angular pairs, straight double ones by their order, straight single pairs."""
    text = hide(side.plain, (match.span() for match in _NO_QUOTES.finditer(side.plain)))
    marks = _read(text, _QUOTES)
    straight = [match.start() for match in re.finditer('"', text)]
    pairs = [(start, end + 1) for start, end in zip(straight[::2], straight[1::2], strict=False)]
    pairs += [match.span() for match in _STRAIGHT_PAIR.finditer(text)]
    single = marks.single
    if len(straight) % 2:
        single = single or (straight[-1], straight[-1] + 1)
    return _Marks(sorted(marks.pairs + pairs), single)


def _read(text: str, pairs: Mapping[str, str]) -> _Marks:
    found: list[Span] = []
    open_marks: list[tuple[str, int]] = []
    single: Span | None = None
    closing = set(pairs.values())
    for match in re.finditer(f"[{re.escape(''.join((*pairs, *closing)))}]", text):
        mark, place = match[0], match.start()
        if mark in pairs:
            open_marks.append((pairs[mark], place))
        elif open_marks and open_marks[-1][0] == mark:
            found.append((open_marks.pop()[1], place + 1))
        elif mark != "’" and not _ITEM_END.search(text, max(0, place - 5), place + 1):
            single = single or (place, place + 1)
    if open_marks and not single:
        single = (open_marks[0][1], open_marks[0][1] + 1)
    return _Marks(sorted(found), single)
