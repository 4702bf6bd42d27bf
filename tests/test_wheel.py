"""The wheel holds everything, and works from any folder in another environment."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_what_the_app_needs_travels_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "app/models.toml",
        "app/resources/style.qss",
        "app/resources/i18n/zh_CN.qm",
        "app/resources/icons/inkstone.svg",
        "app/resources/starter/SmolLM2-135M-Instruct.Q4_1.gguf",
        "app/resources/starter/LICENSE",
    } <= names
    data = (ROOT / "app/tabs/poetry/data").iterdir()
    assert {file.relative_to(ROOT).as_posix() for file in data} <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_it_passes_its_self_test_elsewhere(wheel: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一个 environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(other)], check=True)
    python = other / "bin" / "python"
    # The libraries are this environment's, the app is the wheel's: a .pth file's own folder is
    # searched first, and the source tree's .pth is not followed from there.
    site = next(other.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    environment = {
        **os.environ,
        "INKSTONE_DATA_DIR": str(tmp_path / "data"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("PYTHONPATH", None)
    where = [str(python), "-c", "import app; print(app.__file__)"]
    run = {"cwd": tmp_path, "env": environment, "text": True, "timeout": 120}
    assert str(site) in subprocess.check_output(where, **run)  # type: ignore[call-overload]
    done = subprocess.run(
        [str(python), "-m", "app", "self-test"],
        capture_output=True,
        **run,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
