"""Downloads that go on from where they stopped.

huggingface_hub (1.18 and later) begins anew with every call, deletes what it has at an error and
never compares the SHA-256; so the bytes are fetched here, over its HTTP client.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import filelock
from huggingface_hub.utils import httpx

from app.beside import LOCK, beside
from app.hub import client, repository
from app.hub.client import Failure
from app.hub.part import PartFile, free_bytes, no_space, target_in
from app.hub_protocol import MODELSCOPE, Fetch, HubFile, Installed, Phase, Progress, Source
from app.protocol import ErrorCode, Event, UserError

MAGIC = b"GGUF"
COMMIT = re.compile("[0-9a-f]{40}")
REPORT_SECONDS = 0.1
SPARE_BYTES = 32 << 20
# Fruitless tries in a row before giving up: few when nothing has ever come, many afterwards.
TRIES_AT_FIRST, TRIES = 4, 20
LONGEST_PAUSE = 30.0
CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


class Download:
    """The files of one model, verified one by one and installed together."""

    def __init__(self, command: Fetch, send: Callable[[Event], None]) -> None:
        self._command = command
        self._send = send
        self._revision = command.revision
        self._parts: list[PartFile] = []
        self._reported = 0.0
        self._received = False

    def run(self) -> Installed:
        """Download; raises UserError, and what has arrived stays for the next time."""
        folder = Path(self._command.folder)
        files = self._settle()
        first = target_in(folder, files[0].path)
        first.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(beside(first, LOCK), timeout=0)
        try:
            with lock:
                installed = self._run(folder, files)
                Path(lock.lock_file).unlink(missing_ok=True)
                return installed
        except filelock.Timeout as error:
            raise UserError(ErrorCode.DOWNLOAD_RUNNING, path=str(first)) from error

    def _run(self, folder: Path, files: list[HubFile]) -> Installed:
        self._parts = [PartFile(folder, file) for file in files]
        try:
            for part in self._parts:
                part.resume(lambda: self._report(Phase.CHECKING))
            needed = sum(part.file.size - part.length for part in self._parts)
            if needed and needed + SPARE_BYTES > free_bytes(folder):
                raise no_space(folder, needed)
            for part in self._parts:
                self._complete(part)
            # The first file makes the model visible, so it comes last.
            done = [p.install(self._command.repo, self._revision) for p in self._parts[::-1]]
        finally:
            for part in self._parts:
                part.close()
        return Installed(self._command.id, tuple(done[::-1]))

    def _settle(self) -> list[HubFile]:
        """Return the files with size and SHA-256, asking the hub where one is not known.

        What the hub says of a moving revision counts more than what was known before.
        """
        command = self._command
        known = all(file.sha256 and file.size for file in command.files)
        if known and COMMIT.fullmatch(command.revision):
            return list(command.files)
        listing = repository.inspect(command.repo, command.revision, command.sources)
        self._revision = listing.commit or command.revision
        files = [found for wanted in command.files for found in listing.match(wanted.path)]
        for file in files:
            if not file.sha256:
                raise UserError(ErrorCode.HUB_NO_CHECKSUM, what=file.path, host=listing.host)
        return files

    def _complete(self, part: PartFile) -> None:
        """Receive what is missing, from one source after the other until the bytes are right."""
        sources = [s for s in self._command.sources if s.modelscope or s.endpoint != MODELSCOPE]
        failures: list[Failure] = []
        fruitless = corrupt = 0
        while not part.matches():
            if part.whole:
                part.restart()
                corrupt += 1
                if corrupt > len(sources):
                    host = part.record.host
                    raise UserError(ErrorCode.DOWNLOAD_CORRUPT, path=part.file.path, host=host)
            source, before = sources[0], part.length
            try:
                with client.failures(source, part.file.path):
                    self._receive(part, source)
                sources = [*sources[1:], source] if part.whole else sources
            except Failure as failure:
                failures.append(failure)
                fruitless = 0 if part.length > before else fruitless + 1
                if not failure.again:
                    sources = sources[1:]
                elif fruitless:
                    sources = [*sources[1:], source]
                if not sources or fruitless > (TRIES if self._received else TRIES_AT_FIRST):
                    raise _telling(failures).as_user_error() from failure
                if failure.again:
                    self._wait(failure, fruitless)

    def _receive(self, part: PartFile, source: Source) -> None:
        """Ask for the rest of a file and write what comes."""
        host = client.host_of(source)
        url = client.file_url(source, self._command.repo, self._revision, part.file.path)
        with client.get(url, source, _range_headers(part, host)) as response:
            if response.status_code == 416:
                part.restart()
                raise _nonsense(host, "416")
            client.check(response)
            self._expect(part, response, host)
            part.comes_from(host, response.headers.get("ETag", ""))
            for chunk in response.iter_raw():
                if part.length == 0 and len(chunk) >= 4 and not chunk.startswith(MAGIC):
                    raise _nonsense(host, "GGUF?", again=False)
                if part.length + len(chunk) > part.file.size:
                    part.restart()
                    raise _nonsense(host, "length", again=False)
                part.append(chunk)
                self._received = True
                self._report(Phase.RECEIVING, host)
        if not part.whole:
            raise _nonsense(host, "length")

    def _expect(self, part: PartFile, response: httpx.Response, host: str) -> None:
        """Compare the announcement with what is missing; a whole file is a new beginning."""
        if response.status_code == 206:
            match = CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if (
                match is None
                or int(match[1]) != part.length
                or match[3] not in ("*", str(part.file.size))
            ):
                raise _nonsense(host, "Content-Range", again=False)
        elif response.status_code == 200:
            length = response.headers.get("Content-Length")
            if length is not None and int(length) != part.file.size:
                raise _nonsense(host, "Content-Length", again=False)
            if part.length:
                part.restart()
        else:
            raise _nonsense(host, str(response.status_code), again=False)

    def _wait(self, failure: Failure, fruitless: int) -> None:
        pause = min(self._command.pause * (2**fruitless - 1), LONGEST_PAUSE)
        until = time.monotonic() + max(pause, failure.wait)
        while (left := until - time.monotonic()) > 0:
            host = str(failure.params.get("host", ""))
            self._report(Phase.WAITING, host, left)
            time.sleep(min(left, 0.5))

    def _report(self, phase: Phase, host: str = "", seconds: float = 0.0) -> None:
        now = time.monotonic()
        if now - self._reported >= REPORT_SECONDS:
            self._reported = now
            done = sum(part.length for part in self._parts)
            total = sum(part.file.size for part in self._parts)
            self._send(Progress(self._command.id, done, total, phase, host, seconds))


def _range_headers(part: PartFile, host: str) -> dict[str, str]:
    """Ask for the rest only; `If-Range` where the same host had a strong ETag for its bytes."""
    if not part.length:
        return {}
    headers = {"Range": f"bytes={part.length}-"}
    etag = part.record.etag
    if etag and not etag.startswith("W/") and part.record.host == host:
        headers["If-Range"] = etag
    return headers


def _nonsense(host: str, what: str, *, again: bool = True) -> Failure:
    return Failure(ErrorCode.HUB_UNREACHABLE, {"host": host, "reason": what}, again=again)


def _telling(failures: list[Failure]) -> Failure:
    """Return the failure that tells most: a refusal rather than a lost connection."""
    return next((failure for failure in failures if not failure.again), failures[-1])
