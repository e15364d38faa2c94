"""The meaning of every definition of the library, by edition: `make editions` writes the file.

A figure of one edition is compared with another of the same edition, so a meaning may not change under it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duxue.evaluation.definitions import find_scheme, read_definitions
from duxue.library import ROOT
from duxue.notation import written

FILE = Path(__file__).with_name("meanings.txt")
HEADER = """\
# What each definition of the library means: kind, id, edition, SHA-256 over all but its words.
# Written by `make editions`; a line may only change together with its edition.
"""


@dataclass(frozen=True, order=True)
class Meaning:
    kind: str
    id: str
    edition: int
    hash: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id} {self.edition} {self.hash}"

    @classmethod
    def parse(cls, line: str) -> Meaning:
        kind, id_, edition, hash_ = line.split()
        return cls(kind, id_, int(edition), hash_)


def current() -> list[Meaning]:
    """Of all measures, registers, standards and schemes of the library, sorted."""
    return sorted(_of(kind, definition) for kind, definition in _definitions())


def _definitions() -> Iterator[tuple[str, Any]]:
    known = read_definitions(None, None)
    yield from (("measure", known.catalogue[name]) for name in known.catalogue)
    yield from (("register", contract) for contract in known.catalogue.contracts.values())
    yield from (("standard", standard) for standard in known.standards.values())
    for path in ROOT.glob("schemes/*/scheme.yaml"):
        yield "scheme", find_scheme(path.parent.name, None).scheme


def _of(kind: str, definition: Any) -> Meaning:
    text = written(definition, texts=False)
    return Meaning(kind, definition.id, definition.edition, hashlib.sha256(text.encode()).hexdigest())


def recorded() -> list[Meaning]:
    lines = FILE.read_text("utf-8").splitlines() if FILE.exists() else []
    return [Meaning.parse(line) for line in lines if line and not line.startswith("#")]


def faults(before: list[Meaning], now: list[Meaning]) -> list[str]:
    """What may not stay so, in the words of what to do."""
    found = {(meaning.kind, meaning.id): meaning for meaning in now}
    told = []
    for old in before:
        new = found.get((old.kind, old.id))
        if new is None:
            told.append(f"{old.kind} {old.id} is gone: an id is permanent; if nothing refers to it, {ADVICE}")
        elif new.edition < old.edition:
            told.append(f"{old.kind} {old.id}: edition {new.edition} comes after edition {old.edition}")
        elif new.edition == old.edition and new.hash != old.hash:
            told.append(
                f"{old.kind} {old.id} means something else, and its edition is still {old.edition}: "
                f"write edition {old.edition + 1} into its file and run `make editions`; if edition "
                f"{old.edition} was never released, {ADVICE}"
            )
    return told


ADVICE = "run `make editions UNRELEASED=1`"


def main(arguments: list[str]) -> int:
    now = current()
    told = [] if "--unreleased" in arguments else faults(recorded(), now)
    if told:
        print("\n".join(told), file=sys.stderr)
        return 1
    FILE.write_text(HEADER + "".join(f"{meaning}\n" for meaning in now), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
