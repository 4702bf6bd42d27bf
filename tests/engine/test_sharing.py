"""One engine process for many requests, and for the day after."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.protocol import Delta, Sampling, Turn
from app.services.headless import Headless, wait

GREEDY = Sampling(temperature=0.0, max_tokens=120)
SHORT = Sampling(temperature=0.0, max_tokens=6)
STORY = "The old ferryman knew every stone of the river and every bird on its banks. " * 10


def test_a_completion_does_not_wait_for_a_chat(qtbot: QtBot, starter: Path) -> None:
    question = (Turn("user", f"Go on with this story. {STORY}"),)
    with Headless(str(starter)) as session:
        alone = session.generate(question, GREEDY).text
    with Headless(str(starter)) as session:
        pieces: list[str] = []
        ended: list[str] = []
        chat = session.engine.generate(question, GREEDY)
        chat.progressed.connect(
            lambda event: pieces.append(event.text) if isinstance(event, Delta) else None
        )
        chat.ended.connect(lambda: ended.append("chat"))
        qtbot.waitUntil(lambda: len(pieces) > 3, timeout=60_000)
        urgent = (Turn("user", "Complete: the sky is"),)
        completion = session.engine.generate(urgent, SHORT, priority="completion")
        completion.ended.connect(lambda: ended.append("completion"))
        wait(completion)
        wait(chat)
    assert ended == ["completion", "chat"]
    assert "".join(pieces) == alone


@pytest.mark.parametrize("changed", [False, True])
def test_the_next_day_goes_on_at_once(
    qtbot: QtBot, starter: Path, tmp_path: Path, changed: bool
) -> None:
    first = Turn("user", f"Go on with this story. {STORY}")
    folder = str(tmp_path / "状态")
    with Headless(str(starter), states=folder) as session:
        reply = session.generate([first], SHORT)
    talk = [first, Turn("assistant", reply.text), Turn("user", "Why?")]
    if changed:
        talk[0] = Turn("user", f"Another beginning. {STORY}")
    with Headless(str(starter), states=folder) as session:
        usage = session.generate(talk, SHORT).finished.usage
    assert (usage.reused_tokens > 150) != changed


def test_states_are_forgotten_when_asked(qtbot: QtBot, starter: Path, tmp_path: Path) -> None:
    talk = [Turn("user", STORY)]
    with Headless(str(starter), states=str(tmp_path)) as session:
        session.generate(talk, SHORT)
        qtbot.waitUntil(lambda: any(tmp_path.iterdir()), timeout=10_000)  # written when idle
        session.wait(session.engine.forget())
        assert not list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
