"""The command line: what can be done with reports and their notes without a screen."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from postil import __version__, desk
from postil.core.annotation import COLOURS
from postil.core.correction import Corrections
from postil.core.errors import PostilError
from postil.translation import gettext as _
from postil.translation import ngettext


class _Refused(click.ClickException):
    """A PostilError, told as its sentence alone."""

    def show(self, file: Any = None) -> None:  # noqa: ANN401 — as click has it
        click.echo(self.message, file=file, err=True)


class _Commands(click.Group):
    """Commands whose refusals are one sentence on stderr, and that end quietly on Ctrl+C."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 — as click has it
        try:
            return super().invoke(ctx)
        except PostilError as error:
            raise _Refused(str(error)) from error
        except KeyboardInterrupt as stop:
            raise click.exceptions.Exit(130) from stop


def run(arguments: list[str]) -> int:
    """Run a command; returns the exit code: 0 done, 1 not found or refused, 2 usage."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by who called
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # UTF-8 everywhere
    try:
        commands.main(arguments, prog_name="postil")
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except OSError as error:
        click.echo(_("What was asked for could not be written: {reason}.").format(reason=error.strerror), err=True)
        return 1
    return 0


def _choose_library(context: click.Context, _parameter: click.Parameter, folder: str | None) -> None:
    root = context.find_root()
    root.obj = Path(folder) if folder else root.obj  # an empty word names no folder, least of all this one


_library = click.option(
    "--library",
    metavar=_("FOLDER"),
    type=click.Path(file_okay=False),
    expose_value=False,
    callback=_choose_library,
    help=_("The library; else POSTIL_LIBRARY, else the system's folder for data."),
)
_report = click.argument("report", metavar="REPORT", type=click.Path(path_type=Path))
_as_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON for machines."))


def _folder() -> Path:
    chosen = click.get_current_context().find_root().obj
    return chosen if isinstance(chosen, Path) else desk.default_library()


def _open_library() -> desk.Library:
    return desk.open_library(_folder())


def _print(text: str) -> None:
    """Print UTF-8 whatever the locale, and add nothing."""
    click.echo(text.encode(), nl=False)


def _print_json(value: object) -> None:
    _print(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("Read reports beside their outline. Without a command, “postil [REPORT…]” opens a window."),
    epilog=_("Exit codes: 0 done, 1 not found or refused, 2 wrong usage."),
)
@click.version_option(__version__, message="Postil %(version)s")
@_library
def commands() -> None:
    """The commands, one function each."""


@commands.command(
    help=_("Print the outline of a report, with your corrections if it is in the library."),
    epilog=_(
        'JSON: {"report": {"title", "language", "characters"}, "nodes": [{"start", "end", "level", "parent", "label", '
        '"ordinal", "title", "kind", "rule", "confidence"}]}. Nodes are in document order; offsets count the code '
        "points of what “postil text” prints; “parent” is the index of the parent in the list, or null. With --notes "
        'each node also has {"state", "notes": [{"id", "on", "start", "end", "quote", "note", "tags"}]}, and the whole '
        'has {"before": [notes], "without_node": [{"quote", "title", "state", "notes"}]}.'
    ),
)
@_report
@click.option(
    "--format",
    "form",
    type=click.Choice(["tree", "text", "json", "markdown", "opml"]),
    default="tree",
    show_default=True,
    help=_("“text” is the titles alone, indented with tabs."),
)
@click.option("--notes", is_flag=True, help=_("Put your notes, and the states of nodes, under their nodes."))
@click.option("--as-inferred", is_flag=True, help=_("Leave your corrections out."))
@_library
def outline(report: Path, form: str, *, notes: bool, as_inferred: bool) -> None:
    """Infer the outline, and look into the library if there is one."""
    reading = desk.read_source(report)
    inferred = desk.infer_outline(reading.report)
    title = desk.title_of(reading.report, inferred, Path(reading.name).stem)
    known = _look_up(reading) if notes or not as_inferred else None
    corrections = known.corrections if known and not as_inferred else Corrections()
    shown = desk.corrected_outline(reading.report, inferred, corrections)
    annotations = known.annotations if known else ()
    _print(desk.export_outline(form, title, reading.report, shown, annotations if notes else None))


def _look_up(reading: desk.Reading) -> desk.Opened | None:
    """What the library keeps of a report that was read, if there is a library; one that fails is no hindrance."""
    try:
        library = desk.open_existing(_folder())
        if library is None:
            return None
        with library:
            return desk.look_up(library, reading)
    except PostilError as failure:
        click.echo(str(failure), err=True)
        return None


@commands.command(help=_("Print the text of a report, byte for byte what all offsets count."))
@_report
@_library
def text(report: Path) -> None:
    """Write the text's UTF-8 bytes; the library is not needed."""
    _print(desk.read_source(report).report.text)


