"""What a language is called, and how its comments begin."""

from __future__ import annotations

from pathlib import PurePath

from pygments.lexers import find_lexer_class_for_filename, guess_lexer
from pygments.util import ClassNotFound

_HASH = (
    "python", "bash", "sh", "zsh", "fish", "ruby", "perl", "yaml", "toml", "make", "cmake", "r",
    "docker", "dockerfile", "elixir", "julia", "nim", "powershell", "tcl", "awk", "properties",
    "coffeescript", "graphql", "nix", "hcl", "terraform", "text", "meson", "gdscript", "nginx",
)  # fmt: skip
_SLASHES = (
    "c", "cpp", "java", "javascript", "js", "jsx", "typescript", "ts", "tsx", "go", "rust",
    "swift", "kotlin", "scala", "dart", "php", "objective-c", "d", "zig", "groovy", "proto", "glsl",
    "json", "scss", "less", "verilog", "systemverilog", "fsharp", "v", "qml", "csharp", "jsonc",
)  # fmt: skip
_DASHES = (
    "sql",
    "mysql",
    "postgresql",
    "plpgsql",
    "sqlite3",
    "haskell",
    "lua",
    "ada",
    "vhdl",
    "elm",
)
_SEMICOLONS = ("scheme", "common-lisp", "clojure", "emacs-lisp", "racket", "nasm", "ini", "gas")
_PERCENTS = ("tex", "latex", "erlang", "matlab", "octave", "prolog")
_MARKUP = ("html", "xml", "markdown", "md", "vue", "svelte", "xslt")
_MARKS = (
    dict.fromkeys(_HASH, ("#", ""))
    | dict.fromkeys(_SLASHES, ("//", ""))
    | dict.fromkeys(_DASHES, ("--", ""))
    | dict.fromkeys(_SEMICOLONS, (";", ""))
    | dict.fromkeys(_PERCENTS, ("%", ""))
    | dict.fromkeys(_MARKUP, ("<!--", "-->"))
    | {"css": ("/*", "*/"), "vim": ('"', ""), "fortran": ("!", ""), "ocaml": ("(*", "*)")}
)


def language_of(path: str, first_line: str = "") -> str:
    """Return the alias of a file's language by its name, or by a first line "#!..."; or ""."""
    try:
        lexer = find_lexer_class_for_filename(PurePath(path).name) if path else None
        if lexer is None and first_line.startswith("#!"):
            lexer = type(guess_lexer(first_line + "\n"))
    except ClassNotFound:
        lexer = None
    alias = lexer.aliases[0] if lexer and lexer.aliases else ""
    return "" if alias == "text" else alias


def comment_marks(language: str) -> tuple[str, str]:
    """Return what a comment of one line begins and ends with; "#" where it is not known."""
    return _MARKS.get(language, ("#", ""))
