"""Where the reader is in the outline, and going elsewhere."""

from PySide6.QtCore import QObject, Signal

from postil.core.outline import Node
from postil.ui.outline_model import shown_title
from postil.ui.outline_tree import again
from postil.ui.page.page import Page
from postil.ui.session import Session


class Navigation(QObject):
    """Follows the page with the outline's current node; one that was clicked stays it until the reader scrolls."""

    node_changed = Signal(object)

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._chosen: Node | None = None
        self.node: int | None = None
        page.scrolled.connect(self.follow)
        page.read_on.connect(self._read_on)

    def follow(self) -> None:
        """Find the node of the line that is read."""
        outline, chosen = self._session.outline, self._chosen
        node = outline.at(self._page.reading_offset) if chosen is None else again(outline, chosen)
        if node != self.node:
            self.node = node
            self.node_changed.emit(node)

    def go_to_node(self, index: int) -> None:
        """Bring a node to the top of the page, the caret at its beginning."""
        self._chosen = self._session.outline.nodes[index]
        start = self._chosen.start
        self._page.bring_to_top(start)
        self._page.put_caret(start)
        self.follow()

    def path(self) -> tuple[str, ...]:
        """The titles from the outline's root down to the current node."""
        nodes = self._session.outline.nodes
        if self.node is None or self.node >= len(nodes):
            return ()
        return tuple(_name(nodes[i]) for i in self._session.outline.path(self.node))

    def _read_on(self) -> None:
        self._chosen = None
        self.follow()


def _name(node: Node) -> str:
    title = shown_title(node)
    return title if node.ordinal is None else f"{node.ordinal} {title}"
