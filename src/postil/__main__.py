"""The entry of ``postil`` and ``python -m postil``: a command's name means the command line, else a window opens."""

import sys

COMMANDS = ("annotate", "export", "list", "outline", "text")


def main() -> int:
    """Do what the command line says, and return the exit code: 0 done, 1 not found or refused, 2 usage."""
    from gettext import bindtextdomain, textdomain  # noqa: PLC0415 — worker processes import this module, too

    from postil.resources import resource  # noqa: PLC0415 — as above

    bindtextdomain("postil", str(resource("translations")))
    textdomain("postil")
    arguments = sys.argv[1:]
    word = _first_word(arguments)
    try:
        if _is_command(word):
            return _run_command(arguments)
        return _refuse_misspelt(word) or _open_window(arguments)
    except KeyboardInterrupt:
        return 130


def _is_command(word: str) -> bool:
    """Whether a word is for the command line: a command or an option ("--help"); a file of that name is "./list"."""
    return word in COMMANDS or word.startswith("-")


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


def _first_word(arguments: list[str]) -> str:
    """The first argument that does not choose the library."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--library":
            next(rest, None)
        elif not argument.startswith("--library="):
            return argument
    return ""


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
