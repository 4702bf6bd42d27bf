"""The report on who wrote what of a piece, for an honest word on the use of a model."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from app.piece import Piece
from app.protocol import Turn
from app.tabs.write.task.authorship import AUTHORS, Share, by_generation, percentages, shares
from app.tabs.write.task.generation import FIRST_DIGITS, Generation, settings

Language = Literal["en", "zh"]


class Part(Struct, frozen=True):
    """What one author wrote; `percent` is of the characters."""

    author: str
    characters: int
    words: int
    percent: int


class Use(Struct, frozen=True):
    """A generation, and how much of the piece is left of it. What is not known is "" or None."""

    number: int
    characters: int
    percent: int
    purpose: str = ""
    created: float = 0.0
    model: str = ""
    file: str = ""
    sha256: str = ""
    quantization: str = ""
    seed: int | None = None
    settings: str = ""
    prompt: tuple[Turn, ...] = ()


class Declaration(Struct, frozen=True):
    """The report. Characters are without white space, a Chinese one is also a word."""

    title: str
    characters: int
    words: int
    parts: tuple[Part, ...]
    generations: tuple[Use, ...]


WORDS = {
    "en": {
        "title": "Who wrote what: {title}",
        "untitled": "untitled",
        "length": "{characters} characters without spaces, {words} words. A change that waits for"
        " a decision is not counted.",
        "author": "Author",
        "characters": "Characters",
        "words": "Words",
        "share": "Share",
        "typed": "Typed by the person",
        "pasted": "Pasted by the person",
        "model": "Written by a model",
        "edited": "Written by a model, edited by the person",
        "none": "No part of the text was written by a model.",
        "generations": "What the model wrote",
        "generation": "Text {number}: {percent} % of the piece, {characters} characters",
        "unknown": "How this text was written is not known.",
        "model_name": "Model",
        "file": "File",
        "quantization": "Quantization",
        "seed": "Seed",
        "settings": "Settings",
        "purpose": "Purpose",
        "created": "Time",
        "prompt": "Prompt",
    },
    "zh": {
        "title": "谁写了什么：{title}",
        "untitled": "无标题",
        "length": "不计空格共 {characters} 个字符，{words} 个字词。尚未决定的修改不计在内。",
        "author": "作者",
        "characters": "字符",
        "words": "字词",
        "share": "占比",
        "typed": "本人输入",
        "pasted": "本人粘贴",
        "model": "模型所写",
        "edited": "模型所写、本人改过",
        "none": "正文中没有模型所写的部分。",
        "generations": "模型写了什么",
        "generation": "第 {number} 段：占全文 {percent} %，{characters} 个字符",
        "unknown": "这段文字是怎样写成的，没有记录。",
        "model_name": "模型",
        "file": "文件",
        "quantization": "量化",
        "seed": "随机种子",
        "settings": "参数",
        "purpose": "用途",
        "created": "时间",
        "prompt": "提示词",
    },
}


def declare(piece: Piece, generations: Mapping[int, Generation]) -> Declaration:
    """Count who wrote what; of the generations those that something is left of are told."""
    found = shares(piece.blocks)
    total = sum(found.values(), Share())
    percent = percentages([found[author].characters for author in AUTHORS])
    parts = [
        Part(author, found[author].characters, found[author].words, share)
        for author, share in zip(AUTHORS, percent, strict=True)
    ]
    left = sorted((n, share.characters) for n, share in by_generation(piece.blocks).items())
    uses = [_use(n, size, total.characters, generations.get(n)) for n, size in left if size]
    return Declaration(piece.title, total.characters, total.words, tuple(parts), tuple(uses))


def as_json(declaration: Declaration) -> str:
    """Return the report for programs."""
    return msgspec.json.format(msgspec.json.encode(declaration), indent=2).decode()


def as_markdown(declaration: Declaration, language: Language) -> str:
    """Return the report for people."""
    words = WORDS[language]
    lines = [
        "# " + words["title"].format(title=_line(declaration.title) or words["untitled"]),
        "",
        words["length"].format(characters=declaration.characters, words=declaration.words),
        "",
        *_table([words[key] for key in ("author", "characters", "words", "share")]),
    ]
    for part in declaration.parts:
        lines.append(
            f"| {words[part.author]} | {part.characters} | {part.words} | {part.percent} % |"
        )
    if not declaration.generations:
        return "\n".join((*lines, "", words["none"], ""))
    lines += ["", "## " + words["generations"]]
    for use in declaration.generations:
        lines += ["", *_told(use, words)]
    return "\n".join((*lines, ""))


def _use(number: int, characters: int, total: int, generation: Generation | None) -> Use:
    percent = round(characters * 100 / total)
    if generation is None:
        return Use(number, characters, percent)
    making = generation.making
    return Use(
        number,
        characters,
        percent,
        generation.purpose,
        generation.created,
        making.model,
        making.file,
        making.sha256,
        making.quantization,
        generation.seed,
        settings(making.sampling),
        generation.turns,
    )


def _told(use: Use, words: Mapping[str, str]) -> list[str]:
    lines = [
        "### "
        + words["generation"].format(
            number=use.number, percent=use.percent, characters=use.characters
        ),
        "",
    ]
    if not use.model:
        return [*lines, words["unknown"]]
    sha256 = f" ({use.sha256[:FIRST_DIGITS]})" if use.sha256 else ""
    seconds = time.strftime("%Y-%m-%d %H:%M", time.localtime(use.created))
    for key, value in (
        ("model_name", use.model),
        ("file", use.file + sha256),
        ("quantization", use.quantization),
        ("seed", "" if use.seed is None else str(use.seed)),
        ("settings", use.settings),
        ("purpose", use.purpose),
        ("created", seconds if use.created else ""),
    ):
        if value:
            lines.append(f"- {words[key]}: {_line(value)}")
    lines += ["", f"{words['prompt']}:"]
    for turn in use.prompt:
        lines += ["", *_fenced(f"[{turn.role}]\n{turn.text}")]
    return lines


def _table(heads: Sequence[str]) -> list[str]:
    return [f"| {' | '.join(heads)} |", "| --- | ---: | ---: | ---: |"]


def _fenced(text: str) -> list[str]:
    """Return a code block that no line of the text ends."""
    fence = "```"
    while fence in text:
        fence += "`"
    return [f"{fence}text", text, fence]


def _line(text: str) -> str:
    return " ".join(text.split())
