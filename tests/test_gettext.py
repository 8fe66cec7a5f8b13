"""Every text for people goes through gettext, so that it can be said in another language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import postil

HOUSE = Path(postil.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))
TRANSLATED = {"_", "gettext", "ngettext", "later"}
SHOWN_BY = {
    "QLabel", "QPushButton", "QToolButton", "QAction", "QMenu", "QCheckBox", "QGroupBox", "addAction", "addMenu",
    "addTab", "addButton", "addItem", "setText", "setTitle", "setToolTip", "setStatusTip", "setWhatsThis",
    "setWindowTitle", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setInformativeText",
    "setLabelText", "showMessage", "secho", "information", "warning", "critical", "question", "about",
    "getOpenFileName", "getOpenFileNames", "getSaveFileName", "getText", "echo", "UsageError", "ClickException",
}  # fmt: skip
SHOWN_AS = {"help", "epilog", "short_help", "metavar", "prompt"}
LOGGED_BY = {"debug", "info", "error", "exception"}
SENTENCE = re.compile(r"^(?:“\{\w+\}”|[A-Z][a-z’']*),? [a-z“{](?:[^.]|\.(?= ))+[.!?…:]?$")
NAMES = {"REPORT", "REPORT|ID"}
"""Words of the command line that name an argument and are the same in every language."""


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def texts_in(expression: ast.AST) -> Iterator[ast.Constant]:
    """The literal texts of an expression that no call of gettext holds."""
    if isinstance(expression, ast.Call) and name_of(expression.func) in TRANSLATED:
        return
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression
    for child in ast.iter_child_nodes(expression):
        if not isinstance(child, ast.Call):
            yield from texts_in(child)


def shown_texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Literal texts given to what shows them, and literals anywhere that are plainly sentences."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            shown = [*node.args] if name_of(node.func) in SHOWN_BY else []
            shown += [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_AS]
            for argument in shown:
                yield from (text for text in texts_in(argument) if re.search(r"[^\W\d_]{2}", text.value))


def sentences(tree: ast.AST) -> Iterator[ast.Constant]:
    """Literals that read like a sentence, apart from docstrings, translated ones, and what tells of a bug."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Raise | ast.Assert) or (
            isinstance(node, ast.Call) and name_of(node.func) in TRANSLATED | LOGGED_BY
        ):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.match(node.value):
            yield node
        yield from sentences(node)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOUSE)))
def test_no_text_for_people_goes_past_gettext(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    found = {(text.lineno, text.value) for text in (*shown_texts(tree), *sentences(tree)) if text.value not in NAMES}
    assert not found, f"not translated in {file}: {sorted(found)}"


def test_the_check_sees_what_it_must_see() -> None:
    tree = ast.parse(
        'label.setText("Saved")\nlabel.setText(_("Saved"))\nclick.option("-o", help="Where")\n'
        'box.about(w, f"{n} notes")\n'
        'QLabel("·")\ntable = ("name", "Nothing was found")\nraise ValueError("A bug it is")\n'
    )
    assert [text.value for text in shown_texts(tree)] == ["Saved", "Where", " notes"]
    assert [text.value for text in sentences(tree)] == ["Nothing was found"]
