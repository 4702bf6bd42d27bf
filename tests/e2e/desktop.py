"""A desktop of one's own: Xvfb, D-Bus, a window manager, and the app in it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.xserver import x_server

PYTHON = "/usr/bin/python3"
TOOLS = ("Xvfb", "dbus-daemon", "openbox", "xdotool")
DRIVER = Path(__file__).with_name("driver.py")
ROOT = Path(__file__).parent.parent.parent
SECONDS = 60
FCITX_PROFILE = """\
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""
FCITX_CONFIG = """\
[Behavior]
ActiveByDefault=True
"""


def missing() -> str:
    """Return what is missing for these tests, "" for nothing."""
    absent = [tool for tool in TOOLS if not shutil.which(tool)]
    check = [PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    if not Path(PYTHON).exists() or subprocess.run(check, capture_output=True).returncode:
        absent.append("AT-SPI bindings (gir1.2-atspi-2.0)")
    if not list(Path("/usr/libexec").glob("at-spi-bus-launcher")):
        absent.append("at-spi2-core")
    return ", ".join(absent)


def until(check: Callable[[], Any], what: str, seconds: float = SECONDS) -> Any:
    """Wait until `check` gives something true, and return it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(LookupError):
            result = check()
            if result:
                return result
        time.sleep(0.1)
    raise TimeoutError(what)


def missing_input_method() -> str:
    """Return what is missing for typing Chinese, "" for nothing."""
    engine = Path("/usr/libexec/ibus-engine-libpinyin")
    return "" if shutil.which("ibus-daemon") and engine.exists() else "ibus-libpinyin"


def missing_fcitx() -> str:
    """Return what is missing for typing Chinese through Fcitx, "" for nothing."""
    pinyin = Path("/usr/share/fcitx5/inputmethod/pinyin.conf")
    return "" if shutil.which("fcitx5") and pinyin.exists() else "fcitx5, fcitx5-pinyin"


class Desktop:
    """Use as a context manager; `start` runs an app in it."""

    def __init__(self) -> None:
        self.environment = dict(os.environ)
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Desktop:
        display = self._stack.enter_context(x_server())
        self.environment.update(
            DISPLAY=display,
            QT_QPA_PLATFORM="xcb",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
            QT_ACCESSIBILITY="1",
            LC_ALL="C.UTF-8",
        )
        bus = self._run(
            ["dbus-daemon", "--session", "--print-address", "--nofork"], stdout=subprocess.PIPE
        )
        assert bus.stdout
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self._run(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"])
        self._run(["openbox"])
        driver = self._run([PYTHON, str(DRIVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._driver = driver
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def start(self, data: Path, **environment: str) -> App:
        """Start Inkstone with its data in `data` and wait for its window."""
        environment["INKSTONE_DATA_DIR"] = str(data)
        process = self._run([sys.executable, "-m", "app"], **environment)
        app = App(self, process)
        until(lambda: self.ask("ready", process.pid), "the app on the accessibility bus")
        until(lambda: app.exists("chat.composer"), "the composer")
        return app

    def use_input_methods(self, home: Path) -> None:
        """Let what is started from now on be typed into through ibus."""
        self.environment.update(
            HOME=str(home),
            XDG_CONFIG_HOME=str(home / "config"),
            XDG_CACHE_HOME=str(home / "cache"),
            GSETTINGS_BACKEND="memory",
            QT_IM_MODULE="ibus",
        )
        self._run(["ibus-daemon", "--panel", "disable", "--emoji-extension", "disable"])

    def use_fcitx(self, home: Path) -> None:
        """Let what is started from now on be typed into through Fcitx and its pinyin."""
        (home / "config" / "fcitx5").mkdir(parents=True)
        for name, text in (("profile", FCITX_PROFILE), ("config", FCITX_CONFIG)):
            (home / "config" / "fcitx5" / name).write_text(text, encoding="utf-8")
        self.environment.update(
            HOME=str(home),
            XDG_CONFIG_HOME=str(home / "config"),
            XDG_CACHE_HOME=str(home / "cache"),
            XDG_DATA_HOME=str(home / "data"),
            QT_IM_MODULE="fcitx",
        )
        self._run(["fcitx5", "--disable=wayland,kimpanel"])
        bus = ("dbus-send", "--print-reply", "--dest=org.freedesktop.DBus", "/")
        ask = (*bus, "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.portal.IBus")
        until(lambda: "true" in self.tool(*ask), "Fcitx")

    def hand_over(self, data: Path, argument: str, folder: Path) -> None:
        """Start Inkstone with an argument where it runs already, as a file manager does."""
        subprocess.run(
            [sys.executable, "-m", "app", argument],
            env={**self.environment, "INKSTONE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)},
            cwd=folder,
            check=True,
            timeout=SECONDS,
        )

    def choose_input_method(self, name: str) -> None:
        """Type through `libpinyin`, or through a keyboard as `xkb:us::eng`."""

        def chosen() -> bool:
            # The exit status of the first says nothing.
            for command in (("ibus", "engine", name), ("ibus", "engine")):
                answer = subprocess.run(
                    command, env=self.environment, capture_output=True, text=True
                )
            return name in answer.stdout

        until(chosen, name)

    def ask(self, action: str, pid: int, wanted: str = "", value: str = "") -> Any:
        """Ask the driver; raises LookupError with what it says."""
        assert self._driver.stdin
        assert self._driver.stdout
        request = {"action": action, "pid": pid, "id": wanted, "value": value}
        self._driver.stdin.write(json.dumps(request) + "\n")
        self._driver.stdin.flush()
        reply = json.loads(self._driver.stdout.readline())
        if "error" in reply:
            raise LookupError(reply["error"])
        return reply["ok"]

    def tool(self, *command: str) -> str:
        """Run a tool on this display and return what it prints."""
        return subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def colours(self, x: int, y: int, width: int, height: int) -> int:
        """Count the colours of a part of the screen."""
        area = map(str, (x, y, width, height))
        return int(self.tool(sys.executable, "-m", "tests.e2e.screen", *area))

    def _run(
        self,
        command: list[str],
        *,
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
        **environment: str,
    ) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            env={**self.environment, **environment},
            stdin=stdin,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._stack.callback(_end, process)
        return process


class App:
    """A running Inkstone; ids are object names."""

    def __init__(self, desktop: Desktop, process: subprocess.Popen[str]) -> None:
        self._desktop = desktop
        self.process = process

    def exists(self, wanted: str) -> bool:
        return bool(self._desktop.ask("exists", self.process.pid, wanted))

    def text(self, wanted: str) -> str:
        return str(self._desktop.ask("text", self.process.pid, wanted))

    def texts(self, wanted: str) -> list[str]:
        """Return the texts of a widget and everything in it."""
        return list(self._desktop.ask("texts", self.process.pid, wanted))

    def extents(self, wanted: str, offset: int) -> tuple[int, int, int, int]:
        """Return where on the screen a character is: x, y, width and height."""
        x, y, width, height = self._desktop.ask("extents", self.process.pid, wanted, str(offset))
        return x, y, width, height

    def tree(self) -> list[str]:
        return list(self._desktop.ask("tree", self.process.pid))

    def click(self, wanted: str) -> None:
        """Click a widget; one that is built anew in that moment is found again."""

        def press() -> bool:
            if not self.exists(wanted):
                return False
            self._desktop.ask("click", self.process.pid, wanted)
            return True

        until(press, wanted)

    def trigger(self, wanted: str) -> None:
        """Choose an entry of a menu; what it opens may keep the app from answering."""
        assert any(f".{wanted} " in node for node in self.tree())
        with contextlib.suppress(LookupError):
            self._desktop.ask("click", self.process.pid, wanted)

    def key(self, *keys: str) -> None:
        self._desktop.tool("xdotool", "key", "--clearmodifiers", *keys)

    def focus(self, wanted: str) -> None:
        """Give a widget the keyboard, once the window manager lets the window have it."""

        def focus() -> bool:
            self._desktop.ask("focus", self.process.pid, wanted)
            return bool(self._desktop.ask("focused", self.process.pid, wanted))

        until(focus, f"the focus of {wanted}")

    def type(self, text: str) -> None:
        """Type into what has the focus, as a keyboard does."""
        self._desktop.tool("xdotool", "type", "--delay", "12", text)

    def write(self, wanted: str, text: str) -> None:
        """Focus a text field and type."""
        self.focus(wanted)
        self.type(text)
        until(lambda: text in self.text(wanted), f"{text!r} in {wanted}")

    def insert(self, wanted: str, text: str) -> None:
        """Put text into a field at once, as an input method does: keys know no Chinese."""
        self._desktop.ask("insert", self.process.pid, wanted, text)
        until(lambda: text in self.text(wanted), f"{text!r} in {wanted}")

    def wait(self, wanted: str, text: str, seconds: float = SECONDS) -> None:
        """Wait until a widget or something in it shows `text`."""
        until(
            lambda: any(text in shown for shown in self.texts(wanted)),
            f"{text!r} in {wanted}",
            seconds,
        )

    def children(self) -> Iterator[int]:
        """Yield the process ids of the app's children."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        yield from (int(number) for number in path.read_text().split())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def close(self) -> None:
        """Leave as a person does, and wait."""
        self.key("ctrl+q")
        self.process.wait(20)


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()
