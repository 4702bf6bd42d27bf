from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.paths import Folders


def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **environment},
    )


def test_chat_answers_in_json(folders: Folders) -> None:
    options = ["--json", "--seed", "3", "--temperature", "0.5", "--max-tokens", "12"]
    done = run("run", "chat", *options, "Say hello.")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["text"]
    assert (answer["seed"], answer["model"]) == (3, "smollm2-135m-instruct")
    usage = answer["usage"]
    assert usage["generated_tokens"] <= 12
    assert usage["prompt_tokens"] == usage["evaluated_tokens"] > 0
    assert {"reused_tokens", "first_token_seconds", "tokens_per_second"} <= set(usage)
    again = json.loads(run("run", "chat", *options, "Say hello.").stdout)
    assert again["text"] == answer["text"]


def test_chat_reads_stdin_and_streams_text(folders: Folders) -> None:
    done = run("run", "chat", "-", "--max-tokens", "5", stdin="你好，世界")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_locale_does_not_matter(folders: Folders) -> None:
    done = run("run", "chat", "--max-tokens", "5", "Answer: 你好", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr


def test_models_are_listed(folders: Folders, starter: Path) -> None:
    done = run("models", "list", "--json")
    (model,) = json.loads(done.stdout)["models"]
    assert model == {
        "id": "smollm2-135m-instruct",
        "name": "SmolLM2 135M Instruct",
        "path": str(starter),
        "size_bytes": 98_362_432,
        "architecture": "llama",
        "parameters": 134_515_008,
        "quantization": "Q4_1",
        "context": 8192,
    }
    assert "smollm2" in run("models", "list").stdout


def test_a_model_is_imported(folders: Folders, starter: Path) -> None:
    done = run("models", "import", str(starter), "--json")
    assert done.returncode == 0, done.stderr
    assert Path(json.loads(done.stdout)["path"]).parent == folders.models
    bad = folders.data / "bad.gguf"
    bad.write_bytes(b"no model")
    assert run("models", "import", str(bad)).returncode == 3


@pytest.mark.parametrize(
    "arguments",
    [["run"], ["run", "dance"], ["models"], ["nonsense"], ["run", "chat", "--seed", "x", "hi"]],
)
def test_bad_use_is_2(folders: Folders, arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2


def test_a_fault_is_3_and_one_line(folders: Folders, tmp_path: Path) -> None:
    empty = tmp_path / "empty.gguf"
    empty.touch()
    for model in ("nope", str(empty), str(tmp_path / "none.gguf")):
        done = run("run", "chat", "--model", model, "hi")
        assert done.returncode == 3
        assert done.stdout == ""
        assert done.stderr.startswith("inkstone: ")
        assert done.stderr.count("\n") == 1


def test_where_names_the_folders_and_makes_none(tmp_path: Path) -> None:
    root = tmp_path / "数据 库"
    lines = run("where", INKSTONE_DATA_DIR=str(root)).stdout.splitlines()
    assert lines == [f"data: {root}", f"cache: {root / 'cache'}", f"logs: {root / 'logs'}"]
    named = json.loads(run("where", "--json", INKSTONE_DATA_DIR=str(root)).stdout)
    assert named == dict(line.split(": ", 1) for line in lines)
    assert not root.exists()


def test_without_a_display_the_window_says_so(folders: Folders) -> None:
    environment = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    done = run(**environment)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "inkstone run chat" in done.stderr


def test_self_test_chats_and_takes_a_picture(folders: Folders, tmp_path: Path) -> None:
    picture = tmp_path / "图.png"
    done = run("self-test", "--screenshot", str(picture))
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("as_root", [os.geteuid() == 0])
def test_a_read_only_data_folder_is_told(tmp_path: Path, as_root: bool) -> None:
    # Root may write anywhere: a file in the folder's place refuses everybody.
    folder = tmp_path / "data"
    if as_root:
        folder.write_text("in the way", encoding="utf-8")
    else:
        folder.mkdir(mode=0o500)
    done = run("self-test", INKSTONE_DATA_DIR=str(folder))
    assert done.returncode == 3
    assert str(folder) in done.stderr
