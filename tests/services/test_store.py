from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.protocol import ErrorCode, UserError
from app.services.store import MessageState, Store

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    folder = tmp_path / "数据 库"
    folder.mkdir()
    with Store(folder / "test.db") as opened:
        yield opened


def texts(store: Store, conversation: int) -> list[str]:
    return [message.text for message in store.path(conversation)]


def talk(store: Store) -> tuple[int, list[int]]:
    conversation = store.create_conversation("A talk").id
    parent = None
    numbers = []
    for role, text in (("user", "q1"), ("assistant", "a1"), ("user", "q2"), ("assistant", "a2")):
        parent = store.add_message(conversation, parent, role, text).id
        numbers.append(parent)
    return conversation, numbers


def test_branches_are_kept_and_found_again(store: Store) -> None:
    conversation, (q1, a1, _q2, a2) = talk(store)
    other = store.add_message(conversation, q1, "assistant", "a1 again").id
    assert texts(store, conversation) == ["q1", "a1 again"]
    assert (store.message(other).version, store.message(other).versions) == (2, 2)
    store.select_version(a1)
    assert texts(store, conversation) == ["q1", "a1", "q2", "a2"]
    assert store.siblings(a1) == [a1, other]
    assert store.conversation(conversation).leaf == a2


def test_deleting_one_message_keeps_what_follows(store: Store) -> None:
    conversation, (_, a1, _, _) = talk(store)
    deletion = store.delete_message(a1)
    assert texts(store, conversation) == ["q1", "q2", "a2"]
    store.restore(deletion)
    assert texts(store, conversation) == ["q1", "a1", "q2", "a2"]


def test_deleting_from_a_message_takes_all_below(store: Store) -> None:
    conversation, (_, a1, _, _) = talk(store)
    deletion = store.delete_from(a1)
    assert texts(store, conversation) == ["q1"]
    store.restore(deletion)
    assert texts(store, conversation) == ["q1", "a1", "q2", "a2"]


def test_deleting_the_only_message_empties_the_conversation(store: Store) -> None:
    conversation = store.create_conversation().id
    message = store.add_message(conversation, None, "user", "q").id
    deletion = store.delete_message(message)
    assert texts(store, conversation) == []
    store.restore(deletion)
    assert texts(store, conversation) == ["q"]


def test_deleting_a_version_shows_another(store: Store) -> None:
    conversation, (q1, a1, _, _) = talk(store)
    other = store.add_message(conversation, q1, "assistant", "a1 again").id
    store.delete_from(other)
    assert texts(store, conversation) == ["q1", "a1", "q2", "a2"]
    assert store.message(a1).versions == 1


def test_conversations_are_listed_pinned_first_and_deleted_undoably(store: Store) -> None:
    one, two = store.create_conversation("one").id, store.create_conversation("two").id
    store.pin(one, True)
    assert [c.id for c in store.conversations()] == [one, two]
    deletion = store.delete_conversation(one)
    assert [c.id for c in store.conversations()] == [two]
    store.restore(deletion)
    assert [c.id for c in store.conversations()] == [one, two]


def test_drafts_prompts_and_sampling_are_kept(store: Store) -> None:
    number = store.create_conversation().id
    store.save_draft(number, "half a thought 半")
    store.set_system_prompt(number, "Be brief.")
    store.set_sampling(number, {"temperature": 0.1}, True)
    found = store.conversation(number)
    assert (found.draft, found.system_prompt) == ("half a thought 半", "Be brief.")
    assert (found.sampling, found.thinking) == ({"temperature": 0.1}, True)
    store.save_system_prompt("brief", "Be brief.")
    store.save_system_prompt("brief", "Be very brief.")
    assert [(p.name, p.text) for p in store.system_prompts()] == [("brief", "Be very brief.")]
    store.delete_system_prompt(store.system_prompts()[0].id)
    assert store.system_prompts() == []


WRITER = """
import sys, time
from pathlib import Path
from app.services.store import MessageState, Store
store = Store(Path(sys.argv[1]))
conversation = store.create_conversation("killed").id
message = store.add_message(conversation, None, "assistant", "", MessageState.STREAMING).id
for number in range(10_000):
    store.save_text(message, "word " * number)
    print(number, flush=True)
    time.sleep(0.01)
"""


def test_kill_9_loses_no_saved_word(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    command = [sys.executable, "-c", WRITER, str(path)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    saved = 0
    deadline = time.monotonic() + 20
    while saved < 25 and time.monotonic() < deadline:
        saved = int(writer.stdout.readline())
    writer.kill()
    writer.communicate()
    with Store(path) as store:
        (conversation,) = store.conversations()
        (message,) = store.path(conversation.id)
        assert message.state is MessageState.INTERRUPTED
        assert message.text.count("word") >= saved == 25
        assert store.search("word")


def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE future (x)")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        Store(path)
    assert caught.value.code is ErrorCode.DATABASE_FROM_FUTURE
    assert path.read_bytes() == before


def test_a_damaged_database_is_named_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "bad.db"
    path.write_bytes(b"this is not a database, and longer than a header" * 100)
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        Store(path)
    assert caught.value.code is ErrorCode.DATABASE_DAMAGED
    assert path.read_bytes() == before


def test_the_first_released_schema_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "v1.db"
    connection = sqlite3.connect(path)
    connection.executescript((FIXTURES / "schema1.sql").read_text(encoding="utf-8"))
    connection.close()
    with Store(path) as store:
        (conversation,) = store.conversations()
        assert texts(store, conversation.id) == ["砚台是什么？", "An inkstone."]
        assert [hit.message for hit in store.search("砚")] == [1]


def test_a_full_disk_is_a_message(store: Store) -> None:
    conversation = store.create_conversation().id
    store._db.execute("PRAGMA max_page_count = 20")
    with pytest.raises(UserError) as caught:
        store.add_message(conversation, None, "user", "x" * 1_000_000)
    assert caught.value.code is ErrorCode.DISK_FULL
    store._db.execute("PRAGMA max_page_count = 1000000")
    assert store.add_message(conversation, None, "user", "fits").text == "fits"
