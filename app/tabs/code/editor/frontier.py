"""How far the states of a document's lines are known while it changes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Frontier:
    """Lines before `valid` have the right state; from `settled` to `resume` they would have it
    if the line before them had not changed."""

    valid: int = 0
    settled: int = 0
    resume: int = 0

    def change(self, first: int, last: int, added: int) -> None:
        """Take in that the lines `first` to `last` are new, and so many more than before."""
        if first >= self.resume:
            return
        if self.valid < self.resume:
            self.settled = max(max(self.settled, self.valid) + added, last + 1)
        else:
            self.settled = last + 1
        self.resume = max(first, self.resume + added)
        self.valid = min(self.valid, first)

    def step(self, same: bool) -> bool:
        """Go on by a line; tell whether its state, the `same` as it was, settles what follows."""
        line = self.valid
        self.valid += 1
        if same and self.settled <= line < self.resume - 1:
            self.valid = self.resume
            return True
        self.resume = max(self.resume, self.valid)
        return False
