"""What a model is asked for, in the language of the poem."""

from __future__ import annotations

from collections.abc import Mapping

from app.protocol import Turn
from app.tabs.poetry.task.brief import Brief
from app.tabs.poetry.task.shapes import Family, Shape

COUNT = "零一二三四五六七八九十"
LONG_NAMES = {
    "五绝": "五言绝句",
    "七绝": "七言绝句",
    "五律": "五言律诗",
    "七律": "七言律诗",
    "五古": "五言古诗",
    "七古": "七言古诗",
}
POET = "你是一位诗词名家，用词典雅，意境深远，一气呵成。"


def chinese(brief: Brief, form: Shape, kept: Mapping[int, str]) -> tuple[Turn, ...]:
    """Return the turns that ask for a Chinese poem; the answer is the poem alone."""
    theme = brief.theme.strip() or "无题"
    wishes = [_opening(form, theme)]
    named = {
        "意境": brief.mood,
        "写到": "、".join(brief.images),
        "一定用上": "、".join(brief.use),
        "仿照": f"{brief.manner}的风格" if brief.manner else "",
        "每句首字依次是": brief.heads,
        "开头是": brief.opening,
        "保留这几句": "；".join(f"第{number + 1}句“{line}”" for number, line in kept.items()),
    }
    wishes += [f"{label}：{text.strip()}。" for label, text in named.items() if text.strip()]
    wishes.append("只写正文，不写题目和解释。")
    return Turn("system", POET), Turn("user", "".join(wishes))


def _opening(form: Shape, theme: str) -> str:
    if form.family is Family.COUPLET:
        return f"请以“{theme}”为题，写一副对联，上联和下联对仗工整。"
    if form.family is Family.TUNE:
        return f"请用词牌“{form.name}”填一首词，题为“{theme}”。"
    return f"请以“{theme}”为题，写一首{LONG_NAMES.get(form.name, form.name)}。"
