"""What forms are called in the language of the interface, and what is said of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.poetry.task.shapes import Family, Shape
from app.tabs.poetry.task.tunes import Tune, Variant, find

SECTIONS: tuple[tuple[str, str, tuple[Family, ...]], ...] = (
    (
        "regulated",
        QT_TRANSLATE_NOOP("PoetryForms", "Regulated"),
        (Family.REGULATED, Family.LONG),
    ),
    ("tunes", QT_TRANSLATE_NOOP("PoetryForms", "Tunes"), (Family.TUNE,)),
    ("old", QT_TRANSLATE_NOOP("PoetryForms", "Old style"), (Family.OLD,)),
    ("couplet", QT_TRANSLATE_NOOP("PoetryForms", "Couplet"), (Family.COUPLET,)),
    ("english", QT_TRANSLATE_NOOP("PoetryForms", "English"), (Family.ENGLISH,)),
)
# Each English form with its name and what it is.
ENGLISH: dict[str, tuple[str, str]] = {
    "shakespearean": (
        QT_TRANSLATE_NOOP("PoetryForms", "Shakespearean sonnet"),
        QT_TRANSLATE_NOOP("PoetryForms", "14 lines, three quatrains and a couplet"),
    ),
    "petrarchan": (
        QT_TRANSLATE_NOOP("PoetryForms", "Petrarchan sonnet"),
        QT_TRANSLATE_NOOP("PoetryForms", "14 lines, an octave and a sestet"),
    ),
    "haiku": (
        QT_TRANSLATE_NOOP("PoetryForms", "Haiku"),
        QT_TRANSLATE_NOOP("PoetryForms", "3 lines of 5, 7 and 5 syllables"),
    ),
    "limerick": (
        QT_TRANSLATE_NOOP("PoetryForms", "Limerick"),
        QT_TRANSLATE_NOOP("PoetryForms", "5 lines rhymed aabba"),
    ),
    "ballad": (
        QT_TRANSLATE_NOOP("PoetryForms", "Ballad stanza"),
        QT_TRANSLATE_NOOP("PoetryForms", "Stanzas of 4 lines, every other one rhymed"),
    ),
    "villanelle": (
        QT_TRANSLATE_NOOP("PoetryForms", "Villanelle"),
        QT_TRANSLATE_NOOP("PoetryForms", "19 lines with two refrains"),
    ),
    "couplets": (
        QT_TRANSLATE_NOOP("PoetryForms", "Couplets"),
        QT_TRANSLATE_NOOP("PoetryForms", "Pairs of rhymed lines of five beats"),
    ),
    "blank": (
        QT_TRANSLATE_NOOP("PoetryForms", "Blank verse"),
        QT_TRANSLATE_NOOP("PoetryForms", "Lines of five beats without rhyme"),
    ),
    "free": (
        QT_TRANSLATE_NOOP("PoetryForms", "Free verse"),
        QT_TRANSLATE_NOOP("PoetryForms", "No fixed meter, no rhyme"),
    ),
}
RHYMES: dict[tuple[str, ...], str] = {
    ("平",): QT_TRANSLATE_NOOP("PoetryForms", "level rhymes"),
    ("仄",): QT_TRANSLATE_NOOP("PoetryForms", "oblique rhymes"),
    ("入",): QT_TRANSLATE_NOOP("PoetryForms", "entering rhymes"),
}


def tr(text: str) -> str:
    """Translate a text of the forms."""
    return QCoreApplication.translate("PoetryForms", text)


def title(name: str) -> str:
    """Return what a form is called."""
    return tr(ENGLISH[name][0]) if name in ENGLISH else name


def info(form: Shape) -> str:
    """Return what a form is, in a line."""
    if form.family is Family.ENGLISH:
        return tr(ENGLISH[form.name][1])
    if form.family is Family.TUNE:
        tune = find(form.name)
        return _tune(tune) if tune else ""
    if form.family is Family.COUPLET:
        return tr(QT_TRANSLATE_NOOP("PoetryForms", "Two sides that mirror each other"))
    if form.lines:
        text = tr(QT_TRANSLATE_NOOP("PoetryForms", "{lines} lines of {length} characters"))
        return text.format(lines=form.lines, length=form.length)
    if form.family is Family.LONG:
        text = tr(QT_TRANSLATE_NOOP("PoetryForms", "10 lines or more of {length} characters"))
    else:
        text = tr(QT_TRANSLATE_NOOP("PoetryForms", "Lines of {length} characters, tones free"))
    return text.format(length=form.length)


def variant(form: Variant) -> str:
    """Return what tells a form of a tune from the others."""
    return _joined(_characters(form), _rhymes(form), _poems(form.poems))


def lengths(form: Variant) -> str:
    """Return how long the lines of a form of a tune are, stanza by stanza."""
    numbers = [str(len(line)) for line in form.lines]
    ends = (*form.stanzas[1:], len(numbers))
    stanzas = zip(form.stanzas, ends, strict=True)
    return " / ".join(" ".join(numbers[start:end]) for start, end in stanzas)


def _tune(tune: Tune) -> str:
    first = tune.variants[0]
    count = len(tune.variants)
    others = tr(QT_TRANSLATE_NOOP("PoetryForms", "{count} variants")).format(count=count)
    return _joined(
        _characters(first), _rhymes(first), _poems(tune.poems), others if count > 1 else ""
    )


def _characters(form: Variant) -> str:
    text = tr(QT_TRANSLATE_NOOP("PoetryForms", "{count} characters"))
    return text.format(count=form.characters)


def _rhymes(form: Variant) -> str:
    mixed = QT_TRANSLATE_NOOP("PoetryForms", "level and oblique rhymes")
    return tr(RHYMES.get(form.rhyme_tones, mixed))


def _poems(count: int) -> str:
    if count == 1:
        return tr(QT_TRANSLATE_NOOP("PoetryForms", "1 poem"))
    return tr(QT_TRANSLATE_NOOP("PoetryForms", "{count} poems")).format(count=count)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
