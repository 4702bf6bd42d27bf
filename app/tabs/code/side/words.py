"""What the side panel says of a question and its answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.words import QT_TRANSLATE_NOOP
from app.tabs.code.side.exchange import Exchange, Outcome
from app.tabs.code.task.actions import Action, language_name

ACTIONS = {
    Action.EXPLAIN: QT_TRANSLATE_NOOP("CodeActions", "Explain"),
    Action.FIND_BUGS: QT_TRANSLATE_NOOP("CodeActions", "Find bugs"),
    Action.DOCUMENT: QT_TRANSLATE_NOOP("CodeActions", "Document"),
    Action.TEST: QT_TRANSLATE_NOOP("CodeActions", "Write tests"),
    Action.TRANSLATE: QT_TRANSLATE_NOOP("CodeActions", "Translate to {language}"),
    Action.INSTRUCT: QT_TRANSLATE_NOOP("CodeActions", "Change"),
    Action.WRITE: QT_TRANSLATE_NOOP("CodeActions", "Write code"),
}
SHOWN_CHARACTERS = 160


def title(action: Action, target: str = "") -> str:
    """Return what an action is called."""
    words = QCoreApplication.translate("CodeActions", ACTIONS[action])
    return words.format(language=language_name(target))


def about(exchange: Exchange) -> str:
    """Say what is asked about: the instruction, or the place."""
    selection = exchange.selection
    if selection.instruction:
        words = " ".join(selection.instruction.split())
        return words if len(words) <= SHOWN_CHARACTERS else words[:SHOWN_CHARACTERS].rstrip() + "…"
    first = selection.line
    last = first + max(0, len(selection.text.rstrip().splitlines()) - 1)
    words = QCoreApplication.translate("CodeActions", "line {line}").format(line=first)
    if last > first:
        words = QCoreApplication.translate("CodeActions", "lines {first}–{last}")
        words = words.format(first=first, last=last)
    return " · ".join(part for part in (selection.name, words) if part)


def note(exchange: Exchange) -> str:
    """Say what is the matter with an answer, or what became of it."""
    if exchange.growing:
        if exchange.answer:
            return ""
        return QCoreApplication.translate("CodeActions", "The model is reading …")
    if exchange.outcome is Outcome.APPLIED:
        return QCoreApplication.translate("CodeActions", "Applied.")
    if exchange.outcome is Outcome.DISCARDED:
        return QCoreApplication.translate("CodeActions", "Discarded.")
    if exchange.code is not None or exchange.whole:
        return ""
    if exchange.kind == "replacement" and exchange.answer:
        return QCoreApplication.translate(
            "CodeActions", "The answer is not complete. What is missing stays as it was."
        )
    if exchange.reason == "stopped":
        return QCoreApplication.translate("CodeActions", "Stopped.")
    return QCoreApplication.translate("CodeActions", "The answer was too long and ends here.")
