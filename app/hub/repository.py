"""What a repository contains, asked of the hub through its own client."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from huggingface_hub import HfApi

from app.hub import client
from app.hub_protocol import MODELSCOPE, HubFile, Source
from app.protocol import ErrorCode, UserError

T = TypeVar("T")


@dataclass(frozen=True)
class Listing:
    """The files of a repository at one commit."""

    commit: str
    files: tuple[HubFile, ...]
    host: str
    gated: bool

    def match(self, pattern: str) -> list[HubFile]:
        """Return the files whose path is or fits `pattern`; raises UserError(HUB_NOT_FOUND)."""
        found = [file for file in self.files if file.path == pattern]
        found = found or [f for f in self.files if fnmatch.fnmatchcase(f.path, pattern)]
        if not found:
            raise UserError(ErrorCode.HUB_NOT_FOUND, host=self.host, what=pattern, status=404)
        return found


def inspect(repo: str, revision: str, sources: Sequence[Source]) -> Listing:
    """List a repository with sizes and SHA-256; raises UserError."""

    def ask(source: Source) -> Listing:
        with client.failures(source, repo):
            info = HfApi(endpoint=source.endpoint).model_info(
                repo,
                revision=revision or None,
                files_metadata=True,
                token=source.token or False,
                timeout=client.TIMEOUT.read,
            )
        files = tuple(
            HubFile(file.rfilename, file.size or 0, file.lfs.sha256 if file.lfs else "")
            for file in info.siblings or []
        )
        return Listing(info.sha or "", files, client.host_of(source), bool(info.gated))

    return first_answer(sources, ask)


def first_answer(sources: Sequence[Source], ask: Callable[[Source], T]) -> T:
    """Ask one source after the other; raises the first one's UserError when none answers."""
    failures: list[client.Failure] = []
    for source in sources:
        if source.endpoint == MODELSCOPE:  # has files only, not the hub's listings
            continue
        try:
            return ask(source)
        except client.Failure as failure:
            failures.append(failure)
    if not failures:
        raise UserError(ErrorCode.HUB_UNREACHABLE, host=MODELSCOPE, reason="")
    raise failures[0].as_user_error()
