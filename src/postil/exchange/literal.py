"""Texts that must come out as they are, whatever the format they are put into takes for markup."""

import json
import re

_MARKUP = re.compile(r"[\\`*_\[\]{}<>|~$^#]|&(?=#?\w+;)|==|%%")
_LINE_START = re.compile(r"(\d*)([-+=:]|(?<=\d)[.)](?=\s|$))")
_EDGE_BLANKS = re.compile(r"^[^\S\x0b-\x1f\x85]+|[^\S\x0b-\x1f\x85]+$")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HEADING = re.compile(r"^([\s>]*)#{1,6}[ \t]+(\S.*?)[ \t#]*$")
_NOT_IN_TAG = re.compile(r"[^\w/-]+")


def one_line(text: str) -> str:
    """The text with every run of blanks and line ends as one blank."""
    return " ".join(text.split())


def inline(text: str) -> str:
    """One line of text as Markdown that shows it literally inside a line: in a heading, after a bullet's words.

    Obsidian's own marks are escaped, too (``#tag``, ``[[``, ``^id``, ``==``, ``%%``, ``$``).
    """
    return _MARKUP.sub(lambda match: "".join("\\" + character for character in match[0]), text)


def lines(text: str) -> str:
    """Text as one Markdown paragraph that shows it literally; a line end becomes a hard break."""
    return "  \n".join(map(_line, text.split("\n")))


def _line(text: str) -> str:
    """As ``inline`` for a whole line: what would begin a list, heading or table, and blanks at its edges, stay text."""
    escaped = inline(text)
    start = _LINE_START.match(escaped)
    if start:
        escaped = f"{start[1]}\\{escaped[start.start(2) :]}"
    return _EDGE_BLANKS.sub(lambda match: "".join(f"&#{ord(blank)};" for blank in match[0]), escaped)


def without_headings(note: str) -> str:
    """A note as it was written, but for its headings, which become bold lines: some programs list every heading."""
    lines = note.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    code = False
    for i, line in enumerate(lines):
        code ^= line.lstrip().startswith(("```", "~~~"))
        if not code:
            lines[i] = _HEADING.sub(r"\1**\2**", line)
    return "\n".join(lines)


def indented(prefix: str, text: str) -> str:
    """Every line of a text behind a prefix; a blank one has none of its blanks."""
    return "\n".join(f"{prefix}{line}" if line.strip() else prefix.rstrip() for line in text.split("\n"))


def quoted(text: str) -> str:
    """The text as a YAML double-quoted string on one line (also a JSON string)."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def hashtag(tag: str) -> str:
    """A tag as Obsidian and others read it: letters, digits, ``-``, ``_`` and ``/``, not digits alone; "" if none."""
    name = _NOT_IN_TAG.sub("-", tag).strip("-_/")
    if not name:
        return ""
    return f"#tag-{name}" if name.isdigit() else f"#{name}"
