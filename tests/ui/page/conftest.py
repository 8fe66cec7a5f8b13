"""A page that shows a report, and reports to show."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from page_driving import report_of

from postil.core.annotation import Annotation
from postil.core.outline import Outline
from postil.core.report import Report
from postil.desk import note_html
from postil.ui.page.marks import Marks
from postil.ui.page.page import Page
from postil.ui.theme import load_theme

MakePage = Callable[..., Page]


@pytest.fixture
def make_page(qtbot) -> MakePage:
    """Shows a report (or the report that a text is) on a page of its own."""

    def make(
        report: Report | str,
        name: str = "report.txt",
        *,
        size: tuple[int, int] = (1060, 860),
        marks: Sequence[Annotation] = (),
        outline: Outline | None = None,
        offset: int = 0,
    ) -> Page:
        page = Page(load_theme("light"), note_html)
        qtbot.addWidget(page)
        page.resize(*size)
        page.set_marks(Marks(marks))
        page.show_report(report_of(report, name) if isinstance(report, str) else report, outline or Outline(), offset)
        with qtbot.waitExposed(page), qtbot.waitSignal(page.first_page):
            page.show()
        page.activateWindow()
        page.setFocus()
        return page

    return make


@pytest.fixture(scope="module")
def one_page(qapp) -> Iterator[Page]:
    """One page for all the examples of a property."""
    page = Page(load_theme("light"), note_html)
    page.resize(900, 700)
    page.show()
    yield page
    page.close()
    page.deleteLater()


@pytest.fixture(scope="session")
def long_report(sample: Path) -> Report:
    """The sample over and over: some 60,000 words."""
    paragraphs = sample.read_text("utf-8").split("\n\n")
    copies = (f"{paragraph} ({copy})" for copy in range(60) for paragraph in paragraphs)
    return report_of("\n\n".join(copies))
