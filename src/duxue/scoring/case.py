"""The facts that one leaf is scored from."""

from __future__ import annotations

from dataclasses import dataclass

from duxue.measures.figures import Figure, MeasureRef
from duxue.messages import Text
from duxue.schemes import Leaf
from duxue.scoring.entries import Judgement, Problem
from duxue.scoring.sources import FigureSource


@dataclass(frozen=True)
class LeafCase:
    """One leaf of one object in one layer, with the entries of people for it.

    `area` is the object, or one of the areas under it while a test goes over them.
    """

    leaf: Leaf
    area: str
    layer: str
    decimals: int
    figures: FigureSource
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()

    def figure(self, ref: MeasureRef) -> Figure:
        """The figure that counts for the area."""
        return self.figures.figure(ref, self.area)

    def title(self, ref: MeasureRef) -> Text:
        """The words for a measure, as an explanation names it."""
        return self.figures.title(ref)
