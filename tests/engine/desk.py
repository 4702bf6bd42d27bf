"""A model at work for a test, and what it would say with nothing else around."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import llama_cpp.llama_cpp as llama

from app.engine import scoring
from app.engine.decoder import Decoder
from app.engine.model import AbortFlag, Logits, Model
from app.engine.schedule import Steps
from app.engine.states import States
from app.gguf import read_header
from app.protocol import (
    Choice,
    Delta,
    Event,
    Finished,
    Generate,
    Load,
    Prompting,
    Sampling,
    Score,
    Scored,
    Tuning,
    Turn,
    Usage,
)
from tests.engine.tiny import Kind

REPLY, BATCH = 12, 64  # tokens
GREEDY = Sampling(temperature=0.0, max_tokens=REPLY)

Turns = tuple[Turn, ...]


def user(text: str) -> Turn:
    return Turn("user", text)


OPENINGS: tuple[Turns, ...] = tuple(
    (user(text),)
    for text in (
        "The old ferryman knew every stone of the river and every bird on its banks. In winter "
        "he mended nets, in spring he carried brides across, and nobody had ever seen him hurry "
        "or heard him complain about the weather.",
        "A letter came to the village with no name on it, only the picture of a lighthouse. The "
        "baker kept it for a week, then the teacher, and in the end it lay on a shelf in the inn "
        "between two bottles of plum brandy.",
        "Nine clocks hung in the hall, and no two of them agreed. My grandmother wound them all "
        "on Sundays; she said that an hour which nine clocks dispute is an hour that belongs to "
        "nobody, and so one may keep it.",
    )
)
STORY = OPENINGS[0]
CHANGED = (user(STORY[0].text.replace("weather.", "journey.")),)
FOLLOW = "And what became of it in the end, when the winter was over?"
EDITED = "And who was the first to notice that something was missing?"
LAST = "Tell it once more, but let somebody else speak this time."
LONG = " ".join(turns[0].text for turns in OPENINGS)  # of many windows
LATER = " ".join(turns[0].text for turns in reversed(OPENINGS))


@dataclass(frozen=True)
class Reply:
    """What a model said, token by token, and what that cost."""

    choices: tuple[Choice, ...]
    finished: Finished

    @property
    def usage(self) -> Usage:
        return self.finished.usage

    @property
    def text(self) -> str:
        return "".join(choice.text for choice in self.choices)


class Trigger(AbortFlag):
    """An abort flag that sets itself between two nodes of a graph that is being computed."""

    def __init__(self) -> None:
        super().__init__()
        self.polls = 0
        self._last = -1
        self._preempting_then = False
        self.callback = llama.ggml_abort_callback(self._poll)

    def fire_after(self, polls: int, *, preempting: bool = False) -> None:
        """Be set at one of the next polls, unless it is cleared before."""
        self._last = self.polls + polls
        self._preempting_then = preempting

    def clear(self) -> None:
        super().clear()
        self._last = -1

    def _poll(self, _data: object) -> bool:
        self.polls += 1
        if self.polls == self._last:
            self.set(preempting=self._preempting_then)
        return bool(self)


class Desk:
    """A model with its decoder, and the events that it sends."""

    def __init__(
        self, path: Path, tuning: Tuning, folder: Path | None = None, budget: int = 256 << 20
    ) -> None:
        self.events: list[Event] = []
        self.abort = Trigger()
        self._on_second_batch: Callable[[], None] | None = None
        load = Load(1, str(path), context=2048, threads=1, tuning=tuning)
        self.model = Model(load, read_header(path), self.abort, lambda _fraction: None)
        states = States(folder, "key", budget, budget)
        self.decoder = Decoder(self.model, states, self._emit)
        self.cells = self.decoder.cells
        self._steps: list[Steps] = []

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_reason: object) -> None:
        for steps in self._steps:
            steps.close()  # they use the model to the end
        while self.cells.write_one():
            pass
        self.model.close()

    @property
    def oldest(self) -> int:
        """Return the oldest position that all layers have, -1 for none."""
        memory = llama.llama_get_memory(self.model.context_pointer)
        return int(llama.llama_memory_seq_pos_min(memory, 0))

    def tokens(self, text: str) -> list[int]:
        return self.model.vocabulary.tokenize(text, add_special=False, parse_special=False)

    def break_off(self, part: float, *, preempting: bool = False) -> None:
        """Abort the second batch of the first prompt when this part of it is done."""
        self._on_second_batch = lambda: self.abort.fire_after(
            int(self.abort.polls * part), preempting=preempting
        )

    def evaluate(self, tokens: list[int]) -> tuple[int, Logits]:
        """Make the context hold tokens; return how many it had, and the logits after the last."""
        reused = self.cells.reuse(tokens)
        for start in range(reused, len(tokens), self.model.batch):
            self.cells.evaluate(tokens[start : start + self.model.batch])
        return reused, self.model.logits().copy()

    def start(self, turns: Turns) -> tuple[int, Steps]:
        """Begin a reply; return its number and its steps."""
        number = len(self._steps) + 1
        command = Generate(number, turns, GREEDY, alternatives=2)
        self._steps.append(self.decoder.generate(command))
        return number, self._steps[-1]

    def run(self, turns: Turns) -> Reply:
        number, steps = self.start(turns)
        for _ in steps:
            pass
        return self.reply(number)

    def reply(self, number: int) -> Reply:
        mine = [event for event in self.events if event.id == number]
        choices = [choice for e in mine if isinstance(e, Delta) for choice in e.choices]
        (finished,) = [event for event in mine if isinstance(event, Finished)]
        return Reply(tuple(choices), finished)

    def _emit(self, event: Event) -> None:
        self.events.append(event)
        if isinstance(event, Prompting) and event.done and self._on_second_batch:
            self._on_second_batch()
            self._on_second_batch = None


class Tiny:
    """A model file, and what it says when everything is evaluated from nothing.

    `close` is how many nats a log-probability may be off by.
    """

    def __init__(self, path: Path, kind: Kind) -> None:
        self.path = path
        self.kind = kind
        self.close = 5e-3 if kind.flash else 5e-4
        self._known: dict[Turns, Reply] = {}

    def desk(self, folder: Path | None = None, *, budget: int = 256 << 20) -> Desk:
        """Load it; `budget` is for states, in bytes of memory and of disk each."""
        tuning = Tuning(batch=BATCH, flash_attention=self.kind.flash)
        return Desk(self.path, tuning, folder, budget)

    def fresh(self) -> Desk:
        """Load it for a reference, which takes batches of another size and saves nothing."""
        return Desk(self.path, Tuning(batch=512, flash_attention=self.kind.flash), budget=0)

    def reply(self, turns: Turns) -> Reply:
        """Return the reply of a model that has just been loaded."""
        if turns not in self._known:
            with self.fresh() as fresh:
                self._known[turns] = fresh.run(turns)
        return self._known[turns]

    def after(self, turns: Turns, text: str) -> Turns:
        """Return the prompt that goes on with `text` after the reply to `turns`."""
        return (*turns, Turn("assistant", self.reply(turns).text), user(text))

    @property
    def second(self) -> Turns:
        """Return the prompt of the second turn of the story."""
        return self.after(STORY, FOLLOW)

    def new(self, turns: Turns) -> int:
        """Return the tokens that a prompt adds to the turn before."""
        return self.length(turns) - self.evaluated(turns[:-2])

    def length(self, turns: Turns) -> int:
        """Return the tokens of a prompt."""
        return self.reply(turns).usage.prompt_tokens

    def evaluated(self, turns: Turns) -> int:
        """Return the tokens of a prompt and its reply; the last one is never evaluated."""
        return self.length(turns) + REPLY - 1

    def scores(self, prompt: str, *continuations: str) -> tuple[tuple[float, ...], ...]:
        """Return the log-probabilities of each continuation's tokens."""
        events: list[Event] = []
        with self.desk() as desk:
            command = Score(1, prompt, continuations)
            for _ in scoring.score(desk.decoder, desk.model, command, events.append):
                pass
        (scored,) = events
        assert isinstance(scored, Scored)
        return scored.logprobs

    def polls(self) -> int:
        """Return how often the abort flag is looked at while a batch is computed."""
        with self.desk() as desk:
            desk.cells.evaluate(desk.tokens("-" * BATCH))
            return desk.abort.polls

    def check(self, reply: Reply, turns: Turns) -> None:
        """Fail unless a reply is the one that is due, token by token."""
        wanted = self.reply(turns)
        for choice in wanted.choices:
            first, second = choice.alternatives
            assert first.logprob - second.logprob > 2 * self.close, (
                "nearly a tie: take another seed"
            )
        assert reply.text == wanted.text
        for one, other in zip(reply.choices, wanted.choices, strict=True):
            assert one.token == other.token
            assert abs(one.logprob - other.logprob) < self.close