@commands.command(
    help=_("Print the notes on a report under its outline. REPORT is a file, or an ID from “postil list”.")
)
@click.argument("report", metavar="REPORT|ID")
@click.option("--format", type=click.Choice(["markdown"]), default="markdown", show_default=True, expose_value=False)
@click.option("-o", "--output", metavar=_("FILE"), type=click.Path(path_type=Path), help=_("Write it into a file."))
@_library
def export(report: str, output: Path | None) -> None:
    """Export what the library keeps of a report."""
    with _open_library() as library:
        opened = _find(library, report)
        inferred = desk.outline_of(library, opened.version_id, opened.report)
    if output is None:
        _print(desk.export_markdown(opened, inferred))
    else:
        desk.write_export(output, opened, inferred)


@commands.command(
    help=_("Mark a passage of a report; the report is kept in the library."),
    epilog=_(
        'JSON: {"report": {"id", "title"}, "annotation": {"id", "anchor": {"start", "end", "exact", "prefix", '
        '"suffix", "status"}, "colour", "style", "motivation", "note", "tags", "created", "modified", "deleted", '
        '"node"}}. Offsets as in “postil outline”; times are UTC; “node” is for notes on an entry of the outline.'
    ),
)
@_report
@click.option("--quote", required=True, help=_("The passage, as it is shown; it must stand there once."))
@click.option("--note", default="", help=_("A note in Markdown."))
@click.option("--tag", "tags", multiple=True, help=_("A tag; may be given several times."))
@click.option("--colour", type=click.Choice(COLOURS), default="yellow", show_default=True)
@_as_json
@_library
def annotate(report: Path, quote: str, note: str, tags: tuple[str, ...], colour: str, *, as_json: bool) -> None:
    """Find the quote first, so that nothing is kept where it is refused."""
    reading = desk.read_source(report)
    with _open_library() as library:
        opened = desk.find(library, reading)
        shown = opened.report if opened else reading.report
        made = desk.new_mark(shown.text, desk.find_quote(shown, quote), colour, note=note, tags=tags)
        opened = opened or desk.keep(library, reading)
        desk.keep_mark(library, opened.version_id, made)
        inferred = desk.outline_of(library, opened.version_id, opened.report)
    title = desk.title_of(opened.report, inferred, opened.title)
    if as_json:
        _print_json({"report": {"id": opened.report_id, "title": title}, "annotation": made.as_json()})
    else:
        _print(_("Marked in “{title}”: {id}").format(title=title, id=made.id) + "\n")


@commands.command(
    "list",
    help=_("List the reports in the library, the one read last first."),
    epilog=_(
        'JSON: [{"id", "title", "path", "characters", "annotations", "notes", "place", "created", "read"}]. “place” '
        "is the code point at the top of the page when it was read last; times are UTC."
    ),
)
@_as_json
@_library
def list_(*, as_json: bool) -> None:
    """What is in the library."""
    with _open_library() as library:
        reports = desk.list_reports(library)
    if as_json:
        _print_json([_listed_json(report) for report in reports])
    else:
        _print("".join(f"{_listed_line(report)}\n" for report in reports))


def _find(library: desk.Library, name: str) -> desk.Opened:
    """The report of the library that a file or an identifier names."""
    path = Path(name)
    if not path.exists():
        return desk.open_kept(library, desk.kept_from(library, path) or name)
    opened = desk.find(library, desk.read_source(path))
    if opened is None:
        raise PostilError("report-unknown", name=path.name)
    return opened


def _listed_json(report: desk.Listed) -> dict[str, object]:
    fields = report._asdict()
    return {"id": fields.pop("report_id"), **fields}


def _listed_line(report: desk.Listed) -> str:
    marks = ngettext("{count} mark", "{count} marks", report.annotations).format(count=report.annotations)
    notes = ngettext("{count} note", "{count} notes", report.notes).format(count=report.notes)
    return f"{report.report_id}  {report.title} · {marks} · {notes}"
