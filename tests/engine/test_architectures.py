"""Models whose memory cannot be cut at a token: recurrent and hybrid ones, sliding windows.

What is reused, restored or broken off must lead to the very tokens, and nearly the very
probabilities, that come of evaluating everything from nothing.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from app.engine.schedule import Steps
from tests.engine.desk import (
    BATCH,
    CHANGED,
    EDITED,
    FOLLOW,
    LAST,
    LATER,
    LONG,
    OPENINGS,
    STORY,
    Tiny,
    Turns,
    user,
)
from tests.engine.tiny import KINDS, THINKING, WINDOW, write_tiny


@pytest.fixture(scope="session", params=KINDS)
def tiny(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """Each architecture in turn."""
    kind = KINDS[request.param]
    return Tiny(write_tiny(tmp_path_factory.mktemp("tiny") / "tiny.gguf", kind), kind)


def test_the_models_are_what_they_are_for(tiny: Tiny) -> None:
    with tiny.desk() as desk:
        desk.run((user(LONG),))
        assert desk.cells.needs_checkpoints is not tiny.kind.can_be_cut
        assert (desk.oldest > 0) is not tiny.kind.can_be_cut
    one, other = (tiny.reply(turns).choices[0] for turns in (STORY, CHANGED))
    assert abs(one.logprob - other.logprob) > 4 * tiny.close  # it remembers some words


def test_what_was_evaluated_is_not_evaluated_again(tiny: Tiny) -> None:
    costs: list[int] = []
    with tiny.desk() as desk:
        for turns in (STORY, STORY, tiny.second, tiny.second, STORY):
            reply = desk.run(turns)
            tiny.check(reply, turns)
            costs.append(reply.usage.evaluated_tokens)
    assert costs[:-1] == [tiny.length(STORY), 0, tiny.new(tiny.second), 0]
    assert costs[-1] <= 1  # for its logits


@pytest.mark.parametrize("tiny", ["lfm2", "qwen35", "mamba"], indirect=True)
def test_a_turn_without_its_thoughts_is_evaluated_from_its_border(
    tiny: Tiny, tmp_path: Path
) -> None:
    thinks = Tiny(write_tiny(tmp_path / "thinks.gguf", tiny.kind, THINKING), tiny.kind)
    with thinks.desk() as desk:
        desk.run(STORY)
        reply = desk.run(thinks.second)
        thinks.check(reply, thinks.second)
        border = tiny.length(STORY) - len("#assistant\n")  # a token a character
        assert reply.usage.reused_tokens == border


def test_editing_a_message_evaluates_from_the_turn_before(tiny: Tiny) -> None:
    edited, third = tiny.after(STORY, EDITED), tiny.after(tiny.second, LAST)
    with tiny.desk() as desk:
        for turns in (STORY, tiny.second):
            desk.run(turns)
        reply = desk.run(edited)  # the last message
        tiny.check(reply, edited)
        assert reply.usage.evaluated_tokens <= tiny.new(edited)
        tiny.check(desk.run(third), third)  # back in the other branch
        reply = desk.run(edited)  # the last but one
        tiny.check(reply, edited)
        assert reply.usage.evaluated_tokens <= tiny.new(edited)
        tiny.check(desk.run(CHANGED), CHANGED)  # the first


def test_three_conversations_do_not_cost_each_other_anything(tiny: Tiny) -> None:
    seconds = [tiny.after(opening, FOLLOW) for opening in OPENINGS]
    with tiny.desk() as desk:
        for opening in OPENINGS:
            tiny.check(desk.run(opening), opening)
        for second in seconds:
            reply = desk.run(second)
            tiny.check(reply, second)
            assert reply.usage.evaluated_tokens == tiny.new(second)


@pytest.mark.parametrize("budget", [0, 256 << 20])
def test_requests_in_turns_write_what_they_would_alone(tiny: Tiny, budget: int) -> None:
    with tiny.desk(budget=budget) as desk:
        running = [desk.start(turns) for turns in OPENINGS]
        waiting = [steps for _, steps in running]
        while waiting:
            waiting = [steps for steps in waiting if next(steps, "ended") != "ended"]
        for (number, _), turns in zip(running, OPENINGS, strict=True):
            reply = desk.reply(number)
            tiny.check(reply, turns)
            assert reply.usage.reused_tokens + reply.usage.evaluated_tokens == tiny.length(turns)


def test_a_restart_costs_nothing_that_was_paid(tiny: Tiny, tmp_path: Path) -> None:
    with tiny.desk(tmp_path / "状态") as desk:
        desk.run(STORY)
    with tiny.desk(tmp_path / "状态") as desk:
        reply = desk.run(tiny.second)
        tiny.check(reply, tiny.second)
        assert reply.usage.evaluated_tokens == tiny.new(tiny.second)


def test_damaged_states_are_not_trusted(tiny: Tiny, tmp_path: Path) -> None:
    with tiny.desk(tmp_path) as desk:
        desk.run(STORY)
    files = list(tmp_path.iterdir())
    assert files
    for file in files:
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 0xFF
        file.write_bytes(data)
    with tiny.desk(tmp_path) as desk:
        reply = desk.run(tiny.second)
        tiny.check(reply, tiny.second)
        assert reply.usage.reused_tokens == 0
        assert reply.usage.evaluated_tokens == tiny.length(tiny.second)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_prompt_that_was_stopped_leaves_nothing_wrong(tiny: Tiny, part: float) -> None:
    with tiny.desk() as desk:
        desk.break_off(part)
        assert desk.run(STORY).finished.reason == "stopped"
        desk.abort.clear()
        reply = desk.run(STORY)
        tiny.check(reply, STORY)
        assert reply.usage.reused_tokens == BATCH
        tiny.check(desk.run(tiny.second), tiny.second)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_later_turn_that_was_stopped_costs_only_itself(tiny: Tiny, part: float) -> None:
    with tiny.desk() as desk:
        desk.run(STORY)
        desk.abort.fire_after(int(tiny.polls() * part))
        assert desk.run(tiny.second).finished.reason == "stopped"
        desk.abort.clear()
        reply = desk.run(tiny.second)
        tiny.check(reply, tiny.second)
        assert reply.usage.evaluated_tokens == tiny.new(tiny.second)


def test_a_reply_that_was_stopped_is_the_same_the_next_time(tiny: Tiny) -> None:
    with tiny.desk() as desk:
        number, steps = desk.start(STORY)
        while len(desk.cells.tokens) < tiny.length(STORY) + 3:
            next(steps)
        desk.abort.fire_after(20)  # within one token
        assert next(steps, "ended") == "ended"
        assert desk.reply(number).finished.reason == "stopped"
        desk.abort.clear()
        reply = desk.run(STORY)
        tiny.check(reply, STORY)
        assert reply.usage.evaluated_tokens == 0


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_prompt_gives_way_in_the_middle_of_a_batch(tiny: Tiny, part: float) -> None:
    with tiny.desk() as desk:
        desk.break_off(part, preempting=True)
        number, steps = desk.start(STORY)
        while not desk.abort:
            next(steps)
        desk.abort.clear()
        assert not desk.decoder.preemptible  # others may not be
        tiny.check(desk.run(OPENINGS[1]), OPENINGS[1])
        for _ in steps:
            pass
        tiny.check(desk.reply(number), STORY)
        tiny.check(desk.run(tiny.second), tiny.second)


@pytest.mark.parametrize("polls", [0, 20])
def test_a_reply_gives_way_and_does_not_repeat_itself(tiny: Tiny, polls: int) -> None:
    with tiny.desk() as desk:
        number, steps = desk.start(STORY)
        while len(desk.cells.tokens) < tiny.length(STORY) + 3:
            next(steps)
        if polls:
            desk.abort.fire_after(polls, preempting=True)
        else:
            desk.abort.set(preempting=True)  # before the batch
        next(steps)
        assert desk.abort
        desk.abort.clear()
        tiny.check(desk.run(OPENINGS[1]), OPENINGS[1])
        for _ in steps:
            pass
        tiny.check(desk.reply(number), STORY)


def test_a_prompt_that_gives_way_again_and_again_gets_on(tiny: Tiny) -> None:
    turns, polls, times = (user(LONG),), tiny.polls(), 0
    with tiny.desk() as desk:
        number, steps = desk.start(turns)
        while len(desk.cells.tokens) < tiny.length(turns):
            desk.abort.fire_after(3 * polls // 2, preempting=True)
            while not desk.abort and len(desk.cells.tokens) < tiny.length(turns):
                next(steps)
            desk.abort.clear()
            times += 1
            assert times <= tiny.length(turns) // BATCH + 3  # each time a batch could be done
        for _ in steps:
            pass
        tiny.check(desk.reply(number), turns)


@pytest.mark.parametrize("budget", [0, 1 << 18, 256 << 20])
def test_whatever_comes_in_between_nothing_goes_wrong(tiny: Tiny, budget: int) -> None:
    chance = random.Random(budget)
    seconds = [tiny.after(opening, FOLLOW) for opening in OPENINGS]
    prompts = [*OPENINGS, *seconds, tiny.after(STORY, EDITED)]
    running: dict[int, tuple[Turns, Steps]] = {}
    with tiny.desk(budget=budget) as desk:
        for _ in range(200):
            if len(running) < chance.randrange(1, 4):
                turns = chance.choice(prompts)
                number, steps = desk.start(turns)
                running[number] = turns, steps
            number = chance.choice(list(running))
            turns, steps = running[number]
            if chance.random() < 0.2:
                desk.abort.fire_after(chance.randrange(1, 300), preempting=chance.random() < 0.8)
            ended = next(steps, "ended") == "ended"
            desk.abort.clear()
            if ended:
                del running[number]
            if ended and desk.reply(number).finished.reason != "stopped":
                tiny.check(desk.reply(number), turns)


def test_each_continuation_is_scored_after_the_same_prompt(tiny: Tiny) -> None:
    prompt, continuations = STORY[0].text, (" and the river", " nobody knew why", " but the boat")
    together = tiny.scores(prompt, *continuations)
    for continuation, found in zip(continuations, together, strict=True):
        assert len(found) == len(continuation)
        assert found == pytest.approx(tiny.scores(prompt, continuation)[0], abs=tiny.close)


@pytest.mark.parametrize("tiny", ["gemma3", "gemma3-flash", "lfm2-window"], indirect=True)
def test_an_edit_beyond_the_window_goes_back_to_a_turn_border(tiny: Tiny) -> None:
    first = (user(LONG),)
    second, edited = tiny.after(first, LATER), tiny.after(first, f"But {LATER}")
    begun_anew = (user(LONG.replace("spring", "autumn")),)
    with tiny.desk() as desk:
        desk.run(first)
        tiny.check(desk.run(second), second)
        assert desk.oldest > tiny.evaluated(first) + WINDOW
        reply = desk.run(edited)
        tiny.check(reply, edited)
        assert reply.usage.reused_tokens == tiny.evaluated(first)
        reply = desk.run(begun_anew)
        tiny.check(reply, begun_anew)
        assert reply.usage.reused_tokens == 0
        tiny.check(desk.run(second), second)


@pytest.mark.parametrize("tiny", ["gemma3"], indirect=True)
@pytest.mark.parametrize("more", range(-2, 3))
def test_a_window_is_cut_as_far_as_its_cells_reach(tiny: Tiny, more: int) -> None:
    with tiny.desk(budget=0) as desk:
        tokens = desk.tokens(LONG)
        desk.evaluate(tokens)
        least = desk.oldest + WINDOW - 1  # the next token sees itself and those before it
        assert BATCH < least < len(tokens) - WINDOW
        changed = tokens[: least + more] + desk.tokens(f"#{FOLLOW}")
        reused, logits = desk.evaluate(changed)
        assert reused == (least + more if more >= 0 else 0)
    with tiny.fresh() as fresh:
        assert np.abs(fresh.evaluate(changed)[1] - logits).max() < tiny.close


@pytest.mark.parametrize("tiny", ["gemma3"], indirect=True)
def test_a_copy_of_a_window_lacks_nothing_but_its_last_token(tiny: Tiny) -> None:
    with tiny.desk() as desk:
        tokens = desk.tokens(LONG)
        _, wanted = desk.evaluate(tokens)
        desk.evaluate(desk.tokens(LATER))
        reused, logits = desk.evaluate(tokens)
        assert reused == len(tokens) - 1
        assert np.abs(logits - wanted).max() < tiny.close
