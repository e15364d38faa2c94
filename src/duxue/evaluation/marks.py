"""What of a record shows made-up rows, so that every output can bear the mark where one stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duxue.measures import Finding
from duxue.schemes import Leaf, Node, Scheme
from duxue.scoring import LayerResult, Score

if TYPE_CHECKING:
    from duxue.evaluation.record import Record


@dataclass(frozen=True)
class Marks:
    """Ids of the figures that rest on made-up rows, and of the scores that do.

    An indicator made of such items is such a score too. In a workspace that is not made up no score rests on one:
    the rule cannot tell, and its sentence says why.
    """

    figures: frozenset[str]
    scores: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> Marks:
        figures = frozenset(str(figure.id) for figure in record.figures if figure.made_up)
        scores: set[str] = set()
        for evaluation in record.evaluations if record.inputs.made_up else ():
            scheme = record.inputs.schemes[evaluation.scheme]
            for judged in evaluation.objects:
                for layer in judged.layers:
                    scores.update(_scores(scheme, layer, figures))
        return cls(figures, frozenset(scores))

    def score(self, score: Score) -> bool:
        """Whether the score, or something that it is the sum of, rests on a made-up figure."""
        return score.id in self.scores

    def finding(self, finding: Finding) -> bool:
        """Whether a finding is about a made-up figure, or names one among its facts."""
        return any(
            name in self.figures or name in self.scores for name in (finding.about, *finding.facts.values())
        )

    def any_figure(self, names: Iterable[str]) -> bool:
        return any(name in self.figures for name in names)


def _scores(scheme: Scheme, layer: LayerResult, figures: frozenset[str]) -> Iterator[str]:
    by_item = {score.item: score for score in layer.scores}
    marked = {item for item, score in by_item.items() if not figures.isdisjoint(score.figures)}
    for item in scheme.walk():
        leaves = _leaves(item) if isinstance(item, Node) else [item.id]
        if item.id in by_item and not marked.isdisjoint(leaves):
            yield by_item[item.id].id


def _leaves(node: Node) -> Iterator[str]:
    for item in node.items:
        if isinstance(item, Leaf):
            yield item.id
        else:
            yield from _leaves(item)
