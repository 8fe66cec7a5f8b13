"""What a highlight costs the disk: ``python tests/benchmarks/fsyncs.py [FOLDER]`` (needs strace on Linux).

Counts the fsyncs of each highlight after the first commit into a new journal and before the next checkpoint (wanted:
exactly one each; exits with 1 otherwise), then times highlights beside a bare insert with the same promise. FOLDER is
where the library is made: choose one on a disk, a temporary file system costs nothing to sync.
"""

import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from postil import desk
from postil.core.span import Span

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "readout.txt"
COUNTED, TIMED = 100, 1000


def highlights(folder: Path, count: int) -> list[float]:
    """Make highlights with a note and tags; the milliseconds of each."""
    took = []
    with desk.open_library(folder) as library:
        opened = desk.keep(library, desk.read_source(SAMPLE))
        size = len(opened.report.text) - 40
        library.checkpoint()
        for number in range(count + 1):
            print("highlight", flush=True)
            begun = time.perf_counter()
            desk.mark(library, opened.version_id, Span(number % size, number % size + 40), note="why", tags=["a", "b"])
            took.append(1000 * (time.perf_counter() - begun))
        print("end", flush=True)
    return took[1:]


def inserts(folder: Path, count: int) -> list[float]:
    """The floor: one row a transaction, WAL and FULL as in the library; the milliseconds of each."""
    connection = sqlite3.connect(folder / "floor.db", isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE t (a)"):
        connection.execute(statement)
    took = []
    for number in range(count):
        begun = time.perf_counter()
        connection.execute("INSERT INTO t VALUES (?)", (f"{number}" * 50,))
        took.append(1000 * (time.perf_counter() - begun))
    connection.close()
    return took


def syncs_of_each(folder: Path) -> list[int]:
    """How many fsyncs and fdatasyncs each highlight made, as the system saw them."""
    trace = folder / "trace"
    command = ["strace", "-f", "-e", "trace=fsync,fdatasync,write", "-o", str(trace)]
    subprocess.run([*command, sys.executable, __file__, "--highlights", str(folder / "counted")], check=True)
    parts = re.split(r'write\(1, "(?:highlight|end)', trace.read_text())
    return [len(re.findall(r"\b(?:fsync|fdatasync)\(", part)) for part in parts[2:-1]]


def main() -> int:
    if sys.argv[1:2] == ["--highlights"]:
        highlights(Path(sys.argv[2]), COUNTED)
        return 0
    folder = Path(tempfile.mkdtemp(dir=sys.argv[1] if len(sys.argv) > 1 else None))
    try:
        counts = syncs_of_each(folder)
        print(f"fsyncs of {len(counts)} highlights: {min(counts)} to {max(counts)} each")
        for name, took in (("highlight", highlights(folder / "timed", TIMED)), ("insert", inserts(folder, TIMED))):
            took.sort()
            print(f"{name}: median {statistics.median(took):.2f} ms, p99 {took[int(0.99 * len(took))]:.2f} ms")
    finally:
        shutil.rmtree(folder)
    return 0 if set(counts) == {1} else 1


if __name__ == "__main__":
    sys.exit(main())
