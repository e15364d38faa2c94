"""The command as a process of its own that ends badly: killed at a step on the disk, or where the disk is full.

`python -m tests.evaluation.interrupted at 17 evaluate WORKSPACE` kills itself before its 17th step that changes
the file system; `full 20000` fails each write beyond that many bytes of a file.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from duxue.cli import main

CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}
ROOT = Path(__file__).parents[2]
STEPS = "steps on the disk: "


def kill_before(step: int) -> None:
    """Counts what Python is about to change on the disk; before the given step the process is gone."""
    done = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        if event in CHANGES or (event == "open" and _writes(arguments)):
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    if step == 0:
        import atexit

        atexit.register(lambda: print(f"{STEPS}{done}", file=sys.stderr))


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def process(*words: str) -> list[str]:
    """The command line of such a process; `process()` is the plain command."""
    if not words:
        return [sys.executable, "-m", "duxue"]
    return [sys.executable, "-m", "tests.evaluation.interrupted", *words]


def ended(command: list[str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    words = [*command, *map(str, arguments)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


if __name__ == "__main__":
    how, number, *rest = sys.argv[1:]
    if how == "at":
        kill_before(int(number))
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(number), int(number)))
    sys.exit(main(rest))
