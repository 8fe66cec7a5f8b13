"""What was read of the open report: by nodes, and kept in the library."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from postil import desk
from postil.core.outline import Outline
from postil.core.span import Span
from postil.core.spans import Spans
from postil.ui.session import Session

_KEPT_AFTER_MS = 5_000
_ENOUGH = 0.9
"""The share of a node's own text that makes it read: the last line may be a blank one, or half a word."""


def own_text_read(outline: Outline, read: Spans) -> bytearray:
    """For each node a 1 where the text was read that is its own, up to the node after it; else a 0."""
    edges = [node.start for node in outline.nodes] + [outline.nodes[-1].end] if outline.nodes else [0]
    stretches, passed, behind = list(read), 0, 0
    covered = []
    for edge in edges:
        while passed < len(stretches) and stretches[passed].end <= edge:
            behind += stretches[passed].end - stretches[passed].start
            passed += 1
        inside = max(0, edge - stretches[passed].start) if passed < len(stretches) else 0
        covered.append(behind + inside)
    return bytearray(
        covered[i + 1] - covered[i] >= _ENOUGH * (edges[i + 1] - edges[i]) for i in range(len(outline.nodes))
    )


def wholly_read(outline: Outline, own: bytearray) -> bytearray:
    """For each node a 1 where its own text was read and all that is below it."""
    whole = bytearray(own)
    for i in range(len(whole) - 1, -1, -1):
        parent = outline.nodes[i].parent
        if not whole[i] and parent is not None:
            whole[parent] = 0
    return whole


class ReadingLog(QObject):
    """Knows what was read, takes in more, and keeps it every few seconds: a loss of that is no loss of notes."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.spans = Spans()
        self.own = bytearray()
        """For each node whether its own text was read, ``whole``: with all that is below it."""
        self.whole = bytearray()
        self._read: list[Span] = []
        self._timer = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        session.opened.connect(self._begin)
        session.adopted.connect(self._look)
        session.outline_changed.connect(self._count)
        session.keeper.changed_elsewhere.connect(self._look)
        self._begin()

    def take(self, lines: Sequence[Span]) -> None:
        """Some lines were read."""
        for line in lines:
            self.spans = self.spans.with_span(line)
        self._read += lines
        if not self._timer.isActive():
            self._timer.start()
        self._count()

    def set_read(self, span: Span, *, read: bool) -> None:
        """Count a stretch of the text as read, or as not read."""
        self.keep()
        self.spans = self.spans.with_span(span) if read else self.spans.without(span)
        self._count()
        spans = [span]
        self._keep((spans if read else []), ([] if read else spans))

    def keep(self) -> None:
        """Keep now what was read."""
        self._timer.stop()
        if self._session.identifier:
            read, self._read = self._read, []
            self._keep(read, [])

    def _keep(self, read: Sequence[Span], unread: Sequence[Span]) -> None:
        version_id = self._session.report.version_id if self._session.report else ""
        if version_id and (read or unread):
            self._session.run(lambda library: desk.keep_read(library, version_id, read, unread), _nothing)

    def _begin(self) -> None:
        self.spans, self._read = Spans(), []
        self._look()
        self._count()

    def _look(self) -> None:
        """See what the library knows, also from other programs."""
        version_id = self._session.report.version_id if self._session.report else ""
        if version_id:
            self._session.run(lambda library: desk.spans_read(library, version_id), self._take_known)

    def _take_known(self, known: Spans) -> None:
        for line in self._read:
            known = known.with_span(line)
        if known != self.spans:
            self.spans = known
            self._count()

    def _count(self) -> None:
        outline = self._session.outline
        self.own = own_text_read(outline, self.spans)
        self.whole = wholly_read(outline, self.own)
        self.changed.emit()


def _nothing(_result: object) -> None:
    """Nothing else changes by it."""
