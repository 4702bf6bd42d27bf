from __future__ import annotations

from pathlib import Path

import pytest

from app.paths import Folders
from app.protocol import Adapter, ErrorCode, UserError
from app.services.options import ModelOptions, Options

MODEL = Path("/模型/a model.gguf")
CHOSEN = ModelOptions(
    context=4096,
    gpu_layers=0,
    kv_type="q8_0",
    sampling={"temperature": 0.5, "top_k": 7},
    thinking=False,
    adapters=(Adapter("/模型/style.gguf", 0.25),),
)


def test_nothing_is_chosen_at_first(folders: Folders) -> None:
    assert Options(folders.model_options).of(MODEL) == ModelOptions()
    assert not folders.model_options.exists()


def test_choices_are_kept_for_each_model(folders: Folders) -> None:
    Options(folders.model_options).set(MODEL, CHOSEN)
    other = MODEL.with_name("other.gguf")
    Options(folders.model_options).set(other, ModelOptions(context=512))
    again = Options(folders.model_options)
    assert again.of(MODEL) == CHOSEN
    assert again.of(other) == ModelOptions(context=512)
    kept = again.of(MODEL).sampling
    assert {name: type(value) for name, value in kept.items()} == {
        "temperature": float,
        "top_k": int,
    }


def test_what_is_as_in_the_preferences_is_not_kept(folders: Folders) -> None:
    options = Options(folders.model_options)
    options.set(MODEL, CHOSEN)
    options.set(MODEL, ModelOptions())
    assert folders.model_options.read_bytes() == b"{}"
    options.set(MODEL, ModelOptions())
    assert Options(folders.model_options).of(MODEL) == ModelOptions()


@pytest.mark.parametrize(
    "damage", [b"", b"{broken", b"[1]", b'{"/a": {"context": "much"}}', b"\xff"]
)
def test_a_damaged_file_is_set_aside(folders: Folders, damage: bytes) -> None:
    folders.model_options.write_bytes(damage)
    options = Options(folders.model_options)
    assert options.of(MODEL) == ModelOptions()
    aside = folders.model_options.with_name(folders.model_options.name + ".damaged")
    assert aside.read_bytes() == damage
    options.set(MODEL, CHOSEN)
    assert Options(folders.model_options).of(MODEL) == CHOSEN


def test_a_disk_that_refuses_is_told(folders: Folders) -> None:
    options = Options(folders.data / "nowhere" / "options.json")
    with pytest.raises(UserError) as caught:
        options.set(MODEL, CHOSEN)
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE
