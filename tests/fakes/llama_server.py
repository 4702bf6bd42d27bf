"""A llama-server that has no model: it loads for a moment and then says the same few words.

A model file named `broken` makes it end before it is ready; `stubborn` makes it ignore SIGTERM.
"""

from __future__ import annotations

import itertools
import json
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WORDS = ["Once", " upon", " a", " 时间", "."]
LOADING_SECONDS = 0.1
TIMINGS = {"prompt_n": 30, "cache_n": 12, "predicted_n": len(WORDS)}


class Handler(BaseHTTPRequestHandler):
    """`server.requests` keeps what was asked; `server.answer` is "words", "refuse" or "empty"."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        ready = time.monotonic() > self.server.ready_at  # type: ignore[attr-defined]
        self._reply(200 if ready else 503, b"{}")

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.requests.append((self.path, json.loads(self.rfile.read(length))))  # type: ignore[attr-defined]
        answer = self.server.answer  # type: ignore[attr-defined]
        if answer == "refuse":
            self._reply(400, b'{"error": {"message": "no template"}}')
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._event({"choices": [{"delta": {"role": "assistant", "content": None}}]})
        for word in WORDS if answer == "words" else ():
            self._event({"choices": [{"delta": {"content": word}}]})
            time.sleep(0.002)
        end = {"choices": [{"delta": {}, "finish_reason": "length"}], "timings": TIMINGS}
        self._event(end)
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, event: dict[str, Any]) -> None:
        self._chunk(b"data: " + json.dumps(event).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _reply(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int = 0, loading: float = 0.0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.ready_at = time.monotonic() + loading
        self.answer = "words"
        self.requests: list[tuple[str, dict[str, Any]]] = []


def main(arguments: list[str]) -> int:
    if "--help" in arguments:
        print("--webui, --no-webui   whether to serve the web UI")
        return 0
    options = dict(itertools.pairwise(arguments))
    if options["-m"].endswith("broken"):
        print("loading\nerror: no such architecture\n", file=sys.stderr)
        return 1
    if options["-m"].endswith("stubborn"):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    Server(int(options["--port"]), LOADING_SECONDS).serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
