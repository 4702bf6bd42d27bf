"""The words for what was found in a poem, in the language of the app."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QLocale

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.poetry.task.chinese.faults import At
from app.tabs.poetry.task.chinese.parallel import WordClass
from app.tabs.poetry.task.english.forms import FORMS, FormId
from app.tabs.poetry.task.english.sounds import words_of
from app.tabs.poetry.task.shapes import COUPLET, shape
from app.tabs.poetry.task.verse import Finding, Poem
from app.tabs.poetry.wording.mends import MENDS
from app.tabs.poetry.wording.wrong import WRONG

TONES = {
    "平": QT_TRANSLATE_NOOP("Findings", "level (平)"),
    "仄": QT_TRANSLATE_NOOP("Findings", "oblique (仄)"),
    "入": QT_TRANSLATE_NOOP("Findings", "entering (入)"),
}
CLASSES = {
    WordClass.SKY: QT_TRANSLATE_NOOP("Findings", "sky 天文"),
    WordClass.SEASON: QT_TRANSLATE_NOOP("Findings", "season 时令"),
    WordClass.LAND: QT_TRANSLATE_NOOP("Findings", "land 地理"),
    WordClass.BUILDING: QT_TRANSLATE_NOOP("Findings", "building 宫室"),
    WordClass.TOOL: QT_TRANSLATE_NOOP("Findings", "tool 器物"),
    WordClass.DRESS: QT_TRANSLATE_NOOP("Findings", "dress 衣饰"),
    WordClass.FOOD: QT_TRANSLATE_NOOP("Findings", "food 饮食"),
    WordClass.WRITING: QT_TRANSLATE_NOOP("Findings", "writing 文具"),
    WordClass.PLANT: QT_TRANSLATE_NOOP("Findings", "plant 草木"),
    WordClass.ANIMAL: QT_TRANSLATE_NOOP("Findings", "animal 鸟兽"),
    WordClass.BODY: QT_TRANSLATE_NOOP("Findings", "body 形体"),
    WordClass.AFFAIR: QT_TRANSLATE_NOOP("Findings", "affair 人事"),
    WordClass.PERSON: QT_TRANSLATE_NOOP("Findings", "person 人伦"),
    WordClass.STEM: QT_TRANSLATE_NOOP("Findings", "calendar sign 干支"),
    WordClass.NOUN: QT_TRANSLATE_NOOP("Findings", "noun 名词"),
    WordClass.VERB: QT_TRANSLATE_NOOP("Findings", "verb 动词"),
    WordClass.ADJECTIVE: QT_TRANSLATE_NOOP("Findings", "adjective 形容词"),
    WordClass.FUNCTION: QT_TRANSLATE_NOOP("Findings", "function word 虚字"),
    WordClass.NUMBER: QT_TRANSLATE_NOOP("Findings", "number 数目"),
    WordClass.COLOUR: QT_TRANSLATE_NOOP("Findings", "colour 颜色"),
    WordClass.DIRECTION: QT_TRANSLATE_NOOP("Findings", "direction 方位"),
    WordClass.BOUND: QT_TRANSLATE_NOOP("Findings", "one word of two 连绵"),
}
BOTH = QT_TRANSLATE_NOOP("Findings", "{wrong} {mend}")
LINE = QT_TRANSLATE_NOOP("Findings", "line {line}")
QUOTED = QT_TRANSLATE_NOOP("Findings", "“{word}”")
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
    values = _Known(_of_places(finding.places, poem))
    if finding.code == "english_lines":
        form = FORMS[cast(FormId, shape(poem.form).name)]
        written = sum(bool(line.strip()) for line in poem.lines)
        values |= {"found": str(written), "wanted": str(len(form.lines(written)))}
    for name, value in finding.params.items():
        match name:
            case "above" | "below":
                values[name] = _joined(
                    tr(CLASSES[WordClass(each)]) for each in value.split("、") if each
                )
            case "other":
                values[name] = tr(QUOTED).format(word=value)
            case _:
                values[name] = tr(TONES[value]) if value in TONES else value
    return values


def _of_places(places: Sequence[At], poem: Poem) -> dict[str, str]:
    """Return the names of the first and the last place, and of their lines."""
    if not places:
        return {}
    first, last = places[0], places[-1]
    sides = [line[first.place : first.place + 1] for line in (*poem.lines, "", "")[:2]]
    return {
        "place": place(first, poem),
        "other": place(last, poem),
        "line": str(first.line + 1),
        "next": str(last.line + 1),
        "lines": _joined(str(number) for number in sorted({at.line + 1 for at in places})),
        "number": str(first.place + 1),
        "top": sides[0],
        "bottom": sides[1],
    }


def _joined(words: Iterable[str]) -> str:
    return QLocale().createSeparatedList(list(words))
