"""Units of measure and currencies: what stands beside a number, by its meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from app.tabs.translate.task.issues import Kind, Span

# Name, dimension, size in the smallest unit here, as English writes it, as Chinese writes it.
# Symbols are in both. Where the dimension is written small, the unit may be left out.
_TABLE: tuple[tuple[str, str, str, str, str], ...] = (
    ("km", "LENGTH", "1000", r"kilomet(?:re|er)s?|kms?|kph|KM", "公里|千米"),
    ("cm", "LENGTH", "1/100", r"centimet(?:re|er)s?|cms?|CM", "厘米|公分"),
    ("mm", "LENGTH", "1/1000", r"millimet(?:re|er)s?|mm", "毫米"),
    ("um", "LENGTH", "1/1000000", r"micromet(?:re|er)s?|microns?|[µμu]m", "微米"),
    ("nm", "LENGTH", "1/1000000000", r"nanomet(?:re|er)s?|nm", "纳米|奈米"),
    ("m", "LENGTH", "1", r"met(?:re|er)s?|m", "米|公尺"),
    ("mile", "LENGTH", "1609344/1000", r"miles?|mi|mph", "英里|英哩"),
    ("seamile", "LENGTH", "1852", r"nautical miles?", "海里"),
    ("foot", "length", "3048/10000", r"feet|foot|ft", "英尺|呎"),
    ("inch", "LENGTH", "254/10000", r"inch(?:es)?", "英寸|吋|寸"),
    ("lightyear", "LENGTH", "9460730472580800", r"light[ -]years?", "光年"),
    ("yard", "length", "9144/10000", r"yards?|yd", "码"),
    ("li", "length", "500", r"li", "里(?![面头程外])|华里"),
    (
        "km2",
        "AREA",
        "1000000",
        r"(?:square|sq\.?) (?:kilomet(?:re|er)s?|km)|km2|km²",
        "平方公里|平方千米",
    ),
    (
        "m2",
        "AREA",
        "1",
        r"(?:square|sq\.?) (?:met(?:re|er)s?|m)|m2|m²",
        "平方米|平米|平方(?![公千厘毫分英])",
    ),
    ("cm2", "AREA", "1/10000", r"(?:square|sq\.?) (?:centimet(?:re|er)s?|cm)|cm2|cm²", "平方厘米"),
    ("sqmile", "AREA", "2589988", r"(?:square|sq\.?) miles?", "平方英里"),
    ("sqft", "AREA", "929/10000", r"(?:square|sq\.?) (?:feet|foot|ft)", "平方英尺"),
    ("hectare", "AREA", "10000", r"hectares?|ha", "公顷"),
    ("acre", "AREA", "40468564/10000", r"acres?", "英亩"),
    ("mu", "AREA", "2000/3", r"mu", "亩"),
    ("m3", "VOLUME", "1000", r"cubic (?:met(?:re|er)s?|m)|m3|m³", "立方米"),
    ("cm3", "VOLUME", "1/1000", r"cubic (?:centimet(?:re|er)s?|cm)|cm3|cm³|cc", "立方厘米"),
    ("litre", "VOLUME", "1", r"lit(?:re|er)s?|[Ll]", "公升|升"),
    ("ml", "VOLUME", "1/1000", r"millilit(?:re|er)s?|m[lL]", "毫升"),
    ("gallon", "VOLUME", "3785/1000", r"gallons?|gal", "加仑"),
    ("cup", "volume", "240/1000", r"cups?", "杯"),
    ("tablespoon", "volume", "15/1000", r"tablespoons?|tbsps?", "汤匙|大勺|大匙"),
    ("teaspoon", "volume", "5/1000", r"teaspoons?|tsps?", "茶匙|小勺|小匙"),
    ("kg", "MASS", "1000", r"kilo(?:gram(?:me)?)?s?|kgs?|KG", "公斤|千克"),
    ("mg", "MASS", "1/1000", r"milligram(?:me)?s?|mg", "毫克"),
    ("g", "MASS", "1", r"gram(?:me)?s?|g", "克"),
    ("ton", "MASS", "1000000", r"(?:metric )?ton(?:ne)?s?|t", "公吨|吨"),
    ("lb", "MASS", "45359237/100000", r"pounds?(?! sterling)|lbs?", "磅"),
    ("ounce", "MASS", "2835/100", r"ounces?|oz", "盎司"),
    ("jin", "MASS", "500", r"jin|catt(?:y|ies)", "斤"),
    (
        "celsius",
        "TEMPERATURE",
        "1",
        r"(?:degrees? |°)(?:Celsius|centigrade)|° ?C|℃",
        "摄氏度|℃|° ?C",
    ),
    ("fahrenheit", "TEMPERATURE", "1", r"(?:degrees? |°)Fahrenheit|° ?F|℉", "华氏度|℉|° ?F"),
    ("degree", "angle", "1", r"degrees?|°", "度|°"),
    ("ms", "TIME", "1/1000", r"milliseconds?|ms", "毫秒"),
    ("second", "time", "1", r"seconds?|secs?|s", "秒钟?"),
    ("minute", "time", "60", r"minutes?|mins?", "分钟|分(?=[0-9零一二三四五六七八九十])"),
    ("hour", "time", "3600", r"hours?|hrs?|h", "个?半?(?:小时|钟头)"),
    ("day", "time", "86400", r"days?", "天|日(?![元圆币本报])"),
    ("week", "time", "604800", r"weeks?", "个?半?(?:星期|礼拜)|周(?![年岁围边期末])"),
    ("month", "time", "2629800", r"months?", "个半?月"),
    ("year", "time", "31557600", r"years?|yrs?", "周?年(?![级代度货])|周?岁"),
    ("decade", "time", "315576000", r"decades?", "个十年"),
    ("century", "time", "3155760000", r"centur(?:y|ies)", "个半?世纪"),
    ("gigabyte", "DATA", "1073741824", r"gigabytes?|G[iI]?B", "G[iI]?B|吉字节"),
    ("megabyte", "DATA", "1048576", r"megabytes?|M[iI]?B", "M[iI]?B|兆字节"),
    ("kilobyte", "DATA", "1024", r"kilobytes?|[kK][iI]?B", "[kK][iI]?B|千字节"),
    ("terabyte", "DATA", "1099511627776", r"terabytes?|T[iI]?B", "T[iI]?B|太字节"),
    ("byte", "data", "1", r"bytes?", "个?字节"),
    ("pixel", "pixel", "1", r"pixels?|px", "像素|px"),
    ("kwh", "ENERGY", "1", r"kilowatt[ -]hours?|kWh", "千瓦时|kWh"),
    ("kw", "POWER", "1000", r"kilowatts?|kW", "千瓦(?!时)"),
    ("mw", "POWER", "1000000", r"megawatts?|MW", "兆瓦"),
    ("gw", "POWER", "1000000000", r"gigawatts?|GW", "吉瓦"),
    ("watt", "POWER", "1", r"watts?|W", "瓦特?"),
    ("volt", "VOLTAGE", "1", r"volts?|V", "伏特?"),
    ("amp", "CURRENT", "1000", r"amp(?:ere)?s?", "安培?"),
    ("mah", "CHARGE", "1", r"milliamp[ -]hours?|mAh", "毫安时?"),
    ("ghz", "FREQUENCY", "1000000000", r"gigahertz|GHz", "吉赫兹?|千兆赫兹?"),
    ("mhz", "FREQUENCY", "1000000", r"megahertz|MHz", "兆赫兹?"),
    ("khz", "FREQUENCY", "1000", r"kilohertz|kHz", "千赫兹?"),
    ("hz", "FREQUENCY", "1", r"hertz|Hz", "赫兹?"),
    ("decibel", "SOUND", "1", r"decibels?|dB", "分贝"),
    ("kcal", "ENERGY", "1000", r"kilocalories|kcal", "千卡|大卡"),
    ("cal", "energy", "1", r"calories?|cal", "卡路里|卡"),
    ("kpa", "PRESSURE", "1000", r"kilopascals?|kPa", "千帕"),
    ("mpa", "PRESSURE", "1000000", r"megapascals?|MPa", "兆帕"),
)
# Codes, what stands before the amount, what stands behind it; `$` may be many.
_DOLLARS = "USD HKD AUD CAD SGD TWD NZD"
_MONEY: tuple[tuple[str, str, str], ...] = (
    ("USD", r"US\$|USD|美元", r"(?:US|U\.S\.|American) dollars?|USD|美元|美金"),
    ("HKD", r"HK\$|HKD|港币|港元", r"Hong Kong dollars?|HKD|港元|港币"),
    ("AUD", r"A\$|AU\$|AUD", r"Australian dollars?|AUD|澳元|澳大利亚元"),
    ("CAD", r"C\$|CA\$|CAD", r"Canadian dollars?|CAD|加元|加拿大元"),
    ("SGD", r"S\$|SGD", r"Singapore dollars?|SGD|新元|新加坡元"),
    ("TWD", r"NT\$|TWD|新台币|新臺幣", r"(?:New )?Taiwan(?:ese)? dollars?|TWD|新台币|新臺幣"),
    (_DOLLARS, r"\$", r"dollars?"),
    ("EUR", r"€|EUR|欧元", r"euros?|EUR|€|欧元"),
    ("GBP", r"£|GBP|英镑", r"pounds? sterling|pounds?|GBP|£|英镑"),
    ("CNY", r"RMB ?¥?|CN¥|CNY|人民币 ?[¥]?", r"RMB|CNY|[Yy]uan|renminbi|元人民币|人民币"),
    ("CNY USD EUR GBP", r"(?!)", r"块钱"),
    ("CNY JPY", r"¥|￥", r"¥"),
    ("JPY", r"JPY|日元|日圆", r"(?:Japanese )?yen|JPY|日元|日圆|円"),
    ("KRW", r"₩|KRW|韩元", r"(?:South )?Korean won|won(?! (?:the|an?|by|in|at)\b)|KRW|韩元|韩圆"),
    ("INR", r"₹|Rs\.?|INR|卢比", r"(?:Indian )?rupees?|INR|卢比"),
    ("RUB", r"₽|RUB|卢布", r"(?:Russian )?rou?bles?|RUB|₽|卢布"),
    ("CHF", r"CHF|瑞士法郎", r"Swiss francs?|francs?|CHF|瑞士法郎|法郎"),
    ("CENT", r"(?!)", r"cents?|¢|美分|欧分"),
    ("CNY", r"(?!)", r"元(?![组素件旦])"),
)


_SIZES = {name: (dimension, Fraction(size)) for name, dimension, size, _, _ in _TABLE}
_OF_DEGREES = frozenset(("celsius", "fahrenheit", "kwh"))
_MAY_BE_POUNDS = frozenset(("GBP", "lb"))


@dataclass(frozen=True)
class Amount:
    """So much of a dimension; `value` is in its basic unit, whatever `unit` is."""

    unit: str
    dimension: str
    value: Fraction


@dataclass(frozen=True)
class Measure:
    """What a number counts. Several `names` are what an ambiguous word (pound) may mean."""

    names: frozenset[str]
    span: Span

    @property
    def kind(self) -> Kind:
        return Kind.UNIT if self.names & _SIZES.keys() else Kind.CURRENCY

    @property
    def hard(self) -> bool:
        """Tell whether a translation cannot well leave it out."""
        return all(
            _SIZES[name][0].isupper() if name in _SIZES else name != "CENT" for name in self.names
        )

    def agrees(self, other: Measure) -> bool:
        """Tell whether both may mean the same."""
        either = self.names | other.names
        return bool(self.names & other.names) or ("degree" in either and bool(either & _OF_DEGREES))

    def amount(self, value: Fraction) -> Amount | None:
        """Return so much of it, None for what has no other unit."""
        name = min(self.names)
        if len(self.names) > 1 or name not in _SIZES:
            return None
        dimension, size = _SIZES[name]
        return Amount(name, dimension.lower(), value * size)


def _units(column: int) -> str:
    return "|".join(f"(?P<{row[0]}>{row[column]})" for row in _TABLE)


_ENGLISH = re.compile(rf"[ \-]{{0,2}}(?:{_units(3)})(?![A-Za-z])")
_CHINESE = re.compile(rf"[多余来几]?[ \-]?(?:{_units(4)})")
_BEFORE = re.compile("(?:" + "|".join(f"({before})" for _, before, _ in _MONEY) + ") ?$")
_BEHIND = re.compile(
    "(?:[多余来几]|[ \\-]{1,2})?(?:"
    + "|".join(f"({behind})" for _, _, behind in _MONEY)
    + ")(?![A-Za-z])"
)
_NAMED_MONEY = re.compile(
    r"(?P<USD>\b(?:US )?dollars?\b|美元|美金)|(?P<EUR>\beuros?\b|欧元)|(?P<JPY>\byen\b|日[元圆])"
    r"|(?P<GBP>\bpounds sterling\b|英镑)|(?P<CNY>\b(?:yuan|renminbi|RMB)\b|人民币)"
    r"|(?P<INR>\brupees?\b|卢比)|(?P<RUB>\broubles?\b|卢布)|(?P<CHF>\bfrancs?\b|法郎)"
)
_LONGEST_BEFORE = 8


@cache
def _words(name: str) -> re.Pattern[str]:
    """Return what a unit or a currency is called anywhere in a text."""
    spellings = [spelling for row in _TABLE if row[0] == name for spelling in row[3:]]
    spellings += [spelling for row in _MONEY if name in row[0].split() for spelling in row[1:]]
    return re.compile(rf"(?<![A-Za-z'’])(?:{'|'.join(spellings)})(?![A-Za-z])")


def mentions(text: str, measure: Measure) -> bool:
    """Tell whether a text speaks of a unit or a currency, beside a number or not."""
    return any(_words(name).search(text) for name in measure.names)


def currencies(text: str) -> list[Measure]:
    """Return the currencies that are named in words, of which each has a word of its own."""
    return [
        Measure(frozenset((match.lastgroup,)), match.span())
        for match in _NAMED_MONEY.finditer(text)
        if match.lastgroup
    ]


def beside(text: str, span: Span, *, chinese: bool, english: bool) -> Measure | None:
    """Return the unit or the currency that stands beside the number at `span`."""
    start, end = span
    match = _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start) or _BEHIND.match(text, end)
    if match and match.lastindex:
        names = frozenset(_MONEY[match.lastindex - 1][0].split())
        may_be_pounds = match[0].strip(" -").lower() in ("pound", "pounds")
        return Measure(_MAY_BE_POUNDS if may_be_pounds else names, match.span(match.lastindex))
    match = _CHINESE.match(text, end) if chinese else None
    match = match or _ENGLISH.match(text, end)
    if not match or not match.lastgroup:
        return None
    word = match[match.lastgroup]
    if not (chinese or english) and len(word) > 3:
        return None  # a word of a language whose units are not known
    return Measure(frozenset((match.lastgroup,)), match.span(match.lastgroup))
