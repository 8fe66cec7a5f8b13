"""What a highlight costs the disk: ``python tests/benchmarks/fsyncs.py [FOLDER]`` (needs strace on Linux).

Counts the fsyncs of each highlight after the first commit into a new journal and before the next checkpoint (wanted:
exactly one each; exits with 1 otherwise), then times highlights, interleaved with their floor: a bare insert with the
same promise. FOLDER is where the library is made: choose one on a disk, a temporary file system syncs for nothing.
"""

import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from postil import desk
from postil.core.span import Span

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "readout.txt"
COUNTED, TIMED = 100, 1000


@contextmanager
def highlighter(folder: Path) -> Iterator[Callable[[int], object]]:
    """Makes highlights with a note and tags in a new library, whose journal has had its first commit."""
    with desk.open_library(folder) as library:
        opened = desk.keep(library, desk.read_source(SAMPLE))
        size = len(opened.report.text) - 40

        def highlight(number: int) -> object:
            span = Span(number % size, number % size + 40)
            return desk.keep_mark(
                library, opened.version_id, desk.new_mark(opened.report.text, span, note="why", tags=["a", "b"])
            )

        library.checkpoint()
        highlight(0)
        yield highlight


def counted(folder: Path) -> None:
    """What is traced: highlights, and between them a word to nobody that is found again in the trace."""
    with highlighter(folder) as highlight, Path(os.devnull).open("wb", buffering=0) as nobody:
        for number in range(COUNTED):
            nobody.write(b"begun")
            highlight(number)
            nobody.write(b"ended")


def syncs_of_each(folder: Path) -> list[int]:
    """How many fsyncs and fdatasyncs each highlight made, as the system saw them."""
    trace = folder / "trace"
    command = ["strace", "-f", "-e", "trace=fsync,fdatasync,write", "-o", str(trace)]
    subprocess.run([*command, sys.executable, __file__, "--counted", str(folder / "counted")], check=True)
    parts = re.findall(r'"begun"(.*?)"ended"', trace.read_text(), re.DOTALL)
    return [len(re.findall(r"\b(?:fsync|fdatasync)\(", part)) for part in parts]


def timed(folder: Path) -> dict[str, list[float]]:
    """The milliseconds of each highlight and of each insert."""
    took: dict[str, list[float]] = {"highlight": [], "insert": []}
    with highlighter(folder / "timed") as highlight, closing(floor(folder / "floor.db")) as connection:
        for number in range(TIMED):
            begun = time.perf_counter()
            highlight(number)
            between = time.perf_counter()
            connection.execute("INSERT INTO t VALUES (?)", (f"{number}" * 50,))
            took["highlight"].append(1000 * (between - begun))
            took["insert"].append(1000 * (time.perf_counter() - between))
    return took


def floor(path: Path) -> sqlite3.Connection:
    """A bare table behind the same promise."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE t (a)"):
        connection.execute(statement)
    return connection


def main() -> int:
    if sys.argv[1:2] == ["--counted"]:
        counted(Path(sys.argv[2]))
        return 0
    folder = Path(tempfile.mkdtemp(dir=sys.argv[1] if len(sys.argv) > 1 else None))
    try:
        counts = syncs_of_each(folder)
        lines = [f"fsyncs of {len(counts)} highlights: {min(counts)} to {max(counts)} each"]
        for name, times in timed(folder).items():
            p99 = sorted(times)[int(0.99 * TIMED)]
            lines.append(f"{name}: median {statistics.median(times):.2f} ms, p99 {p99:.2f} ms")
        print("\n".join(lines))
    finally:
        shutil.rmtree(folder)
    return 0 if counts == [1] * COUNTED else 1


if __name__ == "__main__":
    sys.exit(main())
