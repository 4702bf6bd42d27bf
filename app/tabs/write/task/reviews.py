"""Reading a text as an editor does: what a model is asked, and the comments in its answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from app.protocol import Turn
from app.tabs.write.task import cleaning, sentences
from app.tabs.write.task.anchors import Span, anchor
from app.tabs.write.task.counts import HAN, is_chinese
from app.tabs.write.task.remarks import Remark, remarks_in

CHUNK_WORDY, CHUNK_CHINESE = 2_400, 900  # characters of a chunk
MOST = 4  # comments on one concern in a chunk
_LONGEST = 3  # times the quote that a proposed change is long at most, and
_SPARE = 80  # characters more


class Concern(StrEnum):
    CLARITY = "clarity"
    LOGIC = "logic"
    FACTS = "facts"
    CLICHES = "cliches"


AnswerLanguage = Literal["en", "zh"]


@dataclass(frozen=True)
class Chunk:
    """A part of the text, whole sentences, from an offset on."""

    text: str
    start: int


@dataclass(frozen=True)
class Comment:
    """A remark on a passage of the text, and what might stand there, "" for nothing proposed."""

    start: int
    end: int
    quote: str
    concern: Concern
    remark: str
    replacement: str = ""


# What an answer is bound to, for an engine that can.
SCHEMA = json.dumps(
    {
        "type": "array",
        "maxItems": MOST,
        "items": {
            "type": "object",
            "properties": {
                key: {"type": "string", "maxLength": size}
                for key, size in (("quote", 300), ("problem", 200), ("better", 400))
            },
            "required": ["quote", "problem", "better"],
            "additionalProperties": False,
        },
    }
)
SYSTEM = {
    "en": "You are a careful editor. You quote the text exactly and never invent a quote.",
    "zh": "你是一位严谨的编辑。引用原文时一字不差，决不编造引文。",
}
LOOK = {
    "en": {
        Concern.CLARITY: "Find sentences that are hard to understand: too long, vague, ambiguous"
        " or clumsy. Propose a clearer wording.",
        Concern.LOGIC: "Find places where the thought is not sound: contradictions, jumps, causes"
        " that do not explain, claims without a reason. Propose a wording that mends it.",
        Concern.FACTS: "Find statements that must be checked before publishing: numbers, dates,"
        " names, quotations, sweeping claims. Say what to check. Propose a cautious wording.",
        Concern.CLICHES: "Find clichés, empty phrases and overused words. Propose a plain and"
        " concrete wording.",
    },
    "zh": {
        Concern.CLARITY: "找出难懂的句子：过长、含糊、有歧义或别扭。给出更清楚的写法。",
        Concern.LOGIC: "找出思路不通的地方：前后矛盾、跳跃、因果不成立、没有理由的断言。"
        "给出能改正的写法。",
        Concern.FACTS: "找出发表前必须核实的说法：数字、日期、人名、引语、过于绝对的断言。"
        "说明要核实什么，给出更谨慎的写法。",
        Concern.CLICHES: "找出陈词滥调、空话和用滥的词。给出朴素、具体的写法。",
    },
}
FORM = {
    "en": 'Answer with a JSON list of at most {most} objects with the keys "quote" (copied exactly'
    ' from the text, one sentence or less), "problem" (one short sentence) and "better" (what'
    " should stand in the quote's place, nothing else). Answer [] if there is nothing.",
    "zh": '用 JSON 列表回答，最多 {most} 项，每项有三个键："quote"（从原文照抄，不超过一句）、'
    '"problem"（一句话说明问题，用中文）、"better"（放在引文位置上的新写法，不写别的）。'
    "没有问题就回答 []。",
}
TEXT = {"en": "The text:\n\n{text}", "zh": "原文：\n\n{text}"}
MEND = {
    "en": "An editor remarks on a passage: {remark}\n\nThe text around it:\n\n{around}\n\nThe"
    " passage:\n\n{quote}\n\nRewrite the passage so that the remark is settled. Keep its language"
    " and meaning. Answer with the new passage alone.",
    "zh": "编辑对一段文字的意见：{remark}\n\n上下文：\n\n{around}\n\n这段文字：\n\n{quote}\n\n"
    "请按意见改写这段文字，保持原来的语言和意思。只回答改写后的文字。",
}


def chunks(text: str, language: str) -> list[Chunk]:
    """Cut a text into parts of whole sentences that are read one by one."""
    most = CHUNK_CHINESE if is_chinese(language) else CHUNK_WORDY
    found: list[Chunk] = []
    start = end = -1
    for one in sentences.split(text, language):
        if start >= 0 and one.end - start > most:
            found.append(Chunk(text[start:end], start))
            start = -1
        start, end = (one.start if start < 0 else start), one.end
    if start >= 0:
        found.append(Chunk(text[start:end], start))
    return found


def turns_for(chunk: Chunk, concern: Concern, language: AnswerLanguage) -> tuple[Turn, ...]:
    """Return the prompt that has a chunk read with one concern; `language` is the remarks'."""
    parts = (
        LOOK[language][concern],
        FORM[language].format(most=MOST),
        TEXT[language].format(text=chunk.text),
    )
    return Turn("system", SYSTEM[language]), Turn("user", "\n\n".join(parts))


