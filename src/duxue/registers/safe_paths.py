"""Paths that people write into a workspace's files, kept inside the workspace."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path

from duxue.messages import InputError, Place

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_GLOB = frozenset("*?[]{}")


def safe_path(root: Path, relative: str, place: Place | None = None) -> Path:
    """The regular file at `relative` under `root`.

    Raises InputError (`workspace-path-…`) for an absolute path, `..`, a link in any part, a pattern, an
    address, a name with control characters or a backslash, and for what is no existing regular file.
    `place` is where the path was written.
    """
    at = place if place is not None else Place(file=relative if relative.isprintable() else ascii(relative))
    _refuse_form(relative, at)
    path = root
    parts = relative.split("/")
    for index, part in enumerate(parts):
        path = path / part
        try:
            mode = os.lstat(path).st_mode
        except (OSError, ValueError):
            raise InputError.one("workspace-path-missing", at, path=relative) from None
        if stat.S_ISLNK(mode):
            raise InputError.one("workspace-path-link", at, path=relative, part=part)
        last = index == len(parts) - 1
        if not (stat.S_ISREG(mode) if last else stat.S_ISDIR(mode)):
            code = "workspace-path-not-a-file" if last else "workspace-path-missing"
            raise InputError.one(code, at, path=relative)
    return path


def _refuse_form(relative: str, at: Place) -> None:
    if not relative.strip():
        raise InputError.one("workspace-path-empty", at)
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in relative):
        raise InputError.one("workspace-path-control", at, path=relative)
    if relative.startswith(("/", "~")) or re.match(r"[A-Za-z]:[\\/]", relative):
        raise InputError.one("workspace-path-absolute", at, path=relative)
    if "\\" in relative:
        raise InputError.one("workspace-path-backslash", at, path=relative)
    if _URL.match(relative):
        raise InputError.one("workspace-path-url", at, path=relative)
    if _GLOB & set(relative):
        raise InputError.one("workspace-path-glob", at, path=relative)
    if any(part in ("", ".", "..") for part in relative.split("/")):
        raise InputError.one("workspace-path-parent", at, path=relative)
