"""Prompts: ours for general chat models, the cards' for models that only translate."""

from __future__ import annotations

import re

import msgspec

from app.protocol import Sampling, Turn
from app.tabs.translate.task.languages import BY_CODE, is_chinese
from app.tabs.translate.task.request import GREEDY, Family, Request

HY_MT = re.compile(r"\bhy[-_ ]?mt|hunyuan[-_ ]?mt", re.IGNORECASE)
ROLE = (
    "You are a professional translator. Translate the user's {source} text into {target}."
    " Output only the translation."
)
ROLE_ZH = "你是一名专业翻译，把用户的{source}原文准确、完整、通顺地翻译成{target}，只输出译文。"
TERMS = "You must use these terms: {}."
TERMS_ZH = "必须使用这些术语：{}。"
# What a reply begins with that repeats the prompt.
REPEATED = (ROLE[:25], TERMS[:25], ROLE_ZH[:8], TERMS_ZH[:8])
# Small models translate from Chinese more closely after these; for English they change little.
EXAMPLES = {
    ("zh", "en"): (
        (
            "今天天气很好，所以我们决定去公园。",
            "The weather is nice today, so we decided to go to the park.",
        ),
        (
            "拾得遗失物的，应当送交公安机关。",
            "Whoever finds a lost object shall hand it over to the police.",
        ),
    ),
}
FORMALITY = {"plain": "plain, everyday language", "formal": "formal and polite language"}
FORMALITY_ZH = {"plain": "平实的日常语言", "formal": "正式、礼貌的语言"}


def family(name: str) -> Family:
    """Return whose prompts a model of this name understands."""
    return Family.HY_MT if HY_MT.search(name) else Family.GENERAL


def sampling(kind: Family, recommended: Sampling) -> Sampling:
    """Return the card's sampling for a translation model, else greedy; always repeatable."""
    if kind is Family.GENERAL:
        return GREEDY
    return msgspec.structs.replace(recommended, seed=1)


def varied(given: Sampling) -> Sampling:
    """Return another sampling for a second attempt, repeatable too."""
    return msgspec.structs.replace(
        given, temperature=max(0.4, given.temperature), repeat_penalty=1.1, seed=2
    )


def turns(request: Request) -> tuple[Turn, ...]:
    """Return the prompt for a request."""
    if request.family is Family.HY_MT:
        return (Turn("user", _hy_mt(request)),)
    return _general(request)


def max_tokens(text: str, target: str) -> int:
    """Return a bound that no sensible translation reaches."""
    return 48 + (1 if is_chinese(target) else 2) * len(text)


def _name(code: str, chinese: bool = False) -> str:
    language = BY_CODE.get(code)
    return language.name(chinese) if language else code


def _general(request: Request) -> tuple[Turn, ...]:
    """Return our prompt: in Chinese for a Chinese target, which small models follow better.

    The sentence before is there as an exchange that went well.
    """
    chinese = is_chinese(request.target)
    source, target = _name(request.source, chinese), _name(request.target, chinese)
    role = ROLE_ZH if chinese else ROLE
    rules = [role.format(source=source, target=target), *_wishes(request, chinese)]
    pairs = EXAMPLES.get((request.source, request.target), ())
    if request.before:
        pairs = (*pairs, request.before)
    history = [
        turn
        for given, translated in pairs
        for turn in (Turn("user", given), Turn("assistant", translated))
    ]
    return (Turn("system", "\n".join(rules)), *history, Turn("user", request.text))


def _wishes(request: Request, chinese: bool) -> list[str]:
    style = request.style
    formality = (FORMALITY_ZH if chinese else FORMALITY).get(style.formality, "")
    terms = _terms(request, chinese)
    given = (
        ("Write in {}.", "使用{}。", formality),
        ("Tone: {}.", "语气：{}。", style.tone),
        ("The reader: {}.", "读者：{}。", style.reader),
        (TERMS, TERMS_ZH, terms),
        ("The next sentence, not to be translated: {}", "下一句（不要翻译）：{}", request.after),
        ("{}", "{}", request.instruction),
    )
    return [(zh if chinese else en).format(value) for en, zh, value in given if value]


def _terms(request: Request, chinese: bool) -> str:
    if chinese:
        return "；".join(f"“{term.source}”译为“{term.wanted}”" for term in request.terms)
    return "; ".join(f'"{term.source}" is "{term.wanted}"' for term in request.terms)


def _hy_mt(request: Request) -> str:
    """Return the prompts of the README of Hy-MT2 (Tencent-Hunyuan/Hy-MT2), which are also those
    of HY-MT1.5: Chinese where one side is Chinese, English elsewhere."""
    chinese = is_chinese(request.source) or is_chinese(request.target)
    target = _name(request.target, chinese)
    style = "，" if chinese else ", "
    wanted = style.join(_hy_mt_style(request, chinese))
    background = "\n".join(
        part for part in (request.before[0] if request.before else "", request.after) if part
    )
    if chinese:
        terms = "\n".join(f"{term.source} 翻译成 {term.wanted}" for term in request.terms)
        head = f"参考下面的翻译：\n{terms}\n" if terms else ""
        if background and not wanted:
            return (
                f"{head}【背景信息】\n{background}\n\n请结合背景信息将以下文本翻译为{target}。\n\n"
                f"【待翻译文本】\n{request.text}"
            )
        if wanted:
            return (
                f"{head}请将以下文本翻译为{target}。\n注意翻译的风格要严格符合【{wanted}】\n\n"
                f"{request.text}"
            )
        return (
            f"{head}将以下文本翻译为{target}，注意只需要输出翻译后的结果，不要额外解释：\n\n"
            f"{request.text}"
        )
    terms = "\n".join(f"{term.source} translates to {term.wanted}" for term in request.terms)
    head = f"Reference the following translations:\n{terms}\n\n" if terms else ""
    if background and not wanted:
        return (
            f"{head}[Background Information]\n{background}\n\nPlease translate the following text"
            f" into {target}, taking the provided background information into consideration.\n\n"
            f"[Source Text]\n{request.text}"
        )
    if wanted:
        return (
            f"{head}Please translate the following text into {target}. Note that the translation"
            f" style must strictly conform to [{wanted}]:\n\n{request.text}"
        )
    return (
        f"{head}Translate the following text into {target}. Note that you should only output the"
        f" translated result without any additional explanation:\n\n{request.text}"
    )


def _hy_mt_style(request: Request, chinese: bool) -> list[str]:
    formality = request.style.formality
    named = (FORMALITY_ZH if chinese else FORMALITY)[formality] if formality else ""
    return [
        part
        for part in (named, request.style.tone, request.style.reader, request.instruction)
        if part
    ]
