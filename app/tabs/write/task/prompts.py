"""The words that a model is asked with, in the language of the piece."""

from __future__ import annotations

from app.tabs.write.task.counts import is_chinese
from app.tabs.write.task.kinds import Kind
from app.tabs.write.task.sentences import is_whole, stopped
from app.tabs.write.task.state import Brief

# Characters of a topic or an angle in each prompt, of a topic in a heading, and of what is said
# of a section or by the author for it.
TOPIC, TITLE, SAID = 300, 60, 900
EN = {
    "role": "You are an experienced author. You write {kind}: {topic}.",
    "audience": "Readers: {}.",
    "tone": "Tone: {}.",
    "avoid": "Avoid: {}.",
    "angle": "Angle: {}",
    "rules": "Write in English. Write only the text itself: no headings, no lists, no remarks about"
    " the text. Be concrete. Say nothing twice.",
    "story": "Write in English. Write only the story itself: no headings, no remarks. Show scenes,"
    " actions and dialogue. Say nothing twice.",
    "style": "Style sheet:\n{}",
    "facts": "Keep to these facts:\n{}",
    "notes": "The author's notes:\n{}",
    "outline": "The outline; > marks the section to write now:\n{}",
    "summary": "What was written before, in short:\n{}",
    "recent": "The section before ends with these words:\n…{}",
    "author_note": "Mind this: {}",
    "section": 'Write the section "{title}" now, about {length} words, in several paragraphs.',
    "gist": " What it says: {}",
    "first": " It is the beginning of the piece.",
    "last": " It is the end of the piece.",
    "middle": " Other sections follow: do not conclude.",
    "more": 'Go on with the section "{title}": about {length} more words. Say something new'
    " that has not been said, without repeating or concluding. Write only the text.",
    "digest_role": "You summarise a text for its author.",
    "digest_text": 'The section "{title}":\n{}\n\n',
    "digest": "Say in one or two sentences, at most {length} words, what happens or is said in this"
    " section. Keep names and numbers. Answer only with these sentences.",
    "plan_role": "You are an experienced editor. You help an author to plan {kind}.",
    "topic": "Topic: {}",
    "length": "The whole has about {} words.",
    "structure": "Usual parts: {}.",
    "angles": "Suggest {count} different angles for it. Write each one in one line: a number, a"
    " short title, a colon, one sentence that says what makes it special.",
    "angles_but": "Do not suggest these again: {}.",
    "plan": "Write an outline of {count} sections. Write each section in one line: a number, a"
    " short title, a colon, one sentence that says what is in it. Write only the outline.",
}
ZH = {
    "role": "你是一位经验丰富的作者，正在写{kind}：{topic}。",
    "audience": "读者：{}。",
    "tone": "语气：{}。",
    "avoid": "避免：{}。",
    "angle": "角度：{}",
    "rules": "用中文写。只写正文：不要标题，不要列条目，不要谈论文章本身。"
    "内容要具体，不要重复说过的话。",
    "story": "用中文写。只写故事正文：不要标题，不要说明。"
    "用场景、动作和对话来写，不要重复说过的话。",
    "style": "文体规范：\n{}",
    "facts": "必须符合以下事实：\n{}",
    "notes": "作者的笔记：\n{}",
    "outline": "大纲（>标出现在要写的一节）：\n{}",
    "summary": "前文概要：\n{}",
    "recent": "上一节的结尾是：\n……{}",
    "author_note": "请注意：{}",
    "section": "现在写“{title}”这一节，约{length}字，分成几个自然段。",
    "gist": "这一节的内容：{}",
    "first": "这是全文的开头。",
    "last": "这是全文的结尾。",
    "middle": "后面还有其他章节，不要写总结。",
    "more": "继续写“{title}”这一节，再写约{length}字。写前面没有说过的新内容，不要重复，不要总结。"
    "只写正文。",
    "digest_role": "你为作者概括文字的内容。",
    "digest_text": "“{title}”这一节：\n{}\n\n",
    "digest": "用一两句话概括这一节发生或讲述了什么，不超过{length}字，保留人名和数字。"
    "只回答这一两句话。",
    "plan_role": "你是一位经验丰富的编辑，帮助作者构思{kind}。",
    "topic": "主题：{}",
    "length": "全文约{}字。",
    "structure": "通常的组成部分：{}。",
    "angles": "请提出{count}个不同的角度。每个角度写一行：序号、简短的标题、冒号、"
    "一句话说明它的特别之处。",
    "angles_but": "不要再提这些：{}。",
    "plan": "请写一份有{count}节的大纲。每一节写一行：序号、简短的标题、冒号、"
    "一句话说明内容。只写大纲。",
}


def words(language: str) -> dict[str, str]:
    return ZH if is_chinese(language) else EN


def told(language: str) -> str:
    """Return what a model is told of a section, as it may come back in its answer."""
    say = words(language)
    return "\n".join(say[key].strip() for key in ("section", "first", "last", "middle", "more"))


def instructions(brief: Brief) -> str:
    """Return what holds for every section of a piece."""
    say = words(brief.language)
    kind = brief.kind
    lines = [say["role"].format(kind=_name(kind), topic=brief.topic.strip()[:TOPIC].rstrip(".。"))]
    lines += about(kind, brief.language)
    if brief.angle:
        lines.append(angle(brief))
    lines.append(say["story" if kind.is_story else "rules"])
    return "\n".join(lines)


def angle(brief: Brief) -> str:
    """Return the angle that was chosen, "" where there is none."""
    if not brief.angle:
        return ""
    told = ": ".join(part for part in (brief.angle.title, brief.angle.text) if part)
    return words(brief.language)["angle"].format(told[:TOPIC])


def about(kind: Kind, language: str) -> list[str]:
    """Return whom a kind is for, how it sounds and what it avoids, a line each."""
    say = words(language)
    given = (
        ("audience", kind.audience),
        ("tone", kind.tone),
        ("avoid", separator(language).join(kind.avoid)),
    )
    return [say[key].format(value.rstrip(".。")) for key, value in given if value]


def planning(brief: Brief) -> str:
    """Return what holds for angles and outlines."""
    name = _name(brief.kind)
    role = words(brief.language)["plan_role"].format(kind=name)
    return "\n".join([role, *about(brief.kind, brief.language)])


def sentence(text: str, language: str) -> str:
    """Return a text in one line that ends as a sentence."""
    line = " ".join(text.split())
    return line if is_whole(line) else stopped(line, language)


def separator(language: str) -> str:
    return "；" if is_chinese(language) else "; "


def _name(kind: Kind) -> str:
    if is_chinese(kind.language):
        return f"一篇{kind.name}"
    return f"{'an' if kind.name[:1].lower() in 'aeiou' else 'a'} {kind.name.lower()}"
