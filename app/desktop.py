"""The window: everything is built here once and passed down."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app import log, paths
from app.protocol import UserError

if TYPE_CHECKING:
    from app.selftest import SelfTest
    from app.services.instance import Wish
    from app.ui.window import Window
    from app.windowbench import WindowBench

FAILED = 3
SELF_TEST_SECONDS = 120
SWITCH_SECONDS = 0.0005  # after which a thread that computes lets another one go on
logger = logging.getLogger(__name__)


@runtime_checkable
class Answering(Protocol):
    """A tab that does what a start of the app may ask for."""

    def answer(self, wish: Wish) -> bool:
        """Do it; False if that is not this tab's to do."""


def main(*, translate_clipboard: bool = False, file: str = "") -> int:
    """Open the window and return when it is closed; where one is open already, ask that one.

    `file` names a file to open, by a path or a URL.
    """
    if not has_display():
        print(
            "inkstone: there is no display for the window; on the command line use:"
            ' inkstone run chat "..."',
            file=sys.stderr,
        )
        return FAILED
    return _run(None, translate_clipboard=translate_clipboard, file=file)


def self_test(screenshot: Path | None) -> int:
    """Open the window, chat once with the real model, save a picture; 0 or says why not."""
    from app.selftest import SelfTest

    with _own_data():
        return _run(SelfTest(screenshot, SELF_TEST_SECONDS))


def window_bench() -> int:
    """Measure the window with data of its own, and throw them away."""
    from app.windowbench import WindowBench

    os.environ.pop("INKSTONE_DATA_DIR", None)
    with _own_data():
        return _run(WindowBench())


@contextlib.contextmanager
def _own_data() -> Iterator[None]:
    """Leave the person's data alone, unless INKSTONE_DATA_DIR names a folder."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("INKSTONE_DATA_DIR", folder)
        yield


def _run(
    test: SelfTest | WindowBench | None, *, translate_clipboard: bool = False, file: str = ""
) -> int:
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtGui import QGuiApplication, QIcon
    from PySide6.QtWidgets import QMessageBox

    from app.services.collector import Collector
    from app.services.context import Services, prepare
    from app.services.errors import describe
    from app.services.instance import Instance, Wish
    from app.ui import inputmethod
    from app.ui.application import Application, local_path
    from app.ui.i18n import Languages
    from app.ui.theme import Theme
    from app.ui.window import Window

    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    with inputmethod.in_reach():
        application = Application(["inkstone"])  # as windows are called, too
    Collector(application)
    application.setApplicationName("inkstone")
    application.setApplicationDisplayName("Inkstone 砚")
    application.setDesktopFileName("inkstone")
    application.setWindowIcon(QIcon(str(paths.resource("icons", "inkstone.svg"))))
    languages = Languages(application)
    languages.apply("system")
    folders = paths.Folders.locate()
    wish = Wish.TRANSLATE_CLIPBOARD if translate_clipboard else Wish.OPEN if file else Wish.WINDOW
    path = local_path(file) if file else ""
    try:
        prepare(folders)
        instance = Instance(folders.data)
        if not instance.acquire(wish, path):
            if test is None:
                return 0
            print(f"inkstone: an Inkstone runs already with {folders.data}", file=sys.stderr)
            return FAILED
        log.to_files(folders.logs)
        services = Services.build(folders)
    except UserError as error:
        words = describe(error.code, error.params)
        print(f"inkstone: {words}", file=sys.stderr)
        if test is None:
            QMessageBox.critical(None, "Inkstone 砚", words)
        return FAILED
    services.engine.start()
    settings = services.settings
    languages.apply(settings.text("language"))
    theme = Theme(application)
    theme.apply(settings.text("theme"), settings.number("font_size"))
    window = Window(services, theme, languages)
    instance.raised.connect(window.bring_to_front)
    instance.opened.connect(window.open_file)
    instance.asked.connect(lambda wish: _answer(window, wish))
    application.file_opened.connect(window.open_file)
    sys.excepthook = lambda kind, error, trace: _report(window, kind, error, trace)
    window.show()
    window.start()
    if translate_clipboard:
        QTimer.singleShot(0, window, lambda: _answer(window, wish))
    if path:
        QTimer.singleShot(0, window, lambda: window.open_file(path))
    if test is not None:
        test.start(window, services)
    put_window_first()
    status = application.exec()
    services.close()
    return status if test is None else test.status


def put_window_first() -> None:
    """Keep the window from waiting for the collector of garbage and for other threads."""
    gc.freeze()  # what is there now stays, and need not be walked in the middle of a stream
    sys.setswitchinterval(SWITCH_SECONDS)


def _answer(window: Window, wish: Wish) -> None:
    """Let the tab whose it is do it, or else show the window."""
    answering = (page for page in window.pages if isinstance(page, Answering))
    if not any(page.answer(wish) for page in answering):
        window.bring_to_front()


def _report(
    window: Window,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Tell a UserError in words; log any other and show it with details to copy."""
    if isinstance(error, UserError):
        from app.services.errors import describe

        window.notices.show_message(describe(error.code, error.params), kind="warning")
        return
    details = "".join(traceback.format_exception(kind, error, trace))
    logger.error("unexpected error\n%s", details)
    if issubclass(kind, KeyboardInterrupt):
        return
    from app.ui.dialogs import show_crash

    show_crash(window, details)


def has_display() -> bool:
    """Tell whether a window can be shown."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
