"""The real window, driven from another process as assistive technology and a keyboard do."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from app.services.store import Message, Store
from tests.e2e import desktop as machinery
from tests.e2e.desktop import App, Desktop, until
from tests.e2e.talk import idle, ready, send

LONG = "Write a very long story about a sailor, a whale and an island, in ten chapters."
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(bool(machinery.missing()), reason=f"missing: {machinery.missing()}"),
]


def path(data: Path) -> list[Message]:
    """Read the shown branch of the newest conversation, as another process."""
    with Store(data / "inkstone.db") as store:
        return store.path(store.conversations()[0].id)


def test_a_day_with_inkstone(desktop: Desktop, data: Path, starter: Path) -> None:
    (data / "models").mkdir()
    shutil.copyfile(starter, data / "models" / "second.gguf")
    app = desktop.start(data)
    ready(app)

    # Stop a long reply.
    send(app, LONG)
    app.click("chat.stop")
    idle(app)
    app.wait("chat.transcript", "Stopped.")
    app.key("ctrl+n")
    app.wait("chat.title", "New conversation")

    # Type, send, and read the answer while it streams.
    send(app, "Say hello in one short sentence.")
    app.wait("chat.transcript", "Say hello")
    idle(app)
    assert app.text("chat.composer") == ""
    app.wait("chat.transcript", "tokens/s")
    app.wait("chat.title", "Say hello")

    # Regenerate: a second version beside the first.
    app.key("ctrl+r")
    app.wait("chat.transcript", "2 / 2")
    idle(app)
    app.click(f"chat.message.{path_ids(app)[-1]}.previous")
    app.wait("chat.transcript", "1 / 2")

    # Switch the model in Settings > Model; the conversation stays.
    app.key("alt+s")
    until(lambda: app.exists("menu.settings"), "the menu")
    app.key("Right")
    app.click("settings.model.second")
    app.key("Escape", "Escape")  # chosen through accessibility, the menu stays open
    app.wait("status.model", "second")
    app.wait("chat.transcript", "Say hello")

    # Kill the engine: it comes back, and a reply is there again.
    (engine,) = app.children()
    os.kill(engine, signal.SIGKILL)
    until(lambda: engine not in list(app.children()) and list(app.children()), "a new engine")
    app.wait("status.model", "second")
    send(app, "Thanks. Say goodbye in three words.")
    app.wait("chat.transcript", "Say goodbye")
    idle(app)

    # Restart: everything is there, the model too.
    app.write("chat.composer", "an unsent thought")
    app.close()
    stored = path(data)
    app = desktop.start(data)
    app.wait("status.model", "second")
    app.wait("chat.transcript", "Say goodbye")
    assert app.text("chat.composer") == "an unsent thought"
    assert [m.role for m in stored] == ["user", "assistant"] * 2
    app.close()


def path_ids(app: App) -> list[int]:
    """Return the ids of the messages that are shown."""
    lines = app.tree()
    ids = {
        int(line.split("chat.message.")[-1].split(".")[0])
        for line in lines
        if "chat.message." in line and ".text" in line
    }
    return sorted(ids)


def test_the_app_killed_while_streaming_loses_nothing(desktop: Desktop, data: Path) -> None:
    app = desktop.start(data)
    ready(app)
    send(app, LONG)
    until(lambda: any(len(text) > 300 for text in app.texts("chat.transcript")), "some text")
    children = list(app.children())
    app.kill()
    until(lambda: not any(Path(f"/proc/{child}").exists() for child in children), "no orphans")
    app = desktop.start(data)
    app.wait("chat.transcript", "This reply was interrupted.")
    question, answer = path(data)
    assert question.text.startswith("Write a very long")
    assert len(answer.text) > 100
    ready(app)
    app.click(f"chat.message.{answer.id}.retry")
    app.wait("chat.transcript", "2 / 2")
    app.click("chat.stop")
    app.close()


def test_a_second_start_brings_the_first_to_the_front(desktop: Desktop, data: Path) -> None:
    app = desktop.start(data)
    second = machinery.subprocess.run(
        [machinery.sys.executable, "-m", "app"],
        env={**desktop.environment, "INKSTONE_DATA_DIR": str(data)},
        timeout=30,
    )
    assert second.returncode == 0
    assert app.process.poll() is None
    app.close()


def test_the_language_at_once_and_a_chinese_message(desktop: Desktop, data: Path) -> None:
    app = desktop.start(data)
    ready(app)
    app.key("ctrl+comma")
    until(lambda: app.exists("settings.language"), "the preferences")
    app.focus("settings.language")
    app.key("End")
    until(lambda: "设置(&S)" in "".join(app.tree()) or "偏好设置" in "".join(app.tree()), "Chinese")
    app.key("Escape")
    app.wait("status.offline", "离线")
    app.insert("chat.composer", "你好")
    app.click("chat.send")
    app.wait("chat.transcript", "你好")
    app.close()
