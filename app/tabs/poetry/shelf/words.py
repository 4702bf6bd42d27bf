"""What the shelf says of a poem."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.protocol import UserError
from app.services.errors import describe
from app.tabs.poetry.task.verse import Judged, Poem
from app.ui.notice import NoticeBar

SHOWN = 40  # characters of a title in a sentence


@contextmanager
def complaining(notices: NoticeBar) -> Iterator[None]:
    """Tell of a UserError instead of raising it."""
    try:
        yield
    except UserError as error:
        notices.show_message(describe(error.code, error.params), kind="warning")


def title(poem: Poem) -> str:
    """Return the title, or else the first line."""
    named = poem.title.strip() or (poem.lines[0] if poem.lines else "")
    return " ".join(named.split()) or QCoreApplication.translate("PoetryShelf", "Untitled")


def short(text: str) -> str:
    """Return a title for a sentence."""
    return text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"


def when(seconds: float) -> str:
    """Return a time since the epoch: the hour today, a word for yesterday, else the day."""
    time = QDateTime.fromSecsSinceEpoch(int(seconds))
    days = time.daysTo(QDateTime.currentDateTime())
    if days == 0:
        return QLocale().toString(time.time(), QLocale.FormatType.ShortFormat)
    if days == 1:
        return QCoreApplication.translate("PoetryShelf", "Yesterday")
    return QLocale().toString(time.date(), QLocale.FormatType.ShortFormat)


def verdict(judged: Judged) -> str:
    """Return whether a poem keeps its form."""
    if not judged.passed:
        return QCoreApplication.translate("PoetryShelf", "Breaks the form")
    if not judged.certain:
        return QCoreApplication.translate("PoetryShelf", "To be checked")
    return QCoreApplication.translate("PoetryShelf", "Keeps the form")
