"""What the panel says of languages, times and entries."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.services.translation.entries import Entry, Origin
from app.services.translation.glossary import GlossaryEntry
from app.services.translation.history import Translated
from app.services.translation.text import Pair, plain_of
from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.translate.task.languages import BY_CODE

SHOWN = 300  # characters of a text that a line or a tool tip shows
ORIGINS = {
    Origin.PERSON: QT_TRANSLATE_NOOP("Kept", "Yours"),
    Origin.IMPORT: QT_TRANSLATE_NOOP("Kept", "Imported"),
}


def tr(text: str) -> str:
    """Return a text of the context "Kept" in the language of the interface."""
    return QCoreApplication.translate("Kept", text)


def language(code: str) -> str:
    """Return the name of a language, or the code of an unknown one."""
    found = BY_CODE.get(code)
    return found.name(QLocale().language() == QLocale.Language.Chinese) if found else code


def pair(languages: Pair) -> str:
    """Return e.g. "English → Chinese"."""
    return " → ".join(map(language, languages))


def number(count: int) -> str:
    return QLocale().toString(count)


def terms(count: int) -> str:
    """Return e.g. "12 terms"."""
    if count == 1:
        return QCoreApplication.translate("Kept", "1 term")
    return QCoreApplication.translate("Kept", "{count} terms").format(count=number(count))


def entries(count: int) -> str:
    """Return e.g. "12 entries"."""
    if count == 1:
        return QCoreApplication.translate("Kept", "1 entry")
    return QCoreApplication.translate("Kept", "{count} entries").format(count=number(count))


def translations(count: int) -> str:
    """Return e.g. "12 translations"."""
    if count == 1:
        return QCoreApplication.translate("Kept", "1 translation")
    return QCoreApplication.translate("Kept", "{count} translations").format(count=number(count))


def when(seconds: float) -> str:
    """Return a time since the epoch as the day, near ones in words with the hour."""
    time = QDateTime.fromSecsSinceEpoch(int(seconds))
    hour = QLocale().toString(time.time(), QLocale.FormatType.ShortFormat)
    days = time.daysTo(QDateTime.currentDateTime())
    if days == 0:
        return QCoreApplication.translate("Kept", "Today, {hour}").format(hour=hour)
    if days == 1:
        return QCoreApplication.translate("Kept", "Yesterday, {hour}").format(hour=hour)
    return QLocale().toString(time.date(), QLocale.FormatType.ShortFormat)


def line(text: str) -> str:
    """Return the beginning of a text, without tags, as one line."""
    return plain_of(text[: SHOWN + 1])


def keeps() -> str:
    """Return what stands in the place of a translation that is not wanted."""
    return QCoreApplication.translate("Kept", "not translated")


def about(entry: Entry | Translated) -> str:
    """Return where and when a translation was made."""
    if isinstance(entry, Translated):
        parts = [when(entry.created), pair(entry.pair), entry.model]
    else:
        parts = [tr(ORIGINS[entry.origin]), when(entry.changed), pair(entry.pair)]
    return "  ·  ".join(part for part in parts if part)


def texts(entry: Entry | Translated) -> str:
    """Return all that a row of two texts shows, one under the other."""
    shown = (_shortened(text) for text in (entry.source, entry.target))
    return "\n".join((*shown, about(entry)))


def term(entry: GlossaryEntry) -> str:
    """Return all that a row of the glossary shows, one under the other."""
    kept = entry.term
    lines = [f"{kept.source} → {keeps() if kept.keep else kept.target}"]
    if kept.case_sensitive:
        lines.append(QCoreApplication.translate("Kept", "Upper and lower case must match."))
    return "\n".join([*lines, *([kept.note] if kept.note else [])])


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"
