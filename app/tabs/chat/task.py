"""Chat as pure text work: prompts, thinking blocks, titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.protocol import Role, Turn

# How families mark their thinking: Qwen3, DeepSeek, SmolLM3 ...; Magistral; Gemma 4.
THINKING_TAGS = (
    ("<think>", "</think>"),
    ("[THINK]", "[/THINK]"),
    ("<|channel>thought", "<channel|>"),
)
TITLE_LENGTH = 48
TITLE_REQUEST = {
    "en": "Give this conversation a title of at most six words. Answer with the title only.",
    "zh": "请为这段对话起一个不超过十二个字的标题。只回答标题。",
}
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True)
class Reply:
    """A reply taken apart. `open` while the thinking block has not ended yet."""

    thinking: str
    answer: str
    open: bool = False


def split_thinking(text: str) -> Reply:
    """Take the thinking block off the beginning of a reply."""
    body = text.lstrip()
    for start, end in THINKING_TAGS:
        if body.startswith(start):
            thinking, closed, answer = body[len(start) :].partition(end)
            return Reply(thinking.strip(), answer.lstrip(), not closed)
    return Reply("", text)


def to_turns(system_prompt: str, messages: Iterable[tuple[Role, str]]) -> tuple[Turn, ...]:
    """Return the prompt's turns: no thinking, no empty messages, roles in alternation.

    Neighbours of the same role, left by a deleted message, become one turn: many chat templates
    refuse them.
    """
    turns: list[Turn] = []
    if system_prompt.strip():
        turns.append(Turn("system", system_prompt.strip()))
    for role, raw in messages:
        text = split_thinking(raw).answer if role == "assistant" else raw
        if not text.strip():
            continue
        if turns and turns[-1].role == role:
            turns[-1] = Turn(role, turns[-1].text + "\n\n" + text)
        else:
            turns.append(Turn(role, text))
    return tuple(turns)


def title_of(text: str) -> str:
    """Make a title of the first words of a message."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    line = re.sub(r"^[#>*\-\s]+", "", line).strip()
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[: TITLE_LENGTH - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > TITLE_LENGTH // 2 else cut).rstrip(" ,.;:，。；：、") + "…"


def title_turns(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Ask for a title after the conversation itself, which the KV cache holds already."""
    language = "zh" if any(_HAN.search(turn.text) for turn in turns) else "en"
    return (*turns, Turn("user", TITLE_REQUEST[language]))


def clean_title(text: str) -> str:
    """Return a generated title without quotes and labels, "" when it is not one."""
    answer = split_thinking(text).answer.strip()
    if not answer or "\n" in answer:
        return ""
    answer = re.sub(r"^(title|标题)\s*[:：]\s*", "", answer, flags=re.IGNORECASE)
    answer = answer.strip(" .。\"'“”‘’《》「」*#")
    return answer if len(answer) <= TITLE_LENGTH + 12 else ""
