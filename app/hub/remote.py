"""A file of the hub that is read in blocks, as far as a header reaches."""

from __future__ import annotations

from collections.abc import Sequence

from app.hub import client
from app.hub.repository import first_answer
from app.hub_protocol import HubFile, Source
from app.protocol import ErrorCode, UserError

BLOCK = 1 << 20
LARGEST_HEADER = 96 << 20


class RemoteFile:
    """Reads ahead in growing blocks; what lies beyond the largest header is refused."""

    def __init__(self, repo: str, revision: str, file: HubFile, sources: Sequence[Source]) -> None:
        self._repo, self._revision, self._file = repo, revision, file
        self._sources = sources
        self._data = bytearray()
        self._at = 0

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer at the end of the file."""
        end = min(self._at + size, self._file.size)
        if end > LARGEST_HEADER:
            raise UserError(ErrorCode.MODEL_NOT_GGUF, path=self._file.path)
        while len(self._data) < end:
            self._data += self._fetch(len(self._data), max(end, 2 * len(self._data), BLOCK))
        piece = bytes(self._data[self._at : end])
        self._at = end
        return piece

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset if whence == 0 else self._at + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def _fetch(self, start: int, end: int) -> bytes:
        end = min(end, self._file.size)

        def ask(source: Source) -> bytes:
            url = client.file_url(source, self._repo, self._revision, self._file.path)
            headers = {"Range": f"bytes={start}-{end - 1}"}
            with client.failures(source, self._file.path), client.get(url, source, headers) as got:
                client.check(got)
                whole = got.status_code == 200
                data = bytearray()
                for chunk in got.iter_raw():
                    data += chunk
                    if len(data) >= (end if whole else end - start):
                        break
            return bytes(data[start:end] if whole else data[: end - start])

        data = first_answer(self._sources, ask)
        if not data:
            raise UserError(ErrorCode.MODEL_NOT_GGUF, path=self._file.path)
        return data
