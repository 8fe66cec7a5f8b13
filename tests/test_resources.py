"""What is not code is found wherever Postil runs."""

import pytest

from postil.resources import resource


@pytest.mark.parametrize(
    "parts", [("samples", "readout.txt"), ("samples", "readout-zh.txt"), ("icons", "postil.svg")], ids="/".join
)
def test_a_resource_is_found(parts: tuple[str, ...]) -> None:
    assert resource(*parts).read_text("utf-8")


@pytest.mark.parametrize("name", ["readout.txt", "readout-zh.txt"])
def test_a_sample_is_clean_text(name: str) -> None:
    data = resource("samples", name).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")
