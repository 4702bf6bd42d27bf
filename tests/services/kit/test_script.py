"""install.sh on the stick, with an environment that has next to nothing."""

from __future__ import annotations

import hashlib
import os
import platform
import pwd
import shutil
import subprocess
from pathlib import Path

import pytest

from app import paths

OWN = ".local/opt/inkstone"  # where a program of the person's own is
MACHINE = platform.machine()
TOOLS = ("cat", "chmod", "dirname", "grep", "id", "ls", "mkdir", "sed", "sort", "tail", "uname")
INSTALLED = [Path(folder, "inkstone") for folder in ("/opt/inkstone", "/usr/bin")]
NOT_INSTALLED = pytest.mark.skipif(
    any(path.exists() for path in INSTALLED), reason="Inkstone is installed"
)
PROGRAM = """#!/bin/sh
if [ "$1" = --version ]; then echo "inkstone {version}"; exit; fi
echo "$0 $@" >>"$HOME/asked"
exit {status}
"""
# Installs that program as the real installer does.
INSTALLER = """
echo {version} >>"$HOME/ran"
mkdir -p "$HOME/{own}"
cat >"$HOME/{own}/inkstone" <<'END'
{program}END
chmod {mode} "$HOME/{own}/inkstone"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "家 home"
    path.mkdir()
    return path


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    path = tmp_path / "U 盘" / "my kit"
    path.mkdir(parents=True)
    shutil.copyfile(paths.resource("kit", "install.sh"), path / "install.sh")
    return path


@pytest.fixture(params=["sh", "bash"])
def shell(request: pytest.FixtureRequest) -> str:
    found = shutil.which(request.param)
    if found is None:
        pytest.skip(f"there is no {request.param}")
    return found


def write_program(path: Path, version: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(program(version))
    path.chmod(0o755)


def program(version: str, status: int = 0) -> str:
    return PROGRAM.format(version=version, status=status)


def add(
    kit: Path, version: str, *, status: int = 0, machine: str = MACHINE, mode: str = "755"
) -> Path:
    """Put an installer into the kit, whose program has `mode` and ends with `status`."""
    text = program(version, status)
    script = INSTALLER.format(version=version, program=text, own=OWN, mode=mode)
    return add_script(kit, script, f"{version}-{machine}")


def add_script(kit: Path, script: str, name: str = f"999.0.0-{MACHINE}") -> Path:
    path = kit / f"Inkstone-{name}.run"
    path.write_text(script)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with (kit / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(f"{digest}  {path.name}\n")
    return path


def install(
    shell: str, kit: Path, home: Path | None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run it as `env -i sh install.sh` does, in its folder."""
    if home:
        environment["HOME"] = str(home)
    command = ["env", "-i", *(f"{name}={value}" for name, value in environment.items())]
    command += [shell, "install.sh"]
    return subprocess.run(command, cwd=kit, capture_output=True, text=True, timeout=60)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def test_the_newest_that_fits_is_installed_and_then_the_models(
    shell: str, kit: Path, home: Path
) -> None:
    for version in ("0.9.12", "0.10.2", "0.10.1"):
        add(kit, version)
    add(kit, "0.11.0", machine="riscv64")
    done = install(shell, kit, home)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert lines(home / "ran") == ["0.10.2"]
    assert lines(home / "asked") == [f"{home}/{OWN}/inkstone kit install {kit}"]
    assert "Installing Inkstone 0.10.2" in done.stdout
    done = install(shell, kit, home)  # once more: only the models
    assert done.returncode == 0, done.stderr
    assert lines(home / "ran") == ["0.10.2"]
    assert len(lines(home / "asked")) == 2


def test_it_is_found_from_another_folder(shell: str, kit: Path, home: Path) -> None:
    add(kit, "0.7.0")
    command = ["env", "-i", f"HOME={home}", shell, str(kit / "install.sh")]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert lines(home / "asked") == [f"{home}/{OWN}/inkstone kit install {kit}"]


@pytest.mark.parametrize(
    ("kinds", "chosen"),
    [
        (["-cuda"], "-cuda"),
        (["-vulkan"], "-vulkan"),
        (["-cuda", "-vulkan"], "-vulkan"),
        (["-cuda", "-vulkan", ""], ""),
        (["-tpu"], None),
    ],
)
def test_an_installer_for_a_gpu_will_do(
    shell: str, kit: Path, home: Path, kinds: list[str], chosen: str | None
) -> None:
    add(kit, "0.6.0")
    for kind in kinds:
        add(kit, "0.8.0", machine=MACHINE + kind)
    done = install(shell, kit, home)
    assert done.returncode == 0, done.stderr
    version = "0.6.0" if chosen is None else "0.8.0"
    assert lines(home / "ran") == [version]
    assert f"Inkstone-{version}-{MACHINE}{chosen or ''}.run" in done.stdout


@pytest.mark.parametrize("name", ["LANG", "LC_ALL", "LC_MESSAGES"])
def test_it_speaks_chinese(shell: str, kit: Path, home: Path, name: str) -> None:
    add(kit, "0.7.0")
    done = install(shell, kit, home, **{name: "zh_CN.UTF-8"})
    assert "正在安装模型" in done.stdout
    assert "Installing" not in done.stdout


def test_a_damaged_installer_is_not_run(shell: str, kit: Path, home: Path) -> None:
    path = add(kit, "0.7.0")
    path.write_text(path.read_text().replace("mkdir", "mkdjr"))
    done = install(shell, kit, home)
    assert done.returncode == 1
    assert f"{path.name} is damaged" in done.stderr
    assert list(home.iterdir()) == []
    (kit / "SHA256SUMS").unlink()
    assert install(shell, kit, home).returncode == 1


