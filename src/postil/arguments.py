"""The words after ``postil``, split in one place: for the entry, which chooses what runs, and for the window."""

from typing import NamedTuple


class Words(NamedTuple):
    """What the words say to whom opens a window; only the command line proper knows more.

    ``library`` is the folder that ``--library`` names, "" where none is; ``first`` the first word that may name a
    command, "" where there is none; ``option`` the first option that is for the command line proper, "" where none is
    (what follows it is not looked at); ``files`` are all words that may name reports.
    """

    library: str
    first: str
    option: str
    files: tuple[str, ...]


def split(arguments: list[str]) -> Words:
    """Split the words of a start. Behind "--" all words are files; an option that lacks its value is ``option``."""
    library, option = "", ""
    before: list[str] = []
    after: list[str] = []
    rest = iter(arguments)
    for word in rest:
        if word == "--":
            after = list(rest)
        elif word.startswith("--library="):
            library = word.removeprefix("--library=")
        elif word == "--library" and (folder := next(rest, None)) is not None:
            library = folder
        elif word.startswith("-"):
            option = word
            break
        else:
            before.append(word)
    return Words(library, before[0] if before else "", option, (*before, *after))
