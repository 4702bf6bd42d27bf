"""A commentary line by line, and a poem in today's words, as a model is asked for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.protocol import Constraint, Sampling, Turn
from app.tabs.poetry.task.composing.steps import Ask, Steps
from app.tabs.poetry.task.verse import Poem

LONGEST = 120  # tokens of what is said of one line
PARAPHRASE_TOKENS = 500
SAMPLING = Sampling(temperature=0.3, repeat_penalty=1.1)
TEACHER = {
    "zh": "你是一位讲解诗词的老师，讲得准确、简短、明白。",
    "en": "You explain poems precisely, briefly and clearly. Answer in English.",
}
LINE_BY_LINE = {
    "zh": "请逐句赏析下面这首诗，每句一两句话：\n\n{poem}",
    "en": "Explain this poem line by line, one or two sentences for each line:\n\n{poem}",
}
TODAY = {
    "zh": "请把下面这首诗改写成通顺的现代白话文，只写译文：\n\n{poem}",
    "en": "Say this poem again in plain modern English prose. Write nothing else:\n\n{poem}",
}


@dataclass(frozen=True)
class Remarks:
    """What was said of each line, in their order, and the poem in today's words."""

    lines: tuple[str, ...] = ()
    paraphrase: str = ""
    language: str = field(default="en")


def remark(poem: Poem, language: str) -> Steps[Remarks]:
    """Comment on each line, then say the poem in today's words; `language` is zh or en."""
    text = "\n".join((poem.title, *poem.lines)).strip()
    asked = Turn("user", LINE_BY_LINE[language].format(poem=text))
    turns = (Turn("system", TEACHER[language]), asked)
    said, found = "", []
    for number, line in enumerate(poem.lines):
        said += f"{number + 1}. “{line}”：" if language == "zh" else f"{number + 1}. “{line}”: "
        draft = yield Ask(
            (*turns, Turn("assistant", said)),
            _bounded(LONGEST, ("\n",)),
            Constraint(banned=("“" + line,)),
            resume=True,
        )
        found.append(draft.text.strip())
        said += draft.text.strip() + "\n"
    draft = yield Ask(
        (turns[0], Turn("user", TODAY[language].format(poem=text))),
        _bounded(PARAPHRASE_TOKENS, ()),
        Constraint(),
    )
    return Remarks(tuple(found), draft.text.strip(), language)


def _bounded(tokens: int, stops: tuple[str, ...]) -> Sampling:
    return Sampling(
        temperature=SAMPLING.temperature,
        repeat_penalty=SAMPLING.repeat_penalty,
        stop=stops,
        max_tokens=tokens,
    )
