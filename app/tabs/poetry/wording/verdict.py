"""What the interface says of a poem as a whole."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.poetry.task.verse import Judged, Level

HEADINGS = {
    Level.GRAVE: QT_TRANSLATE_NOOP("Verdict", "Against the form"),
    Level.MINOR: QT_TRANSLATE_NOOP("Verdict", "Better avoided"),
    Level.UNSURE: QT_TRANSLATE_NOOP("Verdict", "For you to decide"),
    Level.GOOD: QT_TRANSLATE_NOOP("Verdict", "Irregular, and made good"),
}
KEEPS = QT_TRANSLATE_NOOP("Verdict", "Keeps the form")
ONE_GRAVE = QT_TRANSLATE_NOOP("Verdict", "One thing is against the form")
MANY_GRAVE = QT_TRANSLATE_NOOP("Verdict", "{count} things are against the form")
ONE_READING = QT_TRANSLATE_NOOP(
    "Verdict", "Keeps the form; one character has more than one reading"
)
MANY_READINGS = QT_TRANSLATE_NOOP(
    "Verdict", "Keeps the form; {count} characters have more than one reading"
)
ONE_UNSURE = QT_TRANSLATE_NOOP("Verdict", "Keeps the form; one thing is for you to decide")
MANY_UNSURE = QT_TRANSLATE_NOOP("Verdict", "Keeps the form; {count} things are for you to decide")


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Verdict", text)


def verdict(judged: Judged) -> str:
    """Return in a few words whether a poem keeps its form."""
    grave = [finding for finding in judged.findings if finding.level is Level.GRAVE]
    if grave:
        return _counted(ONE_GRAVE, MANY_GRAVE, len(grave))
    unsure = [finding.code for finding in judged.findings if finding.level is Level.UNSURE]
    if not unsure:
        return tr(KEEPS)
    if set(unsure) == {"ambiguous_tone"}:
        return _counted(ONE_READING, MANY_READINGS, len(unsure))
    return _counted(ONE_UNSURE, MANY_UNSURE, len(unsure))


def tone(judged: Judged) -> str:
    """Return the colour of the verdict: good, caution or bad."""
    levels = {finding.level for finding in judged.findings}
    if Level.GRAVE in levels:
        return "bad"
    return "caution" if Level.UNSURE in levels else "good"


def _counted(one: str, many: str, count: int) -> str:
    return tr(one) if count == 1 else tr(many).format(count=QLocale().toString(count))
