"""Outlines: inferred once for a version and an engine, then read from the library."""

from functools import cache
from typing import TYPE_CHECKING

from postil.core.outline import ENGINE, Outline
from postil.core.report import Report
from postil.library import Library, outlines, reports

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.outline import Lexicon


def title_of(report: Report, outline: Outline, name: str) -> str:
    """What a report is called: as it says itself, else as its text does, which may be cut; else its name."""
    return report.title or outline.title or name


def prepare_outlining() -> "Iterator[None]":
    """Load what the first inference needs, in steps between which a window answers."""
    from postil import outline  # noqa: F401, PLC0415 — a report whose outline is known needs none of it

    yield
    _lexicons()
    yield


def infer_outline(report: Report) -> Outline:
    """Infer the outline of a report with the lexicons of all languages."""
    from postil import outline  # noqa: PLC0415 — a report whose outline is known needs none of it

    return outline.infer(report, _lexicons())


@cache
def _lexicons() -> "Mapping[str, Lexicon]":
    """The lexicons that come with Postil by language; they hold patterns that are dear to compile."""
    from postil.outline import parse_lexicon  # noqa: PLC0415 — as above
    from postil.resources import resource  # noqa: PLC0415 — as above

    files = [file for file in resource("lexicons").iterdir() if file.name.endswith(".toml")]
    files.sort(key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): parse_lexicon(file.read_text("utf-8")) for file in files}


def outline_of(library: Library, version_id: str, report: Report) -> Outline:
    """The outline of a version, inferred and kept where it was not yet."""
    known = cached_outline(library, version_id)
    if known is not None:
        return known
    inferred = infer_outline(report)
    keep_outline(library, version_id, inferred)
    return inferred


def keep_outline(library: Library, version_id: str, inferred: Outline) -> None:
    """Keep an outline that was inferred already, and the title it found where the source names none."""
    with library.transaction():
        outlines.cache(library, version_id, ENGINE, inferred)
        if inferred.title:
            reports.entitle(library, version_id, inferred.title)


def cached_outline(library: Library, version_id: str) -> Outline | None:
    """The outline of a version, if it was inferred by the engine of today."""
    return outlines.cached(library, version_id, ENGINE)
