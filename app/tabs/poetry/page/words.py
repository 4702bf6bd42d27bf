"""What the page says of a character or a word to those who do not see its marks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.poetry.task.chinese.faults import Verdict
from app.tabs.poetry.task.verse import Sign

TONES = {
    "平": QT_TRANSLATE_NOOP("PoemPage", "Level tone."),
    "仄": QT_TRANSLATE_NOOP("PoemPage", "Oblique tone."),
    "?": QT_TRANSLATE_NOOP("PoemPage", "Its tone is not certain."),
}
PLACES = {
    "平": QT_TRANSLATE_NOOP("PoemPage", "A level tone belongs here."),
    "仄": QT_TRANSLATE_NOOP("PoemPage", "An oblique tone belongs here."),
    "中": QT_TRANSLATE_NOOP("PoemPage", "Either tone may stand here."),
    "韵": QT_TRANSLATE_NOOP("PoemPage", "The rhyme belongs here."),
}
VERDICTS = {
    Verdict.FITS: QT_TRANSLATE_NOOP("PoemPage", "It fits."),
    Verdict.VIOLATES: QT_TRANSLATE_NOOP("PoemPage", "It is against the form."),
    Verdict.SAVED: QT_TRANSLATE_NOOP("PoemPage", "It is irregular, and made good."),
    Verdict.AMBIGUOUS: QT_TRANSLATE_NOOP("PoemPage", "It fits by one of its readings."),
    Verdict.UNKNOWN: QT_TRANSLATE_NOOP("PoemPage", "It is not in the book."),
}
BEATS = {
    "/": QT_TRANSLATE_NOOP("PoemPage", "strong"),
    "x": QT_TRANSLATE_NOOP("PoemPage", "weak"),
}
SPOKEN = QT_TRANSLATE_NOOP("PoemPage", "Spoken {beats}.")
ASKED = QT_TRANSLATE_NOOP("PoemPage", "The meter asks for {beats}.")
KEEP = QT_TRANSLATE_NOOP("PoemPage", "Keep line {number}")
RHYMES = QT_TRANSLATE_NOOP("PoemPage", "It rhymes (rhyme {letter}).")
OFF_RHYME = QT_TRANSLATE_NOOP("PoemPage", "It does not rhyme as it has to (rhyme {letter}).")


def tr(text: str) -> str:
    """Return a text of the context "PoemPage" in the language of the interface."""
    return QCoreApplication.translate("PoemPage", text)


def tell(sign: Sign, chinese: bool) -> str:
    """Return what a sign is, what its place asks for, and whether that fits."""
    parts = _tones(sign) if chinese else _beats(sign)
    if sign.verdict in VERDICTS:
        parts.append(tr(VERDICTS[sign.verdict]))
    if sign.rhyme:
        parts.append(tr(RHYMES if sign.rhymes else OFF_RHYME).format(letter=sign.rhyme))
    return " ".join(parts)


def _tones(sign: Sign) -> list[str]:
    found = (TONES.get(sign.mark), PLACES.get(sign.wanted))
    return [tr(text) for text in found if text]


def _beats(sign: Sign) -> list[str]:
    """Return how a word is spoken and read; one that fits is spoken as it is read."""
    spoken = "" if sign.verdict is Verdict.FITS and sign.wanted else sign.mark
    both = ((SPOKEN, spoken), (ASKED, sign.wanted))
    return [
        tr(text).format(beats=", ".join(tr(BEATS[beat]) for beat in beats))
        for text, beats in both
        if beats and set(beats) <= BEATS.keys()
    ]
