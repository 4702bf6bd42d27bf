"""`inkstone kit ...`, as a person runs it, with real hub processes."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import resource
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from app import __version__
from app.paths import Folders
from tests.ggufs import write_model, write_projector
from tests.services.conftest import give_receipt
from tests.test_cli import run

RUN = f"Inkstone-{__version__}-{platform.machine()}.run"
LARGE = 300 << 20  # what takes long enough to be killed in the middle
# The same command as an installed program runs it.
FROZEN = """
import sys
from pathlib import Path
from app import cli, paths, runfile
paths.program_folder = lambda: Path(sys.argv[1])
runfile.write = lambda folder, out: out.write_bytes((folder / "inkstone").read_bytes())
sys.exit(cli.main(sys.argv[2:]))
"""
# What installs a program that is this very code.
INSTALLER = """
mkdir -p "$HOME/.local/opt/inkstone"
cat >"$HOME/.local/opt/inkstone/inkstone" <<'END'
#!/bin/sh
export PYTHONPATH={source} INKSTONE_DATA_DIR="$HOME/数据 data"
exec {python} -m app "$@"
END
chmod 755 "$HOME/.local/opt/inkstone/inkstone"
"""


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return tmp_path / "U 盘" / "my kit"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "inkstone.deb"
    path.write_bytes(b"!<arch>\n")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Folders:
    """The data folder of another computer."""
    root = tmp_path / "另一台 computer"
    return Folders(root, root / "cache", root / "logs")


def answer(*arguments: str | Path, data: Folders | None = None) -> dict[str, Any]:
    """Run with --json; stdout is one object and nothing else."""
    done = kit_command(*arguments, "--json", data=data)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def kit_command(
    *arguments: str | Path, data: Folders | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {"INKSTONE_DATA_DIR": str(data.data)} if data else {}
    return run("kit", *map(str, arguments), **environment)


def complaint(*arguments: str | Path, data: Folders | None = None) -> str:
    """Run what is refused: one line on stderr."""
    done = kit_command(*arguments, "--json", data=data)
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("inkstone: ")]
    return line


def fault(kit: Path) -> dict[str, str]:
    """Install a kit with one model that cannot be; what is told as JSON is told in words too."""
    done = kit_command("install", kit, "--json")
    assert done.returncode == 3, done.stderr
    found = json.loads(done.stdout)
    assert found["models"] == []
    (row,) = found["faults"]
    assert f"inkstone: {row['id']}: {row['words']}\n" in done.stderr
    assert isinstance(row, dict)
    return row


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def test_models_are_carried_to_another_computer(
    folders: Folders, other: Folders, kit: Path, package: Path
) -> None:
    path = write_model(folders.models / "作者" / "repo" / "own 模型.gguf", name="own")
    digest = give_receipt(path)
    write_projector(path.with_name("mmproj.gguf"))
    write_model(folders.models / "second.gguf", name="second")
    done = kit_command(
        "make", kit, "--models", "own 模型,smollm2-135m-instruct", "--installer", package
    )
    assert done.returncode == 0, done.stderr
    assert "SmolLM2 135M Instruct is part of the program" in done.stderr
    assert "own 模型.gguf" in done.stdout and "SmolLM2" not in done.stdout
    made = answer("make", kit, "--models", f"{path},second.gguf", "--installer", package)
    assert made["folder"] == str(kit)
    assert [(file["path"], file["kind"]) for file in made["files"]] == [
        ("models/作者/repo/own 模型.gguf", "model"),
        ("models/作者/repo/mmproj.gguf", "model"),
        ("models/second.gguf", "model"),
        ("inkstone.deb", "installer"),
    ]
    size = path.stat().st_size
    assert made["files"][0] | {"size": size, "sha256": digest} == made["files"][0]

    done = kit_command("install", kit, data=other)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("installed ") == 2
    found = answer("install", kit, data=other)
    target = other.models / "作者" / "repo" / "own 模型.gguf"
    assert found == {
        "models": [
            {"id": "own 模型", "path": str(target), "state": "present"},
            {"id": "second", "path": str(other.models / "second.gguf"), "state": "present"},
        ],
        "faults": [],
        "version": __version__,
    }
    assert target.read_bytes() == path.read_bytes()
    done = run("models", "verify", "own 模型", INKSTONE_DATA_DIR=str(other.data))
    assert (done.returncode, done.stdout) == (0, "ok\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["make"],
        ["make", "DIR"],
        ["make", "DIR", "--models", " ,"],
        ["install"],
        ["sell", "DIR"],
    ],
)
def test_bad_use_is_2(folders: Folders, arguments: list[str]) -> None:
    assert kit_command(*arguments).returncode == 2


def test_what_cannot_be_made_is_told(folders: Folders, kit: Path, package: Path) -> None:
    write_model(folders.models / "own.gguf")
    assert "--installer FILE" in complaint("make", kit, "--models", "own")
    assert "nothing" in complaint("make", kit, "--models", "nothing", "--installer", package)
    words = complaint("make", kit, "--models", "qwen3-8b", "--installer", package)
    assert words.endswith("inkstone models download qwen3-8b")
    missing = package.with_name("none.deb")
    assert str(missing) in complaint("make", kit, "--models", "own", "--installer", missing)
    assert not (kit / "kit.json").exists()


def test_what_cannot_be_installed_is_told(folders: Folders, kit: Path, package: Path) -> None:
    assert str(kit) in complaint("install", kit)
    write_model(folders.models / "own.gguf")
    answer("make", kit, "--models", "own", "--installer", package)
    (folders.models / "own.gguf").write_bytes(b"mine")
    assert "own.gguf already" in fault(kit)["words"]
    assert (folders.models / "own.gguf").read_bytes() == b"mine"
    (folders.models / "own.gguf").unlink()
    path = kit / "models" / "own.gguf"
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    found = fault(kit)
    assert found["code"] == "kit-damaged"
    assert "own.gguf" in found["words"] and "Make the kit again" in found["words"]
    listing = kit / "kit.json"
    whole = listing.read_text(encoding="utf-8")
    listing.write_text(whole.replace("models/own.gguf", "models/../../own.gguf"))
    assert "kit.json" in complaint("install", kit)
    listing.write_text(whole[:50], encoding="utf-8")
    assert "kit.json" in complaint("install", kit)
    listing.write_text(whole.replace('"format": 1', '"format": 2'))
    assert "newer" in complaint("install", kit)
    assert not list(folders.models.iterdir())


def test_the_other_models_are_installed_all_the_same(
    folders: Folders, other: Folders, kit: Path, package: Path
) -> None:
    for name in ("a", "b"):
        write_model(folders.models / f"{name}.gguf", name=name)
    answer("make", kit, "--models", "a,b", "--installer", package)
    other.models.mkdir(parents=True)
    own = write_model(other.models / "a.gguf", name="mine")
    mine = own.read_bytes()
    done = kit_command("install", kit, data=other)
    assert done.returncode == 3
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[:2] for line in lines] == [["installed", "b"], ["failed", "a"]]
    assert done.stdout.endswith(f" {own}\n")
    assert "inkstone: a: There is a file named a.gguf already." in done.stderr
    assert own.read_bytes() == mine
    assert (other.models / "b.gguf").exists()


def test_a_newer_program_is_told(folders: Folders, kit: Path, package: Path) -> None:
    newer = package.with_name("Inkstone-99.1.0-x86_64.run")
    newer.write_bytes(b"#!/bin/sh\n")
    options = ["--installer", newer, "--installer", package]
    answer("make", kit, "--models", "smollm2-135m-instruct", *options)
    assert kit_command("install", kit).stderr.count(str(kit)) == 0
    listing = kit / "kit.json"
    words = listing.read_text(encoding="utf-8")
    listing.write_text(words.replace(f'"version": "{__version__}"', '"version": "99.1.0"'))
    done = kit_command("install", kit)
    assert done.returncode == 0, done.stderr
    command = done.stderr.splitlines()[-1]
    assert shlex.split(command) == ["sh", str(kit / newer.name)]  # the path has spaces


def test_an_installed_program_packs_itself(folders: Folders, kit: Path, tmp_path: Path) -> None:
    program = tmp_path / "opt 墨"
    program.mkdir()
    (program / "inkstone").write_bytes(b"the program")
    write_model(folders.models / "own.gguf")
    arguments = [sys.executable, "-c", FROZEN, str(program), "kit", "make", str(kit)]
    command = [*arguments, "--models", "own", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    file = json.loads(done.stdout)["files"][-1]
    assert (file["path"], file["kind"]) == (RUN, "installer")
    assert (kit / RUN).read_bytes() == b"the program"


def test_a_file_system_that_takes_no_such_file_is_told(
    folders: Folders, kit: Path, package: Path
) -> None:
    path = write_model(folders.models / "own.gguf")
    with path.open("r+b") as file:
        file.truncate(3_000_000)
    command = [sys.executable, "-m", "app", "kit", "make", str(kit), "--models", "own"]
    done = subprocess.run(
        [*command, "--installer", str(package)],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000,) * 2),
    )
    assert done.returncode == 3
    assert "FAT32" in done.stderr and "exFAT" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (kit / "kit.json").exists()


@pytest.fixture
def large(folders: Folders, kit: Path, other: Folders) -> Iterator[Path]:
    """A model that takes long to copy, most of it empty."""
    path = write_model(folders.models / "x" / "y" / "large.gguf", name="large")
    with path.open("r+b") as file:
        file.truncate(LARGE)
    give_receipt(path)
    yield path
    for folder in (folders.models, kit, other.data):
        shutil.rmtree(folder, ignore_errors=True)


def kill_in_the_middle(part: Path, *arguments: str | Path, data: Folders | None = None) -> int:
    """Run a command and kill it while `part` grows; return how far it came."""
    environment = {**os.environ, **({"INKSTONE_DATA_DIR": str(data.data)} if data else {})}
    command = [sys.executable, "-m", "app", "kit", *map(str, arguments)]
    null = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=null, stderr=null, env=environment) as process:
        until = time.monotonic() + 60
        while not part.exists() or part.stat().st_size < 8 << 20:
            assert process.poll() is None and time.monotonic() < until
            time.sleep(0.002)
        children = psutil.Process(process.pid).children()
        process.kill()
    psutil.wait_procs(children, timeout=10)
    size = part.stat().st_size
    assert 8 << 20 <= size < LARGE
    return size


def flip(path: Path) -> None:
    """Change a byte that lies in what has been copied."""
    with path.open("r+b") as file:
        file.seek(4 << 20)
        (byte,) = file.read(1)
        file.seek(4 << 20)
        file.write(bytes([byte ^ 1]))


def test_a_killed_kit_goes_on_and_ends_right(
    folders: Folders, other: Folders, kit: Path, package: Path, large: Path
) -> None:
    digest = sha256(large)
    make = ("make", kit, "--models", "large", "--installer", package)
    part = kit / "models" / "x" / "y" / "large.gguf.part"
    kill_in_the_middle(part, *make)
    assert not (kit / "kit.json").exists()
    assert str(kit) in complaint("install", kit, data=other)
    flip(large)  # whoever began anew would copy this, and fail
    made = answer(*make)
    assert (made["files"][0]["sha256"], made["files"][0]["size"]) == (digest, LARGE)
    source = kit / "models" / "x" / "y" / "large.gguf"
    assert sha256(source) == digest
    left = {path.name for path in source.parent.iterdir()}
    assert left == {"large.gguf", "large.gguf.json"}

    target = other.models / "x" / "y" / "large.gguf"
    kill_in_the_middle(target.with_name("large.gguf.part"), "install", kit, data=other)
    assert not target.exists()
    flip(source)
    found = answer("install", kit, data=other)
    assert [model["state"] for model in found["models"]] == ["installed"]
    assert sha256(target) == digest
    left = {path.name for path in target.parent.iterdir()}
    assert left == {"large.gguf", "large.gguf.json"}


def test_the_script_installs_program_and_models(
    folders: Folders, kit: Path, tmp_path: Path
) -> None:
    write_model(folders.models / "own 模型.gguf", name="own")
    installer = tmp_path / RUN
    source = Path(__file__).parent.parent
    installer.write_text(INSTALLER.format(source=source, python=sys.executable), encoding="utf-8")
    answer("make", kit, "--models", "own 模型", "--installer", installer)
    home = tmp_path / "家 home"
    home.mkdir()
    command = ["env", "-i", f"HOME={home}", "sh", "install.sh"]
    done = subprocess.run(command, cwd=kit, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    installed = home / "数据 data" / "models" / "own 模型.gguf"
    assert installed.read_bytes() == (folders.models / "own 模型.gguf").read_bytes()
    assert "Done." in done.stdout
