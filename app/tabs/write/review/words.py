"""The words of reviews: concerns, kinds of findings and facts, and what figures mean."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.write.library import telling
from app.tabs.write.review.measure import FactGroup
from app.tabs.write.task import counts
from app.tabs.write.task.readability import Figures, FindingKind
from app.tabs.write.task.reviews import AnswerLanguage, Concern

CONCERNS: dict[Concern, str] = {
    Concern.CLARITY: QT_TRANSLATE_NOOP("WriteReview", "Clarity"),
    Concern.LOGIC: QT_TRANSLATE_NOOP("WriteReview", "Logic"),
    Concern.FACTS: QT_TRANSLATE_NOOP("WriteReview", "Facts to check"),
    Concern.CLICHES: QT_TRANSLATE_NOOP("WriteReview", "Clichés"),
}
FINDINGS: dict[FindingKind, str] = {
    FindingKind.LONG: QT_TRANSLATE_NOOP("WriteReview", "Long sentences"),
    FindingKind.REPEATED: QT_TRANSLATE_NOOP("WriteReview", "Repeated words"),
    FindingKind.OVERUSED: QT_TRANSLATE_NOOP("WriteReview", "Overused words"),
    FindingKind.CLICHE: QT_TRANSLATE_NOOP("WriteReview", "Clichés"),
}
FACTS: dict[FactGroup, str] = {
    "number": QT_TRANSLATE_NOOP("WriteReview", "Numbers"),
    "date": QT_TRANSLATE_NOOP("WriteReview", "Dates"),
    "name": QT_TRANSLATE_NOOP("WriteReview", "Names"),
    "quote": QT_TRANSLATE_NOOP("WriteReview", "Quotations"),
    "address": QT_TRANSLATE_NOOP("WriteReview", "Addresses"),
}
SENTENCES = QT_TRANSLATE_NOOP("WriteReview", "Sentences")
AVERAGE = QT_TRANSLATE_NOOP("WriteReview", "Average sentence")
EASE = QT_TRANSLATE_NOOP("WriteReview", "Reading ease")
GRADE = QT_TRANSLATE_NOOP("WriteReview", "School grade")
COMMON = QT_TRANSLATE_NOOP("WriteReview", "Common characters")

# From how much on a figure means what; the first that holds does.
EASES = (  # R. Flesch, "How to write plain English" (1979), chapter 2
    (90, QT_TRANSLATE_NOOP("WriteReview", "Very easy to read")),
    (80, QT_TRANSLATE_NOOP("WriteReview", "Easy to read")),
    (70, QT_TRANSLATE_NOOP("WriteReview", "Fairly easy to read")),
    (60, QT_TRANSLATE_NOOP("WriteReview", "Plain English")),
    (50, QT_TRANSLATE_NOOP("WriteReview", "Fairly difficult")),
    (30, QT_TRANSLATE_NOOP("WriteReview", "Difficult")),
    (float("-inf"), QT_TRANSLATE_NOOP("WriteReview", "Very difficult")),
)
WORDY = QT_TRANSLATE_NOOP("WriteReview", "Long: readers lose the thread")
LONGISH = QT_TRANSLATE_NOOP("WriteReview", "Rather long")
USUAL = QT_TRANSLATE_NOOP("WriteReview", "Easy to follow")
BRIEF = QT_TRANSLATE_NOOP("WriteReview", "Short and brisk")
LENGTHS = ((25, WORDY), (20, LONGISH), (12, USUAL), (0, BRIEF))
CHINESE_LENGTHS = ((45, WORDY), (35, LONGISH), (15, USUAL), (0, BRIEF))
COMMONS = (
    (0.97, QT_TRANSLATE_NOOP("WriteReview", "Nearly all readers know them")),
    (0.93, QT_TRANSLATE_NOOP("WriteReview", "Some are rare")),
    (0, QT_TRANSLATE_NOOP("WriteReview", "Many are rare")),
)
STARTS_AT = 5  # years of age in the grade before the first
ADULT = 18


def tr(text: str) -> str:
    return QCoreApplication.translate("WriteReview", text)


def answer_language() -> AnswerLanguage:
    """Return the language of the remarks: that of the app."""
    return "zh" if QLocale().language() == QLocale.Language.Chinese else "en"


def told(figures: Figures, language: str) -> list[tuple[str, str, str]]:
    """Return the figures there are: the name, the value, what it means."""
    rows = [(tr(SENTENCES), telling.number(figures.sentences), "")]
    if figures.sentence_length is not None:
        bounds = CHINESE_LENGTHS if counts.is_chinese(language) else LENGTHS
        value = telling.length(round(figures.sentence_length), language)
        rows.append((tr(AVERAGE), value, _meaning(figures.sentence_length, bounds)))
    if figures.reading_ease is not None:
        ease = telling.number(round(figures.reading_ease))
        rows.append((tr(EASE), ease, _meaning(figures.reading_ease, EASES)))
    if figures.grade is not None:
        grade = max(0, round(figures.grade))
        rows.append((tr(GRADE), telling.number(grade), _ages(grade)))
    if figures.common is not None:
        share = QLocale().toString(100 * figures.common, "f", 1) + " %"
        rows.append((tr(COMMON), share, _meaning(figures.common, COMMONS)))
    return rows


def _meaning(value: float, bounds: tuple[tuple[float, str], ...]) -> str:
    return tr(next(text for bound, text in bounds if value >= bound))


def _ages(grade: int) -> str:
    age = max(STARTS_AT + 1, grade + STARTS_AT)
    if age >= ADULT:
        return QCoreApplication.translate("WriteReview", "For adults who read much")
    text = QCoreApplication.translate("WriteReview", "Understood from about {age} years on")
    return text.format(age=telling.number(age))
