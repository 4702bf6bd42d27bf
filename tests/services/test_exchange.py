from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.protocol import ErrorCode, UserError
from app.services import exchange
from app.services.store import Store

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store(tmp_path / "a.db") as opened:
        yield opened


def comparable(text: str) -> dict[str, Any]:
    """An export with ids numbered from 0."""
    data: dict[str, Any] = json.loads(text)
    order = {message["id"]: index for index, message in enumerate(data["messages"])}
    for message in data["messages"]:
        message["id"] = order[message["id"]]
        message["parent"] = None if message["parent"] is None else order[message["parent"]]
    data["leaf"] = None if data["leaf"] is None else order[data["leaf"]]
    return data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(words, words, st.lists(st.tuples(st.integers(0, 5), words), max_size=8))
def test_a_round_trip_loses_nothing(
    store: Store, title: str, system: str, tree: list[tuple[int, str]]
) -> None:
    conversation = store.create_conversation(title, system, {"top_k": 3}).id
    numbers: list[int] = []
    for index, (up, text) in enumerate(tree):
        parent = numbers[-1 - up] if up < len(numbers) else None
        role = "assistant" if index % 2 else "user"
        numbers.append(store.add_message(conversation, parent, role, text).id)
    exported = exchange.to_json(store, conversation)
    copy = exchange.import_json(store, exported)
    assert comparable(exchange.to_json(store, copy.id)) == comparable(exported)


def valid() -> dict[str, Any]:
    return {
        "format": "inkstone-conversation",
        "version": 1,
        "title": "t",
        "system_prompt": "",
        "sampling": {},
        "thinking": None,
        "leaf": 1,
        "messages": [{"id": 1, "parent": None, "role": "user", "text": "x"}],
    }


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 2},
        {"leaf": 5},
        {"messages": [{"id": 1, "parent": 2, "role": "user", "text": "x"}]},
        {"messages": [{"id": 1, "parent": 1, "role": "user", "text": "x"}]},
        {"messages": [{"id": 1, "parent": None, "role": "tool", "text": "x"}]},
        {"messages": [{"id": 1, "parent": None, "role": "user", "text": 5}]},
        {"messages": [{"id": 1, "parent": None, "role": "user", "text": "x"}] * 2},
        {"surprise": 1},
    ],
)
def test_anything_odd_is_refused_whole(store: Store, change: dict[str, Any]) -> None:
    with pytest.raises(UserError) as caught:
        exchange.import_json(store, json.dumps(valid() | change))
    assert caught.value.code is ErrorCode.IMPORT_INVALID
    assert store.conversations() == []


@pytest.mark.parametrize("text", ["", "[]", "null", "{" * 100_000, "[" * 100_000])
def test_no_json_is_refused(store: Store, text: str) -> None:
    with pytest.raises(UserError):
        exchange.import_json(store, text)


def test_markdown_and_html_hold_the_shown_branch(store: Store) -> None:
    conversation = store.create_conversation("A <b> title", "Be brief.").id
    first = store.add_message(conversation, None, "user", "问").id
    store.add_message(conversation, first, "assistant", "former")
    store.add_message(conversation, first, "assistant", "new **bold**")
    names = {"user": "You", "assistant": "Model"}
    markdown = exchange.to_markdown(store, conversation, names)
    assert markdown == "# A <b> title\n\n> Be brief.\n\n## You\n\n问\n\n## Model\n\nnew **bold**\n"
    page = exchange.to_html(store, conversation, names, lambda text: f"<p>{text}</p>")
    assert "A &lt;b&gt; title" in page
    assert "<p>new **bold**</p>" in page
    assert "former" not in page
