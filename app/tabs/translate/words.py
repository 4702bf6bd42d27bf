"""What the interface says of issues and origins."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.translate.task.issues import Issue, Kind
from app.tabs.translate.task.sheet import Origin

MISSING = {
    Kind.TERM: QT_TRANSLATE_NOOP("Translate", "The glossary wants “{expected}” for “{found}”."),
    Kind.NUMBER: QT_TRANSLATE_NOOP("Translate", "The number {expected} is missing or changed."),
    Kind.DATE: QT_TRANSLATE_NOOP("Translate", "The date {expected} is missing or changed."),
    Kind.UNIT: QT_TRANSLATE_NOOP("Translate", "The unit of {expected} is missing or changed."),
    Kind.CURRENCY: QT_TRANSLATE_NOOP(
        "Translate", "The currency of {expected} is missing or changed."
    ),
    Kind.NAME: QT_TRANSLATE_NOOP("Translate", "The name {expected} is missing or changed."),
    Kind.URL: QT_TRANSLATE_NOOP("Translate", "The address {expected} is missing or changed."),
    Kind.NEGATION: QT_TRANSLATE_NOOP("Translate", "The negation “{expected}” is lost."),
    Kind.BRACKETS: QT_TRANSLATE_NOOP("Translate", "A bracket is missing: {expected}"),
    Kind.QUOTES: QT_TRANSLATE_NOOP("Translate", "A quotation mark is missing: {expected}"),
    Kind.UNTRANSLATED: QT_TRANSLATE_NOOP("Translate", "Something is not translated: {expected}"),
    Kind.LENGTH: QT_TRANSLATE_NOOP("Translate", "It is strangely short or long for its source."),
    Kind.PLACEHOLDER: QT_TRANSLATE_NOOP("Translate", "The placeholder {expected} is damaged."),
}
ADDED = {
    Kind.NUMBER: QT_TRANSLATE_NOOP("Translate", "The number {found} is not in the source."),
    Kind.DATE: QT_TRANSLATE_NOOP("Translate", "The date {found} is not in the source."),
    Kind.UNIT: QT_TRANSLATE_NOOP("Translate", "The unit of {found} is not that of the source."),
    Kind.CURRENCY: QT_TRANSLATE_NOOP(
        "Translate", "The currency of {found} is not that of the source."
    ),
    Kind.NAME: QT_TRANSLATE_NOOP("Translate", "The name {found} is not in the source."),
    Kind.URL: QT_TRANSLATE_NOOP("Translate", "The address {found} is not in the source."),
    Kind.NEGATION: QT_TRANSLATE_NOOP("Translate", "“{found}” negates what the source affirms."),
    Kind.BRACKETS: QT_TRANSLATE_NOOP("Translate", "A bracket is too many: {found}"),
    Kind.QUOTES: QT_TRANSLATE_NOOP("Translate", "A quotation mark is too many: {found}"),
    Kind.UNTRANSLATED: QT_TRANSLATE_NOOP("Translate", "This is not translated: {found}"),
    Kind.LENGTH: QT_TRANSLATE_NOOP("Translate", "It is strangely short or long for its source."),
    Kind.PLACEHOLDER: QT_TRANSLATE_NOOP(
        "Translate", "The placeholder {found} is not in the source."
    ),
}
ORIGINS = {
    Origin.MODEL: QT_TRANSLATE_NOOP("Translate", "By the model"),
    Origin.PERSON: QT_TRANSLATE_NOOP("Translate", "Yours, kept in the memory"),
    Origin.MEMORY: QT_TRANSLATE_NOOP("Translate", "From the translation memory"),
    Origin.COPIED: QT_TRANSLATE_NOOP("Translate", "Nothing to translate"),
}


def tell(issue: Issue) -> str:
    """Return an issue in words."""
    texts = MISSING if issue.expected or issue.kind not in ADDED else ADDED
    words = QCoreApplication.translate("Translate", texts[issue.kind])
    return words.format(expected=issue.expected, found=issue.found)


def tell_origin(origin: Origin) -> str:
    """Return where a translation comes from, in words."""
    return QCoreApplication.translate("Translate", ORIGINS[origin]) if origin in ORIGINS else ""
