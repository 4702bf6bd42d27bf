"""What the interface says of documents on their way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from app.protocol import ErrorCode
from app.services.errors import describe
from app.services.translation.progress import DocumentJob, DocumentState, SegmentState
from app.services.translation.wishes import wishes_of
from app.services.translation.work import Standing
from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.translate.task.languages import AUTO, BY_CODE

MINUTE, HOUR = 60, 3600
# Why a segment could not be translated; there is no message of its own to go with it.
REASONS = {
    ErrorCode.PROMPT_TOO_LONG: QT_TRANSLATE_NOOP(
        "Documents", "It is too long for the model's context."
    ),
    ErrorCode.TEXT_TOO_LONG: QT_TRANSLATE_NOOP(
        "Documents", "It is too long for the model's context."
    ),
    ErrorCode.EVALUATION_FAILED: QT_TRANSLATE_NOOP("Documents", "The model had no answer to it."),
    ErrorCode.ENGINE_CRASHED: QT_TRANSLATE_NOOP("Documents", "The engine stopped working on it."),
    ErrorCode.ENGINE_INTERNAL: QT_TRANSLATE_NOOP("Documents", "The engine stopped working on it."),
}
TONES = {DocumentState.FAILED: "bad", DocumentState.DONE: "good"}


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("Documents", text)


def languages(job: DocumentJob) -> str:
    """Return the languages of a job, e.g. "English → Chinese"."""
    chinese = QLocale().language() == QLocale.Language.Chinese
    names = [BY_CODE[code].name(chinese) if code in BY_CODE else code for code in job.pair]
    return f"→ {names[1]}" if job.pair[0] == AUTO else " → ".join(names)


def state(job: DocumentJob, standing: Standing) -> str:
    """Return where a job is, and why it rests."""
    if job.error:
        return describe(job.error, wishes_of(job).trouble)
    count = _count(standing)
    match job.state:
        case DocumentState.RUNNING if not job.total:
            return QCoreApplication.translate("Documents", "Reading the document…")
        case DocumentState.RUNNING if not job.counts.get(SegmentState.WAITING):
            return QCoreApplication.translate("Documents", "Writing the document…")
        case DocumentState.RUNNING:
            left = time_left(standing.seconds_left)
            return f"{count}  ·  {left}" if left else count
        case DocumentState.PAUSED:
            words = QCoreApplication.translate("Documents", "Paused")
            return f"{words}  ·  {count}" if job.total else words
        case DocumentState.DONE:
            words = QCoreApplication.translate("Documents", "Translated")
            return f"{words}  ·  {Path(job.output).name}"
        case _:
            return QCoreApplication.translate("Documents", "Waiting")


def _count(standing: Standing) -> str:
    locale = QLocale()
    return QCoreApplication.translate("Documents", "{done} of {total} passages").format(
        done=locale.toString(standing.done), total=locale.toString(standing.total)
    )


def time_left(seconds: float | None) -> str:
    """Return how long a job will take; "" while nobody can tell."""
    if seconds is None:
        return ""
    if seconds < MINUTE:
        return QCoreApplication.translate("Documents", "less than a minute left")
    minutes = round(seconds / MINUTE)
    if seconds < HOUR:
        words = QCoreApplication.translate("Documents", "about {minutes} min left")
        return words.format(minutes=minutes)
    words = QCoreApplication.translate("Documents", "about {hours} h {minutes} min left")
    return words.format(hours=minutes // MINUTE, minutes=minutes % MINUTE)


def failures(count: int) -> str:
    """Return how many passages stand untranslated in the document."""
    if count == 1:
        return QCoreApplication.translate("Documents", "One passage is not translated")
    words = QCoreApplication.translate("Documents", "{count} passages are not translated")
    return words.format(count=QLocale().toString(count))


def reason(code: ErrorCode | None) -> str:
    """Return why a segment could not be translated."""
    if code in REASONS:
        return tr(REASONS[code])
    return describe(code, {}) if code else ""
