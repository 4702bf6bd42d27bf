"""`inkstone run poem` and `inkstone bench poetry`, from outside and with real models."""

from __future__ import annotations

import json
from pathlib import Path

from app.paths import Folders
from app.tabs.poetry.task.judge import judge
from app.tabs.poetry.task.verse import Poem
from tests.test_cli import run

WRITTEN = "朝辞白帝彩云间，千里江陵一日还。\n两岸猿声啼不住，轻舟已过万重山。\n"


def test_any_model_keeps_a_form(folders: Folders) -> None:
    """The starter knows no Chinese: each character takes it several tokens that are no text."""
    options = ["--form", "五绝", "--seed", "3", "--json"]
    done = run("run", "poem", "秋江", *options)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    (poem,) = answer["poems"]
    assert poem["form"] == "五绝"
    assert [len(line) for line in poem["lines"]] == [5, 5, 5, 5]
    assert poem["check"]["passed"]
    assert judge(Poem("五绝", tuple(poem["lines"]))).passed
    assert answer["model"] == "smollm2-135m-instruct"
    assert answer["seed"] == 3
    assert answer["usage"]["generated_tokens"] > 20
    assert answer["usage"]["tokens_per_second"] > 0
    again = json.loads(run("run", "poem", "秋江", *options).stdout)
    assert again["poems"] == answer["poems"]


def test_several_candidates_as_text(folders: Folders, test_model: Path) -> None:
    model = ["--model", str(test_model)]
    wishes = ["--form", "如梦令", "--heads", "春", "--rhyme", "中华新韵", "--count", "2"]
    done = run("run", "poem", "--theme", "春雨", *wishes, *model)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.strip().split("\n\n如梦令·春雨\n\n")
    for text in (first.removeprefix("如梦令·春雨\n\n"), second):
        lines = text.replace("。", "，").replace("\n", "").strip("，").split("，")
        assert judge(Poem("如梦令", tuple(lines), book="中华新韵")).passed
        assert text.startswith("春")


def test_a_poem_is_checked_without_a_model(folders: Folders, tmp_path: Path) -> None:
    file = tmp_path / "下江陵.txt"
    file.write_text(WRITTEN, encoding="utf-8")
    done = run("run", "poem", "--check", str(file), "--json")
    assert done.returncode == 0, done.stderr
    (poem,) = json.loads(done.stdout)["poems"]
    assert (poem["form"], poem["check"]["rhyme"]) == ("七绝", "十五删")
    file.write_text(WRITTEN.replace("还", "来"), encoding="utf-8")
    done = run("run", "poem", "--check", str(file), "--rhyme", "平水韵", LC_ALL="C")
    assert done.returncode == 3
    assert "Line 2, character 7 (来) does not rhyme" in done.stderr


def test_an_english_poem_is_read_from_stdin(folders: Folders) -> None:
    haiku = "An old silent pond\nA frog jumps into the pond\nSplash! Silence again\n"
    done = run("run", "poem", "--check", "-", "--form", "haiku", stdin=haiku)
    assert done.returncode == 0, done.stderr
    done = run("run", "poem", "--check", "-", "--form", "limerick", stdin=haiku)
    assert done.returncode == 3


def test_what_cannot_be_is_told(folders: Folders, tmp_path: Path) -> None:
    for options, said in (
        (["--form", "nonsense"], "There is no form called nonsense"),
        (["--form", "七绝", "--rhyme", "七羊"], "七羊 is no rhyme book"),
        (["--form", "七绝", "--heads", "一二三四五"], "more characters than the poem has lines"),
        (["--form", "七绝", "--check", str(tmp_path / "none")], "none"),
    ):
        done = run("run", "poem", *options)
        assert done.returncode == 3, done.stderr
        assert said in done.stderr
    for bad in (
        ["秋江"],
        ["秋江", "--form", "七绝", "--max-tokens", "9"],
        ["秋江", "--form", "如梦令", "--variant", "99"],
        ["sea", "--form", "haiku", "--temperature", "1"],
    ):
        assert run("run", "poem", *bad).returncode == 2
    done = run("run", "poem", "--form", "七绝", "--check", "-", stdin="\n")
    assert done.returncode == 3
    assert "There is no poem" in done.stderr


def test_poems_are_measured(folders: Folders, test_model: Path) -> None:
    options = ["--model", str(test_model), "--poems", "2", "--json"]
    done = run("bench", "poetry", *options)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    bound = result["constrained"]["all"]
    assert (bound["poems"], bound["correct"], bound["repeating_a_line"]) == (2, 2, 0)
    assert result["unconstrained"]["all"]["poems"] == 2
    assert result["speed_ratio"] > 0
