from __future__ import annotations

import pytest

from app.hub_protocol import HubFile
from app.protocol import ErrorCode, UserError
from app.services.hubfiles import Choice, Reference, choices, choose, parse

REPO = "owner/some-Model_1.5-GGUF"
FILES = (
    "README.md",
    "model-Q4_K_M.gguf",
    "model-Q8_0.gguf",
    "UD/model-UD-Q4_K_XL-00002-of-00002.gguf",
    "UD/model-UD-Q4_K_XL-00001-of-00002.gguf",
    "mmproj-F16.gguf",
    "config.json",
)


def listing(*names: str) -> list[HubFile]:
    return [HubFile(name, 1000 * (at + 1), "ab" * 32) for at, name in enumerate(names)]


@pytest.fixture
def found() -> list[Choice]:
    return choices(listing(*FILES))


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        (REPO, Reference(REPO)),
        (f"  {REPO}\n", Reference(REPO)),
        (f"{REPO}:Q4_K_M", Reference(REPO, "main", "Q4_K_M")),
        (f"{REPO}/sub/file.gguf", Reference(REPO, "main", "sub/file.gguf")),
        (f"hf.co/{REPO}", Reference(REPO)),
        (f"hf.co/{REPO}:Q4_K_M", Reference(REPO, "main", "Q4_K_M")),
        (f"huggingface.co/{REPO}/tree/main", Reference(REPO)),
        (f"https://huggingface.co/{REPO}", Reference(REPO)),
        (f"https://huggingface.co/{REPO}/", Reference(REPO)),
        (f"https://huggingface.co/{REPO}:Q8_0", Reference(REPO, "main", "Q8_0")),
        (f"https://huggingface.co/{REPO}/tree/dev", Reference(REPO, "dev")),
        (f"https://huggingface.co/{REPO}/tree/main/sub", Reference(REPO, "main", "sub")),
        (
            f"https://hf-mirror.com/{REPO}/blob/main/sub/file.gguf",
            Reference(REPO, "main", "sub/file.gguf"),
        ),
        (
            f"https://huggingface.co/{REPO}/resolve/{'ab' * 20}/a.gguf?download=true#top",
            Reference(REPO, "ab" * 20, "a.gguf"),
        ),
        (
            f"https://huggingface.co/{REPO}/resolve/main/%E6%A8%A1%E5%9E%8B%20a.gguf",
            Reference(REPO, "main", "模型 a.gguf"),
        ),
        (f"http://127.0.0.1:8080/{REPO}/blob/main/a.gguf", Reference(REPO, "main", "a.gguf")),
        (f"https://modelscope.cn/models/{REPO}", Reference(REPO)),
        (f"www.modelscope.cn/models/{REPO}/files", Reference(REPO, "main", "files")),
    ],
)
def test_many_forms_are_understood(text: str, reference: Reference) -> None:
    assert parse(text) == reference


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "model",
        "a model that writes well",
        "https://huggingface.co",
        "https://huggingface.co/owner",
        "https://huggingface.co/blog/some post",
        "https://[::1",
        "https://huggingface.co/owner/na me",
        "../../etc/passwd",
        "owner/..",
        "../name",
        "owner/na--me",
        "owner/-name",
        "owner/name.",
        "owner/name.git",
        "owner/" + "x" * 97,
        "作者/模型",
        "owner\\name",
        "C:\\Users\\me\\model.gguf",
        "owner/name\x00",
    ],
)
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse(text)
    assert caught.value.code is ErrorCode.HUB_BAD_ADDRESS


def test_the_files_of_a_model_are_one_choice(found: list[Choice]) -> None:
    assert [choice.name for choice in found] == [
        "model-Q4_K_M",
        "model-Q8_0",
        "UD/model-UD-Q4_K_XL",
        "mmproj-F16",
    ]
    split = found[2]
    assert [file.path for file in split.files] == [FILES[4], FILES[3]]
    assert split.size_bytes == 9000
    assert [choice.projector for choice in found] == [False, False, False, True]
    assert choices([]) == []


def test_a_whole_and_a_split_file_of_one_name_are_two_models() -> None:
    names = ["m.gguf", "m-00001-of-00002.gguf", "m-00002-of-00002.gguf"]
    three = [f"m-0000{part}-of-00003.gguf" for part in (1, 2, 3)]
    sizes = [len(choice.files) for choice in choices(listing(*names, *three))]
    assert sorted(sizes) == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "quantization"),
    [
        ("Qwen3-8B-Q4_K_M", "Q4_K_M"),
        ("qwen2.5-coder-7b-instruct-q4_k_m", "Q4_K_M"),
        ("model.Q8_0", "Q8_0"),
        ("UD/Qwen3-30B-A3B-UD-Q3_K_XL", "UD-Q3_K_XL"),
        ("x-IQ2_XXS", "IQ2_XXS"),
        ("x-BF16", "BF16"),
        ("x_f16", "F16"),
        ("gpt-oss-20b-mxfp4", "MXFP4"),
        ("x-TQ1_0", "TQ1_0"),
        ("Q4_K_M/x", "Q4_K_M"),
        ("Qwen3-8B", ""),
        ("iq-test", ""),
    ],
)
def test_the_quantization_is_read_from_the_name(name: str, quantization: str) -> None:
    assert Choice(name, ()).quantization == quantization


def test_a_model_is_chosen_by_what_a_person_writes(found: list[Choice]) -> None:
    small, large, split, projector = found
    assert choose(found, "model-Q4_K_M.gguf") == [small]
    assert choose(found, "model-Q8_0") == [large]
    assert choose(found, "q8_0") == [large]
    assert choose(found, "Q4_K_M") == [small]
    assert choose(found, "UD-Q4_K_XL") == [split]
    assert choose(found, "Q4_K") == [small, split]
    assert choose(found, "mmproj-F16.gguf") == [projector]
    assert choose(found, "F16") == []  # a projector alone is no model
    assert choose(found, "Q2_K") == []


def test_a_file_in_a_folder_is_chosen_by_its_name() -> None:
    found = choices(listing("a/m-Q4_0.gguf", "a/other-m-Q4_0.gguf", "b/x-00001-of-00001.gguf"))
    assert [c.name for c in choose(found, "m-Q4_0.gguf")] == ["a/m-Q4_0"]
    assert [c.name for c in choose(found, "a/m-Q4_0.gguf")] == ["a/m-Q4_0"]
    assert [c.name for c in choose(found, "x-00001-of-00001.gguf")] == ["b/x"]
    assert len(choose(found, "Q4_0")) == 2


def test_a_choice_becomes_a_download(found: list[Choice]) -> None:
    split, projector = found[2], found[3]
    request = split.request(REPO, "c0ffee", projector)
    assert request.id == f"{REPO}/UD/model-UD-Q4_K_XL"
    assert request.repo == REPO
    assert request.revision == "c0ffee"
    assert [file.path for file in request.files] == [FILES[4], FILES[3], FILES[5]]
    assert request.size_bytes == split.size_bytes + projector.size_bytes
    assert split.request(REPO, "c0ffee").files == split.files
