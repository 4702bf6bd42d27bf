"""Completion at the cursor, against an engine that the test drives by hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from app.protocol import ErrorCode, Usage
from app.services.completion.completer import RANKS, Completer
from app.services.completion.request import Cost
from app.tabs.code.task.place import Place, place_at
from app.tabs.code.task.ring import Ring
from tests.fakes.infiller import Infiller, SleepingModels, model

CODE = "".join(
    f"def function_{number}(value):\n    return value + {number}\n\n" for number in range(140)
)


class Desk:
    """A completer, a text that is typed into, and a clock."""

    def __init__(self) -> None:
        self.now = 0.0
        self.infiller = Infiller(model())
        self.models = SleepingModels()
        self.ring = Ring()
        self.completer = Completer(
            self.infiller,  # type: ignore[arg-type]
            self.models,  # type: ignore[arg-type]
            self.ring,
            clock=lambda: self.now,
        )
        self.changes: list[str] = []
        self.costs: list[Cost] = []
        self.failures: list[ErrorCode] = []
        self.completer.changed.connect(lambda: self.changes.append(self.completer.suggestion))
        self.completer.measured.connect(self.costs.append)
        self.completer.failed.connect(lambda code, _params: self.failures.append(code))
        self.text = "import os\n\n\n"
        self.cursor = len(self.text)
        self.path = "a.py"

    @property
    def place(self) -> Place:
        return place_at(self.text, self.cursor, self.path, "python")

    @property
    def suggestion(self) -> str:
        return self.completer.suggestion

    def type(self, text: str) -> None:
        for sign in text:
            self.insert(sign)

    def insert(self, text: str) -> None:
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)
        self.completer.edited(self.place)

    def delete(self) -> None:
        self.text = self.text[: self.cursor - 1] + self.text[self.cursor :]
        self.cursor -= 1
        self.completer.edited(self.place)

    def accept(self, text: str) -> None:
        self.completer.accepted(text)
        self.insert(text)

    def move(self, cursor: int) -> None:
        self.cursor = cursor
        self.completer.moved(self.place)

    def pause(self) -> None:
        """Let the typing pause."""
        assert self.completer._pause.isActive()
        self.completer._pause.stop()
        self.completer._on_pause()

    def rest(self) -> None:
        """Let the cursor rest."""
        assert self.completer._rest.isActive()
        self.completer._rest.stop()
        self.completer._on_rest()

    def count(self) -> int:
        """Return how often the engine was asked."""
        return len(self.infiller.asked)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.completer.stop()


def test_a_pause_asks_and_a_piece_of_a_line_is_shown(desk: Desk) -> None:
    desk.type("def ")
    assert not desk.count()
    desk.pause()
    assert desk.count() == 1
    asked = desk.infiller.last
    assert (asked.prefix, asked.middle, asked.suffix) == ("import os\n\n\n", "def ", "")
    desk.infiller.deliver(asked, "ma")
    assert desk.changes == []  # too little to look at
    desk.infiller.deliver(asked, "in(arguments):")
    assert desk.suggestion == "main(arguments):"
    desk.infiller.deliver(asked, "\n    pass")
    assert desk.suggestion.startswith("main(arguments):")
    desk.infiller.finish(asked)
    assert desk.suggestion == "main(arguments):\n    pass"
    assert all(after.startswith(before) for before, after in pairwise(desk.changes))


def test_typing_along_asks_nothing_and_neither_does_deleting_again(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    desk.infiller.answer("main(arguments):")
    asked = [a.before for a in desk.infiller.asked]
    desk.type("main")
    assert desk.suggestion == "(arguments):"
    desk.delete()
    assert desk.suggestion == "n(arguments):"
    assert not desk.completer._pause.isActive()
    assert all(a.before.endswith("main(arguments):") for a in desk.infiller.asked[len(asked) :])


def test_what_is_typed_along_is_not_stopped_and_what_is_not_is(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    asked = desk.infiller.last
    desk.infiller.deliver(asked, "main(")
    desk.type("ma")
    assert not asked.stopping
    assert not desk.completer._pause.isActive()
    desk.infiller.deliver(asked, "arguments):")
    assert desk.suggestion == "in(arguments):"
    desk.type("x")
    assert not desk.suggestion
    assert asked.stopping


def test_an_answer_that_nothing_is_known_of_may_still_come(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    asked = desk.infiller.last
    desk.type("m")
    assert not asked.stopping
    desk.infiller.deliver(asked, "main(arguments):")
    assert desk.suggestion == "ain(arguments):"
    desk.pause()
    assert not asked.stopping
    assert desk.count() == 1


def test_a_pause_does_not_wait_for_an_answer_to_an_earlier_place(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    asked = desk.infiller.last
    desk.type("m")
    desk.pause()
    assert asked.stopping
    assert desk.infiller.last is asked  # one in flight
    desk.type("n")
    desk.pause()
    desk.infiller.finish(asked)
    assert len(desk.infiller.asked) == 2
    assert desk.infiller.last.middle == "def mn"


def test_an_answer_typed_to_its_end_before_it_came_is_followed_by_another(desk: Desk) -> None:
    desk.type("x = ")
    desk.pause()
    asked = desk.infiller.last
    desk.infiller.deliver(asked, "12")
    desk.type("12")
    assert not desk.completer._pause.isActive()
    desk.infiller.finish(asked)
    assert not desk.suggestion
    desk.pause()
    assert desk.infiller.last.middle == "x = 12"


def test_a_move_takes_the_suggestion_away_at_once_and_warms_the_new_place(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    asked = desk.infiller.last
    desk.infiller.deliver(asked, "main(arguments):")
    desk.move(3)
    assert not desk.suggestion
    assert asked.stopping
    desk.infiller.finish(asked)
    desk.rest()
    assert desk.infiller.last.warming
    assert desk.infiller.last.suffix == "ort os\n\n\ndef "
    desk.infiller.finish(desk.infiller.last)
    count = desk.count()
    desk.move(4)
    desk.move(3)
    desk.rest()
    assert desk.count() == count  # it is warm
    desk.type("x")
    desk.pause()
    assert desk.infiller.last.settled == desk.infiller.asked[count - 1].settled


def test_a_prompt_is_evaluated_until_it_is_asked_with(desk: Desk) -> None:
    desk.move(3)
    desk.rest()
    warming = desk.infiller.last
    desk.type("x")
    assert not warming.stopping
    desk.pause()
    assert warming.stopping
    desk.infiller.finish(warming)
    assert desk.infiller.last.middle == "impx"
    assert desk.infiller.last.settled == warming.settled


def test_the_next_suggestion_is_there_when_one_is_accepted(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    desk.infiller.answer("main(arguments):")
    ahead = desk.infiller.last
    assert ahead.middle == "def main(arguments):"
    desk.infiller.answer("\n    return 0")
    count = desk.count()
    desk.accept("main(arguments):")
    assert desk.suggestion == "\n    return 0"
    assert desk.costs[-1] == Cost()
    made = desk.infiller.asked[count:]
    assert [a.middle for a in made] == ["def main(arguments):\n    return 0"]  # ahead again


def test_an_answer_ahead_serves_who_accepts_before_it_came(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    desk.infiller.answer("main(arguments):")
    ahead = desk.infiller.last
    desk.accept("main(arguments):")
    assert not ahead.stopping
    desk.infiller.answer("\n    return 0")
    assert desk.suggestion == "\n    return 0"


def test_what_is_prepared_gives_way_to_what_is_needed(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    desk.infiller.answer("main(arguments):")
    ahead = desk.infiller.last
    desk.type("m")
    assert not ahead.stopping
    desk.type("x")
    assert ahead.stopping
    desk.pause()
    desk.infiller.finish(ahead)
    assert desk.infiller.last.middle == "def mx"


def test_accepting_what_nothing_is_known_after_asks_without_waiting(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    desk.infiller.answer("main(arguments):")
    desk.infiller.fail(desk.infiller.last, ErrorCode.ENGINE_INTERNAL)
    count = desk.count()
    desk.accept("main(arguments):")
    assert not desk.completer._pause.isActive()
    assert desk.count() == count + 1


def test_alternatives_come_by_rank_and_round_again(desk: Desk) -> None:
    desk.type("x = ")
    desk.pause()
    desk.infiller.answer("1234")
    desk.infiller.finish(desk.infiller.last)  # ahead
    texts = ["1234", "1234", "56", "", "1234"]
    desk.completer.next(1)
    assert desk.suggestion == "1234"  # until there is another
    assert desk.infiller.last.rank == 1
    desk.completer.ask(desk.place)
    assert desk.suggestion == "1234"
    for rank, text in enumerate(texts[1:3], start=1):
        assert desk.infiller.last.rank == rank
        desk.infiller.answer(text)
    assert desk.suggestion == "56"
    desk.completer.next(-1)
    assert desk.suggestion == "1234"
    desk.completer.next(1)
    assert desk.suggestion == "56"
    while desk.infiller.flying:
        desk.infiller.finish(desk.infiller.last)
    desk.completer.next(1)
    for text in texts[3:]:
        desk.infiller.answer(text)
    assert desk.suggestion == "1234"
    ranks = [a.rank for a in desk.infiller.asked]
    assert max(ranks) == RANKS - 1
    desk.completer.next(1)
    assert desk.suggestion == "56"


def test_an_alternative_that_is_typed_along_stays_the_one_shown(desk: Desk) -> None:
    desk.type("x = ")
    desk.pause()
    desk.infiller.answer("value_of_one")
    desk.infiller.finish(desk.infiller.last)
    desk.completer.next(1)
    desk.infiller.answer("value_of_two")
    desk.type("value")
    assert desk.suggestion == "_of_two"


def test_what_another_alternative_leads_to_is_no_longer_prepared(desk: Desk) -> None:
    desk.type("x = ")
    desk.pause()
    desk.infiller.answer("value_of_one")
    desk.infiller.finish(desk.infiller.last)
    desk.completer.next(1)
    desk.infiller.answer("value_of_two")
    ahead = desk.infiller.last
    assert ahead.middle == "x = value_of_two"
    desk.completer.next(-1)
    assert desk.suggestion == "value_of_one"
    assert ahead.stopping


def test_dismissed_stays_away_until_something_is_typed(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    asked = desk.infiller.last
    desk.infiller.deliver(asked, "main(arguments):")
    desk.completer.dismiss()
    assert not desk.suggestion
    assert asked.stopping
    desk.infiller.finish(asked)
    assert not desk.suggestion
    assert desk.count() == 1


def test_asked_for_needs_no_pause_and_no_permission(desk: Desk) -> None:
    desk.completer.set_enabled(False)
    desk.type("def ")
    assert not desk.completer._pause.isActive()
    desk.completer.ask(desk.place)
    desk.infiller.answer("main(arguments):")
    assert desk.suggestion == "main(arguments):"
    desk.type("m")
    assert desk.suggestion == "ain(arguments):"
    assert desk.count() == 1  # nothing is prepared
    desk.type("x")
    assert not desk.suggestion
    desk.move(0)
    assert not desk.completer._rest.isActive()


@pytest.mark.parametrize("loaded", [None, model(can_infill=False)])
def test_who_cannot_infill_is_not_asked(desk: Desk, loaded: object) -> None:
    desk.infiller.use(model("chat.gguf", can_infill=False))
    desk.infiller.use(loaded)  # type: ignore[arg-type]
    desk.type("def ")
    desk.pause()
    desk.completer.ask(desk.place)
    desk.completer.next(1)
    assert not desk.count()
    assert not desk.models.woken


def test_a_sleeping_model_is_woken_and_then_asked(desk: Desk) -> None:
    desk.infiller.use(None)
    desk.type("def ")
    desk.pause()
    assert desk.models.woken == 1
    assert not desk.count()
    desk.infiller.use(model())
    assert desk.infiller.last.middle == "def "


def test_nothing_is_asked_of_an_empty_file(desk: Desk) -> None:
    desk.text, desk.cursor = "  \n\n", 2
    desk.insert(" ")
    desk.pause()
    assert not desk.count()


def test_a_crash_takes_half_an_answer_away_and_the_next_key_asks_again(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    desk.infiller.deliver(desk.infiller.last, "main(arguments):")
    desk.infiller.crash()
    assert not desk.suggestion
    assert desk.failures == [ErrorCode.ENGINE_CRASHED]
    desk.infiller.use(model())
    assert not desk.infiller.flying
    desk.type("m")
    desk.pause()
    assert desk.infiller.last.middle == "def m"


def test_what_is_known_needs_no_answer_that_is_on_its_way(desk: Desk) -> None:
    desk.type("ab")
    desk.pause()
    desk.infiller.answer("cdefghijklmnop")
    ahead = desk.infiller.last
    desk.delete()
    assert ahead.stopping
    desk.pause()
    desk.infiller.finish(ahead)
    asked = desk.infiller.last
    assert asked.middle == "a"
    desk.type("b")
    assert desk.suggestion == "cdefghijklmnop"
    assert asked.stopping
    assert not desk.completer._pause.isActive()


def test_a_failure_to_prepare_is_not_told_and_not_repeated(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    desk.infiller.answer("main(arguments):")
    desk.infiller.fail(desk.infiller.last, ErrorCode.ENGINE_INTERNAL)
    assert not desk.failures
    assert not desk.infiller.flying
    assert desk.suggestion == "main(arguments):"
    desk.type("m")
    assert desk.infiller.last.middle == "def main(arguments):"
    assert desk.infiller.flying


def test_another_model_says_something_else(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    desk.infiller.answer("main(arguments):")
    desk.infiller.use(None)
    desk.infiller.finish(desk.infiller.last)
    desk.infiller.use(model("other.gguf"))
    assert not desk.suggestion
    desk.completer.ask(desk.place)
    assert desk.infiller.last.middle == "def "


def test_nothing_changes_before_the_middle_while_ten_characters_are_typed(desk: Desk) -> None:
    assert CODE.count("\n") == 420
    desk.text = CODE
    desk.move(CODE.index("    return value + 70\n") + len("    return value + 70"))
    desk.rest()
    desk.infiller.finish(desk.infiller.last)
    for sign in " + offset\n":
        desk.type(sign)
        desk.pause()
        desk.infiller.finish(desk.infiller.last)
    assert desk.count() == 11
    assert len({a.settled for a in desk.infiller.asked}) == 1
    middles = [a.middle for a in desk.infiller.asked]
    assert all(after.startswith(before) for before, after in pairwise(middles))


def test_chunks_come_from_the_file_that_was_left(desk: Desk) -> None:
    desk.text = "import json\nimport sys\n" + CODE
    desk.move(5)
    desk.text, desk.path, desk.cursor = "x = 1\n", "b.py", 6
    desk.completer.moved(desk.place)
    desk.rest()
    chunks = desk.infiller.last.chunks
    assert [chunk.path for chunk in chunks] == ["a.py"]
    assert "import json" in chunks[0].text


def test_chunks_have_what_a_short_file_leaves_of_a_small_budget(desk: Desk) -> None:
    desk.completer.pace.speed = 1.0
    desk.ring.copied("b.py", "first line\nsecond line\n")
    desk.move(0)
    desk.rest()
    assert [chunk.path for chunk in desk.infiller.last.chunks] == ["b.py"]
    desk.infiller.finish(desk.infiller.last)
    desk.text, desk.path = CODE, "c.py"
    desk.move(2_000)
    desk.rest()
    assert not desk.infiller.last.chunks


def test_new_chunks_are_taken_while_the_cursor_rests(desk: Desk) -> None:
    desk.move(3)
    desk.rest()
    desk.infiller.finish(desk.infiller.last)
    desk.ring.copied("b.py", "first line\nsecond line\n")
    desk.type("x")
    desk.pause()
    assert not desk.infiller.last.chunks  # not while the prompt is needed
    desk.infiller.finish(desk.infiller.last)
    desk.move(0)
    desk.rest()
    assert desk.infiller.last.warming
    assert [chunk.path for chunk in desk.infiller.last.chunks] == ["b.py"]


def test_the_cost_is_told_and_learned_from(desk: Desk) -> None:
    desk.type("def ")
    desk.pause()
    desk.now += 0.25
    before = desk.completer.pace.speed
    usage = Usage(
        prompt_tokens=90,
        reused_tokens=30,
        evaluated_tokens=60,
        generated_tokens=4,
        first_token_seconds=0.1,
    )
    desk.infiller.answer("main(arguments):", usage)
    assert desk.costs == [Cost(30, 60, 4, 250, "model")]
    assert desk.completer.pace.speed > before
