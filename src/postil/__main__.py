"""The entry of ``postil`` and ``python -m postil``: a command, or an option, means ``cli``; else a window opens."""

import sys

COMMANDS = ("annotate", "export", "list", "outline", "text")


def main() -> int:
    """Do what the command line says, and return the exit code: 0 done, 1 not found or refused, 2 usage."""
    from gettext import bindtextdomain, textdomain  # noqa: PLC0415 — worker processes import this module, too

    from postil.arguments import split  # noqa: PLC0415 — as above
    from postil.resources import resource  # noqa: PLC0415 — as above

    bindtextdomain("postil", str(resource("translations")))
    textdomain("postil")
    arguments = sys.argv[1:]
    words = split(arguments)
    try:
        if words.first in COMMANDS:  # a file of that name is "./list"
            return _run_command(arguments)
        if refused := _refuse_misspelt(words.first):
            return refused
        if words.option:
            return _run_command([words.option])  # alone: the command line would stop at a report's name before it
        return _open_window(arguments)
    except KeyboardInterrupt:
        return 130


def _refuse_misspelt(word: str) -> int:
    """Tell of a word that is no file but nearly a command's name; 2 if it is such a word, else 0."""
    from pathlib import Path  # noqa: PLC0415 — as above

    file = Path(word)
    if not word or file.name != word or file.suffix or file.exists():
        return 0
    from difflib import get_close_matches  # noqa: PLC0415 — rarely needed

    from postil.core.errors import PostilError  # noqa: PLC0415 — as above

    meant = get_close_matches(word, COMMANDS, 1)
    if not meant:
        return 0
    sys.stderr.write(f"{PostilError('command-unknown', word=word, command=meant[0])}\n")
    return 2


def _run_command(arguments: list[str]) -> int:
    from postil import cli  # noqa: PLC0415 — a window needs none of it

    return cli.run(arguments)


def _open_window(arguments: list[str]) -> int:
    from postil import desktop  # noqa: PLC0415 — no command needs a screen
    from postil.core.errors import PostilError  # noqa: PLC0415 — as above

    try:
        desktop.need_screen()
        return _run_app(arguments)
    except PostilError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _run_app(arguments: list[str]) -> int:
    from postil import app, desktop  # noqa: PLC0415 — as above

    try:
        return app.main(arguments)
    except ImportError as error:
        desktop.refuse_missing_library(error)
        raise


if __name__ == "__main__":
    sys.exit(main())