def test_it_does_without_sha256sum(shell: str, kit: Path, home: Path, tmp_path: Path) -> None:
    add(kit, "0.7.0")
    (kit / "SHA256SUMS").unlink()
    done = install(shell, kit, home, PATH=str(tools(tmp_path)))
    assert done.returncode == 0, done.stderr
    assert len(lines(home / "asked")) == 1


def tools(tmp_path: Path, **own: str) -> Path:
    """Make a folder with the tools that every Linux has, and scripts instead of some."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        if name not in own:
            (folder / name).symlink_to(str(shutil.which(name)))
    (folder / "sh").symlink_to("/bin/sh")
    for name, script in own.items():
        (folder / name).write_text(script)
        (folder / name).chmod(0o755)
    return folder


def test_an_installer_that_fails_is_told(shell: str, kit: Path, home: Path) -> None:
    add_script(kit, "echo no room; exit 5\n")
    done = install(shell, kit, home)
    assert done.returncode == 1
    assert "no room" in done.stdout
    assert "could not be installed" in done.stderr


def test_models_that_fail_are_told(shell: str, kit: Path, home: Path) -> None:
    add(kit, "0.7.0", status=3)
    done = install(shell, kit, home)
    assert done.returncode == 1
    assert "Not all models could be installed" in done.stderr
    assert "Done" not in done.stdout


@NOT_INSTALLED
def test_no_installer_for_this_computer_is_told(
    shell: str, kit: Path, home: Path, tmp_path: Path
) -> None:
    add(kit, "0.7.0", machine="riscv64")
    done = install(shell, kit, home, PATH=str(tools(tmp_path)))
    assert done.returncode == 1
    assert MACHINE in done.stderr and "package" in done.stderr
    assert list(home.iterdir()) == []


@NOT_INSTALLED
def test_an_installed_package_is_enough(shell: str, kit: Path, home: Path, tmp_path: Path) -> None:
    folder = tools(tmp_path, inkstone=program("0.7.0"))
    done = install(shell, kit, home, PATH=str(folder))
    assert done.returncode == 0, done.stderr
    assert lines(home / "asked") == [f"{folder}/inkstone kit install {kit}"]


def test_a_newer_program_stays(shell: str, kit: Path, home: Path) -> None:
    add(kit, "0.9.0")
    path = home / OWN / "inkstone"
    write_program(path, "0.10.0")
    assert install(shell, kit, home).returncode == 0
    assert not (home / "ran").exists()
    path.write_text(program("0.8.0"))
    assert install(shell, kit, home).returncode == 0
    assert lines(home / "ran") == ["0.9.0"]
    path.write_text("#!/bin/sh\nexit 127\n")  # broken
    assert install(shell, kit, home).returncode == 0
    assert lines(home / "ran") == ["0.9.0"] * 2


def test_another_program_of_that_name_is_not_taken(shell: str, kit: Path, home: Path) -> None:
    add(kit, "0.7.0")
    foreign = home / ".local" / "bin" / "inkstone"
    write_program(foreign, "99.0.0")
    path = f"{foreign.parent}:/usr/bin:/bin"
    write_program(home / OWN / "inkstone", "0.7.0")
    assert install(shell, kit, home, PATH=path).returncode == 0
    assert lines(home / "asked") == [f"{home}/{OWN}/inkstone kit install {kit}"]
    assert not (home / "ran").exists()


@NOT_INSTALLED
def test_a_program_that_may_not_be_run_is_told(
    shell: str, kit: Path, home: Path, tmp_path: Path
) -> None:
    add(kit, "0.7.0", mode="644")  # as in a home that is mounted with noexec
    done = install(shell, kit, home, PATH=str(tools(tmp_path)))
    assert done.returncode == 1
    assert f"{home}/{OWN}/inkstone is installed and cannot be run" in done.stderr
    assert "no installer" not in done.stderr
    assert "Installing the models" not in done.stdout


def test_with_sudo_the_models_are_for_the_person(
    shell: str, kit: Path, home: Path, tmp_path: Path
) -> None:
    add(kit, "0.7.0")
    sudo = 'echo "$1 $2 $3" >"$HOME/as"; shift 3; exec "$@"\n'
    folder = tools(tmp_path, sudo=f"#!/bin/sh\n{sudo}", id="#!/bin/sh\necho 0\n")
    done = install(shell, kit, home, PATH=str(folder), SUDO_USER="li")
    assert done.returncode == 0, done.stderr
    assert lines(home / "as") == ["-H -u li"]
    assert len(lines(home / "asked")) == 1


def test_nothing_is_installed_where_there_is_no_home(shell: str, kit: Path, tmp_path: Path) -> None:
    add_script(kit, "echo it is run; exit 1\n")
    folder = tools(tmp_path, id="#!/bin/sh\necho 54321\n")  # a person without a name
    done = install(shell, kit, None, PATH=str(folder))
    assert done.returncode == 1
    assert "no home folder" in done.stderr
    assert "it is run" not in done.stdout


def test_an_empty_environment_has_a_home(shell: str, kit: Path) -> None:
    add_script(kit, 'echo "home is $HOME"; exit 1\n')
    done = install(shell, kit, None)
    assert done.returncode == 1
    assert f"home is {pwd.getpwuid(os.getuid()).pw_dir}\n" in done.stdout
