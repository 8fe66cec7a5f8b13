"""The one long-lived process that does the work on a whole report, so that the window never waits for it."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_GARBAGE = 100_000
"""How many new values there are before garbage is looked for; Python's own number is 700."""
_P = ParamSpec("_P")
_T = TypeVar("_T")


class Worker:
    """Runs functions in a spawned process, one after the other; what crosses over are plain values.

    The process is started at the first need. One that died is replaced at the next job; the job it died of raises
    ``concurrent.futures.BrokenExecutor``.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, job: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> "Future[_T]":
        """Run a module's function there. The future's callbacks come in a thread of their own."""
        from concurrent.futures import BrokenExecutor  # noqa: PLC0415 — most starts need no worker

        try:
            return self._started().submit(job, *args, **kwargs)
        except BrokenExecutor:
            self.close()
            return self._started().submit(job, *args, **kwargs)

    def close(self) -> None:
        """Stop the process, without waiting for what it does."""
        pool, self._pool = self._pool, None
        if pool is not None:
            processes = list((pool._processes or {}).values())  # noqa: SLF001 — there is no public way before 3.14
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()

    def _started(self) -> "ProcessPoolExecutor":
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 — most starts need no worker
            from multiprocessing import get_context  # noqa: PLC0415

            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=_begin)
        return self._pool


def _begin() -> None:
    """Let the worker end when the window's process does, also when that one is killed.

    A whole report is made of so many small values that looking for garbage among them would take a tenth of the time.
    """
    import gc  # noqa: PLC0415 — in the worker itself
    from multiprocessing import parent_process  # noqa: PLC0415 — as above
    from threading import Thread  # noqa: PLC0415 — as above

    gc.set_threshold(_GARBAGE)
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
