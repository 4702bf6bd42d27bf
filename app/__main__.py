"""The window, or a child process, or the command line."""

from __future__ import annotations

import sys


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
    if arguments and arguments != ["--translate-clipboard"]:
        from app.cli import main as cli

        return cli(arguments)
    from app.desktop import main as desktop

    return desktop(translate_clipboard=bool(arguments))


if __name__ == "__main__":
    sys.exit(main())
