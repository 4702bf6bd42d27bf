"""llama-server beside our engine: the same file, prompts, threads and context, over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Any

from app.protocol import ErrorCode, Sampling, Turn, UserError
from app.services.bench_talk import Answer

HOST = "127.0.0.1"
READY_SECONDS = 300.0
REPLY_SECONDS = 1800.0
GRACE_SECONDS = 5.0
POLL_SECONDS = 0.02
SAMPLERS = ("top_k", "top_p", "min_p", "temperature")  # ours, in our order


class Client:
    """Speaks to a llama-server on this computer. Raises UserError when it does not answer well."""

    def __init__(self, port: int) -> None:
        self._port = port

    def healthy(self) -> bool:
        """Tell whether the model is loaded."""
        try:
            with self._connect(timeout=GRACE_SECONDS) as connection:
                connection.request("GET", "/health")
                return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False

    def reply(self, turns: Sequence[Turn], sampling: Sampling) -> Answer:
        """Reply with the times of this side of the connection."""
        body = json.dumps(self._request(turns, sampling)).encode()
        try:
            with self._connect(timeout=REPLY_SECONDS) as connection:
                connection.connect()
                started = time.perf_counter()
                headers = {"Content-Type": "application/json"}
                connection.request("POST", "/v1/chat/completions", body, headers)
                response = connection.getresponse()
                if response.status != 200:
                    raise _broken(
                        f"{response.status} {response.read(500).decode(errors='replace')}"
                    )
                return _listen(response, started)
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            raise _broken(repr(error)) from error

    @contextlib.contextmanager
    def _connect(self, timeout: float) -> Iterator[http.client.HTTPConnection]:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=timeout)
        try:
            yield connection
        finally:
            connection.close()

    @staticmethod
    def _request(turns: Sequence[Turn], sampling: Sampling) -> dict[str, Any]:
        return {
            "messages": [{"role": turn.role, "content": turn.text} for turn in turns],
            "stream": True,
            "cache_prompt": True,
            "ignore_eos": True,
            "samplers": SAMPLERS,
            "temperature": sampling.temperature,
            "top_k": sampling.top_k,
            "top_p": sampling.top_p,
            "min_p": sampling.min_p,
            "seed": sampling.seed,
            "max_tokens": sampling.max_tokens,
        }


def _listen(response: http.client.HTTPResponse, started: float) -> Answer:
    """Read server-sent events until the last one, which tells the token counts."""
    times: list[float] = []
    pieces: list[str] = []
    timings: dict[str, Any] = {}
    for line in response:
        if not line.startswith(b"data:") or line.strip() == b"data: [DONE]":
            continue
        event = json.loads(line[5:])
        for choice in event.get("choices", ()):
            delta = choice.get("delta", {})
            piece = delta.get("reasoning_content") or delta.get("content")
            if piece:
                times.append(time.perf_counter())
                pieces.append(piece)
        timings = event.get("timings") or timings
    if not times:
        raise ValueError("an empty reply")
    return Answer(
        "".join(pieces),
        int(timings["prompt_n"]) + int(timings.get("cache_n", 0)),
        int(timings["prompt_n"]),
        int(timings["predicted_n"]),
        times[0] - started,
        times[-1] - started,
    )


class Peer:
    """A llama-server process for the length of a `with` block; it is always ended."""

    def __init__(self, program: Path, model: Path, *, context: int, threads: int) -> None:
        self._program = program
        self._arguments = ["-m", str(model), "-c", str(context), "-t", str(threads), "-np", "1"]
        self._process: subprocess.Popen[bytes] | None = None
        self._client = Client(0)
        self._handlers: dict[int, Any] = {}

    def __enter__(self) -> Peer:
        # The command line leaves at once on Ctrl+C; the server must not outlive it.
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._handlers[number] = signal.signal(number, self._on_signal)
        try:
            if "--no-webui" in self._help():
                self._arguments.append("--no-webui")
            self._start()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def restart(self) -> float:
        """End the process and start another; return the seconds until its model is loaded."""
        self._end()
        started = time.perf_counter()
        self._start()
        return time.perf_counter() - started

    def reply(self, turns: Sequence[Turn], sampling: Sampling) -> Answer:
        """Reply with the times of this side of the connection; raises UserError."""
        return self._client.reply(turns, sampling)

    def _help(self) -> str:
        try:
            return subprocess.run(
                [self._program, "--help"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=READY_SECONDS,
            ).stdout
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _broken(str(error)) from error

    def _start(self) -> None:
        port = _free_port()
        self._client = Client(port)
        place = ["--host", HOST, "--port", str(port)]
        with tempfile.TemporaryFile() as complaints:
            self._process = subprocess.Popen(
                [self._program, *self._arguments, *place],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
            )
            end = time.monotonic() + READY_SECONDS
            while not self._client.healthy():
                if self._process.poll() is not None or time.monotonic() > end:
                    raise _broken(_last_line(complaints))
                time.sleep(POLL_SECONDS)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _leave(self) -> None:
        self._end()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self._process:
            self._process.kill()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _last_line(log: IO[bytes]) -> str:
    log.seek(0)
    lines = log.read().decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no answer")


def _broken(reason: str) -> UserError:
    return UserError(ErrorCode.BAD_USE, reason=f"llama-server: {reason}")
