"""Fill in the middle: the tokens that a model was trained with for it, and prompts of them.

Formats: "Efficient Training of Language Models to Fill in the Middle" (arXiv 2207.14255) for PSM
and SPM; the Qwen2.5-Coder report (arXiv 2409.12186) and "StarCoder 2 and The Stack v2" (arXiv
2402.19173) for chunks of other files; "Code Llama" (arXiv 2308.12950) for its vocabulary; the
tokenizers of Codestral and Seed-Coder for the suffix first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import llama_cpp.llama_cpp as llama

from app.engine.vocabulary import Vocabulary
from app.protocol import Chunk, Infill

# Tokens by their texts where the vocabulary does not name them itself. With these the suffix
# comes first; Codestral has none for the middle, which just goes on after the prefix.
SUFFIX_FIRST = (
    ("[PREFIX]", "[SUFFIX]", ""),
    ("<[fim-prefix]>", "<[fim-suffix]>", "<[fim-middle]>"),
)
REPOSITORY = ("<|repo_name|>", "<repo_name>", "<reponame>")
FILE = ("<|file_sep|>", "<file_sep>", "<|file_separator|>", "<filename>")
NAME = "project"  # where a format wants a repository's name
NAMELESS = "untitled"


@dataclass(frozen=True)
class FimPrompt:
    """`tokens` of a prompt, of which the last `tail` are those before the cursor.

    A `blank` that stands right before it is left out: it belongs to the token that comes.
    """

    tokens: list[int]
    tail: int
    blank: str = ""


@dataclass(frozen=True)
class Fim:
    """The FIM tokens of a vocabulary; `middle`, `repository` and `file` are None where it has none.

    With `suffix_first` the order is suffix, prefix, middle (SPM), else prefix, suffix, middle.
    """

    vocabulary: Vocabulary
    prefix: int
    suffix: int
    middle: int | None
    suffix_first: bool
    repository: int | None
    file: int | None

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Fim | None:
        """Find the tokens; None where the model was not trained for it."""
        pointer = vocabulary.pointer
        prefix: int | None = _token(llama.llama_vocab_fim_pre(pointer))
        suffix: int | None = _token(llama.llama_vocab_fim_suf(pointer))
        middle: int | None = _token(llama.llama_vocab_fim_mid(pointer))
        first = False
        for names in SUFFIX_FIRST:
            found = [vocabulary.special(name) for name in names]
            if found[0] is not None and found[1] is not None:
                prefix, suffix, middle = found
                first = True
        if prefix is None or suffix is None or (middle is None and not first):
            return None
        repository = _first(vocabulary, REPOSITORY)
        file = _first(vocabulary, FILE)
        return cls(vocabulary, prefix, suffix, middle, first, repository, file)

    def ends(self, token: int) -> bool:
        """Tell whether a token says that the middle is complete."""
        ours = (self.prefix, self.suffix, self.middle, self.repository, self.file)
        return token in ours or self.vocabulary.ends(token)

    def prompt(self, command: Infill, room: int) -> FimPrompt:
        """Return a prompt of at most `room` tokens.

        Where it would be longer the chunks go first, the oldest first, then the beginning of the
        prefix, then the end of the suffix.
        """
        words = self.vocabulary
        text, blank = command.middle, ""
        if command.heal and text.endswith((" ", "\t")):
            text, blank = text[:-1], text[-1]
        middle = words.inside(text)
        suffix = words.inside(command.suffix)
        prefix = words.tokenize(command.prefix, add_special=False, parse_special=False)
        chunks = list(command.chunks)
        room -= 6 + len(middle)
        prefix = prefix[max(0, len(prefix) - max(1, room * 3 // 4)) :]
        suffix = suffix[: max(0, room - len(prefix))]
        context = self._context(chunks, command.path)
        while chunks and len(context) + len(prefix) + len(suffix) > room:
            chunks.pop(0)
            context = self._context(chunks, command.path)
        if len(context) + len(prefix) + len(suffix) > room:
            context = []
        begin = [words.bos] if words.adds_bos and words.bos >= 0 else []
        if self.file is not None:
            begin += context
        elif context:  # it begins the prefix, which then goes on from it
            prefix = context + words.inside(command.prefix)[-len(prefix) :]
        before, after = [self.prefix, *prefix], [self.suffix, *suffix]
        parts = [*after, *before] if self.suffix_first else [*before, *after]
        border = [] if self.middle is None else [self.middle]
        return FimPrompt([*begin, *parts, *border, *middle], len(middle), blank)

    def _context(self, chunks: Sequence[Chunk], path: str) -> list[int]:
        """Return what stands before the file: chunks of others, and its own name."""
        words = self.vocabulary
        if self.file is None:
            text = "".join(f"{chunk.text.rstrip()}\n\n" for chunk in chunks)
            return words.tokenize(text, add_special=False, parse_special=False) if text else []
        if not chunks:  # a file alone is read as it is; its name would only be in the way
            return []
        tokens: list[int] = []
        if self.repository is not None:
            tokens += [self.repository, *words.inside(NAME + "\n")]
        for chunk in chunks:
            text = f"{_short(chunk.path)}\n{chunk.text.rstrip()}\n"
            tokens += [self.file, *words.inside(text)]
        return [*tokens, self.file, *words.inside(f"{_short(path)}\n")]


def _short(path: str) -> str:
    """Return a file's name with its folder's, as it is written within a repository."""
    return "/".join(path.replace("\\", "/").split("/")[-2:]) or NAMELESS


def _token(token: int) -> int | None:
    return int(token) if token >= 0 else None


def _first(vocabulary: Vocabulary, names: Sequence[str]) -> int | None:
    return next((t for name in names if (t := vocabulary.special(name)) is not None), None)
