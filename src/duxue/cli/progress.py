"""A progress bar on standard error, where that is a terminal and the work is long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from duxue.cli.screen import Screen

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 0.6
"""Seconds for which nothing is shown: most work is done by then."""


class Bar:
    """Told of every step; shows a bar once the work has lasted."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.shown = screen.err.isatty()
        self.began = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, what: str, done: int, whole: int) -> None:
        self.step(self.screen.say("cli-reading", what=what), done, whole)

    def step(self, words: str, done: int = 0, whole: int | None = None) -> None:
        """What is being done; without `whole` nobody knows how much of it there is."""
        if not self.shown or time.monotonic() - self.began < PATIENCE:
            return
        if self._progress is None:
            self._start()
        assert self._progress is not None
        assert self._task is not None
        counted = words if whole is None else f"{words} {done + 1}/{whole}"
        self._progress.remove_task(self._task)
        self._task = self._progress.add_task(counted, completed=done, total=whole)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
            console=Console(file=self.screen.err),
            transient=True,
        )
        self._progress.start()
        self._task = self._progress.add_task("", total=None)

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
            self._progress = None


@contextmanager
def progress(screen: Screen) -> Iterator[Bar]:
    """A bar that is gone when the work is, also after an error."""
    bar = Bar(screen)
    try:
        yield bar
    finally:
        bar.stop()
