"""All that figures are computed from, wherever it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from duxue.areas import Areas, Successions
from duxue.measures.catalogue import Catalogue
from duxue.measures.engines.source import RegisterKey, Source
from duxue.measures.figures import FigureId, StatedFigure
from duxue.registers import Filing, Obligation, Register


@dataclass(frozen=True)
class Material:
    """Registers as handles, areas as a table, and what was stated."""

    registers: Mapping[RegisterKey, Register]
    areas: Areas
    successions: Successions
    obligations: Sequence[Obligation]
    filings: Sequence[Filing]
    stated: Sequence[StatedFigure]
    catalogue: Catalogue
    _index: dict[FigureId, StatedFigure] = field(default_factory=dict, compare=False)

    def source(self) -> Source:
        return Source(self.registers, self.catalogue.contracts, self.areas)

    def stated_by_id(self) -> Mapping[FigureId, StatedFigure]:
        if not self._index:
            self._index.update({figure.id: figure for figure in self.stated})
        return self._index
