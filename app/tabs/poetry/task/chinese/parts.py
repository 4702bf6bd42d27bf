"""The 19 parts of 词林正韵 (戈载, 1821) in terms of the groups of 平水韵."""

from __future__ import annotations

from functools import cache

LEVEL, RISING, DEPARTING, ENTERING = "平", "上", "去", "入"
# Group names without their numbers, in the order of the parts; a divided one stands twice.
_PARTS: tuple[dict[str, str], ...] = (
    {LEVEL: "东冬", RISING: "董肿", DEPARTING: "送宋"},
    {LEVEL: "江阳", RISING: "讲养", DEPARTING: "绛漾"},
    {LEVEL: "支微齐灰", RISING: "纸尾荠贿", DEPARTING: "寘未霁泰队"},
    {LEVEL: "鱼虞", RISING: "语麌", DEPARTING: "御遇"},
    {LEVEL: "佳灰", RISING: "蟹贿", DEPARTING: "泰卦队"},
    {LEVEL: "真文元", RISING: "轸吻阮", DEPARTING: "震问愿"},
    {LEVEL: "元寒删先", RISING: "阮旱潸铣", DEPARTING: "愿翰谏霰"},
    {LEVEL: "萧肴豪", RISING: "篠巧皓", DEPARTING: "啸效号"},
    {LEVEL: "歌", RISING: "哿", DEPARTING: "个"},
    {LEVEL: "佳麻", RISING: "马", DEPARTING: "卦禡"},
    {LEVEL: "庚青蒸", RISING: "梗迥", DEPARTING: "敬径"},
    {LEVEL: "尤", RISING: "有", DEPARTING: "宥"},
    {LEVEL: "侵", RISING: "寝", DEPARTING: "沁"},
    {LEVEL: "覃盐咸", RISING: "感琰豏", DEPARTING: "勘艳陷"},
    {ENTERING: "屋沃"},
    {ENTERING: "觉药"},
    {ENTERING: "质陌锡职缉"},
    {ENTERING: "物月曷黠屑叶"},
    {ENTERING: "合洽"},
)
DIVIDED = frozenset(
    ("十灰", "十贿", "九泰", "十一队", "九佳", "十卦", "十三元", "十三阮", "十四愿")
)


@cache
def parts(name: str, category: str) -> frozenset[int]:
    """Return the parts, from 1, that hold a group of 平水韵, or some of it."""
    return frozenset(
        number for number, part in enumerate(_PARTS, 1) if name[-1] in part.get(category, "")
    )
