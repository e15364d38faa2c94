"""Reading a folder of standards: one file a standard, named by its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from duxue.messages import Fault, InputError
from duxue.notation import Document, load
from duxue.standards.standard import Standard, unknown_word


@dataclass(frozen=True, slots=True)
class _Read:
    standard: Standard
    document: Document


def load_standards(folder: Path, shown: str | None = None) -> dict[str, Standard]:
    """The standards of a folder by id; none if it does not exist. `shown` names the folder in messages.

    InputError with the faults of all files at once: whatever a file gets wrong, a name that is not the id, a
    standard that begins before the one it follows has ended.
    """
    read: dict[str, _Read] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else []:
        name = path.name if shown is None else f"{shown}/{path.name}"
        try:
            standard, document = load(path, Standard, name)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if standard.id != path.stem:
            facts = {"id": standard.id, "expected": f"{standard.id}.yaml"}
            faults.append(Fault("standards-file-name", document.place(("id",)), facts))
            continue
        read[standard.id] = _Read(standard, document)
    faults.extend(fault for one in read.values() for fault in _following(one, read))
    if faults:
        raise InputError(faults)
    return {name: one.standard for name, one in read.items()}


def load_standard(path: Path) -> Standard:
    """One standard by itself. InputError with the faults of its file; whom it follows is not looked at."""
    return load(path, Standard, path.name)[0]


def _following(one: _Read, read: Mapping[str, _Read]) -> Iterator[Fault]:
    """A standard follows a known one, without a day on which both are in force."""
    name = one.standard.follows
    if name is None:
        return
    place = one.document.place(("follows",))
    if name not in read:
        yield unknown_word("standards-follows-unknown", place, name, sorted(read))
        return
    former, latter = read[name].standard.document, one.standard.document
    if former.until is None or former.until >= latter.effective:
        place = one.document.place(("document", "effective"))
        until = former.until.isoformat() if former.until else "null"
        facts = {"id": name, "until": until, "effective": latter.effective.isoformat()}
        yield Fault("standards-dates-overlap", place, facts)
