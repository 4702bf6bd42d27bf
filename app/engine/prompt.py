"""From turns to prompt tokens that fit the context window."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.engine.model import Model
from app.engine.states import common_prefix
from app.engine.templates import CHATML, ChatTemplate, opens_thinking
from app.protocol import Count, ErrorCode, Generate, Template, Turn, UserError

# What may be a control token in a person's text: <|im_end|>, </s>, [INST], <｜User｜>.
MARKUP = re.compile(r"<[^<>\s]{1,48}>|\[/?[A-Z_]{2,32}\]")
# Private-use characters that stand for such markup while the template runs.
GUARDED = re.compile("\ue000(\\d+)\ue001")
REMEMBERED = 64  # texts whose tokens are kept
REPLY_SHARE = 4  # a quarter of the context window is kept free for the reply


@dataclass(frozen=True)
class Prompt:
    """`text` as rendered, its tokens, how many turns were left out.

    `border` tokens end with the last turn: whatever is replied, the next prompt begins with
    them. 0 where nobody asked.
    """

    text: str
    tokens: list[int]
    left_out: int
    opens_thinking: bool
    border: int


class PromptBuilder:
    """Renders, tokenizes and trims prompts for one model; with `borders` it finds these too."""

    def __init__(self, model: Model, *, borders: bool = False) -> None:
        self._model = model
        self._borders = borders
        self._vocabulary = model.vocabulary
        self._templates: dict[Template, ChatTemplate] = {}
        self._seen: dict[str, list[int]] = {}

    def remember(self, text: str, tokens: list[int]) -> None:
        """Keep the tokens of an evaluated text, so that the next turn meets the same ones.

        A sampled reply need not be split the way the tokenizer would split it; tokenizing it
        again would lose the KV cache from the first difference on.
        """
        self._seen.pop(text, None)
        self._seen[text] = tokens
        if len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]

    def count(self, command: Count) -> int:
        """Return the prompt tokens of all turns, none left out."""
        turns, guarded = self._guard(command.turns)
        template = self._template(command.template)
        text = template.render(turns, thinking=command.thinking, resume=False)
        return len(self._tokenize(text, guarded))

    def build(self, command: Generate) -> Prompt:
        """Return the prompt; the oldest turns are left out whole where it would not fit.

        Raises UserError: PROMPT_EMPTY, PROMPT_TOO_LONG, TEMPLATE_MISSING, TEMPLATE_FAILED.
        """
        if not command.turns:
            raise UserError(ErrorCode.PROMPT_EMPTY)
        template = self._template(command.template)
        turns, guarded = self._guard(command.turns)

        def render(kept: Sequence[Turn]) -> tuple[str, list[int]]:
            text = template.render(kept, thinking=command.thinking, resume=command.resume)
            return text, self._tokenize(text, guarded)

        def border(kept: Sequence[Turn], tokens: list[int]) -> int:
            turns = kept[:-1] if command.resume else kept
            if not self._borders or not turns:
                return 0
            text = template.render(turns, thinking=command.thinking, resume=False, reply=False)
            return common_prefix(
                np.asarray(tokens, np.int32), np.asarray(self._tokenize(text, guarded), np.int32)
            )

        context = self._model.context
        reply = min(command.sampling.max_tokens or context, context // REPLY_SHARE)
        room = context - max(1, reply)
        kept: Sequence[Turn] = turns
        text, tokens = render(kept)
        if len(tokens) > room:
            kept = fit(turns, lambda some: len(render(some)[1]), room, step=context // REPLY_SHARE)
            text, tokens = render(kept)
            if len(tokens) >= context:
                raise UserError(ErrorCode.PROMPT_TOO_LONG, tokens=len(tokens), context=context)
        opens = opens_thinking(text) and not command.resume
        left_out = len(turns) - len(kept)
        text = self._unguard(text, guarded)
        return Prompt(text, tokens, left_out, opens, border(kept, tokens))

    def _template(self, which: Template) -> ChatTemplate:
        if which not in self._templates:
            source = CHATML if which == "chatml" else self._model.header.chat_template
            if not source:
                raise UserError(ErrorCode.TEMPLATE_MISSING, path=self._model.info.path)
            words = self._vocabulary
            self._templates[which] = ChatTemplate(
                source, bos=words.token_text(words.bos), eos=words.token_text(words.eos)
            )
        return self._templates[which]

    def _guard(self, turns: Sequence[Turn]) -> tuple[list[Turn], list[str]]:
        """Put placeholders for control tokens that stand in the turns' own text.

        Somebody who quotes `<|im_end|>` means these characters, not the end of a turn.
        """
        guarded: list[str] = []

        def replace(match: re.Match[str]) -> str:
            if not self._vocabulary.is_control(match[0]):
                return match[0]
            guarded.append(match[0])
            return f"\ue000{len(guarded) - 1}\ue001"

        return [Turn(turn.role, MARKUP.sub(replace, turn.text)) for turn in turns], guarded

    @staticmethod
    def _unguard(text: str, guarded: list[str]) -> str:
        return GUARDED.sub(lambda match: _original(match, guarded), text) if guarded else text

    def _tokenize(self, text: str, guarded: list[str]) -> list[int]:
        vocabulary = self._vocabulary
        if not guarded:
            known = max((seen for seen in self._seen if text.startswith(seen)), key=len, default="")
            if known:
                rest = text[len(known) :]
                return self._seen[known] + vocabulary.tokenize(
                    rest, add_special=False, parse_special=True
                )
            return vocabulary.tokenize(text, add_special=self._adds_bos(text), parse_special=True)
        tokens: list[int] = []
        end = 0
        for match in GUARDED.finditer(text):
            before = text[end : match.start()]
            tokens += vocabulary.tokenize(
                before, add_special=end == 0 and self._adds_bos(text), parse_special=True
            )
            tokens += vocabulary.tokenize(
                _original(match, guarded), add_special=False, parse_special=False
            )
            end = match.end()
        return tokens + vocabulary.tokenize(text[end:], add_special=False, parse_special=True)

    def _adds_bos(self, text: str) -> bool:
        bos = self._vocabulary.token_text(self._vocabulary.bos)
        return not (bos and text.startswith(bos))


def _original(match: re.Match[str], guarded: list[str]) -> str:
    index = int(match[1])
    return guarded[index] if index < len(guarded) else match[0]


def fit(
    turns: Sequence[Turn], count: Callable[[Sequence[Turn]], int], room: int, step: int
) -> list[Turn]:
    """Leave out the oldest turns until `count` of the rest is at most `room` tokens.

    System turns and everything from the last user turn on always stay. What leaves, leaves in
    portions of `step` tokens: the first kept turn then stays the same for many turns, and with
    it the KV cache.
    """
    system = [turn for turn in turns if turn.role == "system"]
    talk = [turn for turn in turns if turn.role != "system"]
    users = [index for index, turn in enumerate(talk) if turn.role == "user"]
    total = count(turns)
    portions = max(1, -(-(total - room) // max(1, step)))
    target = min(room, total - portions * step)
    # A kept conversation begins with a user turn; most templates refuse another beginning.
    low, high = 0, max(0, len(users) - 1)
    while low < high:
        middle = (low + high) // 2
        if count(system + talk[users[middle] :]) <= target:
            high = middle
        else:
            low = middle + 1
    return system + (talk[users[low] :] if users else talk[-1:])
