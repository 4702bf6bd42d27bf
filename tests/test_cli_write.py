"""`inkstone run write`, from outside, with an engine in a script."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from app.paths import Folders
from app.tabs.write.task import lengths
from app.tabs.write.task.counts import length

ROOT = Path(__file__).parents[1]
TITLES = ["Tides", "Walls", "Ropes"]
# What the engine answers to the prompts of the Write tab; FAULT says what goes wrong.
ENGINE = """
import os
import random
import time
from pathlib import Path
from app.protocol import Delta, Finished, Prompted, Usage
from app.tabs.write.task import prompts
from app.tabs.write.task.counts import language_of
from tests.fakes import engine
from tests.tabs.write_model import Model, prose

FAULT, MARK = os.environ.get("FAULT", ""), Path(os.environ["MARK"])


def answer(command):
    asked, seed = command.turns[-1].text, command.sampling.seed
    language = language_of(command.turns[0].text)
    say = {name: form.split("{")[0] for name, form in prompts.words(language).items()}
    if say["digest"] in asked:
        return "Boats came and went." if language == "en" else "船来船往。"
    if say["plan"] in asked:
        return "1. Tides\\n2. Walls\\n3. Ropes"
    if FAULT == "mute":
        return ""
    if FAULT == "notes" and "The wall fell in 1953." in command.turns[0].text:
        return "It fell in 1953, they say. " + prose(260)
    if language == "zh":
        return "".join(Model("zh").sentence(random.Random(seed * 100 + n)) for n in range(40))
    return prose(260, seed * 50 % 100_000)


def reply(command):
    text = answer(command)
    engine.send(Prompted(command.id, 10, 0, 8192))
    is_second = "Walls" in command.turns[1].text.splitlines()[-1] and "Boats" not in text
    for start in range(0, len(text), 100):
        engine.send(Delta(command.id, text[start : start + 100], 1))
        if FAULT == "slow" and is_second:
            time.sleep(0.5)
        if FAULT == "crash" and is_second and not MARK.exists():
            MARK.touch()
            engine.die()
    usage = Usage(10, 4, 6, 7, 0.5, 14.0, seed=command.sampling.seed)
    engine.send(Finished(command.id, "end", usage))


engine.reply = reply
engine.main()
"""
MAIN = f"""
import sys
from app import paths

real = paths.child_command
engine = [sys.executable, "-c", {ENGINE!r}]
paths.child_command = lambda kind: engine if kind == "engine" else real(kind)
from app.cli import main

