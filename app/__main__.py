"""The window, or a child process, or the command line."""

from __future__ import annotations

import sys
from pathlib import Path

TRANSLATE_CLIPBOARD = ["--translate-clipboard"]


def main() -> int:
    """Run what the command line asks for; return the exit status."""
    arguments = sys.argv[1:]
    if arguments == ["--engine"]:
        from app.engine.entry import main as engine

        return engine()
    if arguments == ["--hub"]:
        from app.hub.entry import main as hub

        return hub()
    if arguments == ["--documents"]:
        from app.documents.entry import main as documents

        return documents()
    if arguments[:1] == ["--bench"]:
        from app.engine.bare import main as bare

        return bare(arguments[1])
    from app.paths import restore_environment

    restore_environment()
    file = named_file(arguments)
    if arguments and not file and arguments != TRANSLATE_CLIPBOARD:
        from app.cli import main as cli

        return cli(arguments)
    from app.desktop import main as desktop

    return desktop(translate_clipboard=arguments == TRANSLATE_CLIPBOARD, file=file)


def named_file(arguments: list[str]) -> str:
    """Return the file that is to be opened, by a path or a URL, "" for none.

    A command has neither a dot nor a slash in its name.
    """
    if len(arguments) != 1 or arguments[0].startswith("-"):
        return ""
    (name,) = arguments
    if name.lower().startswith("file:") or name.lower().endswith(".gguf"):
        return name
    return name if any(mark in name for mark in "./\\") and Path(name).is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
