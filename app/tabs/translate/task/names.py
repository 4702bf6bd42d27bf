"""Latin names in a sentence: acronyms, CamelCase, names with digits, and what Chinese keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.tabs.translate.task.issues import Issue, Kind, Span
from app.tabs.translate.task.side import Side, hide

_UNITS = (
    r"(?:[kKMGT]i?B|[kMG]?Hz|[kMG]?bps|[kMG]?W|kWh|mAh|[kM]?Pa|dB|[KMC]M|KG|V|L|A|K|C|F|[AP]M|AD|BCE?|CE"
    r"|RMB|USD|EUR|CNY|GBP|HKD)"
)
_NO_CODES = r"(?:RMB|USD|EUR|CNY|GBP|HKD|JPY|FY|Q(?=[1-4]\b)|[Vv](?=\d+(?:\.|\b))|[xX]|pp?|No)"
# H2O, mp3, COVID-19, GPT-4, 5G: names whose digits count nothing.
_CODE = re.compile(
    rf"(?<![A-Za-z0-9])(?!{_NO_CODES}\d)[A-Za-z]{{1,12}}\d[A-Za-z0-9]*+(?:-[A-Za-z0-9]+)*"
    r"|(?<![A-Za-z0-9\-])[A-Z]{1,6}-\d[A-Za-z0-9]*+(?:-[A-Za-z0-9]+)*|\b(?i:covid)-19"
    rf"|(?<![A-Za-z0-9.,\-])\d{{1,4}}(?!{_UNITS}(?![A-Za-z]))[A-Z][A-Za-z0-9]*+"
)
_CAMEL = r"[a-z]+(?:[A-Z]+[a-z]*)+|[A-Z][a-z]+(?:[A-Z]+[a-z]*)+"
_ACRONYM = r"[A-Z](?:&?[A-Z]){1,6}(?=s?(?![A-Za-z$]))"
_NAME = re.compile(rf"(?<![A-Za-z0-9@#&])(?:{_CAMEL}|{_ACRONYM})", re.ASCII)
_GAELIC = re.compile(r"(?:Mc|Mac|Fitz|De|Di|La|Le|Van|O)[A-Z][a-z]+$")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+(?:[-'’.&][A-Za-zÀ-ÖØ-öø-ɏ]+)*[0-9]*")
_SQUEEZED = re.compile(r"[\s\-.'’&]")
_MOST = 60  # names and words compared in one sentence

# Acronyms that Chinese usually translates, and what then stands in the translation.
_CHINESE = {
    "2D": "二维|平面",
    "3D": "三维|立体",
    "AI": "人工智能|智能",
    "AIDS": "艾滋",
    "ATM": "取款机|柜员机|提款机",
    "BBC": "英国广播",
    "CEO": "首席执行官|总裁|行政总裁",
    "CFO": "财务官|财务总监",
    "CIA": "中情局|中央情报局",
    "CO2": "二氧化碳",
    "COVID19": "新冠",
    "CPU": "处理器",
    "CPI": "消费者?价格|物价指数",
    "DNA": "脱氧核糖核酸|基因",
    "EU": "欧盟|欧洲联盟",
    "FAQ": "常见问题|常问问题",
    "FBI": "联邦调查局",
    "FDA": "药监局|药品监督|药物管理局|药品管理局",
    "GDP": "国内生产总值|生产总值",
    "GPS": "定位",
    "H2O": "水",
    "HIV": "艾滋",
    "ID": "身份|编号|标识|证件|账号|帐号",
    "IMF": "货币基金组织",
    "IP": "知识产权|网络地址",
    "IPO": "首次公开|上市",
    "IT": "信息技术|信息科技",
    "LED": "发光二极管",
    "MP": "议员",
    "NASA": "宇航局|航天局|航空航天局|太空总署",
    "NATO": "北约|北大西洋公约",
    "NGO": "非政府组织",
    "OK": "确定|好|行|可以|没事",
    "OPEC": "欧佩克|石油输出国",
    "PC": "电脑|计算机",
    "PDF": "文档",
    "PM": "首相|总理|下午|经理",
    "PS": "附言|又及",
    "RNA": "核糖核酸",
    "TV": "电视",
    "UAE": "阿联酋",
    "UFO": "不明飞行物|飞碟",
    "UK": "英国|联合王国",
    "UN": "联合国",
    "UNESCO": "教科文",
    "UNICEF": "儿童基金会",
    "US": "美",
    "USA": "美国",
    "USSR": "苏联",
    "VAT": "增值税",
    "VIP": "贵宾",
    "WHO": "世卫|世界卫生",
    "WTO": "世贸|世界贸易",
}
_NO_NAMES = frozenset(
    [
        "AM",
        "PM",
        "AD",
        "BC",
        "CE",
        "BCE",
        "RMB",
        "USD",
        "EUR",
        "CNY",
        "GBP",
        "HKD",
        "JPY",
        "KB",
        "MB",
        "GB",
        "TB",
        "KHZ",
        "MHZ",
        "GHZ",
        "KWH",
        "MAH",
        "KPA",
        "MPA",
        "KW",
        "MW",
        "MPH",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XX",
        "XXI",
        "ETC",
        "VS",
        "NO",
    ]
)
_ENGLISH = {
    "ktv": "karaoke",
    "app": "application",
    "ppt": "slide|powerpoint",
    "pk": "versus|compet",
}


def codes(text: str) -> list[Span]:
    """Return the spans of names that hold digits."""
    return [match.span() for match in _CODE.finditer(text)]


def issues(source: Side, target: Side) -> Iterator[Issue]:
    """Yield names that are missing from the target, or written otherwise there."""
    known, there = _squeeze(source.text), _squeeze(target.text)
    words = [match.span() for match in _LATIN.finditer(target.plain)][:_MOST]
    words = [span for span in words if _squeeze(target.text[slice(*span)]) not in known]
    for span in list(_wanted(source, target))[:_MOST]:
        name = source.text[slice(*span)]
        if _kept(source.plain[slice(*span)], there, target):
            continue
        near = next((one for one in words if _near(name, target.text[slice(*one)])), None)
        if near:
            words.remove(near)
        yield Issue(Kind.NAME, name, target.text[slice(*near)] if near else "", span, near)
    if target.chinese and not source.chinese:
        yield from _misspelt(source, target, words, there)


def _wanted(source: Side, target: Side) -> Iterator[Span]:
    """Yield the spans of what a translation keeps as it is."""
    if source.chinese == target.chinese:
        yield from codes(source.plain)
        camel = _NAME.finditer(source.plain)
        yield from (
            one.span() for one in camel if not one[0].isupper() and not _GAELIC.match(one[0])
        )
    elif source.chinese:
        yield from codes(source.plain)
        for match in _LATIN.finditer(hide(source.plain, codes(source.plain))):
            if len(match[0]) > 1 and match[0].upper() not in _NO_NAMES:
                yield match.span()
    else:
        yield from codes(source.plain)
        heading = sum(map(str.isupper, source.plain)) * 2 > sum(map(str.isalpha, source.plain))
        for match in _NAME.finditer(hide(source.plain, codes(source.plain))):
            taken = match[0].upper() in _NO_NAMES or _GAELIC.match(match[0])
            if not taken and not (heading and match[0].isupper()):
                yield match.span()


def _kept(name: str, there: str, target: Side) -> bool:
    squeezed = _squeeze(name)
    if squeezed in there or (squeezed.endswith("s") and squeezed[:-1] in there):
        return True
    if target.chinese:
        meaning = _CHINESE.get(squeezed.upper())
        return meaning is not None and re.search(meaning, target.text) is not None
    if squeezed in _ENGLISH:
        return re.search(_ENGLISH[squeezed], target.text.lower()) is not None
    initials = "".join(match[0][0] for match in _LATIN.finditer(target.plain)).lower()
    return name.isupper() and len(name) > 2 and squeezed in initials


def _misspelt(source: Side, target: Side, words: list[Span], there: str) -> Iterator[Issue]:
    """Yield Latin words of a Chinese target that are nearly a name of the source."""
    names = [match.span() for match in _LATIN.finditer(source.plain) if match[0][0].isupper()]
    for span in words:
        word = target.text[slice(*span)]
        for name_span in names[:_MOST]:
            name = source.text[slice(*name_span)]
            if _squeeze(name) not in there and _near(name, word):
                yield Issue(Kind.NAME, name, word, name_span, span)
                break


def _near(name: str, word: str) -> bool:
    """Tell whether two words differ in one or two letters."""
    shorter = min(len(name), len(word))
    return shorter > 2 and 0 < _distance(name.lower(), word.lower()) <= (1 if shorter < 5 else 2)


def _distance(one: str, other: str) -> int:
    """Return the edit distance, 3 for any that is greater; neighbours changed over count once."""
    if abs(len(one) - len(other)) > 2 or max(len(one), len(other)) > 40:
        return 3
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, before, row = before, row, [place]
        for column, other_letter in enumerate(other, 1):
            cost = min(
                before[column] + 1, row[-1] + 1, before[column - 1] + (letter != other_letter)
            )
            if (
                place > 1 < column
                and one[place - 2 : place] == other[column - 1] + other[column - 2]
            ):
                cost = min(cost, above[column - 2] + 1)
            row.append(cost)
    return min(row[-1], 3)


def _squeeze(text: str) -> str:
    return _SQUEEZED.sub("", text).lower()
