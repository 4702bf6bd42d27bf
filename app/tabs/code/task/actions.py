"""What can be asked about code: the prompts, and what becomes of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from app.protocol import Turn
from app.tabs.code.task import answers

# Characters of code that make a token, as a cautious mean.
CHARACTERS_A_TOKEN = 3
CONTEXT_TOKENS = 1500
SETTLED = 200  # characters after which a growing answer without code will have none

Kind = Literal["prose", "replacement", "insertion", "file"]
AnswerLanguage = Literal["en", "zh"]


class Action(Enum):
    EXPLAIN = "explain"
    FIND_BUGS = "find_bugs"
    DOCUMENT = "document"
    TEST = "test"
    TRANSLATE = "translate"
    INSTRUCT = "instruct"
    WRITE = "write"


KINDS: dict[Action, Kind] = {
    Action.EXPLAIN: "prose",
    Action.FIND_BUGS: "prose",
    Action.DOCUMENT: "replacement",
    Action.TEST: "file",
    Action.TRANSLATE: "file",
    Action.INSTRUCT: "replacement",
    Action.WRITE: "insertion",
}


@dataclass(frozen=True)
class Selection:
    """The code that is asked about, and what is written around it.

    `language` and `target`, the language to translate into, are aliases that pygments knows;
    `line` is the number of the selection's first line. `instruction` is the person's.
    """

    text: str
    language: str = ""
    path: str = ""
    before: str = ""
    after: str = ""
    line: int = 1
    instruction: str = ""
    target: str = ""

    @property
    def name(self) -> str:
        """Return the file's name without its folders."""
        return self.path.replace("\\", "/").rpartition("/")[2]


@dataclass(frozen=True)
class Language:
    """A programming language: what it is called, tested with, and how its files are named."""

    name: str
    suffix: str
    tool: str = ""
    tests: str = "test_{stem}"


LANGUAGES = {
    "python": Language("Python", ".py", "pytest"),
    "javascript": Language("JavaScript", ".js", "Jest", "{stem}.test"),
    "typescript": Language("TypeScript", ".ts", "Jest", "{stem}.test"),
    "jsx": Language("JavaScript", ".jsx", "Jest", "{stem}.test"),
    "tsx": Language("TypeScript", ".tsx", "Jest", "{stem}.test"),
    "java": Language("Java", ".java", "JUnit 5", "{stem}Test"),
    "kotlin": Language("Kotlin", ".kt", "JUnit 5", "{stem}Test"),
    "scala": Language("Scala", ".scala", "ScalaTest", "{stem}Test"),
    "c": Language("C", ".c"),
    "cpp": Language("C++", ".cpp", "GoogleTest"),
    "csharp": Language("C#", ".cs", "xUnit", "{stem}Tests"),
    "go": Language("Go", ".go", "the testing package", "{stem}_test"),
    "rust": Language("Rust", ".rs", "", "{stem}_test"),
    "swift": Language("Swift", ".swift", "XCTest", "{stem}Tests"),
    "ruby": Language("Ruby", ".rb", "Minitest"),
    "php": Language("PHP", ".php", "PHPUnit", "{stem}Test"),
    "dart": Language("Dart", ".dart", "package:test", "{stem}_test"),
    "lua": Language("Lua", ".lua", "busted", "{stem}_spec"),
    "bash": Language("Bash", ".sh"),
    "sql": Language("SQL", ".sql"),
}
TARGETS = ("python", "javascript", "typescript", "java", "kotlin", "c", "cpp", "csharp", "go",
           "rust", "swift", "ruby", "php", "lua", "bash")  # fmt: skip

SYSTEM = {
    "en": "You are a careful programmer. You do exactly what is asked, and nothing else.",
    "zh": "你是一位严谨的程序员。只做被要求的事，不做别的。",
}
TASKS = {
    "en": {
        Action.EXPLAIN: "Explain this {language} code. Say in one sentence what it does, then go"
        " through its important parts. Be brief. Answer in English.",
        Action.FIND_BUGS: "Look for bugs in this {language} code. For each bug, name the line,"
        " say what goes wrong, and how to fix it. Do not write about style. If there is no bug,"
        " say so in one sentence. Answer in English.",
        Action.TEST: "Write tests for this {language} code{tool}.{file} Cover the usual case,"
        " the edge cases and errors. Answer with one code block that holds the whole test file.",
        Action.TRANSLATE: "Translate this {language} code to {target}. Write it as a {target}"
        " programmer would. Answer with one code block.",
        Action.INSTRUCT: "Change this {language} code as follows: {instruction}\nAnswer with one"
        " code block that holds the whole changed code.",
        Action.WRITE: "Write {language} code: {instruction}\nAnswer with one code block.",
    },
    "zh": {
        Action.EXPLAIN: "请解释这段 {language} 代码。先用一句话说明它做什么，再说明其中重要的部分。"
        "要简短，用中文回答。",
        Action.FIND_BUGS: "请找出这段 {language} 代码中的错误。对每个错误，指出所在的行、"
        "会出什么问题、怎样修改。不要谈代码风格。如果没有错误，用一句话说明。用中文回答。",
        Action.TEST: "请为这段 {language} 代码写测试{tool}。{file}要包括通常情况、边界情况"
        "和出错情况。只回答一个代码块，内容是完整的测试文件。",
        Action.TRANSLATE: "请把这段 {language} 代码改写成 {target}，写法要符合 {target} 的习惯。"
        "只回答一个代码块。",
        Action.INSTRUCT: "请按以下要求修改这段 {language} 代码：{instruction}\n"
        "只回答一个代码块，内容是修改后的完整代码。",
        Action.WRITE: "请写 {language} 代码：{instruction}\n只回答一个代码块。",
    },
}
DOCSTRING = {
    "en": "Write a docstring for this Python code. Say in one sentence what it does; add the"
    " arguments and the result if they need words. Answer with the docstring alone, in one code"
    " block.",
    "zh": "请为这段 Python 代码写文档字符串（docstring），用中文。先用一句话说明它做什么；"
    "必要时再说明参数和返回值。只回答文档字符串本身，放在一个代码块里。",
}
COMMENT = {
    "en": "Put a documentation comment above this {language} code, in the usual style of"
    " {language}. Do not change the code. Answer with one code block that holds the comment and"
    " the whole code.",
    "zh": "请在这段 {language} 代码上方加上文档注释，用中文，写法要符合 {language} 的习惯。"
    "不要改动代码。只回答一个代码块，内容是注释和完整的代码。",
}
BEFORE = {
    "en": "To know the surroundings: in {file}, this stands before the code in question:",
    "zh": "供参考：在 {file} 中，所问的代码之前是：",
}
AFTER = {"en": "And this stands after it:", "zh": "之后是："}
FILE = {"en": "the file", "zh": "文件"}
TOOL = {"en": " with {tool}", "zh": "（用 {tool}）"}
PLACE = {"en": " It is in the file {file}.", "zh": "代码在文件 {file} 中。"}
SOURCE = {"en": "source", "zh": "源"}


