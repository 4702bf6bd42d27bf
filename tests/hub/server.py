"""A small Hugging Face hub on the loopback, for the real client, that misbehaves on demand."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import socket
import sys
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Lock, Thread
from typing import Any, Self
from urllib.parse import parse_qs, quote, unquote

_CHUNK = 1 << 20
_REPO = r"(?P<repo>[^/]+(?:/[^/]+)?)"
_INFO = re.compile(rf"/api/models/{_REPO}(?:/revision/(?P<rev>[^/]+))?")
_TREE = re.compile(rf"/api/models/{_REPO}/tree/(?P<rev>[^/]+)(?:/(?P<path>.+))?")
_RESOLVE = re.compile(rf"/{_REPO}/resolve/(?P<rev>[^/]+)/(?P<path>.+)")
_BLOB = re.compile(r"/(?P<sha256>[0-9a-f]{64})/(?P<path>.+)")
_TEXT = (".json", ".md", ".txt")  # small files that are in git itself, not in LFS
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@dataclass(frozen=True)
class Fault:
    """What one GET for a file's bytes gets instead of a good answer."""

    drop_after: int | None = None  # body bytes, then the connection is cut
    status: int | None = None  # this status and a small JSON body
    retry_after: int | None = None  # header that goes with `status`
    wrong_bytes: int | None = None  # the byte at this offset of the file is flipped
    wrong_length: int = 0  # bytes announced too many; the connection closes after the real ones
    ignore_range: bool = False  # 200 and the whole file
    wrong_range: bool = False  # 206 of a range one byte beside the one that was asked for
    delay: float = 0.0  # seconds between the headers and the first body byte
    rate: int = 0  # bytes a second, 0 = unlimited
    stall_after: int | None = None  # body bytes, then silence on an open connection


@dataclass(frozen=True)
class Request:
    """A request as it came in; `path` is still quoted and has the query."""

    method: str
    path: str
    headers: dict[str, str]  # the names in lower case
    host_port: str  # of the listener that got it


@dataclass(frozen=True)
class _Blob:
    source: bytes | Path
    size: int
    sha256: str
    lfs: bool

    @classmethod
    def of(cls, name: str, source: bytes | Path) -> Self:
        lfs = not name.endswith(_TEXT)
        if isinstance(source, bytes):
            return cls(source, len(source), hashlib.sha256(source).hexdigest(), lfs)
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(source, source.stat().st_size, digest, lfs)

    @property
    def oid(self) -> str:
        return self.sha256[:40]

    @property
    def etag(self) -> str:
        return f'"{self.sha256 if self.lfs else self.oid}"'

    def listing(self, oid: str, sha256: str) -> dict[str, Any]:
        """What listings tell of a file; each kind has its own names for the two digests."""
        known = {oid: self.oid, "size": self.size}
        lfs = {sha256: self.sha256, "size": self.size, "pointerSize": 134}
        return {**known, "lfs": lfs} if self.lfs else known

    def read(self, start: int, stop: int) -> bytes:
        if isinstance(self.source, bytes):
            return self.source[start:stop]
        with self.source.open("rb") as file:
            file.seek(start)
            return file.read(stop - start)


@dataclass
class _Repo:
    name: str
    gated: bool = False
    head: str = ""
    commits: dict[str, dict[str, _Blob]] = field(default_factory=dict)


class _Refusal(Exception):
    def __init__(self, status: int, message: str, headers: Mapping[str, object]) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers


def _hub_error(status: int, code: str, message: str) -> _Refusal:
    return _Refusal(status, message, {"X-Error-Code": code, "X-Error-Message": message})


def _info(repo: _Repo, commit: str, blobs: bool) -> dict[str, Any]:
    siblings = [
        {"rfilename": name, **(blob.listing("blobId", "sha256") if blobs else {})}
        for name, blob in repo.commits[commit].items()
    ]
    return {
        "id": repo.name,
        "modelId": repo.name,
        "sha": commit,
        "lastModified": "2025-01-02T03:04:05.000Z",
        "private": False,
        "gated": "manual" if repo.gated else False,
        "tags": ["gguf"],
        "siblings": siblings,
    }


def _tree(files: Mapping[str, _Blob], folder: str, recursive: bool) -> list[dict[str, Any]]:
    prefix = f"{folder}/" if folder else ""
    entries: dict[str, dict[str, Any]] = {}
    for name, blob in files.items():
        if not name.startswith(prefix):
            continue
        for parent in map(str, PurePosixPath(name).parents):
            if parent != "." and parent.startswith(prefix):
                oid = hashlib.sha1(parent.encode()).hexdigest()
                entries[parent] = {"type": "directory", "oid": oid, "size": 0}
        entries[name] = {"type": "file", **blob.listing("oid", "oid")}
    if folder and not entries:
        raise _hub_error(404, "EntryNotFound", "Path does not exist")
    return [
        {**entry, "path": path}
        for path, entry in entries.items()
        if recursive or "/" not in path.removeprefix(prefix)
    ]


