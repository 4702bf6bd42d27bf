"""One child process over QProcess: lines in, lines out, and an end that always comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

GRACE_MS = 1500


@dataclass(frozen=True)
class Exit:
    """How a child ended. `requested` when we asked it to."""

    code: int
    crashed: bool
    requested: bool


class Child(QObject):
    """A child that speaks lines on stdin and stdout; its stderr goes to `log`, line by line.

    The stop ladder: the `farewell` message and the end of stdin, grace, terminate, grace, kill.
    """

    line = Signal(bytes)
    exited = Signal(object)

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        log: Callable[[str], None],
        farewell: bytes = b"",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._log = log
        self._farewell = farewell
        self._requested = False
        self._steps: list[Callable[[], None]] = []
        self._over = False
        self._out: list[bytes] = []
        self._err = b""
        self._process = QProcess(self)
        self._process.setProgram(command[0])
        self._process.setArguments(list(command[1:]))
        variables = QProcessEnvironment.systemEnvironment()
        for name, value in (environment or {}).items():
            variables.insert(name, value)
        self._process.setProcessEnvironment(variables)
        self._process.readyReadStandardOutput.connect(self._read_lines)
        self._process.readyReadStandardError.connect(self._read_log)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._ladder = QTimer(self, singleShot=True)
        self._ladder.timeout.connect(self._climb)

    @property
    def running(self) -> bool:
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def pid(self) -> int:
        """Return the process id, 0 when it does not run."""
        return self._process.processId()

    def start(self) -> None:
        """Start it; a failure to start is told by `exited` too."""
        self._process.start()

    def send(self, line: bytes) -> None:
        """Write one line, newline included, to its stdin."""
        if self.running:
            self._process.write(line)

    def stop(self, grace_ms: int = GRACE_MS) -> None:
        """Begin the stop ladder; `exited` tells its end."""
        if not self.running or self._ladder.isActive():
            return
        self._say_goodbye()
        self._steps = [self._process.terminate, self._process.kill]
        self._ladder.start(grace_ms)

    def stop_now(self, grace_ms: int = GRACE_MS) -> None:
        """Go down the ladder and wait, at most three times `grace_ms`."""
        if not self.running:
            return
        self._say_goodbye()
        for step in (None, self._process.terminate, self._process.kill):
            if step:
                step()
            deadline = time.monotonic() + grace_ms / 1000
            while self.running and time.monotonic() < deadline:
                if self._process.waitForFinished(20):
                    return

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self._process.kill()

    def _say_goodbye(self) -> None:
        if self._requested:
            return
        self._requested = True
        if self._farewell:
            self._process.write(self._farewell)
        self._process.closeWriteChannel()

    def _climb(self) -> None:
        if self.running and self._steps:
            self._steps.pop(0)()
            self._ladder.start()

    def _read_lines(self) -> None:
        # The parts of an unfinished line are joined once, when its end arrives.
        data = bytes(self._process.readAllStandardOutput().data())
        first, *rest = data.split(b"\n")
        self._out.append(first)
        for part in rest:
            line = b"".join(self._out)
            self._out = [part]
            if line:
                self.line.emit(line)

    def _read_log(self) -> None:
        *lines, self._err = (self._err + self._process.readAllStandardError().data()).split(b"\n")
        for line in lines:
            self._log(line.decode("utf-8", "replace"))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._log(self._process.errorString())
            self._end(Exit(-1, crashed=True, requested=self._requested))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read_lines()
        self._read_log()
        if self._err:
            self._log(self._err.decode("utf-8", "replace"))
        crashed = status is QProcess.ExitStatus.CrashExit
        self._end(Exit(code, crashed, self._requested))

    def _end(self, how: Exit) -> None:
        self._ladder.stop()
        if not self._over:
            self._over = True
            self.exited.emit(how)
