"""registers/manifest.yaml: which file holds which register of which period, and where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field as Setting

from duxue.messages import Fault, InputError, Text
from duxue.notation import Bilingual, Document, StrictModel, load
from duxue.periods import Period

Origin = Literal["official", "collected", "made-up"]


@dataclass(frozen=True)
class ManifestEntry:
    """One file. `origin` goes with every row into every figure; `made_by` names who or what made it."""

    file: str
    register: str
    period: Period
    origin: Origin
    source: Text
    made_by: str | None


class _Entry(StrictModel):
    file: str
    register_id: str = Setting(alias="register")
    period: str
    origin: Origin
    source: Bilingual
    made_by: str | None = None


class _Manifest(StrictModel):
    files: list[_Entry]


def read_manifest(path: Path, shown: str | None = None) -> list[ManifestEntry]:
    """The entries of the manifest in their order.

    Raises InputError with all faults: unknown keys, periods that cannot be read, a file named twice. Whether
    register and file exist is for the reader of the workspace, who knows both.
    """
    manifest, document = load(path, _Manifest, shown)
    faults = list(_faults(manifest, document))
    if faults:
        raise InputError(faults)
    return [
        ManifestEntry(
            entry.file,
            entry.register_id,
            Period.parse(entry.period),
            entry.origin,
            entry.source,
            entry.made_by,
        )
        for entry in manifest.files
    ]


def _faults(manifest: _Manifest, document: Document) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for index, entry in enumerate(manifest.files):
        if first.setdefault(entry.file, index) != index:
            at = document.place(("files", index, "file"))
            facts = {"file": entry.file, "first": str(first[entry.file] + 1)}
            yield Fault("registers-manifest-file-twice", at, facts)
        try:
            Period.parse(entry.period)
        except InputError as error:
            at = document.place(("files", index, "period"))
            yield from (Fault(fault.code, at, fault.facts) for fault in error.faults)
