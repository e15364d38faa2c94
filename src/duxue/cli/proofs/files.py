"""The files that `--html` and `--docx` write: whole or not at all, and never over the report."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from duxue.messages import InputError

READABLE = 0o644


def writable(output: Path, report: Path) -> None:
    """Faults where the output is the report itself, also by another name, or has no folder to stand in."""
    same = output.exists() and report.exists() and output.samefile(report)
    if same or output.absolute() == report.absolute():
        raise InputError.one("proof-over-input", None, file=str(output))
    if output.is_dir() or not output.absolute().parent.is_dir():
        raise InputError.one("proof-output-folder", None, file=str(output))


def put(output: Path, content: bytes) -> None:
    """Writes beside the file and renames, so that nobody ever sees a part of it."""
    # Of a link the file behind it is replaced.
    target = output.resolve()
    with NamedTemporaryFile(dir=target.parent, prefix=".tmp-", suffix=target.suffix, delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(content)
            file.flush()
            beside.chmod(READABLE & ~_umask())
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _umask() -> int:
    # Can only be read by setting it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
