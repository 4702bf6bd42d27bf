"""What all tests share."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from app.paths import Folders, starter_models
from app.services.collector import collect_due

FAKE_ENGINE = [sys.executable, "-m", "tests.fakes.engine"]


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """A data folder of one's own, with a name that breaks careless code."""
    monkeypatch.setenv("INKSTONE_DATA_DIR", str(tmp_path / "数据 库"))
    found = Folders.locate()
    found.create()
    return found


@pytest.fixture(scope="session")
def starter() -> Path:
    """The model that comes with the app."""
    models = starter_models()
    assert models, "resources/starter is empty: install the project with pip first"
    return models[0]


@pytest.fixture(scope="session")
def test_model() -> Path:
    """The bilingual 0.5B model."""
    path = os.environ.get("INKSTONE_TEST_MODEL")
    if not path:
        pytest.skip("INKSTONE_TEST_MODEL is not set")
    return Path(path)


@pytest.fixture(scope="session", autouse=True)
def own_thread() -> Iterator[None]:
    """Keep the collector of garbage, and what Qt does at its very end, out of harm's way."""
    gc.disable()
    gc.freeze()
    yield
    if QGuiApplication.instance():  # Qt would destroy an object of Python's after Python has gone
        QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a process or a thread."""
    me = psutil.Process()
    before = {child.pid for child in me.children(recursive=True)}
    threads = set(threading.enumerate())
    yield
    if QCoreApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if "qtbot" in request.fixturenames:
        gc.collect()
    else:
        collect_due()
    left = [child for child in me.children(recursive=True) if child.pid not in before]
    _, alive = psutil.wait_procs(left, timeout=5)
    names = [process.cmdline() for process in alive if process.status() != psutil.STATUS_ZOMBIE]
    assert not names, f"left running: {names}"
    extra = {thread for thread in threading.enumerate() if thread not in threads}
    assert not {t for t in extra if not t.daemon}, f"threads left: {extra}"
