"""The units of `library/units.yaml`, read once."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from duxue.library import ROOT
from duxue.messages import InputError, Text
from duxue.messages.texts import listed, shortened
from duxue.notation import likely, read
from duxue.values.units import ONE, Unit

FILE = ROOT / "units.yaml"


@dataclass(frozen=True)
class UnitLibrary:
    """Every simple unit, by its id and by each of its other names."""

    units: tuple[Unit, ...]
    by_name: dict[str, Unit]

    def unknown(self, name: str, whole: str) -> InputError:
        """The error that says which name is unknown, which one is likely meant, and what there is."""
        close = likely(name, self.by_name)
        guess = self.by_name[close].id if close is not None else None
        code = "values-unit-unknown" if guess is None else "values-unit-likely"
        facts: dict[str, str | Text] = {
            "unit": shortened(name),
            "found": shortened(whole),
            "allowed": listed((one.id for one in self.units), limit=60),
        }
        if guess is not None:
            facts["likely"] = guess if close == guess else Text(f"{guess}（{close}）", f"{guess} ({close})")
        return InputError.one(code, None, **facts)


@cache
def library() -> UnitLibrary:
    """Read the units of the product; ValueError (a defect of the data) where two share a name."""
    units: list[Unit] = []
    by_name: dict[str, Unit] = {}
    entries: dict[str, dict[str, Any]] = read(FILE, FILE.name).value
    for id_, entry in entries.items():
        one = _unit(id_, entry)
        units.append(one)
        for name in (id_, one.title.zh, one.title.en, one.symbol.zh, one.symbol.en, *entry.get("also", ())):
            if name and by_name.setdefault(name, one) is not one:
                raise ValueError(f"{FILE.name}: {name!r} names both {by_name[name].id} and {id_}")
    return UnitLibrary(tuple(units), by_name)


def _unit(id_: str, entry: dict[str, Any]) -> Unit:
    title = Text(entry["zh"], entry["en"])
    return Unit(
        id=id_,
        title=title,
        symbol=Text(entry.get("after_zh", title.zh), entry.get("after_en", title.en)),
        # Plain proportions have no dimension of their own: persons by persons is a ratio.
        dimension=ONE if (base := entry.get("of", id_)) == "ratio" else base,
        factor=Fraction(str(entry.get("factor", 1))),
    )
