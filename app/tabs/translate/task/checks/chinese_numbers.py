"""Numbers in Chinese text: digits, numerals, mixtures such as `1.2亿`, fractions, 半."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from app.tabs.translate.task.checks.numerals import (
    BEFORE,
    HALF,
    LONGEST,
    MINUS,
    NUMBER,
    PERCENTS,
    Certainty,
    Number,
    Value,
    interpret,
    read_special,
)
from app.tabs.translate.task.checks.side import hide

_DIGITS = dict(zip("零〇○一二三四五六七八九", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_DIGITS |= dict(
    zip("两兩壹贰貳叁參肆伍陆陸柒捌玖", (2, 2, 1, 2, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9), strict=True)
)
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_UNITS |= {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_MYRIAD = 10**4

_D = "".join(_DIGITS)
_U = "".join(_UNITS)
HAN_NUMERAL = f"[{_D}{_U}]++(?:[多余][万萬亿億]+)?"
_UNIT = "(?:[十拾佰仟万萬亿億]|[百千兆](?![米克瓦卡帕伏赫]))"
_MIXED = rf"{NUMBER}(?: (?=[万亿萬億]))?(?:[多余]?{_UNIT}|(?<=[{_U}])(?:[零〇]?{NUMBER}|[{_D}]))*+"
_NUMERAL = rf"(?:{BEFORE}{MINUS}{_MIXED}|(?<![{_D}{_U}]){HAN_NUMERAL}(?:点[{_D}]++[万亿萬億]*+)?)"

# Words in which a numeral counts nothing; then `几十`, `数百万`, `上千`.
_NO_NUMBERS = re.compile(
    "十分(?![钟之])|两两|一点一[点滴]|[二八十]进制|十六进制|二[分叉]|[二三四五]元[组素一]|绝对零度|百分百|万一|千万(?=[不别要注记小当])|万分(?!之)|"
    "十(?:足|字)|万(?:物|能|岁|事|圣节|象|里长城)|百(?:姓|货|科|合|叶|般|灵)|千(?:秋|古|里迢迢|家万户)|"
    "双十一|十一(?=假期|黄金周|长假|国庆)|五一(?![年班])|六一(?=儿童|节)|五四(?=运动|青年)|"
    "九一八|七七事变|三八(?=节|妇女)|八一(?=建军|电影)|"
    "二(?:手|维码|氧化|胡|战)|一(?:战|氧化)|三(?:角|明治|文鱼|轮车|脚架|国演义|峡|亚|星)|"
    "四(?:川|季|处|肢|海|方|邻)|(?<![一二三四五六七八九十])四周(?![年后前内])|五(?:官|金|香|谷|脏|彩|菱)|六神|七夕|"
    "八(?:卦|角|方|成新)|九(?:霄|泉|寨沟|龙|江)|再三|三思|"
    "三心二意|五颜六色|七上八下|乱七八糟|四面八方|千方百计|九牛一毛|百闻不如一见|半途而废|"
    "三番五次|不三不四|丢三落四|张三李四|接二连三|朝三暮四|举一反三|四通八达|五花八门|七嘴八舌|"
    "十全十美|百发百中|千辛万苦|千千万万|成千上万|成百上千|万紫千红|千变万化|万水千山|千山万水|"
    "说一不二|独一无二|数一数二|三三两两|三言两语|七零八落|七手八脚|横七竖八|五湖四海|十万火急|"
    "万无一失|千篇一律|百折不挠|千载难逢|三天两头|两口子|一五一十|九死一生|十有八九|十之八九|"
    rf"(?:好?几|数|上|成|若干)[{_U}]+"
)
# What stands behind a numeral that counts something.
_MEASURE = (
    "(?:[个位名人条张件种台辆架座家间所次回趟遍天年月周日秒岁层楼步倍句段章节页行米里公厘毫英斤克吨升"
    "元块美欧门项款套艘栋幢群批份封首幅颗粒棵朵片根支枝把碗杯瓶盒包袋桶勺匙滴届期代级度股国省市县村州"
    "院校组队轮局场声匹头只双对本部篇点号等类样大折角分星季室厅口顶扇盏堂课集册卷环夜晚顿餐桌站拍步滴笔道片针串排列行堆]"
    "|小时|钟头|平方|立方|茶匙|汤匙|摄氏|华氏|阶段|百分点|基点|礼拜|世纪|海里|光年|像素|字节)"
)
_OFTEN_BOTH = "[者国地岸军派党端旁边侧腿手眼性家人代]"  # 两国: the two countries, or both
_HALF_BEHIND = re.compile(
    "个半(?=小时|钟头|月|世纪|星期)"
    "|(?:年|天|小时|公里|英里|里|米|公?斤|吨|倍|茶匙|汤匙|[杯勺匙岁周])半(?![年月天小个径夜路岛球])"
)
_FRACTION = re.compile(rf"(?P<bottom>{_NUMERAL})分之(?P<top>{_NUMERAL})")
_ABOUT = re.compile(
    rf"(?<![{_D}])(?P<tens>[一二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])"
    rf"(?P<power>[{_U}]*)(?=[多几]?{_MEASURE})"
)
_PLAIN = re.compile(
    rf"(?P<below>零下 ?|负)?(?P<ordinal>第 ?)?(?P<numeral>{_NUMERAL})(?P<more>[多余来几])?"
    r"(?P<percent> ?%| ?‰|个百分点|成(?![为功本员果立长绩年就千熟都])|折)?"
)
_PERCENTS = {**PERCENTS, "个百分点": PERCENTS["%"]}
_HINTS = {
    **dict.fromkeys("单每首初独", Fraction(1)),
    **dict.fromkeys("双俩对翻倍", Fraction(2)),
    "仨": Fraction(3),
    "半": HALF,
    "季": Fraction(1, 4),
    "世纪": Fraction(100),
}
_HINT = re.compile("|".join(_HINTS))
_HALF_OF = re.compile(
    "(?<![年天时里米斤吨倍匙杯勺岁周点个])半个?(?=小时|钟头|公里|英里|公?斤|吨|升|磅|米)|一半"
)


def read_chinese(text: str) -> Iterator[Number]:
    """Yield the numbers of a Chinese text, hints included, in no order."""
    special, text = read_special(text)
    yield from special
    text = hide(text, (match.span() for match in _NO_NUMBERS.finditer(text)))
    for reader, pattern in ((_fractions, _FRACTION), (_about, _ABOUT), (_plain, _PLAIN)):
        matches = list(pattern.finditer(text))
        for match in matches:
            yield from reader(match)
        if pattern is not _PLAIN:
            text = hide(text, (match.span() for match in matches))
    for match in _HALF_OF.finditer(text):
        yield Number((HALF,), match.span(), Certainty.LIKELY, worded=True)
    for match in _HINT.finditer(text):
        yield Number((_HINTS[match[0]],), match.span(), Certainty.HINT, worded=True)


def value_of(numeral: str) -> Value:
    """Return the value of `三百二十一`, `一亿两千万`, `1.2亿`, `二〇二四`, `三点五`."""
    if len(numeral) > LONGEST:
        return numeral
    sign = -1 if numeral[0] in "-−" else 1
    whole, _, decimals = numeral.lstrip("-−").partition("点")
    parts = _parts(whole)
    if parts is None:
        return numeral
    power = decimals.lstrip(_D)
    behind = decimals[: len(decimals) - len(power)]
    fraction = Fraction(f"0.{_digits(behind)}") if behind else 0
    return sign * (_sum(parts) + fraction) * _product(power)


def _digits(numeral: str) -> str:
    return "".join(str(_DIGITS[character]) for character in numeral)


def _parts(numeral: str) -> list[tuple[Fraction, int]] | None:
    """Return values, and units with a value of 0, in turn; None for no number, such as 1.2.3."""
    if all(character in _DIGITS for character in numeral):
        return [(Fraction(_digits(numeral)), 0)]
    parts = []
    for token in re.findall(rf"{NUMBER}|[{_D}{_U}]", numeral):
        reading = interpret(token, "zh")[0] if token[0].isdecimal() else _DIGITS.get(token, 0)
        if isinstance(reading, str):
            return None
        parts.append((Fraction(reading), _UNITS.get(token, 0)))
    return parts


def _sum(parts: list[tuple[Fraction, int]]) -> Fraction:
    total, section = Fraction(0), Fraction(0)
    current: Fraction | None = None
    for value, unit in parts:
        if not unit:
            current = value
        elif unit < _MYRIAD:
            section += (1 if current is None else current) * unit
            current = None
        else:
            section += current or 0
            if section:
                total += section * unit
            else:  # 万亿
                total = (total or Fraction(1)) * unit
            section, current = Fraction(0), None
    if current is not None:
        above = parts[-2][1] if len(parts) > 1 else 0
        spoken = above > 10 and 0 < current < 10  # 一百二, 3万5
        section += current * above / 10 if spoken else current
    return total + section


def _product(units: Iterable[str]) -> int:
    product = 1
    for unit in units:
        product *= _UNITS[unit]
    return product


def _fractions(match: re.Match[str]) -> Iterator[Number]:
    bottom, top = value_of(match["bottom"]), value_of(match["top"])
    if isinstance(bottom, Fraction) and isinstance(top, Fraction) and bottom:
        yield Number((top / bottom,), match.span(), scale=1 / bottom, worded=True)


def _about(match: re.Match[str]) -> Iterator[Number]:
    """Read 三四, 两三百, 十七八: either number will do; others such as 五三 are no pair."""
    low, high = (_DIGITS[match[name]] for name in ("low", "high"))
    if high - low not in (1, 2):
        return
    tens = 10 * _DIGITS.get(match["tens"][0], 1) if match["tens"] else 0
    for digit in (low, high):
        value = Fraction((tens + digit) * _product(match["power"]))
        yield Number((value,), match.span(), Certainty.HINT, worded=True)


def _plain(match: re.Match[str]) -> Iterator[Number]:
    numeral = match["numeral"]
    value = value_of(numeral)
    span = match.span("numeral")
    behind = match.string[span[1] : span[1] + 8]
    if isinstance(value, str):
        yield Number((value,), span)
        return
    worded = not re.search(r"\d", numeral)
    values = [value]
    scale = Fraction(1)
    certainty = _certainty(match, value, behind) if worded else Certainty.CERTAIN
    percent = (match["percent"] or "").strip()
    if half := _HALF_BEHIND.match(behind):
        values = [value + HALF]
        certainty = max(certainty, Certainty.LIKELY)
    elif percent in _PERCENTS:
        scale = _PERCENTS[percent]
        values = [value * scale]
    elif percent:  # 三成, 九折
        values = [value / 10, 1 - value / 10, value]
        certainty = Certainty.HINT
    elif numeral[-1] in "万萬亿億":
        scale = Fraction(_UNITS[numeral[-1]])
    elif behind.startswith("打"):
        values.append(value * 12)
    if certainty is Certainty.HINT and value == 10:
        values.append(Fraction(12))  # 十几个, a dozen
    if match["below"]:
        values = [-one for one in values]
    if half or percent != "":
        worded = False
    yield Number(tuple(values), span, certainty, scale, worded)


def _certainty(match: re.Match[str], value: Fraction, behind: str) -> Certainty:
    numeral = match["numeral"]
    if value == 1:
        return Certainty.HINT if match["ordinal"] else Certainty.LIKELY
    if match["more"] == "几" or (
        numeral[0] in _UNITS and (numeral[0] not in "十拾" or match["more"])
    ):
        return Certainty.HINT
    if match["ordinal"]:
        next_one = value == 2 and behind[:1] in ("天", "年", "日", "个", "早")  # 第二天
        return Certainty.HINT if next_one else Certainty.CERTAIN
    if len(numeral) == 1 or numeral in ("十",):
        counts = re.match(_MEASURE, behind) and not (value == 2 and re.match(_OFTEN_BOTH, behind))
        return Certainty.CERTAIN if counts else Certainty.HINT
    if len(numeral) == 2 and not set(numeral) & (set(_U) | set("零〇○")):
        return Certainty.HINT
    return Certainty.CERTAIN
