"""A negation that was lost or added between English and Chinese.

Only its presence is compared: a sentence that plainly denies something on one side must hold
something like a denial on the other, be it no more than `un-`, `fail`, 难 or 禁止.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.tabs.translate.task.checks.side import Side, hide, issue
from app.tabs.translate.task.issues import Issue, Kind, Span


@dataclass(frozen=True)
class _Words:
    """What holds no denial, what may be said without one in the other language, what denies."""

    neutral: re.Pattern[str]
    weak: re.Pattern[str]
    strong: re.Pattern[str]


_ENGLISH = _Words(
    neutral=re.compile(
        r"\bno\. ?(?=\d)|\bwhether or not\b|\bor not\b"
        r"|\b\w+n['’]t (?:it|he|she|they|you|we|I)\b(?=\s*\?)",  # isn't it?
        re.IGNORECASE,
    ),
    weak=re.compile(
        r"\bnot (?:only|just|merely|simply|un\w+|(?:\w+ ){0,2}until)\b"
        r"|\bnot (?:less|fewer|more|later|earlier) than\b"
        r"|\bno (?:less|fewer|later|earlier|more|sooner|matter|problem|doubt|wonder|sooner)\b"
        r"|\bwhy (?:not|don['’]t)\b|\bif not\b|\bnothing but\b|\bnever ?mind\b"
        r"|\bcan(?:not|['’]t) (?:help|but|wait)\b|(?:\b(?:never|not)|n['’]t) (?:fail|miss)\w*"
        r"|\bnothing (?:short of|is (?:im|un)\w+)|(?:not|n['’]t) (?:agree more|be long before)\b"
        r"|\bno (?:choice|option|alternative) but\b"
        r"|\b(?:don['’]t|do not|never) (?:forget|hesitate|worry)\b"
        r"|\bwithout (?:doubt|question|fail|exception|delay|warning)"
        r"|\b(?:unless|until|till|hardly|scarcely|barely|rarely|seldom|little|few|fewer|less"
        r"|rather|instead of|except|out of|far from|beyond|other than|apart from"
        r"|(?:is|are|was|were|be) away|gone|too late"
        r"|free (?:of|from)|too \w+ (?:to|for)|regardless|against|despite"
        r"|(?:keep|kept|stay|hands) (?:off|out|away|from)|look down"
        r"|hard to|difficult\w*|wrong\w*|false\w*|bad\w*|poor\w*|sick|ill|null|void|negative\w*"
        r"|silen\w+|speechless|motionless|still|blind|deaf|absen\w+|lack\w*|reluctan\w+|barred"
        r"|fail\w*|refus\w+|reject\w*|den(?:y|ies|ied|ials?|ying)|declin\w+|avoid\w*|prevent\w*"
        r"|prohibit\w*|forb[ia]d\w*|ban(?:ned|s)?|stop\w*|ceas\w+|miss(?:ed|es|ing)?|los(?:e|es"
        r"|ing|s)|lost|waiv\w+"
        r"|exclud\w+|exempt\w*|cancel\w*|differ\w*|doubt\w*|forg[eo]t\w*|ignor\w+|mistake\w*"
        r"|misunder\w+"
        r"|misle[ad]\w*|mismatch\w*|inability|ineffective|in(?:accura|adequa|appropria|capab"
        r"|compatib|complete"
        r"|consisten|convenien|correct|curab|definite|dependen|efficien|evitab|significan"
        r"|sufficien|tolerab"
        r"|valid|visib|voluntar|active|direct|edib)\w*|im(?:matur|mobil|moral|partial|patien"
        r"|perfect|polite"
        r"|possib|practical|proper|pure)\w*|il(?:legal|legib|logical|licit)\w*"
        r"|ir(?:regular|relevan|resistib|responsib|reversib|respective)\w*"
        r"|un(?!der|it|iq|iv|io|cle|less|til|do|able|lock|plug|pack|fold|load|tie|wrap|screw"
        r"|zip)\w{3,}|non-?\w{4,}"
        r"|dis(?:abl|agree|allow|appear|appoint|approv|belie|comfort|connect|continu|courag"
        r"|honest|like|loyal|obe|order"
        r"|pleas|qualif|regard|satisf|similar|trust|advantage|miss)\w*|\w{3,}less(?:ly|ness)?"
        r"|\w+-free)\b",
        re.IGNORECASE,
    ),
    strong=re.compile(
        r"\b(?:not|cannot|never|nobody|nothing|nowhere|neither|nor|none|no|unable|without)\b"
        r"|n['’]t\b",
        re.IGNORECASE,
    ),
)
_CHINESE = _Words(
    neutral=re.compile(
        "特别|区别|分别|级别|类别|性别|个别|告别|辨别|识别|派别|离别|别致|别名|别墅|别的|别人|"
        "非常|非凡|非洲|[南北东西]非|是非|莫非|未来|未婚|淹没|埋没|沉没|没收|出没|没落|无锡|"
        "否则|(?<![逃躲瞒敌比说打争抢])不过|不断|不久|不但|不仅|不管|不论|无论|不锈钢|不动产|无线|无人机|无花果|对不起|差不多|"
        "是否|能否|可否|与否|([\u4e00-\u9fff])不\\1|([\u4e00-\u9fff])没\\2"
    ),
    weak=re.compile(
        "不[得能可会]不|没有不|不无|无不|无非|莫不|非[^，。,.]{1,10}不[可行能]|不由得|不禁|[忍禁]不住|"
        "不[只光单同少妨如愧免料惜停时已安平幸满足错朽等一然胜止乏亚便利良法当明变适善容远大多快易]|"
        "不到|不[得应能可]?(?:[迟晚低少高大小早多超]于|超过)|不得已|不计其数|不知不觉|不知所措|不可思议|"
        "不约而同|不由自主|不见了?|不客气|不用谢|不好意思|不要紧|不耐烦|不在乎|不在意|"
        "来不及|拿不定|舍不得|恨不得|巴不得|说不定|怪不得|免不了|少不了|离不开|看不起|大不了|了不起|动不动|"
        "好不容易|没完没了|没关系|没事|没问题|没想到|没准|要不是?|何不|岂不|"
        "未(?:免|知|成年)|无(?![法需须权从意力可])|"
        "否|禁|避免|以?免得?|拒|防止|阻止|停止|制止|(?<!灾)(?<!遇)难(?!民)|缺|失[败去]|丧失|[很极甚太过]少|少有|罕|"
        "除[了外非]|以外|排除|免除|取消|放弃|作废|错[过误]|[弄搞]错|违[反背]|岂|怎么?[能会]|哪[里有儿]|何[必须曾]|(?<![人天刚])才(?![能华干])|"
        "非|莫|休想|切忌|戒[掉除烟酒]|差[点劲]"
    ),
    strong=re.compile(
        "不|没|无|未|勿|毋|甭|(?:并|绝|决)非|(?:切)莫|"
        "(?:(?<![^，。！？、：；“”\"'「,.!?\\s])|(?<=千万|可要)|(?<=[请你您可就先快]))别"
    ),
)


def issues(source: Side, target: Side) -> Iterator[Issue]:
    """Yield a negation that only one side has."""
    if source.chinese == target.chinese or not (source.english or target.english):
        return
    here, here_weak = _denials(source)
    there, there_weak = _denials(target)
    if here and not there and not there_weak:
        yield issue(Kind.NEGATION, source, target, here, None)
    elif there and not here and not here_weak:
        yield issue(Kind.NEGATION, source, target, None, there)


def _denials(side: Side) -> tuple[Span | None, bool]:
    """Return the first word that plainly denies, and whether another may."""
    words = _CHINESE if side.chinese else _ENGLISH
    text = hide(side.plain, (match.span() for match in words.neutral.finditer(side.plain)))
    weak = [match.span() for match in words.weak.finditer(text)]
    strong = words.strong.search(hide(text, weak))
    return (strong.span() if strong else None), bool(weak)
