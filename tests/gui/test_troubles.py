"""What the window says in trouble, and what its buttons do: with the scripted engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import paths
from app.paths import Folders
from app.services import watch as watch_module
from app.services.library import InstalledModel
from app.services.store import MessageState
from tests.conftest import FAKE_ENGINE
from tests.ggufs import write_model
from tests.gui.test_window import Desk

WAIT = 10_000


class Room(Desk):
    """A window over the scripted engine."""

    def add(self, name: str) -> InstalledModel:
        path = write_model(self.services.folders.models / f"{name}.gguf", name=name)
        return self.services.models.library.find(str(path))

    def buttons(self) -> dict[str, QPushButton]:
        shown = self.window.notices.findChildren(QPushButton)
        return {button.text(): button for button in shown if not button.isHidden()}

    def says(self, text: str) -> bool:
        return not self.window.notices.isHidden() and text in self.window.notices.accessibleName()

    def path(self) -> Path | None:
        current = self.services.models.current
        return current.path if current else None

    def until_loaded(self, qtbot: QtBot, model: InstalledModel) -> None:
        models = self.services.models
        qtbot.waitUntil(lambda: self.path() == model.path and not models.loading, timeout=WAIT)

    def until_said(self, qtbot: QtBot, text: str) -> None:
        qtbot.waitUntil(lambda: self.says(text), timeout=WAIT)

    def send(self, qtbot: QtBot, text: str) -> int:
        self.tab.composer.set_text(text)
        self.tab.composer.submit()
        assert self.tab._current is not None
        return self.tab._current


@pytest.fixture
def room(
    qtbot: QtBot, qapp: QApplication, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    real = paths.child_command
    monkeypatch.setattr(
        paths, "child_command", lambda kind: FAKE_ENGINE if kind == "engine" else real(kind)
    )
    monkeypatch.setattr(watch_module, "LOOK_MS", 20)
    monkeypatch.setattr(watch_module, "OBEY_MS", 50)
    made = Room(qtbot, qapp, folders)
    qtbot.waitUntil(lambda: made.path() is not None, timeout=WAIT)
    yield made
    made.close()


@pytest.fixture
def impatient(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """A window whose minute is short; in others a process that starts slowly has not stalled."""
    monkeypatch.setattr(watch_module, "STALLED_MS", 200)
    return room


def test_a_stalled_reply_can_be_stopped_and_the_app_goes_on(qtbot: QtBot, impatient: Room) -> None:
    pid = impatient.services.engine.pid
    number = impatient.send(qtbot, "hang")
    impatient.until_said(qtbot, "no progress")
    assert list(impatient.buttons()) == ["Wait", "Stop"]
    impatient.buttons()["Wait"].click()
    assert impatient.window.notices.isHidden()
    impatient.until_said(qtbot, "no progress")
    impatient.buttons()["Stop"].click()
    qtbot.waitUntil(lambda: impatient.services.chats.reply(number) is None, timeout=WAIT)
    stopped = impatient.services.store.path(number)[-1]
    assert (stopped.text, stopped.state) == ("echo ", MessageState.STOPPED)
    assert not impatient.says("no progress")
    impatient.send(qtbot, "hello")
    qtbot.waitUntil(lambda: impatient.services.chats.reply(number) is None, timeout=WAIT)
    answer = impatient.services.store.path(number)[-1]
    assert (answer.text, answer.state) == ("echo hello", MessageState.COMPLETE)
    assert impatient.services.engine.pid != pid


def test_the_notice_of_a_stall_goes_by_itself(qtbot: QtBot, impatient: Room) -> None:
    number = impatient.send(qtbot, "hang")
    impatient.until_said(qtbot, "no progress")
    impatient.services.engine.kill()  # as anybody may from outside
    qtbot.waitUntil(lambda: not impatient.says("no progress"), timeout=WAIT)
    answer = impatient.services.store.path(number)[-1]
    assert (answer.text, answer.state) == ("echo ", MessageState.INTERRUPTED)


def test_another_notice_is_not_withdrawn_with_it(qtbot: QtBot, impatient: Room) -> None:
    impatient.send(qtbot, "hang")
    impatient.until_said(qtbot, "no progress")
    impatient.window.notices.show_message("Something else")
    impatient.services.watch.moved.emit()
    assert impatient.says("Something else")
    impatient.until_said(qtbot, "no progress")  # it still is so


def test_a_shorter_context_is_offered_and_used(qtbot: QtBot, room: Room) -> None:
    starter = room.services.models.current
    hungry = room.add("hungry")
    assert starter is not None
    room.services.models.switch(hungry)
    room.until_said(qtbot, "hungry.gguf")
    assert list(room.buttons()) == ["Dismiss", "Use a context of 1,024 tokens", "Load it anyway"]
    room.until_loaded(qtbot, starter)
    room.buttons()["Use a context of 1,024 tokens"].click()
    room.until_loaded(qtbot, hungry)
    assert room.services.models.options.of(hungry.path).context == 1024
    assert room.window.notices.isHidden()


def test_a_model_can_be_loaded_anyway(qtbot: QtBot, room: Room) -> None:
    hungry = room.add("hungry")
    room.services.models.switch(hungry)
    room.until_said(qtbot, "hungry.gguf")
    room.buttons()["Load it anyway"].click()
    room.until_loaded(qtbot, hungry)
    assert room.services.models.options.of(hungry.path).context is None


@pytest.mark.parametrize("starved", [False, True])
def test_an_engine_that_ended_while_loading(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch, starved: bool
) -> None:
    starter = room.services.models.current
    assert starter is not None
    monkeypatch.setattr(watch_module.Watch, "starved", starved)
    bad = room.add("crash")
    room.services.models.switch(bad)
    room.until_said(qtbot, "crash.gguf")
    half = room.services.models.setups.of(bad).context // 2
    shorter = [f"Use a context of {half:,} tokens"] if starved else []
    assert list(room.buttons()) == ["Dismiss", *shorter, "Try again"]
    assert room.says("Little memory") == starved
    room.until_loaded(qtbot, starter)


@pytest.mark.parametrize("starved", [False, True])
def test_an_engine_that_ended_while_writing(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch, starved: bool
) -> None:
    starter = room.services.models.current
    assert starter is not None
    monkeypatch.setattr(watch_module.Watch, "starved", starved)
    number = room.send(qtbot, "crash streaming")
    qtbot.waitUntil(lambda: room.services.chats.reply(number) is None, timeout=WAIT)
    room.until_loaded(qtbot, starter)
    assert room.says("little memory") == starved
    if starved:
        half = room.services.models.setups.of(starter).context // 2
        room.buttons()[f"Use a context of {half:,} tokens"].click()
        room.until_loaded(qtbot, starter)
        assert room.services.models.options.of(starter.path).context == half


def test_the_shortest_context_is_not_halved(
    qtbot: QtBot, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_module.Watch, "starved", True)
    room.services.settings.set("context", 1024)
    room.services.models.switch(room.add("crash"))
    room.until_said(qtbot, "crash.gguf")
    assert list(room.buttons()) == ["Dismiss", "Try again"]


def test_a_model_is_freed_when_memory_runs_out(qtbot: QtBot, room: Room) -> None:
    number = room.send(qtbot, "slow")
    qtbot.waitUntil(lambda: bool(room.services.store.path(number)[-1].text), timeout=WAIT)
    room.services.watch.close()  # the test decides how much memory there is
    room.services.watch.memory_low.emit(5 << 30)
    room.until_said(qtbot, "5 GiB is free")
    room.services.watch.memory_back.emit()
    assert room.window.notices.isHidden()
    room.services.watch.memory_low.emit(200 << 20)
    room.buttons()["Free the model"].click()
    qtbot.waitUntil(lambda: room.services.engine.model is None, timeout=WAIT)
    assert room.services.models.asleep
    stopped = room.services.store.path(number)[-1]
    assert stopped.state is MessageState.STOPPED
    room.send(qtbot, "hello")
    qtbot.waitUntil(lambda: room.services.chats.reply(number) is None, timeout=WAIT)
    assert room.services.store.path(number)[-1].text == "echo hello"