sys.exit(main(sys.argv[1:]))
"""


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", MAIN, "run", "write", *map(str, arguments)]


def environment(folders: Folders, fault: str = "") -> dict[str, str]:
    mark = folders.data / "mark"
    return {**os.environ, "PYTHONPATH": str(ROOT), "FAULT": fault, "MARK": str(mark)}


class Shell:
    """Gives commands in a folder of its own."""

    def __init__(self, folders: Folders, folder: Path) -> None:
        self.folders = folders
        self.folder = folder

    def run(
        self, *arguments: str | Path, stdin: str = "", fault: str = ""
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            cwd=self.folder,
            env=environment(self.folders, fault),
        )

    def json(self, *arguments: str | Path, **how: str) -> dict[str, Any]:
        done = self.run("--json", *arguments, **how)
        assert done.returncode == 0, done.stderr
        values: dict[str, Any] = json.loads(done.stdout)
        return values

    def kept(self) -> list[Path]:
        return list((self.folders.cache / "writing").iterdir())

    def killed_in_the_second_section(self, *arguments: str | Path) -> None:
        """Give a command and end it with SIGKILL, once there is some of the second section."""
        with subprocess.Popen(
            command(*arguments),
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=self.folder,
            env=environment(self.folders, "slow"),
        ) as child:
            assert child.stderr
            for line in child.stderr:
                if "section 2 of 3" in line:
                    break
            os.kill(child.pid, signal.SIGKILL)


@pytest.fixture
def shell(folders: Folders, tmp_path: Path) -> Shell:
    return Shell(folders, tmp_path)


# What is asked for -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["--kind", "sonnet", "Harbours"],
        ["--length", "0", "Harbours"],
        ["--language", "fr", "Harbours"],
        ["-o", "out.pptx", "Harbours"],
        ["-o", "out.md", "--outline", "Harbours"],
    ],
)
def test_bad_use_is_2(shell: Shell, arguments: list[str]) -> None:
    done = shell.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([" "], "nothing to send"),
        (["--notes", "missing.txt", "Harbours"], "missing.txt"),
        (["-o", "nowhere/out.md", "Harbours"], "cannot be written"),
        (["--model", "nope", "Harbours"], "no model named nope"),
    ],
)
def test_a_fault_is_3_and_one_line(shell: Shell, arguments: list[str], words: str) -> None:
    done = shell.run(*arguments)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("inkstone: ") and words in done.stderr
    assert done.stderr.count("\n") == 1


# What comes ------------------------------------------------------------------------------


def test_a_piece_streams_as_markdown(shell: Shell) -> None:
    done = shell.run("--length", "600", "Old harbours")
    assert done.returncode == 0, done.stderr
    heads = [line for line in done.stdout.splitlines() if line.startswith("#")]
    assert heads == ["# Old harbours", "## Tides", "## Walls", "## Ropes"]
    assert done.stdout.endswith(("\n", ".\n")) and not done.stdout.endswith("\n\n")
    told = [line for line in done.stderr.splitlines() if "section" in line]
    assert told == [f"inkstone: section {n} of 3: {title}" for n, title in enumerate(TITLES, 1)]


def test_json_tells_all(shell: Shell) -> None:
    options = ["--length", "600", "--seed", "7", "--kind", "essay", "Old harbours"]
    values = shell.json(*options)
    assert set(values) == {"text", "model", "seed", "usage", "sections"}
    assert (values["model"], values["seed"]) == ("smollm2-135m-instruct", 7)
    assert [one["title"] for one in values["sections"]] == TITLES
    assert sum(one["target"] for one in values["sections"]) == 600
    for one in values["sections"]:
        low, high = lengths.bounds(one["target"])
        assert low <= one["length"] <= high
    usage = values["usage"]
    answers = usage["generated_tokens"] // 7
    assert answers >= 6  # an outline, three sections, and two of them in short
    assert usage["prompt_tokens"] == 10 * answers
    assert usage["tokens_per_second"] == pytest.approx(14.0)
    assert shell.json(*options)["text"] == values["text"]
    assert shell.run(*options).stdout == values["text"]


def test_another_seed_is_another_piece(shell: Shell) -> None:
    one, two = (shell.json("--length", "500", "Old harbours") for _ in range(2))
    assert one["seed"] != two["seed"] and one["text"] != two["text"]


def test_the_outline_comes_alone(shell: Shell) -> None:
    done = shell.run("--outline", "--length", "600", "Old harbours")
    assert done.stdout == "1. Tides (200 words)\n2. Walls (200 words)\n3. Ropes (200 words)\n"
    values = shell.json("--outline", "--length", "600", "-", stdin="Old harbours")
    assert values["text"] + "\n" == done.stdout
    assert values["sections"][0] == {"title": "Tides", "gist": "", "target": 200}


def test_a_chinese_topic_is_written_about_in_chinese(shell: Shell) -> None:
    values = shell.json("--length", "900", "--kind", "letter", "老港口")
    assert not values["text"].startswith("#")
    assert all(abs(one["length"] / one["target"] - 1) <= 0.15 for one in values["sections"])
    values = shell.json("--length", "100", "--language", "en", "老港口")
    assert values["text"].startswith("# 老港口\n\nThe ")


def test_notes_are_told(shell: Shell) -> None:
    (shell.folder / "笔记.txt").write_text("The wall fell in 1953.", encoding="utf-16")
    values = shell.json("--length", "60", "--notes", "笔记.txt", "Harbours", fault="notes")
    assert "It fell in 1953" in values["text"]


# Files, and interruptions ----------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".md", ".odt", ".html", ".epub", ".txt"])
def test_it_goes_into_a_file(shell: Shell, suffix: str) -> None:
    output = shell.folder / f"旧港{suffix}"
    done = shell.run("--length", "300", "-o", output.name, "Old harbours")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr.endswith(f"inkstone: {output}\n")
    assert output.stat().st_size > 500
    assert shell.kept() == []


def test_killed_and_given_again_it_goes_on(shell: Shell) -> None:
    options = ["--length", "600", "-o", "out.docx", "Old harbours"]
    shell.killed_in_the_second_section(*options)
    assert shell.kept()
    other = shell.run("--length", "601", "-o", "out.docx", "Old harbours")
    assert "section 1 of 3" in other.stderr, "another command is another piece"
    values = shell.json(*options)
    assert values["usage"]["generated_tokens"] < 7 * 6, "an outline, three sections, two in short"
    assert shell.kept() == []
    assert values["output"] == str(shell.folder / "out.docx")
    paragraphs = docx.Document(str(shell.folder / "out.docx")).paragraphs
    heads = [p.text for p in paragraphs if p.style and p.style.name.startswith("Heading")]
    assert heads == ["Old harbours", *TITLES]
    sections = values["sections"]
    assert all(abs(one["length"] / one["target"] - 1) <= 0.15 for one in sections)
    written = sum(length(p.text) for p in paragraphs if p.text not in heads)
    assert written == sum(one["length"] for one in sections)


def test_what_is_done_already_is_not_told_again(shell: Shell) -> None:
    options = ["--length", "600", "-o", "out.md", "Old harbours"]
    shell.killed_in_the_second_section(*options)
    done = shell.run(*options)
    assert done.returncode == 0
    told = [line for line in done.stderr.splitlines() if "section" in line]
    assert told == ["inkstone: section 2 of 3: Walls", "inkstone: section 3 of 3: Ropes"]


def test_it_goes_on_after_the_engine_has_crashed(shell: Shell) -> None:
    values = shell.json("--length", "600", "Old harbours", fault="crash")
    assert (shell.folders.data / "mark").exists()
    assert [one["title"] for one in values["sections"]] == TITLES


def test_a_model_without_words_is_told(shell: Shell) -> None:
    done = shell.run("--length", "600", "Old harbours", fault="mute")
    assert done.returncode == 3
    assert "wrote nothing for the section" in done.stderr


def test_who_does_not_read_on_ends_it(shell: Shell) -> None:
    with subprocess.Popen(
        command("--length", "600", "Old harbours"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=shell.folder,
        env=environment(shell.folders, "slow"),
    ) as child:
        assert child.stdout and child.stderr
        assert child.stdout.readline() == "# Old harbours\n"
        child.stdout.close()
        told = child.stderr.read()
        assert child.wait(60) == 0
    assert "Traceback" not in told and "section 3" not in told
