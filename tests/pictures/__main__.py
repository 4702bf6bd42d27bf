"""Makes the pictures of the README: `python -m tests.pictures FOLDER MODEL [NAME ...]`.

Each is of the real window, painted off the screen, in a process and a data folder of its own. What
the model says in them is what MODEL says, a GGUF file that knows Chinese and FIM; only the text of
the piece and the change to it are there from the start.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.pictures.scenes import SCENES
from tests.pictures.stage import Stage


@dataclass(frozen=True)
class Picture:
    """A scene in a theme and a language; `scale` in percent."""

    scene: str
    theme: str
    language: str
    scale: int = 100

    @property
    def name(self) -> str:
        size = f"-{self.scale}" if self.scale != 100 else ""
        return f"{self.scene}-{self.theme}-{self.language}{size}"


PICTURES = (
    Picture("chat", "light", "en"),
    Picture("chat", "dark", "zh"),
    Picture("settings", "light", "zh"),
    Picture("chat", "dark", "en", 200),
    *(
        picture
        for scene in ("models", "write", "poetry", "translate", "code")
        for picture in (Picture(scene, "light", "en"), Picture(scene, "dark", "zh"))
    ),
)


def take(picture: Picture, folder: Path, model: Path) -> None:
    """Take one picture, in this process."""
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=str(picture.scale / 100))
    with contextlib.closing(Stage(picture.theme, picture.language, model)) as stage:
        SCENES[picture.scene](stage)
        stage.save(folder / f"{picture.name}.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    wanted = [one for one in PICTURES if not options.names or one.name in options.names]
    options.folder.mkdir(parents=True, exist_ok=True)
    if len(wanted) == 1:
        take(wanted[0], options.folder, options.model.resolve())
        return 0
    for picture in wanted:
        print(picture.name, flush=True)
        command = ("-m", "tests.pictures", str(options.folder), str(options.model), picture.name)
        subprocess.run([sys.executable, *command], check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
