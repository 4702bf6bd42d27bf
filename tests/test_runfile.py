"""The self-extracting installer installs, upgrades and removes, and nothing else."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app import runfile

ROOT = Path(__file__).parent.parent
LINUX = ROOT / "packaging" / "linux"
PROGRAM = """#!/bin/sh
[ "${1:-}" = where ] && echo "data: $HOME/.local/share/Inkstone" && exit
echo "the program $*"
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is for Linux")

Made = Callable[[str], Path]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return what makes an installer of a small program with a version."""

    def make(version: str) -> Path:
        folder = tmp_path / f"program {version}"
        shutil.copytree(LINUX / "share", folder / "share")
        shutil.copytree(LINUX / "setup", folder / "share" / "setup")
        (folder / "share" / "VERSION").write_text(f"{version}\n", encoding="ascii")
        (folder / "_internal").mkdir()
        (folder / "_internal" / f"part of {version}").write_bytes(b"x" * 3000)
        (folder / "_internal" / "link").symlink_to(f"part of {version}")
        (folder / "inkstone").write_text(PROGRAM, encoding="utf-8")
        (folder / "inkstone").chmod(0o755)
        out = tmp_path / f"Inkstone {version}.run"
        runfile.write(folder, out)
        return out

    return make


class Person:
    """A home, and an account in it that is nobody special."""

    def __init__(self, folder: Path, language: str = "C") -> None:
        self.home = folder / "家 home"
        applications = self.home / ".local" / "share" / "applications"
        applications.mkdir(parents=True)
        for name in ("other.desktop", "mimeinfo.cache"):  # the latter is the desktop's own
            (applications / name).write_text("theirs")
        tools = folder / "tools"
        tools.mkdir(parents=True)
        (tools / "id").write_text('#!/bin/sh\n[ "$1" = -u ] && echo 1000 || echo writer\n')
        (tools / "id").chmod(0o755)
        self.environment = {"PATH": f"{tools}:/usr/bin:/bin", "LANG": language}
        self.environment["HOME"] = str(self.home)

    @property
    def program(self) -> Path:
        return self.home / ".local" / "opt" / "inkstone"

    @property
    def command(self) -> Path:
        return self.home / ".local" / "bin" / "inkstone"

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a script with sh."""
        words = ["sh", *map(str, command)]
        environment = self.environment
        return subprocess.run(
            words,
            env=environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def files(self) -> set[str]:
        return {str(path.relative_to(self.home)) for path in self.home.rglob("*")}


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def test_it_installs_for_one_person_and_goes_without_a_trace(made: Made, person: Person) -> None:
    before = person.files()
    done = person.run(made("1.2.0"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"Start it with: {person.command}"
    started = subprocess.check_output([person.command, "a b"], text=True)
    assert started == "the program a b\n"
    assert (person.program / "_internal" / "link").read_bytes() == b"x" * 3000
    share = person.home / ".local" / "share"
    entry = (share / "applications" / "inkstone.desktop").read_text(encoding="utf-8")
    assert f'Exec="{person.program}/inkstone" %f\n' in entry
    assert (share / "mime" / "packages" / "inkstone.xml").exists()
    assert (share / "man" / "zh_CN" / "man1" / "inkstone.1").exists()

    (share / "Inkstone").mkdir()
    (share / "Inkstone" / "inkstone.db").write_text("what they wrote")
    done = person.run(person.program / "uninstall")
    assert done.returncode == 0, done.stderr
    assert f"data: {share}/Inkstone" in done.stdout
    kept = {".local/share/Inkstone", ".local/share/Inkstone/inkstone.db"}
    assert person.files() == before | kept


def test_an_upgrade_leaves_nothing_of_the_old_one(made: Made, person: Person) -> None:
    before = person.files()
    person.run(made("1.2.0"))
    assert person.run(made("1.10.0")).returncode == 0
    parts = sorted(path.name for path in (person.program / "_internal").iterdir())
    assert parts == ["link", "part of 1.10.0"]
    assert person.run(person.program / "uninstall").returncode == 0
    assert person.files() == before


def test_an_older_one_is_refused_with_words(made: Made, person: Person) -> None:
    person.run(made("1.10.0"))
    before = person.files()
    older = made("1.9.0")
    done = person.run(older)
    assert done.returncode == 1
    assert "Inkstone 1.10.0 is installed, which is newer than 1.9.0" in done.stderr
    assert person.files() == before
    assert person.run(older, "--force").returncode == 0
    assert (person.program / "share" / "VERSION").read_text() == "1.9.0\n"


@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_file_changes_nothing(made: Made, person: Person, damage: str) -> None:
    person.run(made("1.2.0"))
    before = person.files()
    newer = made("1.3.0")
    data = bytearray(newer.read_bytes())
    data[-100] ^= 1
    newer.write_bytes(data[:-50] if damage == "cut" else data)
    done = person.run(newer)
    assert done.returncode == 1
    assert "damaged or incomplete" in done.stderr
    assert person.files() == before


def test_it_keeps_off_a_folder_that_is_something_else(made: Made, person: Person) -> None:
    other = person.home / "novel"
    other.mkdir()
    (other / "chapter 1").write_text("once upon a time")
    before = person.files()
    done = person.run(made("1.2.0"), "--prefix", other)
    assert done.returncode == 1
    assert "is there and is no Inkstone" in done.stderr
    assert person.files() == before


def test_a_folder_of_ones_own_choice(made: Made, person: Person) -> None:
    place = person.home / "程序 programs" / "ink"
    assert person.run(made("1.2.0"), "--prefix", place).returncode == 0
    assert person.command.resolve() == place / "inkstone"
    before = person.files()
    assert person.run(made("1.3.0"), "--prefix", place).returncode == 0
    assert person.files() == {name.replace("1.2.0", "1.3.0") for name in before}
    assert person.run(place / "uninstall").returncode == 0
    assert not place.exists() and not person.command.is_symlink()


@pytest.mark.parametrize("kind", ["file", "link", "link to a folder"])
def test_a_command_of_theirs_stays(made: Made, person: Person, kind: str) -> None:
    person.command.parent.mkdir()
    theirs = person.home / "theirs"
    if kind == "link to a folder":
        theirs.mkdir()
    else:
        theirs.write_text("something else")
    if kind == "file":
        theirs.rename(person.command)
    else:
        person.command.symlink_to(theirs)
    entry = person.home / ".local" / "share" / "applications" / "inkstone.desktop"
    entry.write_text("made by hand")
    before = person.files()
    done = person.run(made("1.2.0"))
    assert done.stdout.splitlines()[-1] == f"Start it with: {person.program}/inkstone"
    assert person.run(person.program / "uninstall").returncode == 0
    assert person.files() == before
    assert entry.read_text() == "made by hand"
    if kind == "file":
        assert person.command.read_text() == "something else"
    else:
        assert person.command.readlink() == theirs


def test_what_lies_beside_the_program_stays(made: Made, person: Person) -> None:
    person.run(made("1.2.0"))
    data = person.program / "data"
    data.mkdir()
    (data / "novel").write_text("once upon a time")
    beside = person.program.with_name("inkstone.old")
    beside.mkdir()
    assert person.run(made("1.3.0")).returncode == 0
    assert (data / "novel").exists()
    done = person.run(person.program / "uninstall")
    assert f"What else is in {person.program} stays there." in done.stdout
    assert [path.name for path in person.program.iterdir()] == ["data"]
    assert (data / "novel").exists() and beside.is_dir()


def test_a_program_that_cannot_start_takes_no_place(
    made: Made, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.run(made("1.2.0"))
    before = person.files()
    monkeypatch.setattr(sys.modules[__name__], "PROGRAM", "#!/bin/sh\necho no glibc >&2\nexit 1\n")
    done = person.run(made("1.3.0"))
    assert done.returncode == 1
    assert "no glibc" in done.stderr and "glibc 2.35" in done.stderr
    assert person.files() == before
    assert subprocess.check_output([person.command, "x"], text=True) == "the program x\n"


def test_a_running_program_is_not_changed(made: Made, person: Person) -> None:
    person.run(made("1.2.0"))
    newer = made("1.3.0")
    before = person.files()
    shutil.copy("/bin/sleep", person.program / "inkstone")
    running = subprocess.Popen([person.program / "inkstone", "60"])
    try:
        for command in (newer, person.program / "uninstall"):
            done = person.run(command)
            assert done.returncode == 1
            assert "Inkstone is running" in done.stderr
        assert person.files() == before
    finally:
        running.kill()
        running.wait()


@pytest.mark.parametrize("place", ["ink/", "x/../ink", "./ink"])
def test_a_folder_however_it_is_named(made: Made, person: Person, place: str) -> None:
    (person.home / "x").mkdir()
    before = person.files()
    done = person.run(made("1.2.0"), "--prefix", place)
    assert done.returncode == 0, done.stderr
    assert person.command.readlink() == person.home / "ink" / "inkstone"
    assert person.run("ink/uninstall").returncode == 0
    assert person.files() == before


def test_everybody_may_use_what_a_careful_person_installs(made: Made, person: Person) -> None:
    newer = made("1.2.0")
    person.run("-c", f"umask 077; exec sh '{newer}'")
    for path in (person.program, person.program / "_internal", person.command.parent):
        assert path.stat().st_mode & 0o777 == 0o755


def test_an_interruption_changes_nothing(made: Made, person: Person) -> None:
    person.run(made("1.2.0"))
    before = person.files()
    newer, begun = made("1.3.0"), person.home.parent / "begun"
    slow = person.home.parent / "tools" / "tar"
    slow.write_text(f"#!/bin/sh\ntouch '{begun}'\nexec sleep 60\n")
    slow.chmod(0o755)
    environment = person.environment
    running = subprocess.Popen(["sh", newer], env=environment, start_new_session=True)
    while not begun.exists():
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does with Ctrl+C
    assert running.wait(20) == 130
    assert person.files() == before


def test_it_speaks_chinese(made: Made, tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    person = Person(tmp_path / "zh", "zh_CN.UTF-8")
    assert "启动命令" in person.run(made("1.2.0")).stdout
    assert "已卸载" in person.run(person.program / "uninstall").stdout


def test_what_an_installed_program_has_more_is_left_out(made: Made, person: Person) -> None:
    person.run(made("1.2.0"))
    again = person.home.parent / "again.run"
    runfile.write(person.program, again)
    other = Person(person.home.parent / "other")
    assert other.run(again).returncode == 0
    listed = (other.program / "installed").read_text(encoding="utf-8")
    assert str(person.home) not in listed
    assert os.access(other.program / "uninstall", os.X_OK)
