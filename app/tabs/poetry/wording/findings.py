"""The words for what was found in a poem, in the language of the app."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.english.sounds import words_of
from app.tabs.poetry.task.shapes import COUPLET
from app.tabs.poetry.task.verse import Finding, Poem
from app.tabs.poetry.wording.mends import MENDS
from app.tabs.poetry.wording.wrong import WRONG

TONES = {
    "平": QT_TRANSLATE_NOOP("Findings", "level (平)"),
    "仄": QT_TRANSLATE_NOOP("Findings", "oblique (仄)"),
    "入": QT_TRANSLATE_NOOP("Findings", "entering (入)"),
}
BOTH = QT_TRANSLATE_NOOP("Findings", "{wrong} {mend}")
LINE = QT_TRANSLATE_NOOP("Findings", "line {line}")
WORD = QT_TRANSLATE_NOOP("Findings", "line {line}, “{word}”")
CHARACTER = QT_TRANSLATE_NOOP("Findings", "line {line}, character {number} ({character})")
UPPER = QT_TRANSLATE_NOOP("Findings", "upper side, character {number} ({character})")
LOWER = QT_TRANSLATE_NOOP("Findings", "lower side, character {number} ({character})")


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def tr(text: str) -> str:
    """Translate a text of what is found."""
    return QCoreApplication.translate("Findings", text)


def words(finding: Finding, poem: Poem) -> str:
    """Return what is wrong, or made good, and what would mend it."""
    return tr(BOTH).format(wrong=wrong(finding, poem), mend=mend(finding, poem))


def wrong(finding: Finding, poem: Poem) -> str:
    """Return what is wrong, or made good."""
    return _filled(WRONG, finding, poem)


def mend(finding: Finding, poem: Poem) -> str:
    """Return what would mend it."""
    return _filled(MENDS, finding, poem)


def place(at: At, poem: Poem) -> str:
    """Return the name of a place, e.g. "line 3, character 5 (风)", or else of its line."""
    line = poem.lines[at.line] if at.line < len(poem.lines) else ""
    parts = line if poem.chinese else words_of(line)
    if not 0 <= at.place < len(parts):
        return tr(LINE).format(line=at.line + 1)
    if not poem.chinese:
        return tr(WORD).format(line=at.line + 1, word=parts[at.place])
    text = CHARACTER
    if poem.form == COUPLET.name and at.line < 2:
        text = (UPPER, LOWER)[at.line]
    return tr(text).format(line=at.line + 1, number=at.place + 1, character=parts[at.place])


def _filled(table: dict[str, str], finding: Finding, poem: Poem) -> str:
    text = tr(table[finding.code]).format_map(_values(finding, poem))
    return text[:1].upper() + text[1:]


def _values(finding: Finding, poem: Poem) -> _Known:
    values = _Known(finding.params)
    if finding.params.get("wanted") in TONES:
        values["wanted"] = tr(TONES[finding.params["wanted"]])
    if finding.places:
        first, last = finding.places[0], finding.places[-1]
        numbers = sorted({at.line + 1 for at in finding.places})
        values |= {
            "place": place(first, poem),
            "other": place(last, poem),
            "line": str(first.line + 1),
            "next": str(last.line + 1),
            "lines": QLocale().createSeparatedList([str(number) for number in numbers]),
            "number": str(first.place + 1),
        }
        for name, line in zip(("top", "bottom"), poem.lines, strict=False):
            values[name] = line[first.place : first.place + 1]
    return values
