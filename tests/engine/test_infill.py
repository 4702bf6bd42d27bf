"""Completion at a cursor with a real model: healing, reuse, alternatives, limits of time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine.fim import Fim
from app.engine.infill import infill
from app.engine.schedule import Steps
from app.protocol import Chunk, ErrorCode, Infill, Sampling, Usage, UserError
from tests.engine.real import Desk, user
from tests.engine.tiny import KINDS, Kind, write_tiny

PREFIX = (
    'import sys\n\n\ndef total(args):\n    """Return the sum of all numbers in args."""\n'
    "    result = 0\n"
)
SUFFIX = "\n    return result\n\n\nprint(total(sys.argv[1:]))\n"
GREEDY = Sampling(temperature=0.0, max_tokens=12)


class Editor:
    """A desk that is asked to complete."""

    def __init__(self, desk: Desk, fim: Fim | None = None) -> None:
        self.desk = desk
        self.fim = fim or Fim.of(desk.model.vocabulary)

    def start(self, command: Infill) -> Steps:
        return infill(
            self.desk.decoder, self.desk.model, self.fim, command, self.desk.events.append
        )

    def complete(
        self,
        middle: str = "",
        *,
        prefix: str = PREFIX,
        suffix: str = SUFFIX,
        sampling: Sampling = GREEDY,
        heal: bool = True,
        rank: int = 0,
        seconds: float = 60.0,
        chunks: tuple[Chunk, ...] = (),
    ) -> str:
        self.desk.number += 1
        command = Infill(
            self.desk.number,
            prefix,
            suffix,
            middle,
            sampling=sampling,
            heal=heal,
            rank=rank,
            seconds=seconds,
            chunks=chunks,
        )
        for _ in self.start(command):
            pass
        return self.desk.text(self.desk.number)

    @property
    def usage(self) -> Usage:
        return self.desk.finished(self.desk.number).usage


@pytest.fixture(scope="module")
def editor(test_model: Path) -> Iterator[Editor]:
    with Desk(test_model) as desk:
        yield Editor(desk)


def test_a_cursor_within_a_word(editor: Editor) -> None:
    assert editor.complete("    for ar").startswith("g in args:\n        result += ")
    assert editor.complete("    for ar", heal=False).startswith(" in args")


def test_a_cursor_within_a_word_of_several_tokens(editor: Editor) -> None:
    assert editor.complete("import argpars", prefix="", suffix="\n").startswith("e\n")


def test_a_cursor_after_the_indentation(editor: Editor) -> None:
    assert editor.complete("    ").startswith("for ")


def test_a_cursor_within_chinese(editor: Editor) -> None:
    text = editor.complete("# 这是一个排序函", prefix="", suffix="\n")
    assert text.startswith("数")
    assert "�" not in text


@pytest.mark.parametrize("cut", range(1, 19))
def test_nothing_of_what_stands_there_is_written_again(editor: Editor, cut: int) -> None:
    line = "    for arg in args:"
    text = editor.complete(line[:cut])
    assert (line[:cut] + text).lstrip().startswith("for ")


def test_typing_evaluates_only_what_is_new(editor: Editor) -> None:
    editor.complete("", sampling=Sampling(temperature=0.0, max_tokens=0))
    evaluated = []
    for cut in range(1, 12):
        editor.complete("    for arg in args"[:cut])
        evaluated.append(editor.usage.evaluated_tokens)
    assert max(evaluated) <= 8
    assert editor.usage.reused_tokens >= editor.usage.prompt_tokens - 8


def test_a_prompt_can_be_evaluated_ahead(editor: Editor) -> None:
    nothing = Sampling(temperature=0.0, max_tokens=0)
    assert editor.complete("    x", prefix="y = 3\n" * 20, sampling=nothing) == ""
    assert editor.usage.generated_tokens == 0
    editor.complete("    xy", prefix="y = 3\n" * 20)
    assert editor.usage.evaluated_tokens <= 4


def test_each_alternative_begins_otherwise(editor: Editor) -> None:
    texts = [editor.complete("    for ", rank=rank) for rank in range(4)]
    assert len(set(texts)) == 4
    within = [editor.complete("    for a", rank=rank) for rank in range(4)]
    assert len(set(within)) == 4


def test_an_alternative_that_is_not_there_is_the_likeliest(editor: Editor) -> None:
    rare = "    zyzzyv"
    assert editor.complete(rare, rank=10_000)


def test_time_ends_it(editor: Editor) -> None:
    editor.complete("    for ", sampling=Sampling(temperature=0.0), seconds=0.0)
    finished = editor.desk.finished(editor.desk.number)
    assert finished.reason == "time"
    assert finished.usage.generated_tokens == 1  # the time is looked at after each


def test_a_stop_string_ends_it(editor: Editor) -> None:
    sampling = Sampling(temperature=0.0, max_tokens=40, stop=("\n",))
    assert editor.complete("    for ", sampling=sampling) == "arg in args:"


def test_chunks_are_read(editor: Editor) -> None:
    chunk = Chunk("shapes.py", "def circumference_of_circle(radius):\n    return 6.28 * radius\n")
    text = editor.complete(
        "length = circumf", prefix="from shapes import *\n\n", suffix="\n", chunks=(chunk,)
    )
    assert text.startswith("erence_of_circle(")


def test_a_chat_goes_on_after_a_completion(editor: Editor) -> None:
    hello = user("Say hello.")
    first = editor.desk.run(hello, sampling=GREEDY)
    editor.complete("    for ")
    assert editor.desk.run(hello, sampling=GREEDY) == first


def test_a_completion_leaves_nothing_on_the_disk(test_model: Path, tmp_path: Path) -> None:
    with Desk(test_model, tmp_path) as desk:
        Editor(desk).complete("    for ", prefix=PREFIX * 4)
        Editor(desk).complete("    for ", prefix="other = 1\n" * 30)
    assert not list(tmp_path.glob("*.kvstate"))


def test_a_model_without_fim_refuses(starter: Path) -> None:
    with Desk(starter) as desk, pytest.raises(UserError) as caught:
        Editor(desk).complete("    for ")
    assert caught.value.code is ErrorCode.FIM_MISSING


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_memory(tmp_path: Path, kind: Kind) -> None:
    """What is typed on gives the same as a model that has seen nothing before."""
    path = write_tiny(tmp_path / "tiny.gguf", kind)
    line = "for arg in args: total"
    lived = Desk(path)
    prefix, suffix = "import sys\n\ndef f(args):\n" * 3, "\nprint(f(1))\n"
    try:
        ours = Editor(lived, _fim(lived))
        for cut in range(0, len(line), 3):
            with Desk(path) as fresh:
                theirs = Editor(fresh, _fim(fresh)).complete(
                    line[:cut], prefix=prefix, suffix=suffix
                )
            assert ours.complete(line[:cut], prefix=prefix, suffix=suffix) == theirs
            if cut:
                assert ours.usage.evaluated_tokens <= len(line)
    finally:
        lived.close()


def _fim(desk: Desk) -> Fim:
    """Take the control tokens of a tiny model for FIM tokens."""
    return Fim(desk.model.vocabulary, 0, 1, 2, False, None, None)
