"""The two kinds of error: what can go wrong in the world, and everything else, which is a bug."""

from postil.translation import gettext as _
from postil.translation import later

SENTENCES = {
    "report-missing": later("“{name}” is not there. Check its name, or whether it was moved."),
    "report-folder": later("“{name}” is a folder. Choose a report inside it."),
    "report-unreadable": later("“{name}” cannot be read: {reason}."),
    "report-changed": later("“{name}” was changed by another program while it was being opened. Open it once more."),
    "report-empty": later("“{name}” is empty: there is nothing to read in it."),
    "report-too-big": later("“{name}” has {size} MB; Postil reads reports of up to {limit} MB."),
    "report-format": later("“{name}” is of a kind that Postil cannot read yet. It reads plain text and Markdown."),
    "report-binary": later("“{name}” does not hold text. Save it as text in the program that made it."),
    "report-encoding": later("“{name}” is text in an unknown encoding. Save it as UTF-8 and try again."),
    "command-unknown": later("There is neither a file nor a command “{word}”. Did you mean “postil {command}”?"),
    "library-foreign": later(
        "“{path}” is not a library made by Postil. Nothing was changed; choose another folder for the library."
    ),
    "library-damaged": later(
        "The library “{path}” is damaged: {reason}. Nothing was changed. Keep a copy and choose another folder."
    ),
    "library-newer": later("The library “{path}” was made by a newer Postil and left alone. Update Postil."),
    "library-altered": later(
        "The library “{path}” is not as Postil made it: {what}. Nothing was changed; choose another folder."
    ),
    "library-gone": later(
        "The library “{path}” was moved or replaced while Postil had it open. Close Postil and put it back."
    ),
    "library-locked": later("The library is in use by another program. Try again in a moment."),
    "library-read-only": later("The library “{path}” cannot be written: {reason}. Check the folder's permissions."),
    "library-full": later("The disk is full: “{path}” cannot grow. Free some space and try again."),
    "library-unreachable": later("The library “{path}” cannot be reached: {reason}. Check the disk and try again."),
    "annotation-unknown": later("This mark is not in the library any more; another window may have deleted it."),
    "quote-missing": later("“{quote}” does not stand in this report. Check the wording."),
    "quote-ambiguous": later("“{quote}” stands {count} times in this report. Quote a little more of the passage."),
    "report-unknown": later("There is no report “{name}” in the library. “postil list” shows what is there."),
    "colour-unknown": later("“{colour}” is not a colour for marks. Choose one of {known}."),
    "undo-stale": later("This cannot be undone: it was changed elsewhere since. Look at it first."),
    "note-too-long": later("A note can hold {limit} characters; this one has {size}. Shorten it or split it."),
    "title-too-long": later("A title can hold {limit} characters; this one has {size}. Shorten it."),
    "passage-empty": later("There are no words in this selection. Select the passage that is to be a node."),
    "node-there": later("This passage is in the outline already."),
    "look-common": later(
        "This passage looks like any other paragraph. Select one that begins with a number, or a line that stands out."
    ),
    "export-failed": later("“{name}” could not be written: {reason}. Choose another place."),
    "export-over": later("“{name}” is a report or a library, not notes. Choose another file."),
    "no-screen": later(
        "There is no screen to open a window on. Start Postil on a desktop; “postil --help” shows what needs no screen."
    ),
    "system-library": later(
        "The system lacks {library}, which windows need. On Debian or Ubuntu: sudo apt install {package}"
    ),
    "worker-died": later("“{name}” made the reader fail and was given up. Nothing else is affected."),
}


class PostilError(Exception):
    """Something that can go wrong in the world, told to the reader in one sentence.

    ``code`` is stable and one of ``SENTENCES``; ``values`` fill the sentence, which says what happened and what to do.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return _(SENTENCES[self.code]).format(**self.values)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.code, self.values))


def _rebuild(code: str, values: dict[str, object]) -> PostilError:
    return PostilError(code, **values)
