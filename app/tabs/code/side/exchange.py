"""A question about code and its answer, as far as it came."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from app.protocol import ErrorCode, FinishReason, Params
from app.services import diff
from app.tabs.code.task.actions import Action, Kind, Selection, answer_kind, new_file_name, result
from app.tabs.code.task.answers import code_in, fence_around


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
        """Tell whether the model came to its end."""
        return self.reason in ("end", "stop-string")

    @property
    def made(self) -> str:
        """Return the code that the answer makes of the selection, or of nothing."""
        unfinished = self.growing or not self.whole
        made = result(self.action, self.selection, self.answer, growing=unfinished)
        if self.kind == "replacement" and unfinished and not self.growing:
            return diff.continued(self.selection.text, made)  # what is missing stays as it was
        return made

    @property
    def snippet(self) -> str:
        """Return code that can be inserted somewhere else."""
        if self.kind == "prose":
            return code_in(self.answer) if "```" in self.answer else ""
        return self.made

    @property
    def language(self) -> str:
        """Return the language of the code that is made."""
        translated = self.action is Action.TRANSLATE
        return self.selection.target if translated else self.selection.language

    @property
    def file_name(self) -> str:
        return new_file_name(self.action, self.selection)

    def markdown(self) -> str:
        """Return what is to be read."""
        if self.kind == "prose":
            return self.answer
        made = self.made
        fence = fence_around(made)
        return f"{fence}{self.language}\n{made}\n{fence}" if made.strip() else ""
