"""What models wrote: kept whole, told what differs, written again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from app.piece import Piece
from app.protocol import Adapter, Constraint, Generate, Sampling, Turn
from app.services.database import Database
from app.services.writing.generations import Generations
from app.services.writing.pieces import Pieces
from app.tabs.write.task.generation import Differs, Generation, Making, command, differences

MAKING = Making(
    "Qwen 0.5B",
    "qwen-0.5b-q4_k_m.gguf",
    400_000_000,
    "a" * 64,
    "Q4_K_M",
    sampling=Sampling(temperature=0.8, seed=42, stop=("END",), max_tokens=200),
    constraint=Constraint(banned=("very", "十分")),
    thinking=False,
    context=4096,
    engine="b6000",
)
GENERATION = Generation(
    "rewrite",
    MAKING,
    (Turn("system", "You write."), Turn("user", "写一段话 " * 500)),
    "砚台。",
    created=12.5,
    resume=True,
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "g.db")
    yield opened
    opened.close()


def test_a_generation_comes_back_whole_and_small(database: Database) -> None:
    pieces, generations = Pieces(database), Generations(database)
    one, two = pieces.create(Piece()).id, pieces.create(Piece()).id
    number = generations.add(one, GENERATION)
    growing = generations.add(two, structs.replace(GENERATION, result="", created=0.0))
    begun = generations.generation(growing).created
    generations.finish(growing, structs.replace(GENERATION, result="done", created=0.0))
    assert generations.of(one) == {number: GENERATION}
    assert generations.generation(growing).result == "done"
    assert generations.generation(growing).created == begun > 0
    assert list(generations.known([growing, 99, number, number])) == [number, growing]
    row = database.connection.execute("SELECT length(data) FROM generations").fetchone()
    assert row[0] < 1_000
    with pytest.raises(KeyError):
        generations.generation(99)


def test_it_goes_with_its_piece(database: Database) -> None:
    number = Generations(database).add(Pieces(database).create(Piece()).id, GENERATION)
    database.connection.execute("UPDATE pieces SET deleted_at = 1")
    Pieces(database)
    assert Generations(database).known([number]) == {}


def test_the_same_is_written_by_the_same() -> None:
    assert differences(GENERATION, MAKING) == []
    assert command(GENERATION, 7) == Generate(
        7,
        GENERATION.turns,
        MAKING.sampling,
        thinking=False,
        resume=True,
        constraint=MAKING.constraint,
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"sha256": "b" * 64}, [Differs.MODEL]),
        ({"sha256": "b" * 64, "quantization": "Q8_0"}, [Differs.MODEL, Differs.QUANTIZATION]),
        ({"sha256": ""}, [Differs.MODEL_UNSURE]),
        ({"sha256": "", "size_bytes": 1}, [Differs.MODEL]),
        ({"file": "renamed.gguf"}, []),
        ({"adapters": (Adapter("style.gguf", 0.5),)}, [Differs.ADAPTERS]),
        ({"template": "chatml"}, [Differs.TEMPLATE]),
        ({"sampling": structs.replace(MAKING.sampling, top_k=1)}, [Differs.SAMPLER]),
        ({"sampling": structs.replace(MAKING.sampling, seed=43)}, [Differs.SEED]),
        ({"constraint": Constraint()}, [Differs.CONSTRAINT]),
        ({"thinking": None}, [Differs.THINKING]),
        ({"context": 8192}, [Differs.CONTEXT]),
        ({"engine": "b6001"}, [Differs.ENGINE]),
        ({"engine": "", "device": "CPU", "kv_type": "f16"}, []),
    ],
)
def test_what_differs_is_told(changes: dict[str, object], expected: list[Differs]) -> None:
    present = structs.replace(MAKING, **changes)
    assert [difference.code for difference in differences(GENERATION, present)] == expected


def test_what_differs_is_told_with_what_was_and_is() -> None:
    sampling = structs.replace(MAKING.sampling, temperature=0.5, seed=1)
    (sampler, seed) = differences(GENERATION, structs.replace(MAKING, sampling=sampling))
    assert "temperature=0.8" in sampler.then and "temperature=0.5" in sampler.now
    assert "stop=END" in sampler.then and "seed" not in sampler.then
    assert (seed.then, seed.now) == ("42", "1")
    (model,) = differences(GENERATION, structs.replace(MAKING, sha256="b" * 64))
    assert model.now == f"{MAKING.file} {'b' * 12}"


def test_without_a_seed_only_the_greedy_can_be_repeated() -> None:
    free = structs.replace(MAKING, sampling=Sampling(temperature=1.0))
    generation = structs.replace(GENERATION, making=free)
    assert [d.code for d in differences(generation, free)] == [Differs.NO_SEED]
    greedy = structs.replace(MAKING, sampling=Sampling(temperature=0.0))
    assert differences(structs.replace(GENERATION, making=greedy), greedy) == []
    assert [d.code for d in differences(GENERATION, None)] == [Differs.NO_MODEL]
