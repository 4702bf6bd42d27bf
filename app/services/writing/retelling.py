"""What else a model could have said at a word of its text, and its text from there on."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from msgspec import structs
from PySide6.QtCore import QObject, Signal

from app.protocol import Choice, Constraint, ErrorCode, Generate, Params, Sampling, Turn, Usage
from app.services.engine import Engine
from app.services.writing.again import Telling, same_model
from app.services.writing.assistant import ModelSource
from app.tabs.write.task import counts
from app.tabs.write.task.ask import SEEDS
from app.tabs.write.task.authorship import CJK
from app.tabs.write.task.generation import Generation, Making

SHOWN = 10  # alternatives
ASKED = 24  # of which some are no words
AHEAD = 40  # characters by which the token that stands there is found
WORD_TOKENS = 5  # that a word may go on for
LEAST_TOKENS = 16  # of a text that goes on
BLANKS = " \t"
FREE = Constraint()
_LETTERS = rf"[^\W\d_{CJK}]"
_LETTER = re.compile(_LETTERS)
_REST = re.compile(rf"{_LETTERS}*")
_OPEN = re.compile(rf"{_LETTERS}\Z")
_NO_WORD = re.compile(r"\ufffd|^<\|?[^<>\s]{1,48}>$")


@dataclass(frozen=True)
class Option:
    """What could stand at a place, with the blank before it; `stands` is what does."""

    text: str
    probability: float
    stands: bool = False


class Alternatives(QObject):
    """Finds the likeliest beginnings at a word, and then how each goes on to its end.

    `found` tells the options each time that more is known, `ended` comes exactly once.
    """

    found = Signal(object)  # tuple of Options, the likeliest first
    ended = Signal()

    def __init__(
        self,
        engine: Engine,
        generation: Generation,
        offset: int,
        word: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._generation, self._word = generation, word
        self._banned = generation.making.constraint.banned
        self._waiting: list[Option] = []
        self.options: tuple[Option, ...] = ()
        self.code: ErrorCode | None = None
        self.params: Params = {}
        ahead = generation.result[offset : offset + AHEAD]
        self._before, self._blank = prefix(generation, offset)
        sampling = Sampling(temperature=0.0, max_tokens=1)
        stands = Constraint(grammar=beginning_with(self._blank + ahead))
        asked = going_on(generation, self._before, sampling, stands)
        self._telling: Telling | None = self._ask(asked, self._on_first, ASKED)

    def stop(self) -> None:
        """Ask no more."""
        telling, self._telling = self._telling, None
        if telling:
            telling.stop()
            self.ended.emit()

    def _ask(self, asked: Generate, then: Callable[[Telling], None], alternatives: int) -> Telling:
        telling = Telling(self._engine, asked, alternatives, self)

        def on_ended() -> None:
            telling.deleteLater()
            if telling is self._telling:
                then(telling)

        telling.ended.connect(on_ended)
        return telling

    def _on_first(self, telling: Telling) -> None:
        if telling.choices:
            self.options = options(telling.choices[0], self._blank, self._word, self._banned)
            self._waiting = [one for one in self.options if not one.stands and is_open(one.text)]
            self.found.emit(self.options)
        else:
            self.code, self.params = telling.code, telling.params
        self._next()

    def _next(self) -> None:
        if self._telling is None:  # stopped by who heard of what was found
            return
        if not self._waiting:
            self._telling = None
            self.ended.emit()
            return
        one = self._waiting.pop(0)
        sampling = Sampling(temperature=0.0, max_tokens=WORD_TOKENS, stop=(" ", "\n"))
        asked = going_on(self._generation, self._before + one.text, sampling)
        self._telling = self._ask(asked, lambda told: self._on_rest(one, told), 0)

    def _on_rest(self, one: Option, telling: Telling) -> None:
        match = _REST.match(telling.text)
        whole = replace(one, text=one.text + (match.group() if match else ""))
        rest = [other for other in self.options if other is not one]
        if is_banned(whole.text, self._banned):
            self.options = tuple(rest)
        elif whole.text not in {other.text for other in rest}:
            self.options = tuple(whole if other is one else other for other in self.options)
        self.found.emit(self.options)
        self._next()


class Regeneration(Telling):
    """The text of a generation from a place on, with another beginning.

    `generation` is what became of it: its result begins with that beginning. It replaces what the
    former generation wrote from the blanks before the place on.
    """

    def __init__(
        self,
        engine: Engine,
        former: Generation,
        asked: Generate,
        making: Callable[[], Making],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(engine, asked, parent=parent)
        self._former = former
        self._source = making
        self._making: Making | None = None
        self.grew.connect(self._on_grew)

    @property
    def generation(self) -> Generation | None:
        """Return what was written, None as long as nothing was."""
        if not self.text:
            return None
        asked = self.asked
        usage = self.finished.usage if self.finished else Usage(seed=asked.sampling.seed or 0)
        making = structs.replace(
            self._making or self._source(),
            template=asked.template,
            sampling=asked.sampling,
            constraint=asked.constraint,
            thinking=asked.thinking,
        )
        purpose = self._former.purpose
        return Generation(purpose, making, asked.turns, self.text, resume=True, usage=usage)

    def _on_grew(self) -> None:
        self._making = self._making or self._source()


class Retelling(QObject):
    """Asks the present model about words of what a model wrote."""

    def __init__(
        self,
        engine: Engine,
        models: ModelSource,
        making: Callable[[], Making],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._models = models
        self._making = making

    def is_by_present(self, generation: Generation) -> bool:
        """Tell whether it is the present model that wrote a text."""
        return same_model(generation.making, self._making())

    def alternatives(
        self, generation: Generation, offset: int, word: str, parent: QObject | None = None
    ) -> Alternatives:
        """Find what else could stand at an offset of a text, where a word of it begins."""
        self._models.wake()
        return Alternatives(self._engine, generation, offset, word, parent or self)

    def regenerate(
        self, generation: Generation, offset: int, beginning: str, parent: QObject | None = None
    ) -> Regeneration:
        """Write a text anew from an offset on, beginning with the text of an Option."""
        self._models.wake()
        sampling = reseeded(generation, offset, beginning)
        banned = generation.making.constraint.banned
        begun = Constraint(grammar=beginning_with(beginning), banned=banned)
        asked = going_on(generation, prefix(generation, offset)[0], sampling, begun)
        return Regeneration(self._engine, generation, asked, self._making, parent or self)


def prefix(generation: Generation, offset: int) -> tuple[str, str]:
    """Return what the assistant had said up to an offset, and the blanks behind that.

    The blanks belong to the token that comes next.
    """
    carried = generation.turns[-1].text if generation.resume else ""
    said = generation.result[:offset]
    before = said.rstrip(BLANKS)
    return carried + before, said[len(before) :]


def going_on(
    generation: Generation, said: str, sampling: Sampling, constraint: Constraint = FREE
) -> Generate:
    """Return the command that goes on from what the assistant had said."""
    turns = generation.turns[:-1] if generation.resume else generation.turns
    making = generation.making
    return Generate(
        0,
        (*turns, Turn("assistant", said)),
        sampling,
        making.thinking,
        making.template,
        True,
        constraint,
    )


def beginning_with(text: str) -> str:
    """Return the GBNF grammar of all texts that begin with this one."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for sign, letter in (("\n", "n"), ("\r", "r"), ("\t", "t")):
        escaped = escaped.replace(sign, f"\\{letter}")
    return f'root ::= "{escaped}" .*'


