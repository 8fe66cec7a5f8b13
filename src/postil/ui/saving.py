"""Whether what the reader did is saved, as the status line says it."""

from PySide6.QtCore import QObject

from postil.core.errors import PostilError
from postil.translation import gettext as _
from postil.ui.keeper import Keeper
from postil.ui.page.page import Page
from postil.ui.session import Session
from postil.ui.status_line import StatusLine


class Saving(QObject):
    """Follows the keeper. While a note is typed only its draft is kept: "Saved" comes when the note is."""

    def __init__(self, keeper: Keeper, session: Session, page: Page, status: StatusLine) -> None:
        super().__init__(status)
        self._session = session
        self._page = page
        self._status = status
        self._drafted = ""
        page.draft_changed.connect(self._draft)
        keeper.saved.connect(self._saved)
        keeper.saving.connect(self._saving)
        keeper.hindered.connect(self._unsaved)
        keeper.unusable.connect(self._unsaved)
        keeper.failed.connect(self._failed)

    def _draft(self, annotation_id: str, _note: str) -> None:
        self._drafted = annotation_id

    def _saved(self) -> None:
        if self._session.pending:  # what was saved is of another window, or is not all
            return
        self._status.set_state(_("Draft kept") if self._is_draft() else _("Saved"))

    def _is_draft(self) -> bool:
        edited = self._page.edited
        return bool(edited) and (edited == self._drafted or self._session.draft(edited) is not None)

    def _saving(self) -> None:
        self._status.set_state(_("Saving…"))

    def _unsaved(self, error: PostilError) -> None:
        self._status.set_state(_("Not saved: {reason}").format(reason=error), alarming=True)

    def _failed(self, error: PostilError) -> None:
        """What failed is neither saved nor being saved; a note is still there to be written again."""
        if self._session.pending:
            self._unsaved(error)
        else:
            self._status.set_state("")
