"""What the tests of the widgets share."""

import pytest

from postil.ui.theme import Theme, load_theme


@pytest.fixture(params=["light", "dark"])
def any_theme(request) -> Theme:
    return load_theme(request.param)


@pytest.fixture
def theme() -> Theme:
    return load_theme("light")
