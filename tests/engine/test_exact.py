"""Every feature on: the text is that of a bare loop, token for token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import llama_cpp.llama_cpp as llama
import numpy as np
import pytest

from app.engine.cells import TILE
from app.engine.drafts import Pace
from app.engine.model import Model, context_params, token_array
from app.protocol import Generate, Sampling
from tests.engine.real import Desk, user

TOKENS = 16
EXACT = Sampling(temperature=0.0, seed=1, max_tokens=TOKENS)
CODE = "def area(width, height):\n    return width * height\n"
ENGLISH = "The old ferryman knew every stone of the river and every bird on its banks."
CHINESE = "河水从远山流来，经过村庄和稻田，最后流进大海。老船夫认识河里的每一块石头。"
PROMPTS = (
    *(f"Rewrite this function for case {n}:\n```python\n{CODE}```" for n in range(17)),
    *(f"Say this again in {n + 5} words: {ENGLISH}" for n in range(17)),
    *(f"把下面的话改写成第{n + 1}种说法：{CHINESE}" for n in range(16)),
)


def bare(model: Model, tokens: list[int]) -> str:
    """Decode greedily with nothing around `llama_decode`."""
    context = model.open_context(context_params(1024, "f16"))
    chosen: list[int] = []
    following = tokens
    for _ in range(TOKENS):
        array = token_array(following)
        assert llama.llama_decode(context, llama.llama_batch_get_one(array, len(following))) == 0
        pointer = llama.llama_get_logits_ith(context, -1)
        token = int(np.argmax(np.ctypeslib.as_array(pointer, (model.vocabulary.size,))))
        if model.vocabulary.ends(token):
            break
        chosen.append(token)
        following = [token]
    llama.llama_free(context)
    data = b"".join(model.vocabulary.piece(token) for token in chosen)
    return data.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("states")


@pytest.fixture(scope="module")
def desk(test_model: Path, folder: Path) -> Iterator[Desk]:
    """A model that drafts also where it does not pay."""
    with pytest.MonkeyPatch.context() as patch, Desk(test_model, folder) as made:
        patch.setattr(Pace, "length", lambda _self, exact=False: 2)
        yield made


def tokens(desk: Desk, prompt: str) -> list[int]:
    return desk.decoder.prompts.build(Generate(0, (user(prompt),), EXACT)).tokens


@pytest.fixture(scope="module")
def wanted(desk: Desk) -> list[str]:
    return [bare(desk.model, tokens(desk, prompt)) for prompt in PROMPTS]


def test_fifty_prompts_come_out_as_from_a_bare_loop(desk: Desk, wanted: list[str]) -> None:
    assert len(set(PROMPTS)) == len(wanted) == 50
    found = [desk.run(user(prompt), sampling=EXACT, lookup=True) for prompt in PROMPTS]
    assert found == wanted
    usages = [desk.finished(number).usage for number in range(1, 51)]
    assert sum(usage.drafted_tokens for usage in usages) > 0, "the features were on"


def test_restored_states_go_on_as_a_bare_loop_does(
    desk: Desk, test_model: Path, folder: Path
) -> None:
    prompts = [f"{text} " * 14 for text in (ENGLISH, CHINESE, CODE)]
    for prompt in prompts:
        desk.run(user(prompt), sampling=EXACT)
    while desk.decoder.cells.write_one():
        pass
    with Desk(test_model, folder) as restarted:
        for number, prompt in enumerate(prompts, 1):
            ending = f"{prompt} Go on with this, and do not repeat a word of it."
            wanted = bare(desk.model, tokens(restarted, ending))
            assert restarted.run(user(ending), sampling=EXACT, lookup=True) == wanted
            assert restarted.finished(number).usage.reused_tokens >= 2 * TILE
