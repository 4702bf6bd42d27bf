"""The words for the forms: their names, what they ask for, and their patterns."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication, QLocale

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.poetry.task.chinese.forms import BY_NAME
from app.tabs.poetry.task.tunes import Tune, Variant, find
from app.tabs.poetry.wording.about import ABOUT

TUNE = "词"
NUMBERS = {5: QT_TRANSLATE_NOOP("Forms", "five"), 7: QT_TRANSLATE_NOOP("Forms", "seven")}
LINES = QT_TRANSLATE_NOOP("Forms", "Lines")
TONES = QT_TRANSLATE_NOOP("Forms", "Tones")
METER = QT_TRANSLATE_NOOP("Forms", "Meter")
RHYME = QT_TRANSLATE_NOOP("Forms", "Rhyme")
MIND = QT_TRANSLATE_NOOP("Forms", "Take care")
OTHER_NAMES = QT_TRANSLATE_NOOP("Forms", "Other names")
SIZE = QT_TRANSLATE_NOOP("Forms", "Size")
CHARACTERS = QT_TRANSLATE_NOOP(
    "Forms", "Characters: {characters}; lines: {lines}; stanzas: {stanzas}."
)
BASIS = QT_TRANSLATE_NOOP("Forms", "Basis")
POEMS = QT_TRANSLATE_NOOP("Forms", "Poems this form was read from: {count}.")
FEW = QT_TRANSLATE_NOOP("Forms", "With so few, places that look fixed may have been free.")
MODEL = QT_TRANSLATE_NOOP("Forms", "Model poem")
ONE_RHYME = {
    "平": QT_TRANSLATE_NOOP("Forms", "One rhyme, in level tones (平韵)."),
    "仄": QT_TRANSLATE_NOOP("Forms", "One rhyme, in oblique tones (仄韵)."),
    "入": QT_TRANSLATE_NOOP("Forms", "One rhyme, in entering tones (入声韵)."),
}
BOTH_TONES = QT_TRANSLATE_NOOP(
    "Forms", "One rhyme, partly in level and partly in oblique tones (平仄韵通叶)."
)
CHANGES = QT_TRANSLATE_NOOP("Forms", "The rhyme changes (换韵): {tones}.")
NO_RHYME = QT_TRANSLATE_NOOP("Forms", "No line is sure to rhyme.")
SIGNS = QT_TRANSLATE_NOOP("Forms", "平 level, 仄 oblique, 中 either, 韵 rhyme")

FEW_POEMS = 5


def tr(text: str) -> str:
    """Translate a text about forms."""
    return QCoreApplication.translate("Forms", text)


def form_name(name: str) -> str:
    """Return the name of a form as it is shown; a tune is called as it is."""
    return tr(ABOUT[name].name) if name in ABOUT else name


def explain(name: str, variant: int = 0) -> str:
    """Return what a form asks for, as HTML; of a tune in the form of a number."""
    if name not in ABOUT:
        tune = find(name)
        assert tune
        return explain_tune(tune, tune.variants[min(variant, len(tune.variants) - 1)])
    return _paragraphs(_about(name))


def explain_tune(tune: Tune, variant: Variant) -> str:
    """Return what a tune asks for in one of its forms, as HTML."""
    locale = QLocale()
    size = tr(CHARACTERS).format(
        characters=locale.toString(variant.characters),
        lines=locale.toString(len(variant.lines)),
        stanzas=locale.toString(len(variant.stanzas)),
    )
    poems = tr(POEMS).format(count=locale.toString(variant.poems))
    if variant.poems < FEW_POEMS:
        poems = f"{poems} {tr(FEW)}"
    return _paragraphs(
        (
            (OTHER_NAMES, "、".join(tune.aliases)),
            (SIZE, size),
            (RHYME, _rhyme(variant)),
            (BASIS, poems),
            (MODEL, _model(variant)),
            (TONES, tr(ABOUT[TUNE].sound)),
            (MIND, tr(ABOUT[TUNE].mind)),
        )
    )


def legend() -> str:
    """Return what the signs of a pattern mean."""
    return tr(SIGNS)


def _about(name: str) -> Iterator[tuple[str, str]]:
    about, form = ABOUT[name], BY_NAME.get(name)
    length = tr(NUMBERS[form.length]) if form else ""
    yield LINES, tr(about.lines).format(length=length)
    yield METER if name.isascii() else TONES, tr(about.sound)
    yield RHYME, tr(about.rhyme)
    yield MIND, tr(about.mind)


def _rhyme(variant: Variant) -> str:
    rhymes = [line.rhyme for line in variant.lines if line.rhyme]
    tones = [
        "".join(dict.fromkeys(rhyme.tone for rhyme in rhymes if rhyme.group == group))
        for group in variant.rhyme_groups
    ]
    if len(tones) > 1:
        return tr(CHANGES).format(tones=" → ".join(tones))
    if not tones:
        return tr(NO_RHYME)
    return tr(ONE_RHYME.get(tones[0], BOTH_TONES))


def _model(variant: Variant) -> str:
    """Return the poem of a form with its author, a stanza a row, points where lines end."""
    model = variant.model
    ended = [
        text + ("。" if form.rhyme else "，")
        for text, form in zip(model.lines, variant.lines, strict=True)
    ]
    ended[-1] = model.lines[-1] + "。"
    ends = (*variant.stanzas[1:], len(ended))
    stanzas = ("".join(ended[a:b]) for a, b in zip(variant.stanzas, ends, strict=True))
    return "\n".join((f"{model.author}《{model.tune}》", *stanzas))


def _paragraphs(parts: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f"<p style='margin: 0 0 8px 0'><b>{html.escape(tr(label))}</b><br>{_rows(text)}</p>"
        for label, text in parts
        if text
    )


def _rows(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
