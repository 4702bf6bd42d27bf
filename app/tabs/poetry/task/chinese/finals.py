"""The finals of today's readings, and the parts of the modern rhyme books."""

from __future__ import annotations

import re
from functools import cache

_INITIAL = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?")
_HISSING = ("zh", "ch", "sh", "r", "z", "c", "s")


def _table(rows: str) -> dict[str, str]:
    """Return the part of each final from lines of a part and its finals."""
    split = [row.split() for row in rows.strip().splitlines()]
    return {each: row[0] for row in split for each in row[1:]}


# 中华诗词学会, 2005
XINYUN = _table("""
一麻 a ia ua
二波 o e uo
三皆 ie ve ê
四开 ai uai
五微 ei ui
六豪 ao iao
七尤 ou iu
八寒 an ian uan van
九文 en in un vn
十唐 ang iang uang
十一庚 eng ing ong iong ueng
十二齐 i er v
十三支 -i
十四姑 u
""")
# 教育部, 2019
TONGYUN = _table("""
一啊 a ia ua
二喔 o uo
三鹅 e ie ve ê
四衣 i -i
五乌 u
六迂 v
七哀 ai uai
八欸 ei ui
九熬 ao iao
十欧 ou iu
十一安 an ian uan van
十二恩 en in un vn
十三昂 ang iang uang
十四英 eng ing ueng
十五雍 ong iong
十六儿 er
""")


@cache
def final(reading: str) -> str:
    """Return the final of a reading such as `xue2`: `ve`; "" for an interjection like `hng`."""
    spelled = reading.rstrip("12345")
    if spelled.startswith("y"):
        spelled = _without_y(spelled[1:])
        initial = ""
    elif spelled.startswith("w"):
        spelled = "u" if spelled == "wu" else _without_w(spelled[1:])
        initial = ""
    else:
        match = _INITIAL.match(spelled)
        initial = match[0] if match else ""
        spelled = spelled[len(initial) :]
    if initial in ("j", "q", "x") and spelled.startswith("u"):
        spelled = "v" + spelled[1:]
    if initial in _HISSING and spelled == "i":
        return "-i"
    return spelled if spelled in XINYUN else ""


def _without_y(rest: str) -> str:
    if rest == "ou":
        return "iu"
    if rest.startswith("u"):
        return "v" + rest[1:]
    if rest == "ong":
        return "iong"
    return rest if rest.startswith("i") else "i" + rest


def _without_w(rest: str) -> str:
    return {"ei": "ui", "en": "un"}.get(rest, "u" + rest)
