"""Opening a report, keeping it and its outline, in whatever order these end."""

import pytest

from postil import desk
from postil.ui.keeper import Keeper
from postil.ui.opener import Opener


@pytest.fixture
def opener(qtbot, tmp_path):
    library = desk.open_library(tmp_path / "library")
    keeper, worker = Keeper(tmp_path / "library", library, None), desk.Worker()
    opener = Opener(keeper, worker)
    yield opener
    keeper.close()
    worker.close()


@pytest.mark.parametrize("outline_first", [True, False])
def test_the_outline_of_a_new_report_is_known_when_it_is_opened_again(opener, sample, qtbot, outline_first):
    with qtbot.waitSignal(opener.opened) as opened:
        opener.open_file(sample)
    shown = opened.args[0]
    if outline_first:
        opener.outline(shown)
    with qtbot.waitSignal(opener.kept) as kept:
        opener.keep(shown.report)
    if not outline_first:
        opener.outline(kept.args[0])
    with qtbot.waitSignal(opener.opened) as again:
        opener.open_file(sample)
    assert again.args[0].outline == desk.infer_outline(shown.report)
