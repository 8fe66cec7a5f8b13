"""A first start from an installed wheel: the bundled sample is opened, painted and closed again.

``wheel_window.py LIBRARY`` (a folder to be made); run by ``.ci/run`` in an environment that holds the wheel alone.
"""

import sys
from pathlib import Path

import postil
from postil.app import build


def main(library: str) -> int:
    app, windows = build(["--library", library])
    painted: list[bool] = []
    windows.first_page.connect(lambda: painted.append(True))
    windows.first_page.connect(windows.close_all)
    app.exec()
    windows.shut()
    inside = Path(postil.__file__).with_name("resources").is_dir()
    sys.stdout.write(f"first page painted: {bool(painted)}, resources in the package: {inside}\n")
    return 0 if painted and inside else 1


if __name__ == "__main__":  # the worker process imports this file again
    sys.exit(main(sys.argv[1]))