class _Handler(BaseHTTPRequestHandler):
    """Records requests, has them answered in `answer` and sends files, with their faults."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Listener

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def parse_request(self) -> bool:
        good = super().parse_request()
        if good:
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, self.server.host_port)
            self.server.hub.requests.append(request)
        return good

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        try:
            self.answer(path, query)
        except _Refusal as refusal:
            self.send_json({"error": str(refusal)}, refusal.status, refusal.headers)

    def do_HEAD(self) -> None:
        self.do_GET()

    def answer(self, path: str, query: str) -> None:
        raise NotImplementedError

    def send_head(self, status: int, headers: Mapping[str, object]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()

    def send_json(self, data: object, status: int, headers: Mapping[str, object]) -> None:
        body = json.dumps(data).encode()
        own = {"Content-Type": "application/json; charset=utf-8", "Content-Length": len(body)}
        self.send_head(status, {**own, **headers})
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_blob(self, name: str, blob: _Blob, headers: Mapping[str, object]) -> None:
        """Send a file or a range of it; only a GET takes a fault and a range."""
        get = self.command == "GET"
        fault = self.server.hub.next_fault(name) if get else Fault()
        if fault.status is not None:
            retry = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
            raise _Refusal(fault.status, f"Fault {fault.status}", retry)
        span = self._asked(blob) if get and not fault.ignore_range else None
        if fault.wrong_range:
            span = _beside(span or (0, blob.size), blob.size)
        start, stop = span or (0, blob.size)
        more = fault.wrong_length
        own: dict[str, object] = {
            "Content-Type": "application/octet-stream",
            "Content-Length": stop - start + more,
            "Accept-Ranges": "bytes",
            "ETag": blob.etag,
        }
        if span:
            own["Content-Range"] = f"bytes {start}-{stop - 1 + more}/{blob.size + more}"
        self.send_head(206 if span else 200, {**own, **headers})
        if get:
            self._send_body(blob, start, stop, fault)

    def _asked(self, blob: _Blob) -> tuple[int, int] | None:
        """The range that was asked for, None when the whole file is due."""
        match = _RANGE.fullmatch(self.headers.get("Range", ""))
        if match is None or self.headers.get("If-Range", blob.etag) != blob.etag:
            return None
        start = int(match[1])
        stop = min(int(match[2]) + 1 if match[2] else blob.size, blob.size)
        if start >= blob.size:
            raise _Refusal(416, "Range not satisfiable", {"Content-Range": f"bytes */{blob.size}"})
        return (start, stop) if start < stop else None

    def _send_body(self, blob: _Blob, start: int, stop: int, fault: Fault) -> None:
        time.sleep(fault.delay)
        limits = [n for n in (fault.drop_after, fault.stall_after) if n is not None]
        end = min([stop, *(start + limit for limit in limits)])
        altered = fault.rate or fault.wrong_bytes is not None
        if isinstance(blob.source, Path) and start < end and not altered:
            with blob.source.open("rb") as file:
                self.connection.sendfile(file, start, end - start)
        else:
            self._send_chunks(blob, start, end, fault)
        if fault.stall_after is not None and end < stop:
            while self.connection.recv(_CHUNK):  # until one side closes
                pass
        if limits or fault.wrong_length:
            self.close_connection = True

    def _send_chunks(self, blob: _Blob, start: int, end: int, fault: Fault) -> None:
        step = max(1, fault.rate // 20) if fault.rate else _CHUNK
        begun = time.monotonic()
        for offset in range(start, end, step):
            chunk = bytearray(blob.read(offset, min(offset + step, end)))
            if fault.wrong_bytes is not None and 0 <= fault.wrong_bytes - offset < len(chunk):
                chunk[fault.wrong_bytes - offset] ^= 0xFF
            self.wfile.write(chunk)
            if fault.rate:
                due = begun + (offset + len(chunk) - start) / fault.rate
                time.sleep(max(0.0, due - time.monotonic()))


def _beside(span: tuple[int, int], size: int) -> tuple[int, int]:
    shift = -1 if span[0] else 1
    return span[0] + shift, min(span[1] + shift, size)


class _HubHandler(_Handler):
    def answer(self, path: str, query: str) -> None:
        flags = {name for name, value in parse_qs(query).items() if value[0].lower() == "true"}
        if match := _TREE.fullmatch(path):
            repo, commit = self._find(match)
            folder = unquote(match["path"] or "")
            self.send_json(_tree(repo.commits[commit], folder, "recursive" in flags), 200, {})
        elif match := _INFO.fullmatch(path):
            repo, commit = self._find(match)
            self.send_json(_info(repo, commit, "blobs" in flags), 200, {})
        elif match := _RESOLVE.fullmatch(path):
            self._resolve(match)
        else:
            raise _Refusal(404, "Not found", {})

    def _find(self, match: re.Match[str]) -> tuple[_Repo, str]:
        repo = self.server.hub.repos.get(unquote(match["repo"]))
        if repo is None:
            raise _hub_error(404, "RepoNotFound", "Repository not found")
        rev = unquote(match["rev"] or "main")
        commit = repo.head if rev == "main" else rev
        if commit not in repo.commits:
            raise _hub_error(404, "RevisionNotFound", "Invalid rev id")
        return repo, commit

    def _resolve(self, match: re.Match[str]) -> None:
        hub = self.server.hub
        repo, commit = self._find(match)
        given = self.headers.get("Authorization")
        if repo.gated and hub.token is not None and given != f"Bearer {hub.token}":
            raise _hub_error(403 if given else 401, "GatedRepo", "Access to it is restricted")
        name = unquote(match["path"])
        blob = repo.commits[commit].get(name)
        if blob is None:
            raise _hub_error(404, "EntryNotFound", "Entry not found")
        linked = {"X-Linked-Size": blob.size, "X-Linked-Etag": blob.etag} if blob.lfs else {}
        headers: dict[str, object] = {"X-Repo-Commit": commit, **linked}
        if hub.redirect and blob.lfs:
            location = f"{hub.cdn.url}/{blob.sha256}/{quote(name, safe='')}"
            self.send_json({}, 302, {**headers, "Accept-Ranges": "bytes", "Location": location})
        else:
            self.send_blob(name, blob, headers)


class _CdnHandler(_Handler):
    def answer(self, path: str, query: str) -> None:
        match = _BLOB.fullmatch(path)
        if match is None or match["sha256"] not in self.server.hub.blobs:
            raise _Refusal(404, "Not found", {})
        self.send_blob(unquote(match["path"]), self.server.hub.blobs[match["sha256"]], {})


class Listener(ThreadingHTTPServer):
    """One port of the hub; it knows its open connections, so that closing it cuts them."""

    request_queue_size = 128

    def __init__(self, hub: HubServer, handler: type[_Handler], host: str, port: int) -> None:
        super().__init__(("127.0.0.1", port), handler)
        self.hub = hub
        self.host_port = f"{host}:{self.server_port}"
        self.url = f"http://{self.host_port}"
        self._open: set[socket.socket] = set()
        Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):  # not just a client that went away
            super().handle_error(request, client_address)

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class HubServer:
    """The hub and its CDN; both keep their ports when started again after a close.

    Only `resolve` asks for the token: what a gated repository contains is public, as on the
    real hub. Faults are taken where the bytes are sent: at the CDN, or without `redirect` at
    the hub. Text files are not in LFS: they have no published SHA-256 and are not redirected.
    """

    url: str
    host_port: str
    cdn: Listener

    def __init__(self, *, token: str | None = None, redirect: bool = True) -> None:
        self.token = token
        self.redirect = redirect
        self.requests: list[Request] = []
        self.repos: dict[str, _Repo] = {}
        self.blobs: dict[str, _Blob] = {}
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}
        self._lock = Lock()
        self._ports = (0, 0)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def start(self) -> None:
        self._front = Listener(self, _HubHandler, "127.0.0.1", self._ports[0])
        self.cdn = Listener(self, _CdnHandler, "localhost", self._ports[1])
        self.url, self.host_port = self._front.url, self._front.host_port
        self._ports = (self._front.server_port, self.cdn.server_port)

    def close(self) -> None:
        """Stop listening and cut every connection."""
        self._front.close()
        self.cdn.close()

    def add(self, repo: str, files: Mapping[str, bytes | Path], *, gated: bool = False) -> str:
        """Make exactly these files the newest commit of a repository; returns the commit."""
        blobs = {name: _Blob.of(name, source) for name, source in files.items()}
        contents = json.dumps([repo, *((name, blob.sha256) for name, blob in blobs.items())])
        commit = hashlib.sha1(contents.encode()).hexdigest()
        self.blobs.update((blob.sha256, blob) for blob in blobs.values() if blob.lfs)
        entry = self.repos.setdefault(repo, _Repo(repo))
        entry.commits[commit] = blobs
        entry.head, entry.gated = commit, gated
        return commit

    def faults(self, file: str, *faults: Fault) -> None:
        """Queue faults for the next requests for the bytes of `file`, one each."""
        self._faults[file].extend(faults)

    def clear_faults(self, file: str) -> None:
        """Forget the queued faults of `file`."""
        with self._lock:
            self._faults[file].clear()

    def always(self, file: str, fault: Fault | None) -> None:
        """Apply `fault` to the requests for `file` that find no queued one."""
        self._always[file] = fault or Fault()

    def next_fault(self, file: str) -> Fault:
        with self._lock:
            queue = self._faults[file]
            return queue.popleft() if queue else self._always.get(file, Fault())
