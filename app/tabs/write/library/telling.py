"""What the panes tell in the notice bar, and how they say lengths and times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.protocol import UserError
from app.services.errors import describe
from app.tabs.write.task import counts
from app.ui.notice import NoticeBar

UNDO_SECONDS = 12
SHOWN = 40  # characters of a title in a sentence


@contextmanager
def complaining(notices: NoticeBar) -> Iterator[None]:
    """Tell of a UserError instead of raising it."""
    try:
        yield
    except UserError as error:
        notices.show_message(describe(error.code, error.params), kind="warning")


def offer_undo(notices: NoticeBar, text: str, undo: Callable[[], object]) -> int:
    """Tell of what has happened; for some seconds it can be undone. Return the notice's number."""

    def run() -> None:
        with complaining(notices):
            undo()

    name = QCoreApplication.translate("WritePanes", "Undo")
    return notices.show_message(text, [(name, run)], seconds=UNDO_SECONDS)


def number(value: int) -> str:
    return QLocale().toString(value)


def length(value: int, language: str) -> str:
    """Return e.g. "320 words"."""
    if counts.unit(language) == "characters":
        text = QCoreApplication.translate("WritePanes", "{count} characters")
    elif value == 1:
        text = QCoreApplication.translate("WritePanes", "{count} word")
    else:
        text = QCoreApplication.translate("WritePanes", "{count} words")
    return text.format(count=number(value))


def when(seconds: float) -> str:
    """Return a time since the epoch as the day, near ones in words with the hour."""
    time = QDateTime.fromSecsSinceEpoch(int(seconds))
    hour = QLocale().toString(time.time(), QLocale.FormatType.ShortFormat)
    days = time.daysTo(QDateTime.currentDateTime())
    if days == 0:
        return QCoreApplication.translate("WritePanes", "Today, {hour}").format(hour=hour)
    if days == 1:
        return QCoreApplication.translate("WritePanes", "Yesterday, {hour}").format(hour=hour)
    day = QLocale().toString(time.date(), QLocale.FormatType.ShortFormat)
    return QCoreApplication.translate("WritePanes", "{day}, {hour}").format(day=day, hour=hour)


def titled(title: str) -> str:
    """Return a title for a list."""
    return title.strip() or QCoreApplication.translate("WritePanes", "Untitled")


def short(title: str) -> str:
    """Return a title for a sentence."""
    title = " ".join(titled(title).split())
    return title if len(title) <= SHOWN else title[:SHOWN].rstrip() + "…"
