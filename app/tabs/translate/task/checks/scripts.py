"""Text that was left in the language of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.tabs.translate.task.checks.side import Side, issue
from app.tabs.translate.task.issues import Issue, Kind

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_SCRIPTS = {
    "zh": (_HAN,),
    "ja": (_HAN, "\u3040-\u30ff"),
    "ko": ("\uac00-\ud7af", _HAN),
    **dict.fromkeys(("uk", "ru"), ("\u0400-\u04ff",)),
    **dict.fromkeys(("ar", "fa"), ("\u0600-\u06ff",)),
    "he": ("\u0590-\u05ff",),
    "hi": ("\u0900-\u097f",),
    "bn": ("\u0980-\u09ff",),
    "ta": ("\u0b80-\u0bff",),
    "th": ("\u0e00-\u0e7f",),
    "el": ("\u0370-\u03ff",),
}
# A clause of Latin letters: three words or more, of which only the first may be capitalised.
_CLAUSE = re.compile(
    rf"(?<![{_LATIN}\d@#./\-])[{_LATIN}][a-zß-öø-ÿ'’]*+"
    rf"(?:[ ,;:\-]{{1,2}}[a-zß-öø-ÿ][a-zß-öø-ÿ'’]*+){{2,}}(?![{_LATIN}\d])"
)
_LATIN_WORD = re.compile(rf"[{_LATIN}][{_LATIN}\d'’\-]*")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
# A name of the source may be kept in these, if it is short.
_GLOSSED = re.compile(r"[(（“‘\"'《「『\[]$")
_LONGEST_GLOSS = 6  # characters of a script without spaces, else words
_FEWEST_WORDS = 3  # of a sentence that two languages of one script will hardly share


def issues(source: Side, target: Side) -> Iterator[Issue]:
    """Yield what of the target is not translated."""
    one, other = (side.language.split("-")[0] for side in (source, target))
    if one == other:
        return
    foreign = "".join(set(_SCRIPTS.get(one, ())) - set(_SCRIPTS.get(other, ())))
    if _equal(source, target):
        if _translatable(source.plain, foreign, latin=other not in _SCRIPTS):
            yield issue(Kind.UNTRANSLATED, source, target, None, (0, len(target.text)))
        return
    if foreign:
        found = re.finditer(f"[{foreign}]+", target.plain)
    elif one not in _SCRIPTS and other in _SCRIPTS:
        found = _CLAUSE.finditer(target.plain)
    else:
        return
    for match in found:
        if not _glossed(match):
            yield issue(Kind.UNTRANSLATED, source, target, None, match.span())


def _equal(source: Side, target: Side) -> bool:
    one, other = (_NOT_LETTERS.sub("", side.plain).casefold() for side in (source, target))
    return one == other != ""


def _translatable(text: str, foreign: str, *, latin: bool) -> bool:
    """Tell whether a text holds more than names and codes; `latin` if the target is Latin, too."""
    if foreign:
        return re.search(f"[{foreign}]", text) is not None
    words = [word for word in _LATIN_WORD.findall(text) if word[1:].islower() and len(word) > 1]
    return len(words) >= (_FEWEST_WORDS if latin else 1)


def _glossed(match: re.Match[str]) -> bool:
    """Tell whether a short run stands in brackets or quotation marks of its own."""
    start, end = match.span()
    words = len(match[0].split()) if " " in match[0] else len(match[0])
    closed = match.string[end : end + 1] in tuple(")）”’\"'》」』]")
    return words <= _LONGEST_GLOSS and closed and bool(_GLOSSED.search(match.string, 0, start))
