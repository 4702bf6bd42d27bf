"""Fill-in-the-middle prompts, token by token, for every family of models."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.engine.fim import Fim
from app.protocol import Chunk, Infill, Sampling
from tests.engine.vocabularies import Family, loaded, vocabulary

QWEN = Family(
    ["<|endoftext|>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>", "<|fim_pad|>",
     "<|repo_name|>", "<|file_sep|>"]
)  # fmt: skip
CODEGEMMA = Family(
    ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|file_separator|>"],
    sentencepiece=True,
    bos=True,
)
STARCODER2 = Family(
    ["<|endoftext|>", "<fim_prefix>", "<fim_middle>", "<fim_suffix>", "<fim_pad>", "<repo_name>",
     "<file_sep>"]
)  # fmt: skip
GRANITE = Family(
    ["<|end_of_text|>", "<fim_prefix>", "<fim_middle>", "<fim_suffix>", "<fim_pad>", "<filename>",
     "<reponame>"]
)  # fmt: skip
CODELLAMA = Family(
    ["▁<PRE>", "▁<SUF>", "▁<MID>", "▁<EOT>"], sentencepiece=True, spaced=True, bos=True
)
DEEPSEEK = Family(["<｜end▁of▁sentence｜>", "<｜fim▁hole｜>", "<｜fim▁begin｜>", "<｜fim▁end｜>"])
CODESTRAL = Family(["[PREFIX]", "[MIDDLE]", "[SUFFIX]"], sentencepiece=True, bos=True)
SEED = Family(["<[end▁of▁sentence]>", "<[fim-prefix]>", "<[fim-suffix]>", "<[fim-middle]>"])
PLAIN = Family(["<|endoftext|>", "<|im_start|>", "<|im_end|>"])

ASKED = Infill(1, "a\n", "c\n", "b")
WITH_CHUNKS = Infill(1, "a\n", "c\n", "b", path="x.py", chunks=(Chunk("y.py", "d\n"),))


def written(fim: Fim, command: Infill, room: int = 500) -> str:
    """Return a prompt as its tokens are written, spaces of SentencePiece included."""
    tokens = fim.prompt(command, room).tokens
    return "".join(fim.vocabulary.text_of(token) for token in tokens)


@pytest.mark.parametrize(
    ("family", "alone", "among_others"),
    [
        (QWEN,
         "<|fim_prefix|>a\n<|fim_suffix|>c\n<|fim_middle|>b",
         "<|repo_name|>project\n<|file_sep|>y.py\nd\n<|file_sep|>x.py\n"
         "<|fim_prefix|>a\n<|fim_suffix|>c\n<|fim_middle|>b"),
        (CODEGEMMA,
         "<s><|fim_prefix|>a\n<|fim_suffix|>c\n<|fim_middle|>b",
         "<s><|file_separator|>y.py\nd\n<|file_separator|>x.py\n"
         "<|fim_prefix|>a\n<|fim_suffix|>c\n<|fim_middle|>b"),
        (STARCODER2,
         "<fim_prefix>a\n<fim_suffix>c\n<fim_middle>b",
         "<repo_name>project\n<file_sep>y.py\nd\n<file_sep>x.py\n"
         "<fim_prefix>a\n<fim_suffix>c\n<fim_middle>b"),
        (GRANITE,
         "<fim_prefix>a\n<fim_suffix>c\n<fim_middle>b",
         "<reponame>project\n<filename>y.py\nd\n<filename>x.py\n"
         "<fim_prefix>a\n<fim_suffix>c\n<fim_middle>b"),
        (CODELLAMA,
         "<s> <PRE> a\n <SUF>c\n <MID>b",
         "<s> <PRE> d\n\na\n <SUF>c\n <MID>b"),
        (DEEPSEEK,
         "<｜fim▁begin｜>a\n<｜fim▁hole｜>c\n<｜fim▁end｜>b",
         "<｜fim▁begin｜>d\n\na\n<｜fim▁hole｜>c\n<｜fim▁end｜>b"),
        (CODESTRAL,
         "<s>[SUFFIX]c\n[PREFIX]a\nb",
         "<s>[SUFFIX]c\n[PREFIX]d\n\na\nb"),
        (SEED,
         "<[fim-suffix]>c\n<[fim-prefix]>a\n<[fim-middle]>b",
         "<[fim-suffix]>c\n<[fim-prefix]>d\n\na\n<[fim-middle]>b"),
    ],
    ids=["qwen", "codegemma", "starcoder2", "granite", "codellama", "deepseek", "codestral",
         "seed"],
)  # fmt: skip
def test_each_family_gets_its_own_prompt(
    tmp_path: Path, family: Family, alone: str, among_others: str
) -> None:
    with vocabulary(tmp_path / "v.gguf", family) as words:
        fim = Fim.of(words)
        assert fim
        assert written(fim, ASKED).replace("▁", " ") == alone.replace("▁", " ")
        assert written(fim, WITH_CHUNKS).replace("▁", " ") == among_others.replace("▁", " ")
        ours = [words.special(text) for text in family.specials if "fim" in text or "RE" in text]
        assert all(fim.ends(token) for token in ours if token in (fim.prefix, fim.suffix))


def test_the_tokens_of_qwen(test_model: Path) -> None:
    with loaded(test_model) as words:
        fim = Fim.of(words)
        assert fim
        assert (fim.prefix, fim.middle, fim.suffix) == (151659, 151660, 151661)
        assert (fim.repository, fim.file) == (151663, 151664)
        assert not fim.suffix_first
        asked = Infill(1, "def add(a, b):\n", "\n\nprint(add(1, 2))\n", "    return a + ")
        assert fim.prompt(asked, 500).tokens == [
            151659, 750, 912, 2877, 11, 293, 982, 151661, 271, 1350, 25906, 7, 16, 11, 220, 17,
            1171, 151660, 262, 470, 264, 488,
        ]  # fmt: skip


def test_a_model_without_fim_is_told(tmp_path: Path, starter: Path) -> None:
    with vocabulary(tmp_path / "v.gguf", PLAIN) as words:
        assert Fim.of(words) is None
    with loaded(starter) as words:
        assert Fim.of(words) is None


def test_a_text_that_looks_like_a_token_is_text(tmp_path: Path) -> None:
    with vocabulary(tmp_path / "v.gguf", QWEN) as words:
        fim = Fim.of(words)
        assert fim
        tokens = fim.prompt(Infill(1, 'x = "<|fim_middle|>"\n', "", ""), 500).tokens
        assert tokens.count(2) == 1


def test_what_does_not_fit_is_left_out(tmp_path: Path) -> None:
    with vocabulary(tmp_path / "v.gguf", QWEN) as words:
        fim = Fim.of(words)
        assert fim
        chunks = tuple(Chunk(f"{name}.py", name * 20) for name in "xyz")
        asked = Infill(1, "p" * 60, "s" * 60, "m" * 5, "f.py", chunks)
        for room in range(20, 300, 7):
            found = fim.prompt(asked, room)
            text = "".join(words.text_of(token) for token in found.tokens)
            assert len(found.tokens) <= room
            assert text.endswith("<|fim_middle|>mmmmm")
            if "xxxx" in text:
                assert "zzzz" in text  # the oldest goes first
            if "zzzz" in text:
                assert "p" * 60 in text and "s" * 60 in text


def test_a_blank_before_the_cursor_belongs_to_what_comes(tmp_path: Path) -> None:
    with vocabulary(tmp_path / "v.gguf", QWEN) as words:
        fim = Fim.of(words)
        assert fim
        found = fim.prompt(Infill(1, "a\n", "", "    "), 500)
        assert (found.blank, found.tail) == (" ", 3)
        kept = fim.prompt(Infill(1, "a\n", "", "    ", heal=False), 500)
        assert (kept.blank, kept.tail) == ("", 4)
        assert fim.prompt(Infill(1, "a\n", "", "x", sampling=Sampling(max_tokens=0)), 500).tail == 1
