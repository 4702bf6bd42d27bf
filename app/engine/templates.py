"""From turns to a prompt, by the model's own Jinja chat template."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Any, NoReturn

import jinja2
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.protocol import ErrorCode, Turn, UserError

# https://github.com/openai/openai-python/blob/release-v0.28.0/chatml.md
CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
THINK = "<think>"


class ChatTemplate:
    """One compiled template; raises UserError(TEMPLATE_FAILED) when it does not compile."""

    def __init__(self, source: str, bos: str = "", eos: str = "") -> None:
        extensions: list[type[Extension]] = [loopcontrols]
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=extensions
        )
        environment.filters["tojson"] = _tojson
        environment.globals.update(raise_exception=_raise, strftime_now=_strftime_now)
        self._constants = {"bos_token": bos, "eos_token": eos}
        try:
            self._template = environment.from_string(source)
        except jinja2.TemplateError as error:
            raise UserError(ErrorCode.TEMPLATE_FAILED, reason=str(error)) from error

    def render(
        self, turns: Sequence[Turn], *, thinking: bool | None, resume: bool, reply: bool = True
    ) -> str:
        """Return the prompt; with `resume` it ends in the last turn's own text.

        Without `reply` it ends with the last turn, before what opens a reply.

        Raises UserError(TEMPLATE_FAILED) when the template refuses the turns.
        """
        carried = turns[-1].text if resume else ""
        messages = [
            {"role": turn.role, "content": turn.text} for turn in (turns[:-1] if resume else turns)
        ]
        variables: dict[str, Any] = {} if thinking is None else {"enable_thinking": thinking}
        try:
            prompt = self._template.render(
                messages=messages, add_generation_prompt=reply, **self._constants, **variables
            )
        except (jinja2.TemplateError, TypeError, ValueError, KeyError, IndexError) as error:
            raise UserError(ErrorCode.TEMPLATE_FAILED, reason=str(error)) from error
        if opens_thinking(prompt):
            carried = carried.removeprefix(THINK).lstrip("\n")
        return prompt + carried


def opens_thinking(prompt: str) -> bool:
    """Tell whether the prompt ends inside a thinking block that it has opened itself."""
    return prompt.rstrip().endswith(THINK)


def _tojson(value: Any, indent: int | None = None, **_options: Any) -> str:
    # Jinja's own filter escapes for HTML, which would put &lt; into prompts.
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _raise(message: str) -> NoReturn:
    raise jinja2.TemplateError(message)


def _strftime_now(pattern: str) -> str:
    return datetime.datetime.now().strftime(pattern)
