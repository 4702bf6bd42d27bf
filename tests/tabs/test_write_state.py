"""The state of the editor of a piece: edits, proposals, what is accepted, undo and redo."""

from __future__ import annotations

import random

import pytest

from app.piece import Block, Piece, Run
from app.tabs.write.editor.history import History
from app.tabs.write.editor.proposal import text_of
from app.tabs.write.editor.state import State
from app.tabs.write.task import authorship, changes

WORDS = ["ink", "stone", "and", "water", "brush", "墨", "砚台", "一方", "paper"]


def state_of(*texts: str) -> State:
    return State(Piece(blocks=tuple(Block(runs=(Run(text),) if text else ()) for text in texts)))


def texts_of(state: State) -> list[str]:
    return [text_of(block) for block in state.blocks]


class Reference:
    """A piece as a list of lines, each step of which is copied; and one proposal at most."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.undone: list[list[str]] = []
        self.done: list[list[str]] = []

    def change(self, lines: list[str]) -> None:
        self.done.append(self.lines)
        self.undone.clear()
        self.lines = lines

    def undo(self) -> None:
        if self.done:
            self.undone.append(self.lines)
            self.lines = self.done.pop()

    def redo(self) -> None:
        if self.undone:
            self.done.append(self.lines)
            self.lines = self.undone.pop()


class Play:
    """Does the same at random to a state and to the reference, and compares."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        lines = [self.text() for _ in range(self.random.randint(1, 5))]
        self.state = state_of(*lines)
        self.history = History()
        self.reference = Reference(lines)

    def text(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, 6)))

    def place(self) -> tuple[int, int]:
        number = self.random.randrange(len(self.reference.lines))
        return number, self.random.randint(0, len(self.reference.lines[number]))

    def step(self) -> None:
        act = self.random.choice(
            [self.type, self.type, self.split, self.propose, self.propose, self.grow, self.flick,
             self.accept, self.accept_hunk, self.reject, self.reject_hunk, self.undo, self.redo,
             self.retry, self.reopen]
        )  # fmt: skip
        act()
        self.check()

    def edited(self, state: State, lines: list[str]) -> None:
        self.history.record(self.state.piece)
        self.state = state
        self.reference.change(lines)

    def type(self) -> None:
        number, start = self.place()
        line = self.reference.lines[number]
        end = min(len(line), start + self.random.choice((0, 0, 1, 5)))
        text = self.random.choice(("", "x", self.text()))
        lines = list(self.reference.lines)
        lines[number] = line[:start] + text + line[end:]
        before = self.state
        runs = (Run(text),) if text else ()
        self.edited(before.type(number, start, end, runs), lines)
        kept = {one.id for one in self.state.proposals}
        for one in before.proposals:
            first, last = number == one.first, number == one.end - 1
            if not one.first <= number < one.end:
                assert one.id in kept
            elif before.blocks != self.state.blocks and not (
                (first and end <= one.head) or (last and start >= len(line) - one.tail)
            ):
                assert one.id not in kept

    def split(self) -> None:
        number, at = self.place()
        line = self.reference.lines[number]
        halves = [line[:at], line[at:]]
        lines = [*self.reference.lines[:number], *halves, *self.reference.lines[number + 1 :]]
        blocks = state_of(*halves).blocks
        self.edited(self.state.edit(number, number + 1, blocks), lines)

    def propose(self) -> None:
        start, end = sorted((self.place(), self.place()))
        text = "\n".join(self.text() for _ in range(self.random.randint(1, 3)))
        growing = self.random.random() < 0.3
        made = self.state.made + 1
        self.state = self.state.propose(start, end, text, made, growing=growing)

    def grow(self) -> None:
        for one in self.state.proposals:
            if one.growing:
                text = one.alternatives[one.current].text + " " + self.text()
                self.state = self.state.grow(one.id, text, done=self.random.random() < 0.5)

    def retry(self) -> None:
        for one in self.state.proposals:
            if not one.taken:
                self.state = self.state.retry(one.id, self.text(), one.id)
                found = self.state.proposal(one.id)
                assert found.alternatives[:-1] == one.alternatives[-changes.KEPT + 1 :]

    def flick(self) -> None:
        for one in self.state.proposals:
            if not one.taken:
                self.state = self.state.flick(one.id, self.random.choice((-1, 1)))

    def reopen(self) -> None:
        if self.state.closed:
            try:
                self.state = self.state.reopen(self.random.choice(self.state.closed).id)
            except KeyError:
                return

    def accept(self) -> None:
        """The whole of what is offered takes the place of the range."""
        if not self.state.proposals:
            return
        one = self.random.choice(self.state.proposals)
        state = self.state.accept(one.id)
        lines = self.reference.lines
        if not one.taken and not one.growing and not self.partly(one.id):
            inside = lines[one.first : one.end]
            head, tail = inside[0][: one.head], inside[-1][len(inside[-1]) - one.tail :]
            text = one.alternatives[one.current].text
            middle = [line for line in text.split("\n") if line.strip()]
            middle[0] = head + middle[0]
            middle[-1] += tail
            lines = [*lines[: one.first], *middle, *lines[one.end :]]
        else:
            lines = texts_of(state)
        self.edited(state, lines)

    def partly(self, number: int) -> bool:
        """Tell whether a hunk of what is shown was rejected."""
        one = self.state.proposal(number)
        return one.made != one.shown().made

    def accept_hunk(self) -> None:
        """The hunk's text takes the place of what it changes, nothing else is other."""
        for one in self.state.proposals[:1]:
            hunks = one.hunks
            if not hunks:
                continue
            which = self.random.randrange(len(hunks))
            whole = "".join(texts_of(self.state))
            base = "".join(text_of(block) for block in self.state.blocks[: one.first])
            before = one.made[: hunks[which].block]
            at = len(base) + len("".join(block.text for block in before))
            runs = authorship.split(one.made[hunks[which].block].runs, hunks[which].start)[0]
            at += sum(len(run.text) for run in runs if run.change != "inserted")
            old, new = hunks[which].old, hunks[which].new
            assert whole[at : at + len(old)] == old
            state = self.state.accept(one.id, {which})
            assert "".join(texts_of(state)) == whole[:at] + new + whole[at + len(old) :]
            self.edited(state, texts_of(state))

    def reject(self) -> None:
        for one in self.state.proposals[:1]:
            before = self.state.blocks
            self.state = self.state.reject(one.id)
            assert self.state.blocks is before

    def reject_hunk(self) -> None:
        for one in self.state.proposals[-1:]:
            if one.hunks:
                count = len(one.hunks)
                which = self.random.randrange(count)
                self.state = self.state.reject(one.id, {which})
                left = [p for p in self.state.proposals if p.id == one.id]
                assert sum(len(p.hunks) for p in left) == count - 1

    def undo(self) -> None:
        self.state = self.state.become(self.history.undo(self.state.piece))
        self.reference.undo()

    def redo(self) -> None:
        self.state = self.state.become(self.history.redo(self.state.piece))
        self.reference.redo()

    def check(self) -> None:
        state = self.state
        assert texts_of(state) == self.reference.lines
        assert all(not run.change for block in state.blocks for run in block.runs)
        shown = state.shown()
        back = changes.reject(shown) or (Block(),)
        assert [(b.kind, b.runs) for b in back] == [(b.kind, b.runs) for b in state.blocks]
        for one in state.proposals:
            assert state.blocks[one.first : one.end] == one.original
        for number, block in enumerate(state.blocks):
            text = text_of(block)
            for offset in (0, len(text) // 2, len(text)):
                place = state.to_shown((number, offset))
                assert place[1] <= len(text_of(shown[place[0]]))
                assert state.to_base(place) == (number, offset)
            ends = [(start, end) for start, end, _, _ in authorship.spans(block.runs)]
            assert [end for _, end in ends[:-1]] == [start for start, _ in ends[1:]]
            assert (ends[0][0], ends[-1][1]) == (0, len(text)) if text else not ends


@pytest.mark.parametrize("seed", range(0, 2_000, 100))
def test_random_sequences_leave_what_a_plain_reference_leaves(seed: int) -> None:
    for number in range(seed, seed + 100):
        play = Play(number)
        for _ in range(14):
            play.step()


def test_typing_beside_a_range_moves_it_and_inside_dismisses_it() -> None:
    state = state_of("one two three").propose((0, 4), (0, 7), "2", 1)
    moved = state.type(0, 0, 3, (Run("ONE!"),)).type(0, 14, 14, (Run("."),))
    assert moved.accept(1).blocks[0].text == "ONE! 2 three."
    assert not state.type(0, 5, 5, (Run("x"),)).proposals
    inside = state.type(0, 5, 5, (Run("x"),))
    assert inside.closed[0].alternatives[0].text == "2"
    assert inside.type(0, 5, 6, ()).reopen(1).accept(1).blocks[0].text == "one 2 three"


def test_breaking_a_paragraph_beside_a_range_moves_it_too() -> None:
    state = state_of("zero", "one two three").propose((1, 4), (1, 7), "2", 1)
    state = state.edit(1, 2, state_of("one", " two three").blocks)
    assert texts_of(state) == ["zero", "one", " two three"]
    state = state.edit(2, 3, state_of(" two ", "three").blocks)
    assert texts_of(state.accept(1)) == ["zero", "one", " 2 ", "three"]
    assert not state.edit(2, 3, state_of(" t", "wo ").blocks).proposals


def test_what_grows_leaves_what_it_has_not_come_to() -> None:
    state = state_of("the quick brown fox").propose((0, 0), (0, 19), "", 1, growing=True)
    state = state.grow(1, "the slow")
    assert [(h.old, h.new) for h in state.proposal(1).hunks] == [("quick", "slow")]
    done = state.grow(1, "the slow fox", done=True)
    assert done.accept(1).blocks[0].text == "the slow fox"
    assert done.accept(1).blocks[0].runs[1] == Run("slow", author="model", generation=1)


def test_at_least_five_alternatives_are_kept() -> None:
    state = state_of("a").propose((0, 0), (0, 1), "b0", 1)
    for number in range(1, 6):
        state = state.retry(1, f"b{number}", number + 1)
    seen = []
    for _ in range(6):
        seen.append(state.accept(1).blocks[0].text)
        state = state.flick(1, 1)
    assert seen == ["b5", "b0", "b1", "b2", "b3", "b4"]


def test_alternatives_end_with_the_first_hunk_taken() -> None:
    state = state_of("one two three four five six").propose(
        (0, 0), (0, 27), "1 two three four 5 six", 1
    )
    assert len(state.proposal(1).hunks) == 2
    state = state.accept(1, {0})
    with pytest.raises(ValueError):
        state.flick(1, 1)
    assert state.accept(1).blocks[0].text == "1 two three four 5 six"


def test_joined_edits_are_one_step_until_it_is_sealed() -> None:
    history = History()
    pieces = [Piece(title=str(number)) for number in range(5)]
    for number in range(3):
        history.record(pieces[number], "type")
    history.seal()
    history.record(pieces[3], "type")
    assert history.undo(pieces[4]) is pieces[3]
    assert history.undo(pieces[3]) is pieces[0]
    assert not history.can_undo
    assert history.redo(pieces[0]) is pieces[3]
    assert history.redo(pieces[3]) is pieces[4]
    assert not history.can_redo
