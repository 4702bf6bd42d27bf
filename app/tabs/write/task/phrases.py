"""Words and turns of phrase that have been read too often, and those that recur in any text."""

from __future__ import annotations

import re

_ENGLISH_CLICHES = (
    r"at the end of the day|when all is said and done|think outside the box|game[- ]changer"
    r"|low-hanging fruit|the tip of the iceberg|a perfect storm|only time will tell"
    r"|in this day and age|needless to say|it goes without saying|last but not least"
    r"|each and every|first and foremost|a level playing field|at this point in time"
    r"|the fact of the matter|few and far between|crystal clear|a blessing in disguise"
    r"|better late than never|avoid(?:ed|s)? like the plague|easier said than done"
    r"|the calm before the storm|time flies|a breath of fresh air|the best of both worlds"
    r"|push the envelope|move the needle|paradigm shift|win-win|in today's fast-paced world"
    r"|in the ever-evolving|a testament to|rich tapestry|tapestry of|delv(?:e|es|ed|ing) into"
    r"|navigat(?:e|ing) the complexities|plays? a (?:crucial|vital|pivotal|key) role"
    r"|it is important to note|it's worth noting|in conclusion"
    r"|unlock(?:s|ing)? the (?:full )?potential|embark(?:s|ed|ing)? on a journey"
    r"|stand(?:s)? the test of time|a wide range of|more than ever before"
    r"|pave(?:s|d)? the way|shed(?:s)? light on"
)
_ENGLISH_OVERUSED = (
    r"very|really|just|quite|rather|basically|actually|literally|simply|totally|absolutely"
    r"|definitely|certainly|obviously|clearly|essentially|incredibly|extremely|truly|somewhat"
    r"|perhaps|things?|stuff|amazing|awesome|seamless(?:ly)?|robust|leverag(?:e|es|ed|ing)"
    r"|utiliz(?:e|es|ed|ing)"
)
_CHINESE_CLICHES = (
    r"众所周知|总而言之|综上所述|毋庸置疑|不言而喻|显而易见|值得注意的是|值得一提的是|不可否认"
    r"|在当今社会"
    r"|随着(?:时代|社会|科技|经济|互联网|人工智能)的(?:不断|快速|飞速|迅速)?(?:发展|进步)"
    r"|日新月异|与时俱进|扮演着[^，。]{0,6}角色|发挥着[^，。]{0,8}作用|起着[^，。]{0,6}作用"
    r"|不可或缺|至关重要|举足轻重|具有重要(?:的)?意义|奠定了[^，。]{0,6}基础"
    r"|开启了?[^，。]{0,6}新篇章|谱写[^，。]{0,8}篇章|注入了?[^，。]{0,4}活力|一道亮丽的风景线"
    r"|如火如荼|方兴未艾|应运而生|层出不穷|雨后春笋|时光荏苒|岁月如梭|光阴似箭|白驹过隙"
    r"|弹指一挥间|心旷神怡|流连忘返|美不胜收|令人叹为观止|仿佛[^，。]{0,6}一般|涌上心头|百感交集"
    r"|五味杂陈|历久弥新|砥砺前行|不忘初心|赋能|抓手|闭环|底层逻辑|让我们一起|携手共进"
)
_CHINESE_OVERUSED = (
    r"非常|十分|特别|极其|其实|基本上|事实上|实际上|进行了?|一定程度上|某种程度上|可以说|所谓的?"
    r"|相关的?|各种各样|越来越|更加|不断地?|深深地?|静静地|默默地|缓缓地?|微微|仿佛|似乎|不禁"
    r"|突然|忽然"
)


def _english(words: str) -> re.Pattern[str]:
    pattern = words.replace("'", "['’]")
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


def _chinese(words: str) -> re.Pattern[str]:
    return re.compile(words)


# Clichés, and overused words.
ENGLISH = _english(_ENGLISH_CLICHES), _english(_ENGLISH_OVERUSED)
CHINESE = _chinese(_CHINESE_CLICHES), _chinese(_CHINESE_OVERUSED)

# English words of more than three letters that any text repeats.
_STOP_WORDS = (
    r"about|above|after|again|against|also|although|always|among|another|because|been|before"
    r"|behind|being|below|between|both|could|didn't|does|doesn't|doing|don't|down|during|each"
    r"|even|ever|every|from|further|have|having|here|hers|herself|himself|into|itself|just|like"
    r"|made|make|many|might|more|most|much|must|myself|never|only|onto|other|ours|over|perhaps"
    r"|same|shall|should|since|some|still|such|than|that|that's|their|theirs|them|themselves"
    r"|then|there|there's|these|they|this|those|though|through|under|until|upon|very|wasn't|well"
    r"|were|what|when|where|whether|which|while|whom|whose|will|with|within|without|would|your"
    r"|yours|yourself"
)
STOP_WORDS = frozenset(_STOP_WORDS.split("|"))
# Chinese characters that are in most texts and make no word with their neighbours.
PARTICLES = frozenset(
    "的了是在和与也都就不而又之这那有个们我你他她它很着过地得到从把被对于为以及或但如一二三四"
    "五六七八九十么没说要会能可上下里来去"
)
