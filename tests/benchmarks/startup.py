"""Start-up beside its floor, interleaved: ``python tests/benchmarks/startup.py [RUNS]``.

Medians of RUNS (15) starts each of the floor (a bare QMainWindow with a QTextBrowser of the same 8 kB report), of
Postil on that report when it is new and the library is new, new in a library, and known, and on a report of 1,000,000
words, new and known. Prints seconds, the ratio to the floor (for the large report: to the small one), and memory.
"""

import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import postil

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "resources" / "samples" / "readout.txt"


def start(what: str, report: Path, library: Path) -> dict[str, float]:
    environment = os.environ | {
        "BENCH_START": str(time.time()),
        "POSTIL_LIBRARY": str(library),
        "XDG_CONFIG_HOME": str(library.parent / "config"),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    command = [sys.executable, str(HERE / "window.py"), what, str(report)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def large_report(folder: Path, words: int) -> Path:
    """The sample over and over, each time with other numbers, up to so many words."""
    paragraphs = SAMPLE.read_text("utf-8").split("\n\n")
    path = folder / "large.txt"
    counted, copy = 0, 0
    with path.open("w", encoding="utf-8") as file:
        while counted < words:
            copy += 1
            for paragraph in paragraphs:
                line = f"{paragraph} ({copy})\n\n"
                file.write(line)
                counted += len(line.split())
    return path


def main(runs: int) -> None:
    # An installed Postil is compiled; a working copy must not be measured compiling.
    compileall.compile_dir(Path(postil.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = large_report(folder, 1_000_000)
        known, known_large = folder / "known", folder / "known-large"
        start("postil", SAMPLE, known)
        start("postil", large, known_large)
        rows: dict[str, list[dict[str, float]]] = {}
        for run in range(runs):
            for label, what, report, library in (
                ("floor", "floor", SAMPLE, folder / "none"),
                ("8 kB, known", "postil", SAMPLE, known),
                ("8 kB, new", "postil", SAMPLE, folder / f"empty-{run}"),
                ("8 kB, new library", "postil", SAMPLE, folder / f"new-{run}"),
                ("1 M words, known", "postil", large, known_large),
                ("1 M words, new", "postil", large, folder / f"empty-large-{run}"),
            ):
                if "empty" in library.name:
                    subprocess.run([sys.executable, "-m", "postil", "list", "--library", str(library)], check=True)
                rows.setdefault(label, []).append(start(what, report, library))
                if library not in {known, known_large}:
                    shutil.rmtree(library, ignore_errors=True)
        show(rows)


def show(rows: dict[str, list[dict[str, float]]]) -> None:
    def median(label: str, field: str) -> float:
        return statistics.median(row.get(field, 0.0) for row in rows[label])

    floor, small = median("floor", "seconds"), median("8 kB, known", "seconds")
    heads = ("", "seconds", "ratio", "MB first", "MB later", "worst frame ms", "outline s")
    print("{:20} {:>8} {:>6}  {:>8} {:>8} {:>14} {:>9}".format(*heads))
    for label in rows:
        base = small if "1 M" in label else floor
        fields = (median(label, "seconds"), median(label, "seconds") / base, median(label, "resident"))
        later = (median(label, "settled"), median(label, "worst_frame"), median(label, "outline_after"))
        print("{:20} {:8.3f} {:6.2f}  {:8.0f} {:8.0f} {:14.0f} {:9.2f}".format(label, *fields, *later))
    print("ratios: 8 kB to the floor, 1 M words to the known 8 kB report")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
