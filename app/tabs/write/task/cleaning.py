"""What models put around and between a text that was asked for, taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence

_THINKING = re.compile(r"^\s*<think>.*?(?:</think>|\Z)\s*", re.DOTALL)
_SPECIAL = re.compile(r"<\|[^|\n]{1,30}\|>|</?s>|\ufffd")
_FENCE = re.compile(r"^\s*(?:```|~~~)[\w-]*\s*$", re.MULTILINE)
_RULE = re.compile(r"^\s*(?:[-*_=—]\s*){3,}$")
_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s+.*|\*\*[^*]{1,90}\*\*[:：]?|__[^_]{1,90}__|"
    r"(?:section|chapter|part)\s+(?:\d+|[ivxlc]+)\b.{0,80}|第[一二三四五六七八九十百\d]+[章节部分].{0,40}|"
    r"[一二三四五六七八九十]+、[^。！？]{1,40})\s*$",
    re.IGNORECASE,
)
# What a text itself may begin or end with, too, is a remark only together with words about texts.
_YES = r"(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|great|understood|got it)"
_TEXT = (
    r"(?:section|draft|version|rewrit|continuation|translation|outline|revis|shortened|expanded|"
    r"simplified|corrected|improved)"
)
_DOING = r"(?:改写|修改|润色|缩写|扩写|续写|简化|翻译|缩短|扩展|修订)"
_OPENINGS = (
    rf"{_YES}[!.]?\s*$|{_YES}[!.](?=\s)|{_YES},? (?=here|below|i(?:'|’| )|let me|the following)",
    r"(?:here(?:'s|’s| is| are| you go)|below (?:is|are)|the following is)\b[^.\n:：]{0,200}[:：]",
    rf"(?:here(?:'s|’s| is)|below is) (?:the|a|an|your|my) [^.\n]{{0,80}}{_TEXT}[^.\n]*[.!]?\s*$",
    r"(?:i(?:'ll|’ll| will| have|'ve|’ve)|let me) (?:now )?(?:writ|continu|rewrit|revis|shorten|"
    r"expand|go on)[^\n]{0,160}$",
    r"(?:(?:rewritten|revised|corrected|shortened|expanded|simplified|translated|improved|final) )?"
    r"(?:section|text|version|passage|paragraph|continuation|output|answer|summary|translation)"
    r"\s*[:：]",
    r"(?:好的|没问题|明白了?|当然可以)[，。！,.! ]|当然[！。，](?=以下|下面|这是|我)",
    r"(?:以下|下面|这)(?:是|为)[^。\n：:]{0,80}[:：]",
    r"(?:以下|下面)(?:是|为)[^。\n]{0,60}(?:正文|版本|续写|改写|译文|大纲|草稿)[^。\n]*。?\s*$",
    rf"{_DOING}(?:后的?)?(?:文字|文本|内容|版本|段落|结果|选段)?(?:如下)?\s*[:：]",
    r"(?:正文|译文|续写|摘要|概括|答案|输出|选段)\s*[:：]",
    r"(?:我将|让我|接下来我)(?:来|会)?(?:写|继续写|开始写|改写)[^\n]{0,60}$",
)
_CLOSINGS = (
    r"(?:total )?word count|[(（\[]\s*(?:about |approx\w*\.? |~ ?)?\d+ ?words|words?\s*[:：]\s*\d",
    r"字数\s*[:：]|全文共|本节共|[(（\[]\s*(?:共|约|全文)*\s*\d+\s*字",
    r"to be continued|continued in|end of (?:section|chapter|part|story|essay|article)",
    r"the end\W*$|未完待续|待续|本章完|本节完",
    r"(?:i )?hope (?:this|that|it) (?:helps|meets|works|section|version|draft|is what)",
    r"(?:please )?(?:let me know|feel free)\b.{0,80}\b(?:chang|revis|adjust|edit|modif|anything "
    r"else|further|rewrit|another version)",
    r"(?:would you like|do you want) me\b|is there anything else",
    r"(?:note(?: that)?|explanation|changes(?: made)?)\s*[:：]",
    r"in the next (?:section|chapter|part),? (?:we|i|the)",
    r"(?:this|the above) (?:section|passage|paragraph|version|draft|rewrite|revision) (?:meets|"
    r"contains|keeps|maintains|provides|covers|aims|uses|introduces|sets|will|captures|has been)\b",
    r"希望(?:这|以上).{0,14}(?:帮助|符合|满足|满意)|希望对(?:您|你)有",
    r"如果(?:您|你)(?:需要|有|想).{0,24}(?:修改|调整|补充|帮助|改动|告诉我)|请(?:随时)?告诉我",
    r"以上(?:就)?是.{0,30}(?:正文|内容|部分|大纲|版本|改写|续写)",
    r"(?:说明|注|注意|备注|修改说明)\s*[:：]|(?:下一节|下一章|下节|下章)(?:，|将|我们)",
)
_OPENING = re.compile(rf"^\s*[*_]*(?:{'|'.join(_OPENINGS)})", re.IGNORECASE)
_CLOSING = re.compile(rf"^\s*[*_]*(?:[(（\[【*_]*\s*)?(?:{'|'.join(_CLOSINGS)})", re.IGNORECASE)
_CONCLUSION = re.compile(
    r"^\s*(?:in (?:conclusion|summary|closing|short)|to (?:conclude|sum up|summarize|summarise)|"
    r"in the end|overall|all in all|ultimately|"
    r"总之|综上所述|总而言之|总的来说|综上|最后，?总结|总体而言)\s*[,，:：]\s*",
    re.IGNORECASE,
)
_QUOTES = (('"', '"'), ("“", "”"), ("「", "」"), ("'", "'"), ("『", "』"))
OVERLAP = 12  # characters that are no accident where an answer begins as the text before it ends


def bare(text: str) -> str:
    """Take away thinking, special tokens and code fences."""
    text = _SPECIAL.sub("", _THINKING.sub("", text))
    return _FENCE.sub("", text)


def section(text: str, title: str, later: Sequence[str], *, is_last: bool) -> str:
    """Return the prose of a section: no remarks, no headings, nothing of the sections after it.

    `later` are the titles of those. Only the last section of a piece may conclude it.
    """
    kept: list[str] = []
    names = {_plain(name) for name in later if _plain(name)} - {_plain(title)}
    for line in bare(text).splitlines():
        name = _plain(line)
        if name in names or (_HEADING.match(line) and any(_is_in(one, name) for one in names)):
            break
        if _RULE.match(line) or _HEADING.match(line) or (name and name == _plain(title)):
            continue
        kept.append(line.rstrip())
    kept = remarks(kept)
    if not is_last:
        kept = _without_conclusion(kept)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def remarks(lines: Sequence[str], source: str = "") -> list[str]:
    """Take lines away that speak about the text, at its beginning and at its end.

    What the `source` of the text begins or ends with itself stays.
    """
    kept = list(lines)
    while kept and (not kept[0].strip() or (_OPENING.match(kept[0]) and not _is_remark(source))):
        rest = _after_remark(kept[0])
        if rest:
            kept[0] = rest
            break
        kept.pop(0)
    ending = bool(_CLOSING.match(source.rstrip().rpartition("\n")[2]))
    while kept and (not kept[-1].strip() or (_CLOSING.match(kept[-1]) and not ending)):
        kept.pop()
    return kept


def _is_remark(text: str) -> bool:
    return bool(_OPENING.match(text))


def without_heading(text: str, source: str) -> str:
    """Take a heading off the beginning of a text whose source has none."""
    first, _, rest = text.lstrip().partition("\n")
    headed = _HEADING.match(first) and not _HEADING.match(source.lstrip().partition("\n")[0])
    return rest.lstrip() if headed and rest.strip() else text


def _after_remark(line: str) -> str:
    """Return what follows a remark in its line: often the text itself, after a colon."""
    found = _OPENING.match(line)
    while found:
        line = re.sub(r"^[*_]+\s+", "", line[found.end() :].lstrip())
        found = _OPENING.match(line)
    return line.rstrip() if line.strip(" *_.!:：") else ""


def _without_conclusion(lines: list[str]) -> list[str]:
    """Take away a last paragraph that concludes; elsewhere only the words that say so."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if len(filled) > 1 and _CONCLUSION.match(lines[filled[-1]]):
        lines = lines[: filled[-1]]
    return [
        _capital(_CONCLUSION.sub("", line)) if _CONCLUSION.match(line) else line for line in lines
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(line: str) -> str:
    """Return a heading's own words."""
    text = re.sub(r"^[\s#*_]*(?:(?:section|chapter|part)\s+)?", "", line, flags=re.IGNORECASE)
    text = re.sub(
        r"^(?:第[一二三四五六七八九十百\d]+[章节部分]|[\d.]+|[一二三四五六七八九十]+、)?[\s.、:：)）]*",
        "",
        text,
    )
    return re.sub(r"[\W_]+", "", text).lower()


def _is_in(one: str, other: str) -> bool:
    return len(one) >= 4 and one in other


def unechoed(answer: str, before: str, after: str = "") -> str:
    """Take away what an answer repeats of the text around its place."""
    start, before, after = answer.lstrip(), before.rstrip(), after.lstrip()
    for size in range(min(len(start), len(before)), OVERLAP - 1, -1):
        if before.endswith(start[:size]):
            answer = start[size:]
            break
    end = answer.rstrip()
    for size in range(min(len(end), len(after)), OVERLAP - 1, -1):
        if after.startswith(end[len(end) - size :]):
            return end[: len(end) - size]
    return answer


def unquoted(text: str, source: str) -> str:
    """Take away quotation marks around a whole text whose source has none."""
    text = text.strip()
    for opening, closing in _QUOTES:
        inside = text[1:-1]
        wrapped = len(text) > 2 and text.startswith(opening) and text.endswith(closing)
        if wrapped and opening not in inside and source.strip()[:1] != opening:
            return inside.strip()
    return text
