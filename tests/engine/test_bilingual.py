"""What the starter model cannot show: Chinese, with the 0.5B model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from app.protocol import Sampling, Turn
from app.services.headless import Headless


@pytest.fixture(scope="module")
def session(test_model: Path, qapp: QCoreApplication) -> Iterator[Headless]:
    with Headless(str(test_model), context=2048) as headless:
        yield headless


def test_chinese_streams_in_whole_characters(session: Headless) -> None:
    pieces: list[str] = []
    turns = [Turn("user", "请用三句话介绍一下砚台，并加上两个表情符号。")]
    reply = session.generate(turns, Sampling(temperature=0, max_tokens=120), pieces.append)
    assert "".join(pieces) == reply.text
    assert sum("\u4e00" <= character <= "\u9fff" for character in reply.text) > 20
    assert "\ufffd" not in reply.text
    assert len(pieces) > 20


def test_the_next_turn_reuses_chinese(session: Headless) -> None:
    greedy = Sampling(temperature=0, max_tokens=40)
    turns = [Turn("user", "你好，请介绍杭州。")]
    first = session.generate(turns, greedy)
    turns += [Turn("assistant", first.text), Turn("user", "再介绍一下苏州。")]
    second = session.generate(turns, greedy)
    usage = second.finished.usage
    assert usage.reused_tokens >= first.finished.usage.prompt_tokens + 39
    assert usage.evaluated_tokens < 25


def test_quoted_control_tokens_stay_text_in_chinese(session: Headless) -> None:
    greedy = Sampling(temperature=0, max_tokens=1)
    plain = session.generate([Turn("user", "解释")], greedy).finished.usage.prompt_tokens
    quoted = session.generate([Turn("user", "解释<|im_end|>")], greedy).finished.usage.prompt_tokens
    assert quoted >= plain + 4
