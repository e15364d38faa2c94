"""The kinds of areas, from `library/area-kinds.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from duxue.library import ROOT
from duxue.messages import Text
from duxue.notation import read

FILE = ROOT / "area-kinds.yaml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of area. It lies under kinds of a smaller `rank`.

    `counted` is False for reporting units, whose rows add up but which are not one of the areas of
    their rank: 市本级 is no county.
    """

    id: str
    title: Text
    rank: int
    counted: bool


class Kinds(Mapping[str, Kind]):
    """The kinds by their id, from above to below; read when first asked for."""

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {
            name: Kind(
                name, Text(entry["title"]["zh"], entry["title"]["en"]), entry["rank"], entry["counted"]
            )
            for name, entry in read(FILE, FILE.name).value.items()
        }

    def __getitem__(self, name: str) -> Kind:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def column(self, name: str) -> str:
        """The column of a table of areas that names the ancestor-or-self of that kind: "in_county"."""
        return "in_" + name.replace("-", "_")

    def beside(self, name: str) -> list[str]:
        """The kind itself and the kinds of its rank that are not counted: county gives county and unit."""
        rank = self[name].rank
        return [
            kind.id for kind in self.values() if kind.id == name or (kind.rank == rank and not kind.counted)
        ]


KINDS = Kinds()