def reseeded(generation: Generation, offset: int, beginning: str) -> Sampling:
    """Return the sampling for the rest of a text: its own seed, and the tokens that are left."""
    sampling = generation.making.sampling
    name = f"{sampling.seed} {offset} {beginning}"
    left = sampling.max_tokens
    if left is not None:
        left = max(LEAST_TOKENS, left - _tokens(generation, offset))
    return structs.replace(sampling, seed=zlib.crc32(name.encode()) % SEEDS, max_tokens=left)


def _tokens(generation: Generation, offset: int) -> int:
    """Return about how many tokens a text had up to an offset."""
    generated = generation.usage.generated_tokens
    if not generated:
        return counts.tokens(generation.result[:offset])
    return generated * offset // max(1, len(generation.result))


def is_open(text: str) -> bool:
    """Tell whether a word may go on behind a text."""
    return bool(_OPEN.search(text))


def is_banned(text: str, banned: tuple[str, ...]) -> bool:
    return any(phrase and phrase.lower() in text.lower() for phrase in banned)


def options(
    choice: Choice, blank: str, word: str, banned: tuple[str, ...] = ()
) -> tuple[Option, ...]:
    """Return the likeliest tokens at a place; what stands there is last if it is none of them.

    What is no text of its own is left out, and what would go on with the word before.
    """
    text = max(blank + word, choice.text.rstrip(), key=len)
    stands = Option(text, math.exp(choice.logprob), stands=True)
    found: dict[str, Option] = {}  # by their words
    for other in choice.alternatives:
        if other.token == choice.token:
            found[text.strip()] = stands
        elif _is_text(other.text, blank) and not is_banned(other.text, banned):
            option = Option(other.text, math.exp(other.logprob))
            found.setdefault(other.text.strip(), option)
    likeliest = tuple(found.values())[:SHOWN]
    return likeliest if stands in likeliest else (*likeliest, stands)


def _is_text(text: str, blank: str) -> bool:
    core = text.strip()
    if not core or _NO_WORD.search(core):
        return False
    return not (blank and text[0] not in BLANKS and _LETTER.match(text))
