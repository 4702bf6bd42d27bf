"""`inkstone run translate`, from outside."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from app.cli_translate import _language
from app.paths import Folders
from app.protocol import ErrorCode, UserError

SRT = """1
00:00:01,000 --> 00:00:02,000
Where are you going?

2
00:00:03,000 --> 00:00:04,000
I am going home.
"""
TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>
<tu><tuv xml:lang="en"><seg>Good morning.</seg></tuv><tuv xml:lang="zh"><seg>早安。</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Good night.</seg></tuv><tuv xml:lang="zh"><seg>晚安。</seg></tuv></tu>
</body></tmx>
"""
HAN = re.compile(r"[\u4e00-\u9fff]")


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", "run", "translate", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=250,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def run_json(*arguments: str | Path, stdin: str = "") -> dict[str, Any]:
    done = run("--json", *arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr
    values: dict[str, Any] = json.loads(done.stdout)
    return values


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "记忆.tmx"
    path.write_text(TMX, encoding="utf-8")
    return path


# What is asked for -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("zh", "zh"),
        ("Chinese", "zh"),
        ("中文", "zh"),
        ("繁体中文", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("EN_us", "en"),
        ("english", "en"),
        ("英语", "en"),
        ("Français", "fr"),
        ("AUTO", "auto"),
    ],
)
def test_languages_go_by_codes_and_names(name: str, code: str) -> None:
    assert _language(name) == code


