"""The words that a change of a selection is asked with, in the language of the text."""

from __future__ import annotations

from app.tabs.write.task.counts import is_chinese

EN = {
    "editor": "You are a careful editor. You do exactly what is asked with the passage, keep its"
    " meaning, names, numbers and form, and answer only with the new passage.",
    "author": "You are the author of a text and go on with it in the same voice, tense and person."
    " You write only the text.",
    "style": "Style sheet:\n{}",
    "facts": "Keep to these facts:\n{}",
    "before": "The text before the passage, not to be changed:\n…{}",
    "after": "The text after it, not to be repeated:\n{}…",
    "passage": "The passage:\n{}",
    "author_note": "Mind this: {}",
    "rewrite": "Rewrite the passage: say the same in other, better words, about as long.",
    "shorten": "Shorten the passage to about {length} words. Keep what matters most.",
    "expand": "Expand the passage to about {length} words. Add details and examples that fit.",
    "simplify": "Rewrite the passage in plain words and short sentences that anyone understands.",
    "tone": "Rewrite the passage so that its tone is {detail}.",
    "grammar": "Correct the spelling, grammar and punctuation of the passage. Change nothing else.",
    "vivid": "Rewrite the passage more vividly: concrete nouns, strong verbs, what one can see,"
    " hear and feel.",
    "translate": "Translate the passage into {detail}.",
    "instruction": "Do this with the passage: {detail}",
    "shorten_again": "That has {found} words. Write the passage again with about {length} words."
    " Leave out more.",
    "expand_again": "That has {found} words. Write the passage again with about {length} words."
    " Add more details.",
    "continue": "Go on with the text where it stops.",
    "begin": "Begin the text.",
}
ZH = {
    "editor": "你是一位细心的编辑。按要求处理选段，保持原意、人名、数字和格式，只回答新的文字。",
    "author": "你是这篇文章的作者，用同样的语气、时态和人称接着往下写，只写正文。",
    "style": "文体规范：\n{}",
    "facts": "必须符合以下事实：\n{}",
    "before": "选段之前的文字（不要改动）：\n……{}",
    "after": "后面的文字（不要重复）：\n{}……",
    "passage": "选段：\n{}",
    "author_note": "请注意：{}",
    "rewrite": "改写选段：意思不变，换成更好的说法，长度差不多。",
    "shorten": "把选段缩短到约{length}字，保留最重要的内容。",
    "expand": "把选段扩展到约{length}字，补充合适的细节和例子。",
    "simplify": "用人人都懂的平实词语和短句改写选段。",
    "tone": "改写选段，使语气变得{detail}。",
    "grammar": "改正选段中的错别字、语法和标点错误，其他一律不动。",
    "vivid": "把选段改写得更生动：用具体的名词、有力的动词，写出看得见、听得到、感觉得到的东西。",
    "translate": "把选段翻译成{detail}。",
    "instruction": "请对选段这样处理：{detail}",
    "shorten_again": "这段有{found}字，请重写成约{length}字，再删去一些。",
    "expand_again": "这段有{found}字，请重写成约{length}字，再补充一些细节。",
    "continue": "请从文章停下的地方接着写。",
    "begin": "请写这篇文章的开头。",
}


def words(language: str) -> dict[str, str]:
    return ZH if is_chinese(language) else EN
