"""Changes that wait: hunks, alternatives, and what becomes of the runs, against a plain model."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import partial

import pytest

from app.piece import Author, Block, Run
from app.services import diff
from app.tabs.write.task import changes
from app.tabs.write.task.authorship import delete, insert, shown, spans
from app.tabs.write.task.changes import Blocks, accept, pending, propose, reject
from app.tabs.write.task.pairing import pairs

differ = partial(diff.hunks, by="word")


def text(*paragraphs: str) -> Blocks:
    return tuple(Block(runs=(Run(p),) if p else ()) for p in paragraphs)


def texts(blocks: Sequence[Block]) -> list[str]:
    return [shown(block.runs) for block in blocks]


def said(block: Block) -> list[tuple[str, str, str]]:
    return [(run.text, run.author, run.change) for run in block.runs]


# One paragraph ----------------------------------------------------------------------------------


def test_hunks_go_by_words_and_by_chinese_characters() -> None:
    blocks = text("The cat sat on the mat.", "今天天气很好。")
    english = propose(blocks, (0, 0), (0, 23), "The dog sat on a mat.", 3, differ)
    assert [(p.old, p.new) for p in pending(english)] == [("cat", "dog"), ("the", "a")]
    chinese = propose(english, (1, 0), (1, 7), "今天心情很好。", 4, differ)
    assert [(p.block, p.old, p.new) for p in pending(chinese)][2:] == [(1, "天气", "心情")]
    assert pending(chinese)[0] == changes.Pending(0, 4, 10, "cat", "dog")
    one = reject(accept(chinese, {0}), {0, 1})
    assert texts(one) == ["The dog sat on the mat.", "今天天气很好。"]
    assert said(one[0]) == [
        ("The ", "typed", ""),
        ("dog", "model", ""),
        (" sat on the mat.", "typed", ""),
    ]
    assert one[0].runs[1].generation == 3
    assert reject(chinese) == blocks


def test_only_the_selection_changes_and_looks_as_it_did() -> None:
    runs = (Run("Keep "), Run("these words", bold=True, link="x"), Run(" here"))
    blocks = (Block(runs=runs),)
    offered = propose(blocks, (0, 5), (0, 16), "those words", 1, differ)
    (block,) = accept(offered)
    assert block.runs == (
        Run("Keep "),
        Run("those", bold=True, author="model", generation=1),
        Run(" words", bold=True, link="x"),
        Run(" here"),
    )
    assert reject(offered) == blocks


def test_a_paragraph_of_which_little_remains_is_one_hunk() -> None:
    old = "I came home late, and she slept."
    new = "We went out early, so nobody knew it."
    (hunk,) = pending(propose(text(old), (0, 0), (0, len(old)), new, 1, differ))
    assert (hunk.old, hunk.new) == (old, new)


@pytest.mark.parametrize("new", ["", "One.", "One.\n\nTwo.\nThree."])
def test_an_empty_paragraph_is_there_again(new: str) -> None:
    blocks = text("before", "", "after")
    offered = propose(blocks, (1, 0), (1, 0), new, 1, differ)
    assert reject(offered) == blocks
    lines = [line for line in new.split("\n") if line] or [""]
    assert texts(accept(offered)) == ["before", *lines, "after"]


def test_taking_all_text_leaves_an_empty_paragraph() -> None:
    blocks = text("all of it")
    offered = propose(blocks, (0, 0), (0, 9), "", 1, differ)
    assert accept(offered) == text("")
    assert reject(offered) == blocks


def test_code_is_one_text_with_its_line_feeds() -> None:
    blocks = (Block("code", (Run("a = 1\nb = 2"),), language="python"),)
    offered = propose(blocks, (0, 0), (0, 11), "a = 1\n\nb = 3", 1, differ)
    assert texts(accept(offered)) == ["a = 1\n\nb = 3"]
    assert reject(offered) == blocks


def test_where_a_change_waits_no_other_is_offered() -> None:
    blocks = propose(text("a b", "c"), (0, 0), (0, 3), "a x", 1, differ)
    with pytest.raises(ValueError, match="decide"):
        propose(blocks, (0, 0), (1, 1), "other", 2, differ)
    assert len(pending(propose(blocks, (1, 0), (1, 1), "d", 2, differ))) == 2


# Several paragraphs -----------------------------------------------------------------------------

LONG = ("The first paragraph is about a cat.", "A second one tells of dogs.", "At last, the birds.")


def test_paragraphs_are_changed_inside_joined_and_new() -> None:
    blocks = text(*LONG)
    new = f"{LONG[0][:-4]}lion.\nSomething wholly new, unlike all.\n\n{LONG[2]}"
    offered = propose(blocks, (0, 0), (2, len(LONG[2])), new, 1, differ)
    assert [(p.block, p.old, p.new) for p in pending(offered)] == [
        (0, "cat", "lion"),
        (1, LONG[1][:-1], "Something wholly new, unlike all"),
    ]
    assert texts(accept(offered)) == [line for line in new.split("\n") if line]
    shorter = propose(blocks, (0, 4), (2, 7), "other one.\nAt last", 1, differ)
    assert texts(accept(shorter)) == [
        "The other one.",
        "At last, the birds.",
    ]
    assert reject(offered) == reject(shorter) == blocks


def test_what_is_around_a_selection_moves_with_its_authors() -> None:
    runs = (Run("Head. "), Run("Middle. ", author="pasted"), Run("Tail.", author="edited"))
    blocks = (Block("item", runs, level=2, ordered=True),)
    offered = propose(blocks, (0, 6), (0, 14), "One.\nTwo. ", 7, differ)
    done = accept(offered)
    assert texts(done) == ["Head. One.", "Two. Tail."]
    assert [(block.kind, block.level, block.ordered) for block in done] == [("item", 2, True)] * 2
    assert said(done[1]) == [("Two. ", "model", ""), ("Tail.", "edited", "")]
    assert reject(offered) == blocks
    joined = propose(text("Head one", "two tail"), (0, 5), (1, 3), "and", 1, differ)
    assert texts(accept(joined)) == ["Head and tail"]
    assert texts(reject(joined)) == ["Head one", "two tail"]


def test_the_rest_of_a_paragraph_stays_where_it_is() -> None:
    offered = propose(text("alpha", "beta tail"), (0, 0), (1, 4), "gamma", 1, differ)
    assert said(offered[0]) == [("alpha", "typed", "deleted")]
    assert said(offered[1]) == [
        ("beta", "typed", "deleted"),
        ("gamma", "model", "inserted"),
        (" tail", "typed", ""),
    ]


def test_tables_and_images_stay_where_they_are() -> None:
    table = Block("table", rows=(((Run("x"),),),))
    blocks = (Block(runs=(Run("first text"),)), table, Block(runs=(Run("second text"),)))
    offered = propose(blocks, (0, 0), (2, 11), "first word\nsecond word", 1, differ)
    assert accept(offered)[1] == table
    assert texts(accept(offered)) == ["first word", "", "second word"]
    assert reject(offered) == blocks


def test_many_paragraphs_are_paired_as_they_come() -> None:
    many = [f"paragraph {number}" for number in range(100)]
    found = pairs(many, many[:60], head=False, tail=False)
    assert found[:60] == [(number, number) for number in range(60)]
    assert found[60:] == [(number, None) for number in range(60, 100)]


# Random sequences -------------------------------------------------------------------------------

# Character, author, generation, bold, change; no character for an empty paragraph in a change.
Cell = tuple[str, str, int, bool, str]
Page = list[list[Cell]]

ALPHABET = "ab cd, 中文字。"


def cells(blocks: Sequence[Block]) -> Page:
    """Return a piece as characters that know all about themselves."""
    return [
        [
            (c, run.author, run.generation, run.bold, run.change)
            for run in b.runs
            for c in run.text or ("",)
        ]
        for b in blocks
    ]


def decided(page: Page, gone: str, which: set[int] | None) -> Page:
    """Decide hunks character by character."""
    kept: Page = []
    number = -1
    for paragraph in page:
        before = ""
        line: list[Cell] = []
        for cell in paragraph:
            number += bool(cell[4]) and not before
            before = cell[4]
            if not cell[4] or not (which is None or number in which):
                line.append(cell)
            elif cell[4] != gone:
                line.append((*cell[:4], ""))
        if line or not paragraph:
            kept.append([cell for cell in line if cell[0] or cell[4]])
    return kept


def letters(line: Sequence[Cell]) -> int:
    """Count the letters at the beginning."""
    return next((n for n, cell in enumerate(line) if not re.match("[abcd]", cell[0])), len(line))


def cut(line: list[Cell], start: int, end: int) -> list[Cell]:
    """Delete as a person does."""
    before, gone, after = line[:start], line[start:end], line[end:]
    left, right = letters(before[::-1]), letters(after)
    if any(cell[1] in ("model", "edited") for cell in gone):
        joined = bool(left and right)
        if joined or letters(gone):
            before[len(before) - left :] = map(edited, before[len(before) - left :])
        if joined or letters(gone[::-1]):
            after[:right] = map(edited, after[:right])
    return before + after


def edited(cell: Cell) -> Cell:
    return (cell[0], "edited", *cell[2:]) if cell[1] == "model" else cell


class Desk:
    """A piece under random actions, and its reference."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        start = text(*(self.words() for _ in range(self.random.randint(1, 4))))
        self.blocks = start
        self.page = cells(start)
        self.original: Page = []
        self.generation = 0

    def words(self) -> str:
        return "".join(self.random.choices(ALPHABET, k=self.random.randint(1, 14)))

    def step(self) -> str:
        name = self.random.choice(("edit", "edit", "propose", "accept", "reject"))
        getattr(self, name)()
        assert cells(self.blocks) == self.page, name
        for block in self.blocks:
            covered = [place for a, b, *_ in spans(block.runs) for place in range(a, b)]
            assert covered == list(range(len(shown(block.runs))))
        return name

    def take(self, blocks: Blocks, page: Page) -> None:
        self.blocks, self.page = blocks, page

    def edit(self) -> None:
        blocks, page = self.blocks, [list(line) for line in self.page]
        if not blocks:
            return
        number = self.random.randrange(len(blocks))
        block, line = blocks[number], page[number]
        if not all(cell[0] for cell in line):
            return
        start = self.random.randint(0, len(line))
        if self.random.random() < 0.5:
            author: Author = "typed" if self.random.random() < 0.5 else "pasted"
            new = self.words()
            runs = insert(block.runs, start, new, author, like=Run(""))
            line[start:start] = [(c, author, 0, False, "") for c in new]
        else:
            end = self.random.randint(start, min(len(line), start + 3))
            if end - start == len(line):
                return
            runs = delete(block.runs, start, end)
            page[number] = cut(line, start, end)
        changed = Block(block.kind, runs)
        self.take((*blocks[:number], changed, *blocks[number + 1 :]), page)

    def propose(self) -> None:
        blocks = reject(self.blocks)
        page = decided(self.page, "inserted", None)
        self.take(blocks, page)
        if not blocks:
            return
        first = self.random.randrange(len(blocks))
        last = min(len(blocks) - 1, first + self.random.choice((0, 0, 1, 2)))
        low = self.random.randint(0, len(page[first]))
        high = self.random.randint(low if first == last else 0, len(page[last]))
        new = "\n".join(self.words() for _ in range(self.random.choice((1, 1, 2, 3))))
        self.generation += 1
        offered = propose(blocks, (first, low), (last, high), new, self.generation, differ)
        self.original = page
        self.range = first, low, last, high
        self.offered(offered, new)

    def offered(self, blocks: Blocks, new: str) -> None:
        """Check what taking and leaving it all would give; take its characters as they are."""
        page = cells(blocks)
        assert decided(page, "inserted", None) == self.original
        first, low, last, high = self.range
        head, tail = self.original[first][:low], self.original[last][high:]
        lines = [line for line in new.split("\n") if line.strip()] if "\n" in new else [new]
        wanted = ["".join(cell[0] for cell in line) for line in self.original]
        wanted[first : last + 1] = (
            "".join(cell[0] for cell in head)
            + "\n".join(lines or [""])
            + "".join(cell[0] for cell in tail)
        ).split("\n")
        assert texts(accept(blocks)) == wanted
        taken = decided(page, "deleted", None)
        assert cells(accept(blocks)) == taken
        assert taken[first][: len(head)] == head
        assert taken[first + len(lines or [""]) - 1][-len(tail) or 99_999 :] == tail
        self.take(blocks, page)

    def accept(self) -> None:
        self.decide(accept, "deleted")

    def reject(self) -> None:
        self.decide(reject, "inserted")

    def decide(self, how: object, gone: str) -> None:
        blocks = self.blocks
        waiting = len(pending(blocks))
        which = None
        if self.random.random() < 0.7 and waiting:
            which = {self.random.randrange(waiting)}
        assert callable(how)
        self.take(how(blocks, which), decided(self.page, gone, which))


def test_random_sequences_leave_the_piece_as_the_reference_has_it() -> None:
    done: dict[str, int] = {}
    for seed in range(2_000):
        desk = Desk(seed)
        for _ in range(12):
            name = desk.step()
            done[name] = done.get(name, 0) + 1
    assert min(done.values()) > 1_000