@pytest.mark.parametrize("name", ["klingon", "xx", ""])
def test_an_unknown_language_is_told(name: str) -> None:
    with pytest.raises(UserError) as caught:
        _language(name)
    assert caught.value.code is ErrorCode.LANGUAGE_UNKNOWN
    assert caught.value.params["language"] == name
    assert "zh, en" in str(caught.value.params["known"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--from", "en", "--to", "English", "hi"],
        ["--bilingual", "hi"],
        ["--tracked", "film.srt"],
        ["film.srt", "-o", "film.txt"],
        ["--formality", "rude", "hi"],
        ["--nonsense", "hi"],
    ],
)
def test_bad_use_is_2(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    (tmp_path / "film.srt").write_text(SRT)
    done = run(*arguments)
    assert done.returncode == 2
    assert "error: " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "klingon", "hi"], "klingon is no language"),
        (["./missing.docx"], "missing.docx cannot be read"),
        (["missing.docx", "-o", "out.docx"], "missing.docx cannot be read"),
        (["picture.png"], "of a kind that Inkstone does not translate"),
        ([" "], "nothing to send"),
        (["--model", "nope", "hi"], "no model named nope"),
    ],
)
def test_a_fault_is_3_and_one_line(
    folders: Folders,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    (tmp_path / "picture.png").touch()
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("inkstone: ")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


# Texts -----------------------------------------------------------------------------------


def test_what_needs_no_model_costs_nothing(folders: Folders, memory: Path) -> None:
    text = "Good morning.  Good night.\n\n  42\n这是中文。\n"
    values = run_json("--from", "en", "--to", "zh", "--memory", memory, "-", stdin=text)
    assert values["text"] == "早安。晚安。\n\n  42\n这是中文。\n"
    assert [sentence["origin"] for sentence in values["sentences"]] == [
        "memory",
        "memory",
        "copied",
        "copied",
    ]
    assert values["sentences"][0]["source"] == "Good morning."
    assert values["usage"]["prompt_tokens"] == values["usage"]["generated_tokens"] == 0
    streamed = run("--from", "en", "--to", "zh", "--memory", memory, "-", stdin=text)
    assert (streamed.returncode, streamed.stdout) == (0, values["text"])


def test_a_text_is_told_in_json(folders: Folders) -> None:
    options = ["--to", "de", "--seed", "7", "--temperature", "0.5", "--max-tokens", "6"]
    values = run_json(*options, "Say hello to 12 people. It is late.")
    assert (values["model"], values["seed"]) == ("smollm2-135m-instruct", 7)
    assert (values["from"], values["to"]) == ("en", "de")
    sentences = values["sentences"]
    assert [s["source"] for s in sentences] == ["Say hello to 12 people.", "It is late."]
    assert values["text"] == " ".join(s["target"] for s in sentences)
    for sentence in sentences:
        assert sentence["origin"] == "model"
        assert sentence["confidence"] is None or 0 < sentence["confidence"] <= 1
        assert all({"kind", "expected", "found"} <= set(issue) for issue in sentence["issues"])
    usage = values["usage"]
    assert 0 < usage["generated_tokens"] <= 6 * 2 * 6  # sentences, attempts
    assert usage["prompt_tokens"] == usage["reused_tokens"] + usage["evaluated_tokens"] > 0
    assert usage["first_token_seconds"] > 0
    assert usage["tokens_per_second"] > 0


def test_a_text_goes_into_a_file(folders: Folders, tmp_path: Path, memory: Path) -> None:
    output = tmp_path / "译文.txt"
    done = run("--memory", memory, "--to", "zh", "-o", output, "Good night.")
    assert (done.returncode, done.stdout) == (0, "")
    assert output.read_text("utf-8") == "晚安。"


def test_a_glossary_that_cannot_be_read_is_told(folders: Folders, tmp_path: Path) -> None:
    glossary = tmp_path / "terms.csv"
    glossary.write_text("source,target\nonly one cell\n", encoding="utf-8")
    document = tmp_path / "letter.txt"
    document.write_text("Good night.", encoding="utf-8")
    for what in ("Good night.", str(document)):
        done = run("--to", "zh", "--glossary", glossary, what)
        assert (done.returncode, done.stdout) == (3, "")
        assert "line 2" in done.stderr


# Documents -------------------------------------------------------------------------------


def test_a_text_document_goes_to_stdout(folders: Folders, tmp_path: Path, memory: Path) -> None:
    document = tmp_path / "文.md"
    document.write_text("# Good morning.\n\n- Good *night*.\n- Good night.\n", encoding="utf-8")
    done = run("--to", "zh", "--memory", memory, "--max-tokens", "4", document)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# 早安。\n\n- ")
    assert done.stdout.endswith("\n- 晚安。\n")
    assert list(tmp_path.glob("文*")) == [document]


def test_other_documents_are_written_beside(folders: Folders, tmp_path: Path) -> None:
    document = tmp_path / "film.srt"
    document.write_text(SRT, encoding="utf-8")
    done = run("--to", "de", "--max-tokens", "4", document)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    output = tmp_path / "film.de.srt"
    assert f"inkstone: {output}\n" in done.stderr
    written = output.read_text("utf-8")
    assert "00:00:03,000 --> 00:00:04,000\n" in written
    assert "I am going home." not in written
    assert not list(folders.data.glob("documents*"))  # nothing of it is kept


def test_a_word_document_has_both_languages(folders: Folders, tmp_path: Path, memory: Path) -> None:
    source = docx.Document()
    source.add_paragraph("Good morning.")
    path, output = tmp_path / "a.docx", tmp_path / "b.docx"
    source.save(str(path))
    values = run_json("--to", "zh", "--memory", memory, "--bilingual", "-o", output, path)
    assert (values["output"], values["text"]) == (str(output), "早安。")
    assert values["sentences"][0]["origin"] == "memory"
    paragraphs = docx.Document(str(output)).paragraphs
    assert [paragraph.text for paragraph in paragraphs] == ["Good morning.", "早安。"]


def test_a_document_in_the_target_language_stays(folders: Folders, tmp_path: Path) -> None:
    document = tmp_path / "中文.txt"
    document.write_text("今天天气很好。\n", encoding="utf-8")
    done = run("--to", "zh", document)
    assert (done.returncode, done.stdout) == (0, "今天天气很好。\n")


# With a model that can translate ---------------------------------------------------------


def test_english_becomes_chinese(folders: Folders, tmp_path: Path, test_model: Path) -> None:
    glossary = tmp_path / "terms.csv"
    glossary.write_text("source,target\ninkstone,端砚\n", encoding="utf-8")
    text = "The weather is fine today.\n\nThe inkstone is on the table."
    options = ["--model", test_model, "--max-tokens", "24"]
    values = run_json(*options, "--glossary", glossary, text)
    assert (values["from"], values["to"]) == ("en", "zh")
    first, second = (sentence["target"] for sentence in values["sentences"])
    assert "天气" in first
    assert "端砚" in second
    assert values["text"] == f"{first}\n\n{second}"
    assert 0 < values["sentences"][0]["confidence"] <= 1


def test_real_documents_become_chinese(folders: Folders, tmp_path: Path, test_model: Path) -> None:
    markdown, film = tmp_path / "a.md", tmp_path / "a.srt"
    markdown.write_text("# The weather\n\nIt rains **today**.\n", encoding="utf-8")
    film.write_text(SRT, encoding="utf-8")
    options = ["--model", test_model, "--max-tokens", "24", "--to", "zh"]
    done = run(*options, markdown)
    assert done.returncode == 0, done.stderr
    title, _, body = done.stdout.splitlines()
    assert title.startswith("# ") and HAN.search(title)
    assert body.count("**") == 2 and HAN.search(body)
    done = run(*options, film, "-o", "-")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == SRT.splitlines()[:2]
    assert HAN.search(lines[2]) and HAN.search(lines[6])
