"""Opening a report without holding up the window: small ones at once, large ones by the worker."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from postil import desk
from postil.core.errors import PostilError
from postil.core.outline import Outline
from postil.core.report import Report
from postil.ui.keeper import Keeper

if TYPE_CHECKING:
    from concurrent.futures import Future

_T = TypeVar("_T")


class _Reply(QObject):
    """Brings a job's end from the worker's thread to the window's, if the window is still there."""

    ended = Signal(object, str, object)

    def __init__(self, future: "Future[_T]", name: str, take: Callable[[_T], None], opener: "Opener") -> None:
        super().__init__()
        self.ended.connect(opener.hand_on)
        future.add_done_callback(lambda ended: self.ended.emit(ended, name, take))


class Opener(QObject):
    """Opens reports for one window."""

    opened = Signal(desk.Opened)
    kept = Signal(desk.Opened)
    outlined = Signal(str, Outline)
    failed = Signal(PostilError)
    busy = Signal(str)

    def __init__(self, keeper: Keeper, worker: desk.Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._worker = worker
        self._inferred: Outline | None = None
        self._path = Path()
        """As it was given: what is shown of a path need not lead to the file."""
        self._unkept: desk.Reading | Path | None = None
        self._keeping: tuple[Path, str] | None = None

    def open_file(self, path: Path) -> None:
        """Open the report in a file."""
        self._path, self._unkept, self._inferred = path, None, None
        try:
            known = self._known(path)
            if known is not None:
                self.opened.emit(known)
            elif desk.size_of(path) > desk.jobs.SMALL:
                self.follow(self._worker.submit(desk.jobs.read_file, path), path)
            else:
                self._unkept = desk.read_source(path)
                self.opened.emit(desk.jobs.unkept(self._unkept))
        except PostilError as error:
            self.failed.emit(error)

    def _known(self, path: Path) -> desk.Opened | None:
        """The report if the library knows it; with a library that fails it can still be read."""
        try:
            return desk.open_known(self._keeper.library, path) if self._keeper.library is not None else None
        except PostilError as error:
            if not error.code.startswith("library-"):
                raise
            return None

    def open_kept(self, report_id: str) -> None:
        """Open a report from the library alone."""
        try:
            if self._keeper.library is not None:
                self.opened.emit(desk.open_kept(self._keeper.library, report_id))
        except PostilError as error:
            self.failed.emit(error)

    def follow(self, future: "Future[desk.Opened]", path: Path) -> None:
        """Wait for a report that the worker reads."""
        self._path = self._unkept = path
        self.busy.emit(path.name)
        _Reply(future, path.name, self.opened.emit, self)

    def keep(self, report: Report) -> None:
        """Keep the report that was opened last, if the library does not know it yet: after its first page."""
        unkept, self._unkept = self._unkept, None
        if isinstance(unkept, Path):
            self._keeping = unkept, desk.jobs.digest(report)
            self._keeper.run(_nothing, self._keep_large, self)
        elif unkept is not None:
            self._keeper.run(lambda library: desk.keep(library, unkept), self._take_kept, self)

    def settle(self) -> None:
        """Have the report kept now that is being kept: something depends on it and the window is to close."""
        if self._keeping is not None:
            path, shown = self._keeping
            self._keeper.run(lambda library: desk.jobs.keep_in(library, path, shown), self._kept, self)
            self._keeper.settle()

    def _take_kept(self, kept: desk.Opened) -> None:
        """Hand on what was kept; an outline that was quicker than that is kept now."""
        self.kept.emit(kept)
        if kept.outline is None and self._inferred is not None:
            self._keep_outline(kept.version_id, self._inferred)

    def _keep_large(self, _ready: None) -> None:
        if self._keeping is not None:
            path, shown = self._keeping
            future = self._worker.submit(desk.jobs.keep_file, self._keeper.folder, path, shown)
            _Reply(future, path.name, self._kept, self)

    def _kept(self, kept: desk.Opened) -> None:
        if self._keeping is not None:
            self._keeping = None
            self._take_kept(kept)

    def prepare_outline(self, report: Report) -> Iterator[None]:
        """What is done here before an outline, in steps between which the window answers; it may be kept meanwhile."""
        if len(report.text) <= desk.jobs.SMALL:
            yield from desk.prepare_outlining()

    def outline(self, opened: desk.Opened) -> None:
        """Have the outline worked out."""
        folder, report = self._keeper.folder, opened.report
        if len(report.text) <= desk.jobs.SMALL:
            self._outline_small(opened)
        elif opened.version_id:
            kept = opened.report_id, opened.version_id
            self._follow_outline(self._worker.submit(desk.jobs.outline_kept, folder, *kept), opened.path)
        else:
            shown = desk.jobs.digest(report)
            self._follow_outline(self._worker.submit(desk.jobs.outline_file, folder, self._path, shown), opened.path)

    def _outline_small(self, opened: desk.Opened) -> None:
        inferred = desk.infer_outline(opened.report)
        self._inferred = inferred
        self.outlined.emit(opened.path, inferred)
        if opened.version_id:
            self._keep_outline(opened.version_id, inferred)

    def _keep_outline(self, version_id: str, inferred: Outline) -> None:
        self._keeper.run(lambda library: desk.keep_outline(library, version_id, inferred), _nothing, self)

    def _follow_outline(self, future: "Future[Outline]", path: str) -> None:
        def take(outline: Outline) -> None:
            self._inferred = outline
            self.outlined.emit(path, outline)

        _Reply(future, Path(path).name, take, self)

    def hand_on(self, ended: "Future[_T]", name: str, take: Callable[[_T], None]) -> None:
        """Hand on what a job brought, or tell why it brought nothing."""
        if self._well(ended, name):
            take(ended.result())

    def _well(self, ended: "Future[Any]", name: str) -> bool:
        """Whether a job ended well; if not, tell why. A reader's bug is told like a file that kills it."""
        if ended.cancelled():
            return False
        error = ended.exception()
        if isinstance(error, PostilError):
            self.failed.emit(error)
        elif error is not None:
            from postil.ui.trouble import write_down  # noqa: PLC0415 — a bug is rare

            write_down(error)
            self.failed.emit(PostilError("worker-died", name=name))
        return error is None


def _nothing(_library_or_result: object) -> None:
    """Waits for the library to be there; or needs no repainting."""