def turns_for(
    action: Action,
    selection: Selection,
    language: AnswerLanguage,
    context_tokens: int = CONTEXT_TOKENS,
) -> tuple[Turn, ...]:
    """Return the prompt; of what stands around, the nearest `context_tokens` or so are given."""
    parts = _context(selection, language, context_tokens * CHARACTERS_A_TOKEN)
    parts.append(_task(action, selection, language))
    if selection.text.strip():
        code = answers.flush_left(selection.text, selection.before)
        parts.append(_fenced(code, selection.language))
    return Turn("system", SYSTEM[language]), Turn("user", "\n\n".join(parts))


def answer_kind(action: Action, answer: str, *, growing: bool = False) -> Kind:
    """Tell what an answer is: who asks a question as an instruction is answered in prose."""
    settled = not growing or len(answer) > SETTLED
    if action is Action.INSTRUCT and settled and answers.is_prose(answer):
        return "prose"
    return KINDS[action]


def result(action: Action, selection: Selection, answer: str, *, growing: bool = False) -> str:
    """Return the code that an answer makes of the selection, or of nothing."""
    if _takes_docstring(action, selection):
        source = answers.flush_left(selection.text, selection.before)
        documented = answers.with_docstring(source, answer)
        return answers.fitted(documented, selection.text, selection.before)
    language = selection.target if action is Action.TRANSLATE else selection.language
    code = answers.code_in(answer, language, echo=selection.text, growing=growing)
    if not code.strip():
        return selection.text if KINDS[action] == "replacement" else ""
    if KINDS[action] == "file":
        return code.strip("\n") + "\n"
    return answers.fitted(code, selection.text, selection.before)


def new_file_name(action: Action, selection: Selection) -> str:
    """Suggest a name for the file that an answer becomes."""
    stem, dot, ending = selection.name.rpartition(".")
    if not stem:
        stem, dot, ending = selection.name or "untitled", "", ""
    if action is Action.TRANSLATE:
        return stem + _language(selection.target).suffix
    own = _language(selection.language)
    if action is not Action.TEST:
        return "untitled" + own.suffix
    return own.tests.format(stem=stem) + (dot + ending or own.suffix)


def language_name(alias: str) -> str:
    """Return what a programming language is called, e.g. "C++" for "cpp"."""
    return _language(alias).name


def _takes_docstring(action: Action, selection: Selection) -> bool:
    if action is not Action.DOCUMENT or selection.language != "python":
        return False
    return answers.takes_docstring(answers.flush_left(selection.text, selection.before))


def _language(alias: str) -> Language:
    return LANGUAGES.get(alias) or Language(alias, ".txt")


def _task(action: Action, selection: Selection, language: AnswerLanguage) -> str:
    if action is Action.DOCUMENT:
        task = (DOCSTRING if _takes_docstring(action, selection) else COMMENT)[language]
    elif action is Action.INSTRUCT and not selection.text.strip():
        task = TASKS[language][Action.WRITE]
    else:
        task = TASKS[language][action]
    own, target = _language(selection.language), _language(selection.target)
    return task.format(
        language=own.name or SOURCE[language],
        target=target.name,
        tool=TOOL[language].format(tool=own.tool) if own.tool else "",
        file=PLACE[language].format(file=selection.name) if selection.name else "",
        instruction=selection.instruction.strip(),
    )


def _context(selection: Selection, language: AnswerLanguage, characters: int) -> list[str]:
    before = _last_lines(selection.before, characters * 2 // 3).strip("\n")
    after = _first_lines(selection.after, characters // 3).strip("\n")
    parts: list[str] = []
    if before.strip():
        file = selection.name or FILE[language]
        parts += BEFORE[language].format(file=file), _fenced(before, selection.language)
    if after.strip():
        parts += AFTER[language], _fenced(after, selection.language)
    return parts


def _last_lines(text: str, characters: int) -> str:
    if len(text) <= characters:
        return text
    return text[len(text) - characters :].partition("\n")[2]


def _first_lines(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[:characters].rpartition("\n")[0]


def _fenced(code: str, language: str) -> str:
    fence = answers.fence_around(code)
    return f"{fence}{language}\n{code.strip(chr(10))}\n{fence}"
