"""A package says of everything that it bundles under which licence it is."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = ROOT / "packaging" / "make_licences.py"
    spec = importlib.util.spec_from_file_location("make_licences", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("page") / "THIRD-PARTY.md"
    assert script.main(out) == 0
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(page: str) -> dict[str, list[str]]:
    """The rows of the page's table, by name."""
    table = page.partition("\n## Text 1\n")[0].partition("|---|---|---|---|\n")[2]
    cells = [line.strip("| ").split(" | ") for line in table.splitlines()]
    return {canonicalize_name(row[0]): row for row in cells if row[0]}


def install(folder: Path, name: str, metadata: str = "", licence_text: str = "") -> None:
    """Put a distribution that is not there into a folder."""
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{metadata}", encoding="utf-8"
    )
    record = [f"{info.name}/METADATA,,"]
    if licence_text:
        (info / "LICENSE").write_text(licence_text, encoding="utf-8")
        record.append(f"{info.name}/LICENSE,,")
    (info / "RECORD").write_text("\n".join(record) + "\n", encoding="utf-8")


def refusal(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    needs: str,
) -> str:
    """Return what is said when a project that needs a distribution of `tmp_path` is refused."""
    project = tmp_path / "pyproject.toml"
    project.write_text(f'[project]\ndependencies = ["{needs}"]\n', encoding="utf-8")
    monkeypatch.setattr(script, "PROJECT", project)
    monkeypatch.syspath_prepend(str(tmp_path))
    out = tmp_path / "THIRD-PARTY.md"
    status = script.main(out)
    assert out.exists() == (status == 0)
    return capsys.readouterr().err if status == 1 else ""


def test_what_we_depend_on_is_named(rows: dict[str, list[str]]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [Requirement(line) for line in project["dependencies"]]
    here = {canonicalize_name(one.name) for one in needs if not one.marker or one.marker.evaluate()}
    assert here <= set(rows)
    assert {"pyside6-essentials", "llama-cpp-python", "huggingface-hub", "msgspec"} <= here
    assert {"shiboken6", "numpy", "ziafont"} <= set(rows) - here  # what these need themselves


def test_what_only_the_tests_need_is_not_named(rows: dict[str, list[str]]) -> None:
    assert not {"pytest", "mypy", "ruff", "hypothesis"} & set(rows)


def test_what_is_no_distribution_is_named(rows: dict[str, list[str]]) -> None:
    assert {"python", "qt", "llama-cpp and ggml", "phosphor", "stix two math"} <= set(rows)
    assert any(name.startswith("smollm2") for name in rows)
    assert rows["qt"][2] == "LGPL-3.0-only"


def test_every_readme_of_our_data_is_in_it(page: str) -> None:
    readmes = list((ROOT / "app").rglob("*README*"))
    assert readmes
    for readme in readmes:
        assert f"| Data of {readme.relative_to(ROOT).as_posix()} |" in page
        assert readme.read_text(encoding="utf-8").strip() in page


def test_every_text_is_there(page: str, rows: dict[str, list[str]]) -> None:
    for name, row in rows.items():
        numbers = re.findall(r"\(#text-(\d+)\)", row[-1])
        assert numbers, name
        assert all(f"\n## Text {number}\n\n~~~~~~text\n" in page for number in numbers)
    for words in ("The ggml authors", "GNU LESSER GENERAL PUBLIC LICENSE", "Phosphor Icons"):
        assert words in page


def test_a_font_of_no_known_licence_is_refused(script: ModuleType) -> None:
    ours = tomllib.loads((ROOT / "packaging/licences/parts.toml").read_text(encoding="utf-8"))
    ours["part"] = [part for part in ours["part"] if part["name"] != "STIX Two Math"]
    found = script.reached([Requirement("ziamath")])
    with pytest.raises(script.Refused, match="ziamath has a font"):
        list(script.distributions(found, ours))


@pytest.mark.parametrize(
    "licence",
    ["MIT", "MPL-2.0 AND MIT", "GPL-3.0-only OR LGPL-3.0-only", "(Apache-2.0 OR X) AND PSF-2.0"],
)
def test_licences_that_we_bundle(script: ModuleType, licence: str) -> None:
    assert script.permitted(licence)


@pytest.mark.parametrize(
    "licence",
    ["", "GPL-3.0-only", "GPL-2.0-only OR AGPL-3.0-only", "MIT AND GPL-3.0-or-later", "MIT-like ("],
)
def test_licences_that_we_do_not_bundle(script: ModuleType, licence: str) -> None:
    assert not script.permitted(licence)


@pytest.mark.parametrize(
    "metadata",
    [
        "License-Expression: GPL-3.0-only\n",
        "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)\n",
        "License: GPL\n",
        "",
    ],
)
def test_a_library_under_the_gpl_alone_is_refused(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    metadata: str,
) -> None:
    install(tmp_path, "made-up-between", "Requires-Dist: made-up\nLicense: MIT\n", "Permission")
    install(tmp_path, "made-up", metadata, "Its text")
    said = refusal(script, monkeypatch, capsys, tmp_path, "made-up-between")
    assert said.startswith("made-up:") and "licence" in said


def test_a_library_without_its_text_is_refused(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    install(tmp_path, "made-up", "License-Expression: MIT\n")
    said = refusal(script, monkeypatch, capsys, tmp_path, "made-up")
    assert said == "made-up: it has no licence text\n"


def test_a_library_with_a_permissive_licence_and_its_text_is_taken(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    install(tmp_path, "made-up", "License-Expression: MIT\n", "Permission is hereby granted")
    assert refusal(script, monkeypatch, capsys, tmp_path, "made-up") == ""
    page = (tmp_path / "THIRD-PARTY.md").read_text(encoding="utf-8")
    assert "| made-up | 1.0 | MIT |" in page and "Permission is hereby granted" in page


def test_a_library_that_is_not_installed_is_named(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    said = refusal(script, monkeypatch, capsys, tmp_path, "made-up-and-missing")
    assert "made-up-and-missing" in said


def test_a_library_of_the_system_is_named_with_its_package(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    query = tmp_path / "dpkg-query"
    query.write_text(
        '#!/bin/sh\ncase "$1 $2" in\n'
        '"-S */lib/x86/libz.so.1") echo "zlib1g:amd64: /usr/lib/x86/libz.so.1" ;;\n'
        '"-W -f") printf 1.2.13 ;;\n*) exit 1 ;;\nesac\n'
    )
    query.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(script, "_system_texts", lambda package: [f"The text of {package}"])
    ours = {"system": [{"licence": "Zlib", "files": ["libz.so.*"]}]}
    for path in ("/lib/x86/libz.so.1", "/usr/lib/x86/libz.so.1"):
        assert list(script.system([Path(path)], ours)) == [
            script.Part("zlib1g", "1.2.13", "Zlib", ("The text of zlib1g:amd64",))
        ]
    with pytest.raises(script.Refused, match="libreadline"):
        list(script.system([Path("/lib/x86/libreadline.so.8")], ours))
    with pytest.raises(script.Refused, match="Debian"):
        list(script.system([Path("/opt/libz.so.1")], ours))
