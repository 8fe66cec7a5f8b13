"""What an outline costs: ``python tests/benchmarks/outline.py [MEGABYTES …]``.

Of each language at hand, texts are strung together until they have so many megabytes (0.01 0.1 1 10), read, and
outlined in this process, three times; the best time counts. Beside it the floor: one search of the same text for the
sign that no text has, by a pattern that looks at every character. Prints MB/s of both, and their ratio.
"""

import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from postil.desk import infer_outline
from postil.formats import read

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
TEXTS = Path(os.environ["POSTIL_REPORTS"]) / "texts" if "POSTIL_REPORTS" in os.environ else SAMPLES
NEVER = re.compile("[\ufdd0\ufdd1]")


def best(work: Callable[[], object]) -> float:
    took = []
    for _ in range(3):
        begun = time.process_time()
        work()
        took.append(time.process_time() - begun)
    return max(min(took), 1e-6)


def by_language() -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(TEXTS.glob("*.txt")):
        text = file.read_text("utf-8")
        found[infer_outline(read(file.read_bytes(), file.name)).language].append(text)
    return {language: "\n\n".join(texts) for language, texts in found.items()}


def main(sizes: list[float]) -> None:
    print(f"{'':4} {'MB':>8} {'MB/s':>8} {'scan':>8} {'ratio':>6} {'nodes':>8}")
    for language, text in by_language().items():
        for size in sizes:
            times = max(1, round(size * 1e6 / len(text.encode())))
            data = (text[: int(size * 1e6)] if size * 1e6 < len(text) else "\n\n".join([text] * times)).encode()
            report = read(data, "report.txt")
            outline = infer_outline(report)
            cost, floor = best(lambda r=report: infer_outline(r)), best(lambda r=report: NEVER.search(r.text))
            size_read = len(data) / 1e6
            rate, scan = size_read / cost, size_read / floor
            print(f"{language:4} {size_read:8.2f} {rate:8.2f} {scan:8.0f} {scan / rate:6.0f} {len(outline.nodes):8}")


if __name__ == "__main__":
    main([float(size) for size in sys.argv[1:]] or [0.01, 0.1, 1, 10])
