"""A question about code and its answer, as far as it came."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from app.protocol import ErrorCode, FinishReason, Params
from app.services import diff
from app.tabs.code.task.actions import Action, Kind, Selection, answer_kind, new_file_name, result
from app.tabs.code.task.answers import blocks, code_in, fence_around

ENDS = ("end", "stop-string")


class Outcome(Enum):
    OPEN = "open"
    APPLIED = "applied"
    DISCARDED = "discarded"


@dataclass
class Exchange:
    """`growing` until the answer is over; `reason` or `code` then say how it ended."""

    action: Action
    selection: Selection
    answer: str = ""
    growing: bool = True
    reason: FinishReason | None = None
    code: ErrorCode | None = None
    params: Params = field(default_factory=dict)
    outcome: Outcome = Outcome.OPEN

    @property
    def kind(self) -> Kind:
        return answer_kind(self.action, self.answer, growing=self.growing)

    @property
    def whole(self) -> bool:
        """Tell whether the answer is all there, or at least the code that it is about."""
        if self.kind != "replacement":
            return self.reason in ENDS
        if self.reason in ENDS:
            return True
        closed = any(block.closed for block in blocks(self.answer))
        return closed and self._result() != self.selection.text

    @property
    def made(self) -> str:
        """Return the code that the answer makes of the selection, or of nothing.

        Of a replacement that is not whole the last line does not count, and what is missing stays
        as it was.
        """
        made = self._result()
        if self.kind != "replacement" or self.whole:
            return made
        return diff.continued(self.selection.text, made.rstrip())

    @property
    def snippet(self) -> str:
        """Return code that can be inserted somewhere else."""
        if self.kind == "prose":
            return code_in(self.answer) if "```" in self.answer else ""
        return self.made

    @property
    def alone(self) -> str:
        """Return code as it can stand in a file of its own."""
        return self.made if self.kind == "file" else code_in(self.answer).rstrip("\n") + "\n"

    @property
    def language(self) -> str:
        """Return the language of the code that is made."""
        translated = self.action is Action.TRANSLATE
        return self.selection.target if translated else self.selection.language

    @property
    def file_name(self) -> str:
        return new_file_name(self.action, self.selection)

    def _result(self) -> str:
        growing = self.reason not in ENDS
        return result(self.action, self.selection, self.answer, growing=growing)

    def markdown(self) -> str:
        """Return what is to be read."""
        if self.kind == "prose":
            return self.answer
        made = self.made
        fence = fence_around(made)
        return f"{fence}{self.language}\n{made}\n{fence}" if made.strip() else ""
