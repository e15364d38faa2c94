"""Opens what somebody handed in, and nothing else: regular files, of a size that can be read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from duxue.messages import InputError, Place

MOST_BYTES = 2 * 1024**3
"""A file of two GiB is no return of one reporter; it must be split."""


def require_regular(path: Path, shown: str) -> int:
    """The size in bytes of a regular file.

    Raises InputError when there is none, or a folder, a link, a pipe or a device stands in its place. A pipe
    is seen before it is opened, so it cannot hang the program.
    """
    place = Place(file=shown)
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        raise InputError.one("workspace-path-missing", place, path=shown) from None
    if stat.S_ISLNK(found.st_mode):
        raise InputError.one("workspace-path-link", place, path=shown, part=path.name)
    if not stat.S_ISREG(found.st_mode):
        raise InputError.one("workspace-path-not-a-file", place, path=shown)
    if found.st_size > MOST_BYTES:
        raise InputError.one("registers-too-large", place, found=f"{found.st_size:,}", most=f"{MOST_BYTES:,}")
    return found.st_size


def read_bytes(path: Path, shown: str) -> bytes:
    """The bytes of a regular file; faults as `require_regular`."""
    require_regular(path, shown)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError.one(
            "workspace-path-unreadable", Place(file=shown), path=shown, reason=reason
        ) from None
    with os.fdopen(descriptor, "rb") as file:
        return file.read()
