"""Repositories of the hub as a person names them, and the models that are in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from app.gguf import SPLIT_NAME
from app.hub_protocol import HubFile
from app.protocol import ErrorCode, UserError
from app.services.downloads import Request

# What the hub's own client accepts (huggingface_hub.utils.validate_repo_id).
REPO = re.compile(
    r"(?!.*(?:--|\.\.))\w(?:[\w.-]{0,94}\w)?/\w(?:[\w.-]{0,94}\w)?(?<!\.git)", re.ASCII
)
QUANTIZATION = re.compile(
    r"(?:^|[-._/])((?:UD-)?(?:I?Q\d(?:_[A-Z0-9]+)*|BF16|F16|F32|FP16|MXFP4(?:_MOE)?|TQ\d_\d))(?=[-._/]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reference:
    """What a person has pasted: a repository, perhaps a revision, a file or a quantization."""

    repo: str
    revision: str = "main"
    file: str = ""


@dataclass(frozen=True)
class Choice:
    """One model of a repository: its files, first the one that is loaded."""

    name: str
    files: tuple[HubFile, ...]
    projector: bool = False

    @property
    def size_bytes(self) -> int:
        return sum(file.size for file in self.files)

    @property
    def quantization(self) -> str:
        match = QUANTIZATION.search(self.name)
        return match[1].upper() if match else ""

    def request(self, repo: str, commit: str, projector: Choice | None = None) -> Request:
        """Return the download of this model, and of the projector that goes with it."""
        files = self.files + (projector.files if projector else ())
        return Request(f"{repo}/{self.name}", self.name, repo, commit, files)


def parse(text: str) -> Reference:
    """Understand `owner/name`, `owner/name:Q4_K_M` and addresses of pages and files.

    Raises UserError(HUB_BAD_ADDRESS).
    """
    text = text.strip()
    try:
        path = urlsplit(text if "://" in text else f"hub://host/{text}").path
    except ValueError as error:
        raise UserError(ErrorCode.HUB_BAD_ADDRESS, host=text) from error
    path = unquote(path).strip("/")
    if "://" not in text and re.match(r"[\w-]+(\.[\w-]+)+/[^/]+/", text):  # hf.co/owner/name
        path = path.split("/", 1)[1]
    path = path.removeprefix("models/")
    parts = path.split("/")
    repo, _, file = "/".join(parts[:2]).partition(":")
    revision = "main"
    if len(parts) > 3 and parts[2] in ("blob", "resolve", "tree", "raw"):
        revision, file = parts[3], "/".join(parts[4:])
    elif len(parts) > 2:
        file = "/".join(parts[2:])
    if not REPO.fullmatch(repo):
        raise UserError(ErrorCode.HUB_BAD_ADDRESS, host=text)
    return Reference(repo, revision, file)


def choices(files: Sequence[HubFile]) -> list[Choice]:
    """Group the GGUF files of a listing: the parts of a model together, projectors last."""
    groups: dict[tuple[str, str], list[HubFile]] = {}
    for file in sorted(files, key=lambda file: file.path):
        if file.path.lower().endswith(".gguf"):
            match = SPLIT_NAME.search(file.path)
            name = SPLIT_NAME.sub("", file.path).removesuffix(".gguf")
            groups.setdefault((name, match["total"] if match else ""), []).append(file)
    found = [
        Choice(name, tuple(group), projector="mmproj" in name.lower())
        for (name, _), group in groups.items()
    ]
    return sorted(found, key=lambda choice: (choice.projector, choice.size_bytes))


def choose(found: Sequence[Choice], wanted: str) -> list[Choice]:
    """Return the models that a file name, a part of it, or a quantization names."""
    models = [choice for choice in found if not choice.projector]
    exact = [c for c in found if wanted in (c.name, *_names(c))]
    quantized = [c for c in models if c.quantization == wanted.upper()]
    loose = [c for c in models if wanted.lower() in c.name.lower()]
    return exact or quantized or loose


def _names(choice: Choice) -> tuple[str, str]:
    path = choice.files[0].path
    return path, PurePosixPath(path).name
