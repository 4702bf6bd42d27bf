"""Who wrote what: edits that keep authors, words that both had a hand in, shares, the report."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.piece import Author, Block, Piece, Run
from app.protocol import Sampling, Turn
from app.tabs.write.task import authorship, declaration
from app.tabs.write.task.authorship import Share, delete, insert, merge, replace, shown, spans
from app.tabs.write.task.generation import Generation, Making

AUTHORS = get_args(Author)
TEXTS = st.text("ab '’.中文é\n", max_size=8)
RUNS = st.lists(
    st.builds(
        Run,
        TEXTS,
        bold=st.booleans(),
        link=st.sampled_from(("", "x")),
        author=st.sampled_from(AUTHORS),
        generation=st.integers(0, 2),
        change=st.sampled_from(("", "", "", "inserted", "deleted")),
    ),
    max_size=6,
).map(merge)


def said(runs: tuple[Run, ...]) -> list[tuple[str, str]]:
    return [(run.text, run.author) for run in runs]


def model(text: str, generation: int = 1) -> tuple[Run, ...]:
    return (Run(text, author="model", generation=generation),)


@st.composite
def edits(draw: st.DrawFn) -> tuple[tuple[Run, ...], int, int, str]:
    runs = draw(RUNS)
    size = len(shown(runs))
    start = draw(st.integers(0, size))
    return runs, start, draw(st.integers(start, size)), draw(TEXTS)


@settings(max_examples=500)
@given(edits(), st.sampled_from(AUTHORS))
def test_edits_do_to_runs_what_they_do_to_a_text(
    edit: tuple[tuple[Run, ...], int, int, str], author: Author
) -> None:
    runs, start, end, new = edit
    text = shown(runs)
    before, after = authorship.split(runs, start)
    assert (shown(before), shown(after)) == (text[:start], text[start:])
    assert merge((*before, *after)) == runs
    assert shown(authorship.part(runs, start, end)) == text[start:end]
    assert shown(delete(runs, start, end)) == text[:start] + text[end:]
    assert shown(insert(runs, start, new, author)) == text[:start] + new + text[start:]
    changed = replace(runs, start, end, new, author, 5)
    assert shown(changed) == text[:start] + new + text[end:]
    assert merge(changed) == changed
    if new:
        assert {run.author for run in authorship.part(changed, start, start + len(new))} == {author}


@settings(max_examples=300)
@given(RUNS)
def test_every_character_has_one_author(runs: tuple[Run, ...]) -> None:
    found = spans(runs)
    assert [place for start, end, *_ in found for place in range(start, end)] == list(
        range(len(shown(runs)))
    )
    settled = authorship.settled(runs)
    assert shown(settled) == shown(runs)
    assert authorship.settled(settled) == settled
    kept = shown(run for run in runs if run.change != "inserted")
    total = sum((s for s in authorship.shares([Block(runs=runs)]).values()), Share())
    assert total.characters == len("".join(kept.split()))
    by_model = authorship.by_generation([Block(runs=runs)]).values()
    shares = authorship.shares([Block(runs=runs)])
    assert sum(by_model, Share()) == shares["model"] + shares["edited"]


@given(edits())
def test_what_is_far_from_an_edit_keeps_its_author(
    edit: tuple[tuple[Run, ...], int, int, str],
) -> None:
    runs, start, end, _ = edit
    far = (Run("far away. ", author="model", generation=9), *runs)
    changed = delete(far, start + 10, end + 10)
    assert authorship.part(changed, 0, 4) == authorship.part(far, 0, 4)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (9, 10, [("The old ", "model"), ("cts", "edited"), (" sat", "model")]),
        (11, 12, [("The old ", "model"), ("cat", "edited"), (" sat", "model")]),
        (4, 8, [("The cats sat", "model")]),
        (3, 4, [("Theold", "edited"), (" cats sat", "model")]),
        (5, 10, [("The ", "model"), ("ots", "edited"), (" sat", "model")]),
        (8, 14, [("The old ", "model"), ("at", "edited")]),
        (0, 16, []),
    ],
)
def test_a_word_that_lost_something_is_edited(
    start: int, end: int, expected: list[tuple[str, str]]
) -> None:
    assert said(delete(model("The old cats sat"), start, end)) == expected


def test_chinese_is_edited_by_the_character() -> None:
    runs = replace(model("今天天气很好"), 2, 4, "心情")
    assert said(authorship.settled(runs)) == [
        ("今天", "model"),
        ("心情", "typed"),
        ("很好", "model"),
    ]


def test_a_word_that_both_wrote_is_edited_once_it_is_settled() -> None:
    runs = replace(model("the cat", 3), 5, 6, "u")
    assert said(runs) == [("the ", "model"), ("c", "edited"), ("u", "typed"), ("t", "edited")]
    settled = authorship.settled(runs)
    assert said(settled) == [("the ", "model"), ("cut", "edited")]
    assert settled[1].generation == 3
    assert [(text[:2]) for text in spans(runs)] == [(0, 4), (4, 7)]


def test_typing_before_a_word_leaves_it_the_model_s() -> None:
    runs = model("a cat")
    for place, letter in enumerate("very x", 2):
        runs = insert(runs, place, letter)
    runs = delete(runs, 7, 8)
    runs = authorship.settled(runs)
    assert said(runs) == [("a ", "model"), ("very ", "typed"), ("cat", "model")]


def test_what_is_typed_is_decided_already_and_goes_on_in_the_same_look() -> None:
    waiting = (Run("ab", bold=True, author="model", generation=2, change="inserted"),)
    assert insert(waiting, 1, "x")[1] == Run("x", bold=True)
    link = (Run("site", link="https://a.b"),)
    assert [run.link for run in insert(link, 4, "s")] == ["https://a.b", ""]
    assert insert(link, 2, "s") == (Run("siste", link="https://a.b"),)
    assert insert((), 0, "x", like=Run("", italic=True)) == (Run("x", italic=True),)


def test_shares_count_words_and_chinese_characters() -> None:
    blocks = [
        Block(runs=(Run("Two words. "), *model("中文 and one's", 4))),
        Block("table", rows=(((Run("pasted", author="pasted"),),),)),
        Block(runs=(Run("new", author="model", generation=5, change="inserted"),)),
    ]
    assert authorship.shares(blocks) == {
        "typed": Share(9, 2),
        "pasted": Share(6, 1),
        "model": Share(10, 4),
        "edited": Share(),
    }
    assert authorship.by_generation(blocks) == {4: Share(10, 4)}


@given(st.lists(st.integers(0, 1000), max_size=6))
def test_percentages_sum_to_a_hundred(amounts: list[int]) -> None:
    found = authorship.percentages(amounts)
    assert sum(found) == (100 if sum(amounts) else 0)
    assert all(
        abs(f - a * 100 / (sum(amounts) or 1)) < 1 for f, a in zip(found, amounts, strict=True)
    )


# The report -------------------------------------------------------------------------------------

MAKING = Making(
    "Qwen 0.5B",
    "qwen.gguf",
    sha256="ab" * 32,
    quantization="Q4_K_M",
    sampling=Sampling(temperature=0.8, seed=42),
)
TURNS = (Turn("system", "Write."), Turn("user", "Say:\n```\ncode\n```"))
PIECE = Piece(
    "砚台 |\n两行",
    blocks=(
        Block("heading", (Run("Mine"),), level=1),
        Block(runs=(*model("the model wrote this", 1), Run(" pasted", author="pasted"))),
        Block(runs=(*model("还有这些", 8), Run("waits", author="model", change="inserted"))),
    ),
)
GENERATIONS = {1: Generation("continue", MAKING, TURNS, "the model wrote this", created=1e9)}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_says_who_wrote_what_and_how(language: declaration.Language) -> None:
    report = declaration.as_markdown(declaration.declare(PIECE, GENERATIONS), language)
    words = declaration.WORDS[language]
    assert report.startswith(f"# {words['title'].format(title='砚台 | 两行')}\n")
    for row in ("typed | 4 | 1 | 13 %", "pasted | 6 | 1 | 19 %", "model | 21 | 8 | 68 %"):
        author, rest = row.split(" ", 1)
        assert f"| {words[author]} {rest} |" in report
    for value in ("Qwen 0.5B", "qwen.gguf (abababababab)", "Q4_K_M", "42", "continue", "2001-09"):
        assert f": {value}" in report
    assert "temperature=0.8 top_k=40" in report
    assert "````text\n[user]\nSay:\n```\ncode\n```\n````\n" in report
    assert words["unknown"] in report
    assert (words["generation"].format(number=8, percent=13, characters=4)) in report


def test_the_report_for_programs_says_the_same() -> None:
    found = msgspec.json.decode(declaration.as_json(declaration.declare(PIECE, GENERATIONS)))
    assert (found["title"], found["characters"], found["words"]) == (PIECE.title, 31, 10)
    assert sum(part["percent"] for part in found["parts"]) == 100
    first, second = found["generations"]
    assert first["sha256"] == "ab" * 32 and first["seed"] == 42
    assert first["prompt"] == [{"role": turn.role, "text": turn.text} for turn in TURNS]
    assert (second["number"], second["characters"], second["model"]) == (8, 4, "")


def test_a_piece_by_a_person_alone_says_so() -> None:
    report = declaration.as_markdown(declaration.declare(Piece(), {}), "en")
    assert "untitled" in report and declaration.WORDS["en"]["none"] in report
    assert declaration.WORDS["en"].keys() == declaration.WORDS["zh"].keys()
