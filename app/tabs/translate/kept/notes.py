"""What all of the panel tells in the notice bar."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.protocol import ErrorCode, UserError
from app.services.errors import describe
from app.ui.notice import NoticeBar

UNDO_SECONDS = 12
TOLD_SECONDS = 8


@contextmanager
def complaining(notices: NoticeBar) -> Iterator[None]:
    """Tell of a UserError instead of raising it."""
    try:
        yield
    except UserError as error:
        notices.show_message(describe(error.code, error.params), kind="warning")


def tell_unreadable(notices: NoticeBar, path: Path, error: UserError) -> None:
    """Tell why a file was not imported."""
    text = describe(error.code, error.params)
    if error.code is ErrorCode.IMPORT_INVALID:
        text = QCoreApplication.translate("Kept", "{file} cannot be imported: {reason}.").format(
            file=path.name, reason=str(error.params["reason"]).rstrip(".")
        )
    notices.show_message(text, kind="warning")


def tell_written(notices: NoticeBar, what: str, path: Path) -> None:
    """Tell that e.g. "12 terms" were written to a file."""
    text = QCoreApplication.translate("Kept", "{what} written to {file}.")
    notices.show_message(text.format(what=what, file=path.name), seconds=TOLD_SECONDS)
