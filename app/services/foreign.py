"""The model folders of other apps, whose files are used where they are."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger(__name__)
OLLAMA_MODEL = "application/vnd.ollama.image.model"


@dataclass(frozen=True)
class ModelFile:
    """A file that may be a model; the name and SHA-256 where the folder tells them."""

    path: Path
    name: str = ""
    sha256: str = ""
    place: str = ""


def scan(place: Path) -> list[ModelFile]:
    """Find the model files of a folder, or take one file; what cannot be read has none.

    A name that is no Unicode cannot cross to the engine, and is left out.
    """
    try:
        found = _scan(place)
    except OSError as error:
        log.info("%s: %s", place, error)
        return []
    return [file for file in found if _is_text(file.path)]


def _scan(place: Path) -> list[ModelFile]:
    if place.is_file():
        return [ModelFile(place, place=str(place))]
    if (place / "manifests").is_dir() and (place / "blobs").is_dir():
        return list(_ollama(place))
    return [ModelFile(path, place=str(place)) for path in sorted(place.rglob("*.gguf"))]


def _is_text(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        log.info("%a is left out", str(path))
        return False
    return True


def _ollama(root: Path) -> Iterator[ModelFile]:
    """Read Ollama's manifests, which name blobs by their SHA-256.

    https://github.com/ollama/ollama/blob/main/manifest/manifest.go
    """
    for manifest in sorted((root / "manifests").rglob("*")):
        if not manifest.is_file():
            continue
        try:
            layers = json.loads(manifest.read_bytes())["layers"]
            digests = [x["digest"] for x in layers if x["mediaType"] == OLLAMA_MODEL]
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            log.info("%s: %r", manifest, error)
            continue
        for digest in digests:
            sha256 = str(digest).removeprefix("sha256:")
            blob = root / "blobs" / f"sha256-{Path(sha256).name}"
            name = f"{manifest.parent.name}:{manifest.name}"
            if blob.is_file():
                yield ModelFile(blob, name, sha256, str(root))


def known_places() -> list[tuple[str, Path]]:
    """Return the folders of other apps that are on this computer, with the apps' names."""
    home = Path.home()
    if sys.platform == "win32":
        data = Path(os.environ.get("APPDATA", home / "AppData/Roaming"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
    elif sys.platform == "darwin":
        data = local = home / "Library/Application Support"
    else:
        data, local = home / ".config", home / ".local/share"
    places = [
        ("LM Studio", home / ".lmstudio/models"),
        ("LM Studio", home / ".cache/lm-studio/models"),
        ("Ollama", Path(os.environ.get("OLLAMA_MODELS", home / ".ollama/models"))),
        ("Ollama", Path("/usr/share/ollama/.ollama/models")),
        ("Jan", data / "Jan/data/llamacpp/models"),
        ("Jan", local / "Jan/data/llamacpp/models"),
        ("GPT4All", local / "nomic.ai/GPT4All"),
    ]
    found = {path: name for name, path in places if _readable(path)}
    return [(name, path) for path, name in found.items()]


def _readable(path: Path) -> bool:
    try:
        return path.is_dir() and os.access(path, os.R_OK)
    except OSError:
        return False
