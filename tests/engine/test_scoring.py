"""Scores, perplexity and embeddings, against straightforward references in this file."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import llama_cpp.llama_cpp as llama
import numpy as np
import pytest

from app.engine import scoring
from app.engine.model import Model, context_params, token_array
from app.engine.schedule import Steps
from app.protocol import (
    Embed,
    Embedded,
    ErrorCode,
    Event,
    Perplexed,
    Perplexity,
    Score,
    Scored,
    UserError,
)
from tests.engine.real import Desk, user

TEXT = (
    "The old ferryman knew every stone of the river. In winter he mended nets, in spring he carried"
    " brides across, and nobody had ever seen him hurry. 河水从远山流来，经过村庄和稻田。 "
).strip() * 12
CLOSE = 5e-3  # batches of other sizes differ in the last bits of f16


@pytest.fixture(scope="module")
def desk(starter: Path) -> Iterator[Desk]:
    with Desk(starter) as made:
        yield made


def run(steps: Steps) -> None:
    for _ in steps:
        pass


def reference_logits(model: Model, tokens: list[int]) -> np.ndarray:
    """Evaluate token by token in a context of its own; shape (tokens, vocabulary), float64."""
    context = model.open_context(context_params(len(tokens), "f16"))
    rows = []
    for token in tokens:
        array = token_array([token])
        assert llama.llama_decode(context, llama.llama_batch_get_one(array, 1)) == 0
        pointer = llama.llama_get_logits_ith(context, -1)
        rows.append(np.ctypeslib.as_array(pointer, (model.vocabulary.size,)).astype(np.float64))
    llama.llama_free(context)
    return np.stack(rows)


def logprob(row: np.ndarray, token: int) -> float:
    return float(row[token] - row.max() - math.log(np.exp(row - row.max()).sum()))


def score(
    desk: Desk, prompt: str, *continuations: str, depth: int = 0
) -> tuple[tuple[float, ...], ...]:
    events: list[Event] = []
    command = Score(9, prompt, continuations, depth)
    run(scoring.score(desk.decoder, desk.model, command, events.append))
    (scored,) = events
    assert isinstance(scored, Scored)
    return scored.logprobs


def test_scores_are_the_models_own(desk: Desk) -> None:
    prompt, words = "The capital of France is", (" Paris", " the city of Paris.", " 巴黎")
    scored = score(desk, prompt, *words)
    vocabulary = desk.model.vocabulary
    begin = vocabulary.tokenize(prompt, add_special=True, parse_special=False)
    for found, continuation in zip(scored, words, strict=True):
        tokens = vocabulary.tokenize(continuation, add_special=False, parse_special=False)
        logits = reference_logits(desk.model, begin + tokens)
        wanted = [logprob(logits[len(begin) - 1 + at], token) for at, token in enumerate(tokens)]
        assert found == pytest.approx(wanted, abs=0.05)


def test_scoring_many_labels_evaluates_the_prompt_once(desk: Desk) -> None:
    one = score(desk, TEXT, " yes")
    many = score(desk, TEXT, " yes", " no", " perhaps, but only when it rains", " yes", "")
    assert many[0] == many[3] == pytest.approx(one[0], abs=CLOSE)
    assert many[4] == ()
    assert score(desk, TEXT + " ", "yes")[0] == pytest.approx(one[0], abs=CLOSE)


def test_only_the_first_tokens_are_scored_where_that_is_enough(desk: Desk) -> None:
    whole = score(desk, TEXT, " yes", " perhaps, but only when it rains")
    first = score(desk, TEXT, " yes", " perhaps, but only when it rains", depth=1)
    assert first == tuple((pytest.approx(each[0], abs=CLOSE),) for each in whole)


def test_scoring_does_not_disturb_a_reply(desk: Desk) -> None:
    wanted = desk.run(user("Tell me of the sea."))
    steps = desk.start(user("Tell me of the sea."))
    number = desk.number
    for at, _ in enumerate(steps):
        if at % 6 == 2:
            score(desk, "Water is", " wet", " dry")
    assert desk.text(number) == wanted


def test_a_prompt_that_is_too_long_is_told(desk: Desk) -> None:
    with pytest.raises(UserError) as caught:
        score(desk, TEXT * 9, " yes")
    assert caught.value.code is ErrorCode.PROMPT_TOO_LONG


def perplexity(desk: Desk, text: str, context: int) -> Perplexed:
    events: list[Event] = []
    run(scoring.perplexity(desk.model, Perplexity(1, text, context), events.append))
    (found,) = events
    assert isinstance(found, Perplexed)
    return found


@pytest.mark.parametrize("context", [64, 200, 1 << 20])
def test_perplexity_is_that_of_llama_perplexity(desk: Desk, context: int) -> None:
    """The definition (tools/perplexity): windows from nothing, their second half is scored."""
    text = TEXT[: len(TEXT) // 2]
    tokens = desk.model.vocabulary.tokenize(text, add_special=True, parse_special=False)
    size = min(context, len(tokens))
    losses = []
    for start in range(0, len(tokens) - size + 1, size):
        window = tokens[start : start + size]
        logits = reference_logits(desk.model, window)
        losses += [-logprob(logits[at], window[at + 1]) for at in range(size // 2, size - 1)]
    found = perplexity(desk, text, context)
    assert found.tokens == len(losses)
    assert found.perplexity == pytest.approx(math.exp(np.mean(losses)), rel=0.01)


def test_nonsense_is_more_perplexing(desk: Desk) -> None:
    words = TEXT.split()
    nonsense = " ".join(words[at * 37 % len(words)] for at in range(len(words)))
    assert perplexity(desk, nonsense, 128).perplexity > perplexity(desk, TEXT, 128).perplexity
    with pytest.raises(UserError) as caught:
        perplexity(desk, "Hi", 128)
    assert caught.value.code is ErrorCode.TEXT_TOO_SHORT


def embed(desk: Desk, *texts: str) -> np.ndarray:
    events: list[Event] = []
    run(scoring.embed(desk.model, Embed(1, texts), events.append))
    (found,) = events
    assert isinstance(found, Embedded)
    return np.asarray(found.vectors)


def test_embeddings_tell_what_is_alike(desk: Desk) -> None:
    texts = ("The cat sleeps on the sofa.", "A kitten naps on the couch.", "Shares fell sharply.")
    vectors = embed(desk, *texts)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    alike = vectors @ vectors.T
    assert alike[0, 1] > alike[0, 2]
    assert alike[0, 1] > alike[1, 2]


def test_a_batch_of_texts_gives_what_each_alone_gives(desk: Desk) -> None:
    texts = [f"Text number {number} about the river. " * (1 + number % 5) for number in range(40)]
    together = embed(desk, *texts)
    assert together.shape == (40, desk.model.header.embedding_length)
    for at in (0, 17, 39):
        assert together[at] == pytest.approx(embed(desk, texts[at])[0], abs=0.01)
    assert embed(desk).shape == (0,)


def test_the_likeliest_alternatives_are_told(desk: Desk) -> None:
    text = desk.run(user("Name a colour."), alternatives=5)
    choices = [choice for delta in desk.deltas(desk.number) for choice in delta.choices]
    assert "".join(choice.text for choice in choices) == text
    for choice in choices:
        likeliest = choice.alternatives
        assert len(likeliest) == 5
        assert (choice.token, choice.logprob) == (likeliest[0].token, likeliest[0].logprob)
        assert list(likeliest) == sorted(likeliest, key=lambda one: -one.logprob)
        assert sum(math.exp(one.logprob) for one in likeliest) <= 1 + 1e-5
