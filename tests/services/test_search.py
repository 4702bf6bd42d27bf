from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.search import snippet
from app.services.store import Store

TEXTS = {
    "zh": "今天的砚台很重，墨是新的。",
    "en": "The café serves inkwell tea.",
    "ja": "すずりは石でできている",
    "mixed": "用 Python 写一首诗",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    with Store(tmp_path_factory.mktemp("search") / "a.db") as opened:
        conversation = opened.create_conversation("诗与 Poems").id
        for text in TEXTS.values():
            opened.add_message(conversation, None, "user", text)
        yield opened


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("砚", "zh"),
        ("砚台", "zh"),
        ("砚台很重", "zh"),
        ("墨是新的", "zh"),
        ("cafe", "en"),
        ("INK", "en"),
        ("tea serves", "en"),
        ("すずり", "ja"),
        ("python 诗", "mixed"),
    ],
)
def test_words_of_any_length_are_found(store: Store, query: str, key: str) -> None:
    found = ["".join(text for text, _ in hit.snippet) for hit in store.search(query) if hit.message]
    assert found == [TEXTS[key]]


@pytest.mark.parametrize("query", ["台砚", "well", "", "  ", '"', "-", "😀"])
def test_what_is_not_there_is_not_found(store: Store, query: str) -> None:
    assert store.search(query) == []


def test_titles_are_found_too(store: Store) -> None:
    hits = store.search("poems")
    assert [(hit.message, hit.title) for hit in hits] == [(None, "诗与 Poems")]


@given(st.text(max_size=40))
def test_no_query_raises(store: Store, query: str) -> None:
    store.search(query)


@given(st.text(max_size=200), st.text(min_size=1, max_size=5))
def test_snippets_are_pieces_of_the_text(text: str, query: str) -> None:
    pieces = snippet(text, query)
    shown = "".join(piece for piece, _ in pieces).strip("…")
    assert shown in " ".join(text.split()) + "…"
