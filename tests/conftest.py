"""What all tests stand on: no screen, folders of their own, and the reports they read."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

SAMPLES = Path(__file__).parents[1] / "resources" / "samples"
FOLDERS = {
    "HOME": "home",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "runtime",
}


def report_folder() -> Path:
    """The folder of real reports, where POSTIL_REPORTS names one that holds texts/, else our own samples."""
    real = os.environ.get("POSTIL_REPORTS")
    return Path(real) / "texts" if real else SAMPLES


def pytest_report_header() -> str:
    """Say which reports the tests read."""
    return f"reports: {report_folder()}" + (
        "" if "POSTIL_REPORTS" in os.environ else " (POSTIL_REPORTS names no others)"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes a ``report_file`` runs once with each report."""
    if "report_file" in metafunc.fixturenames:
        files = sorted(file for file in report_folder().iterdir() if file.suffix in {".txt", ".md"})
        metafunc.parametrize("report_file", files, ids=lambda file: file.name)


@pytest.fixture(scope="session")
def reports() -> Path:
    """The folder of the reports that tests read."""
    return report_folder()


@pytest.fixture(scope="session")
def sample() -> Path:
    """The English sample that a first start shows."""
    return SAMPLES / "readout.txt"


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that runs in a test may see or touch the user's folders, library or language."""
    root = tmp_path_factory.mktemp("user")
    with pytest.MonkeyPatch.context() as patch:
        for variable, name in FOLDERS.items():
            folder = root / name
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            patch.setenv(variable, str(folder))
        patch.setenv("LC_ALL", "C.UTF-8")
        for variable in ("POSTIL_LIBRARY", "LANGUAGE"):
            patch.delenv(variable, raising=False)
        yield
