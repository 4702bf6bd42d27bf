"""A small Hugging Face hub on the loopback, for the real client, that misbehaves on demand."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import socket
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Self
from urllib.parse import parse_qs, quote, unquote

_CHUNK = 1 << 20
_REPO = r"(?P<repo>[^/]+(?:/[^/]+)?)"
_INFO = re.compile(rf"/api/models/{_REPO}(?:/revision/(?P<rev>[^/]+))?")
_TREE = re.compile(rf"/api/models/{_REPO}/tree/(?P<rev>[^/]+)(?:/(?P<path>.+))?")
_RESOLVE = re.compile(rf"/{_REPO}/resolve/(?P<rev>[^/]+)/(?P<path>.+)")
_BLOB = re.compile(r"/(?P<sha256>[0-9a-f]{64})/(?P<path>.+)")
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
    wrong_range: bool = False  # 206 of a range that starts one byte beside what was asked
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

    @classmethod
    def of(cls, source: bytes | Path) -> Self:
        if isinstance(source, bytes):
            return cls(source, len(source), hashlib.sha256(source).hexdigest())
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(source, source.stat().st_size, digest)

    @property
    def etag(self) -> str:
        return f'"{self.sha256}"'

    @property
    def pointer(self) -> bytes:
        """The git-lfs pointer that stands for the file in the repository."""
        text = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n"
        return text.format(self.sha256, self.size).encode()

    @property
    def oid(self) -> str:
        return hashlib.sha1(b"blob %d\0%b" % (len(self.pointer), self.pointer)).hexdigest()

    def read(self, start: int, stop: int) -> bytes:
        if isinstance(self.source, bytes):
            return self.source[start:stop]
        with self.source.open("rb") as file:
            file.seek(start)
            return file.read(stop - start)


_Files = dict[str, _Blob]


@dataclass
class _Repo:
    name: str
    gated: bool = False
    head: str = ""
    commits: dict[str, _Files] = field(default_factory=dict)

    def commit(self, rev: str) -> str:
        """The commit that `rev` names."""
        commit = self.head if rev == "main" else rev
        if commit not in self.commits:
            raise _hub_error(404, "RevisionNotFound", "Invalid rev id")
        return commit


class _Refusal(Exception):
    def __init__(self, status: int, message: str, headers: Mapping[str, str]) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers


def _hub_error(status: int, code: str, message: str) -> _Refusal:
    return _Refusal(status, message, {"X-Error-Code": code, "X-Error-Message": message})


def _info(repo: _Repo, commit: str, blobs: bool) -> dict[str, Any]:
    siblings = [
        {"rfilename": name, **(_sibling(blob) if blobs else {})}
        for name, blob in repo.commits[commit].items()
    ]
    return {
        "_id": hashlib.sha1(repo.name.encode()).hexdigest()[:24],
        "id": repo.name,
        "modelId": repo.name,
        "author": repo.name.rpartition("/")[0],
        "sha": commit,
        "lastModified": "2025-01-02T03:04:05.000Z",
        "createdAt": "2025-01-01T00:00:00.000Z",
        "private": False,
        "gated": "manual" if repo.gated else False,
        "disabled": False,
        "downloads": 0,
        "likes": 0,
        "tags": ["gguf"],
        "siblings": siblings,
    }


def _sibling(blob: _Blob) -> dict[str, Any]:
    lfs = {"sha256": blob.sha256, "size": blob.size, "pointerSize": len(blob.pointer)}
    return {"size": blob.size, "blobId": blob.oid, "lfs": lfs}


def _tree(files: _Files, folder: str, recursive: bool) -> list[dict[str, Any]]:
    inside = {n: b for n, b in files.items() if n.startswith(folder + "/")} if folder else files
    if folder and not inside:
        raise _hub_error(404, "EntryNotFound", "Path does not exist")
    folders = {str(p) for n in inside for p in Path(n).parents} - {".", folder}
    folders = {name for name in folders if not folder or name.startswith(folder + "/")}
    entries = [_folder_entry(n) for n in sorted(folders)]
    entries += [_file_entry(n, b) for n, b in inside.items()]
    depth = folder.count("/") + 1 if folder else 0
    return [e for e in entries if recursive or e["path"].count("/") == depth]


def _folder_entry(name: str) -> dict[str, Any]:
    oid = hashlib.sha1(name.encode()).hexdigest()
    return {"type": "directory", "oid": oid, "size": 0, "path": name}


def _file_entry(name: str, blob: _Blob) -> dict[str, Any]:
    lfs = {"oid": blob.sha256, "size": blob.size, "pointerSize": len(blob.pointer)}
    return {"type": "file", "oid": blob.oid, "size": blob.size, "path": name, "lfs": lfs}


class _Handler(BaseHTTPRequestHandler):
    """Answers requests in `answer` and sends files, with their faults."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

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
            self.answer(path, parse_qs(query))
        except _Refusal as refusal:
            self.send_json({"error": str(refusal)}, refusal.status, refusal.headers)

    do_HEAD = do_GET

    def answer(self, path: str, query: Mapping[str, list[str]]) -> None:
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
        """Send what was asked of a file; only a GET takes a fault."""
        whole = self.command == "HEAD"
        fault = Fault() if whole else self.server.hub.next_fault(name)
        if fault.status is not None:
            retry = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
            raise _Refusal(fault.status, f"Fault {fault.status}", retry)
        span = None if whole or fault.ignore_range else self._asked(blob)
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
        if self.command != "HEAD":
            self._send_body(blob, start, stop, fault)

    def _asked(self, blob: _Blob) -> tuple[int, int] | None:
        """The range that was asked for, None when the whole file was."""
        match = _RANGE.fullmatch(self.headers.get("Range", ""))
        if match is None or self.headers.get("If-Range", blob.etag) != blob.etag:
            return None
        start = int(match[1])
        stop = min(int(match[2]) + 1 if match[2] else blob.size, blob.size)
        if start >= blob.size:
            headers = {"Content-Range": f"bytes */{blob.size}"}
            raise _Refusal(416, "Range not satisfiable", headers)
        return (start, stop) if start < stop else None

    def _send_body(self, blob: _Blob, start: int, stop: int, fault: Fault) -> None:
        time.sleep(fault.delay)
        limits = [n for n in (fault.drop_after, fault.stall_after) if n is not None]
        end = min([stop, *(start + limit for limit in limits)])
        if isinstance(blob.source, Path) and not fault.rate and fault.wrong_bytes is None:
            self._send_file(blob.source, start, end)
        else:
            self._send_chunks(blob, start, end, fault)
        if fault.stall_after is not None and end < stop:
            while self.connection.recv(_CHUNK):  # until one side closes
                pass
        if limits or fault.wrong_length:
            self.close_connection = True

    def _send_file(self, path: Path, start: int, end: int) -> None:
        if start < end:
            with path.open("rb") as file:
                self.connection.sendfile(file, start, end - start)

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
    def answer(self, path: str, query: Mapping[str, list[str]]) -> None:
        def flag(name: str) -> bool:
            return query.get(name, [""])[0].lower() in ("true", "1")

        if match := _TREE.fullmatch(path):
            repo, commit = self._find(match)
            files = repo.commits[commit]
            listing = _tree(files, unquote(match["path"] or ""), flag("recursive"))
            self.send_json(listing, 200, {})
        elif match := _INFO.fullmatch(path):
            repo, commit = self._find(match)
            self.send_json(_info(repo, commit, flag("blobs")), 200, {})
        elif match := _RESOLVE.fullmatch(path):
            self._resolve(match)
        else:
            raise _Refusal(404, "Not found", {})

    def _find(self, match: re.Match[str]) -> tuple[_Repo, str]:
        repo = self.server.hub.repos.get(unquote(match["repo"]))
        if repo is None:
            raise _hub_error(404, "RepoNotFound", "Repository not found")
        return repo, repo.commit(unquote(match["rev"] or "main"))

    def _resolve(self, match: re.Match[str]) -> None:
        repo, commit = self._find(match)
        if repo.gated and self.server.hub.token is not None:
            self._check_token(f"Bearer {self.server.hub.token}")
        name = unquote(match["path"])
        blob = repo.commits[commit].get(name)
        if blob is None:
            raise _hub_error(404, "EntryNotFound", "Entry not found")
        headers: dict[str, object] = {
            "X-Repo-Commit": commit,
            "X-Linked-Size": blob.size,
            "X-Linked-Etag": blob.etag,
        }
        if self.server.hub.redirect:
            location = f"{self.server.hub.cdn.url}/{blob.sha256}/{quote(name, safe='')}"
            self.send_json({}, 302, {**headers, "Accept-Ranges": "bytes", "Location": location})
        else:
            self.send_blob(name, blob, headers)

    def _check_token(self, wanted: str) -> None:
        given = self.headers.get("Authorization")
        if given is None:
            raise _hub_error(401, "GatedRepo", "Access to this model is restricted. Please log in.")
        if given != wanted:
            raise _hub_error(403, "GatedRepo", "You are not in the authorized list of this model.")


class _CdnHandler(_Handler):
    def answer(self, path: str, query: Mapping[str, list[str]]) -> None:
        match = _BLOB.fullmatch(path)
        blob = self.server.hub.blobs.get(match["sha256"]) if match else None
        if match is None or blob is None:
            raise _Refusal(404, "Not found", {})
        self.send_blob(unquote(match["path"]), blob, {})


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that closing it cuts them."""

    request_queue_size = 128

    def __init__(self, hub: HubServer, handler: type[_Handler], host: str, port: int) -> None:
        super().__init__(("127.0.0.1", port), handler)
        self.hub = hub
        self.host_port = f"{host}:{self.server_port}"
        self._open: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore that a client went away."""
        with contextlib.suppress(OSError):
            raise

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