def comments_in(answer: str, chunk: Chunk, concern: Concern) -> list[Comment]:
    """Return the comments of an answer in whichever form; those on no passage are dropped."""
    found: list[Comment] = []
    taken: list[Span] = []
    for remark in remarks_in(cleaning.bare(answer)):
        span = anchor(remark.quote, chunk.text, taken)
        if span is None:
            continue
        comment = _comment(remark, span, chunk, concern)
        if comment.remark or comment.replacement:
            found.append(comment)
            taken.append(span)
    return sorted(found[:MOST], key=lambda comment: comment.start)


def mending_turns(comment: Comment, text: str, language: AnswerLanguage) -> tuple[Turn, ...]:
    """Return the prompt for a change that settles a comment which proposes none."""
    start, end = text.rfind("\n", 0, comment.start) + 1, text.find("\n", comment.end)
    around = text[start : end if end >= 0 else len(text)]
    task = MEND[language].format(remark=comment.remark, around=around, quote=comment.quote)
    return Turn("system", SYSTEM[language]), Turn("user", task)


def mended(comment: Comment, answer: str) -> Comment:
    """Return a comment with the change that an answer proposes, if it is one."""
    lines = cleaning.remarks(cleaning.bare(answer).splitlines(), comment.quote)
    text = cleaning.unquoted("\n".join(lines).strip(), comment.quote)
    return replace(comment, replacement=_replacement(text, comment.quote))


def merged(comments: Iterable[Comment]) -> list[Comment]:
    """Return the comments of several readings in the order of the text, each passage once."""
    kept: list[Comment] = []
    for comment in sorted(comments, key=lambda one: (one.start, -one.end)):
        if not any(_covers(one, comment) for one in kept):
            kept.append(comment)
    return kept


def moved(comments: Iterable[Comment], text: str) -> list[Comment]:
    """Return the comments where their passages are in a text that was changed; the rest goes."""
    kept: list[Comment] = []
    for comment in comments:
        places = [match.start() for match in re.finditer(re.escape(comment.quote), text)]
        if places:
            start = min(places, key=lambda place: abs(place - comment.start))
            kept.append(replace(comment, start=start, end=start + len(comment.quote)))
    return kept


def _comment(remark: Remark, span: Span, chunk: Chunk, concern: Concern) -> Comment:
    quote = chunk.text[slice(*span)]
    replacement = _replacement(remark.better, quote)
    return Comment(
        chunk.start + span[0], chunk.start + span[1], quote, concern, remark.problem, replacement
    )


def _replacement(text: str, quote: str) -> str:
    """Return a proposed text unless it says nothing new, or is no text for that place."""
    text = text.strip()
    too_long = len(text) > _LONGEST * len(quote) + _SPARE
    foreign = bool(HAN.search(text)) != bool(HAN.search(quote))
    return "" if text == quote or too_long or foreign else text


def _covers(one: Comment, other: Comment) -> bool:
    return one.concern is other.concern and other.start < one.end and one.start < other.end
