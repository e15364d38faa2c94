"""A Word file written anew with some parts exchanged or added; every other part keeps its bytes and its place."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of parts that are added: the same input gives the same file."""


def rewritten(source: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The file with those parts; parts that it does not have come last."""
    target = BytesIO()
    with ZipFile(BytesIO(source)) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        known = before.infolist()
        for info in known:
            content = changed[info.filename] if info.filename in changed else before.read(info)
            after.writestr(_same(info), content)
        for name in changed.keys() - {info.filename for info in known}:
            added = ZipInfo(name, EARLIEST)
            added.compress_type = ZIP_DEFLATED
            after.writestr(added, changed[name])
    return target.getvalue()


def _same(info: ZipInfo) -> ZipInfo:
    kept = ZipInfo(info.filename, info.date_time)
    kept.compress_type = info.compress_type
    kept.external_attr = info.external_attr
    kept.comment = info.comment
    return kept
