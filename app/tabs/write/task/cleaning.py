"""What models put around and between a text that was asked for, taken away."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.tabs.write.task.sentences import split

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
_OPENINGS = (
    r"(?:sure|certainly|of course|absolutely|okay|ok|great|understood)[,.! ]",
    r"(?:here(?:'s|’s| is| are)|below (?:is|are)|the following is|this is) "
    r"(?:the|a|an|your|my|section|some)\b[^.\n]{0,160}"
    r"(?:section|draft|text|version|paragraph|passage|rewrit|continuation|translat|outline|essay|"
    r"article|post|story|chapter|summary|letter|speech|report|revis|shorten|expand|simplif|"
    r"correct)",
    r"(?:i(?:'ll| will| have|'ve)|let me|let's) (?:now )?"
    r"(?:write|continue|rewrit|begin|start|go on)",
    r"(?:rewritten|revised|corrected|shortened|expanded|simplified|translated|improved|final) "
    r"(?:text|version|passage|paragraph)\s*[:：]",
    r"(?:section|continuation|text|output|answer|summary|translation)\s*[:：]",
    r"(?:好的|当然|没问题|明白了?|可以)[，。！,.! ]",
    r"(?:以下|下面|这)(?:是|为)[^。\n]{0,60}"
    r"(?:部分|正文|内容|版本|段落|文字|续写|改写|译文|大纲|文章|摘要|草稿)",
    r"(?:改写|修改|润色|缩写|扩写|续写|简化|翻译)(?:后的?)?"
    r"(?:文字|文本|内容|版本|段落|结果)?(?:如下)?\s*[:：]",
    r"(?:正文|译文|续写|摘要|答案|输出)\s*[:：]",
    r"(?:我将|让我|接下来我)(?:来|会)?(?:写|继续|开始|改写)",
)
_CLOSINGS = (
    r"(?:total )?word count|words?\s*[:：]|\d+ words|字数|全文共|本节共|约?\d+字[）)]",
    r"to be continued|continued in|end of (?:section|chapter|part|story|essay|article)|the end\b",
    r"未完待续|待续|本章完|本节完",
    r"(?:i )?hope (?:this|that|you)|let me know|feel free|please (?:let me|note|feel)",
    r"would you like|do you want me|is there anything|note(?: that)?\s*[:：]",
    r"(?:explanation|changes(?: made)?)\s*[:：]|in the next (?:section|chapter|part)",
    r"(?:this|the above|the) (?:section|passage|paragraph|version|draft|text|rewrite|revision|"
    r"revised version) (?:is|has|was|meets|contains|keeps|maintains|provides|covers|aims|should|"
    r"uses|introduces|sets|will)\b",
    r"希望(?:这|以上|对)|如果(?:您|你)(?:需要|有)|请(?:告诉|随时)|需要我|以上(?:是|就是|内容)",
    r"(?:说明|注|注意|备注|修改说明)\s*[:：]|(?:下一节|下一章|下节|下章)(?:，|将|我们)",
)
_OPENING = re.compile(rf"^\s*(?:{'|'.join(_OPENINGS)})", re.IGNORECASE)
_CLOSING = re.compile(rf"^\s*[(（\[【*_]*\s*(?:{'|'.join(_CLOSINGS)})", re.IGNORECASE)
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


def remarks(lines: Sequence[str]) -> list[str]:
    """Take lines away that speak about the text, at its beginning and at its end."""
    kept = list(lines)
    while kept and (not kept[0].strip() or _OPENING.match(kept[0])):
        rest = _after_remark(kept[0])
        if rest:
            kept[0] = rest
            break
        kept.pop(0)
    while kept and (not kept[-1].strip() or _CLOSING.match(kept[-1])):
        kept.pop()
    return kept


def _after_remark(line: str) -> str:
    """Return what follows a remark in its line: the text itself, often after a colon."""
    if not line.strip():
        return ""
    sentences = split(line, "zh" if re.search(r"[\u4e00-\u9fff]", line) else "en")
    colon = re.search(r"[:：]\s*", line)
    if colon and colon.end() < len(line.rstrip()) and colon.start() < sentences[0].end:
        return line[colon.end() :].strip()
    if colon:
        return ""
    rest = line[sentences[0].end :].strip()
    return _after_remark(rest) if _OPENING.match(rest) else rest


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
    start = answer.lstrip()
    for size in range(min(len(start), len(before.rstrip())), OVERLAP - 1, -1):
        if before.rstrip().endswith(start[:size]):
            answer = start[size:]
            break
    end = answer.rstrip()
    for size in range(min(len(end), len(after.lstrip())), OVERLAP - 1, -1):
        if after.lstrip().startswith(end[len(end) - size :]):
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
