"""A whole and its parts, wherever the text says that these are its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from duxue.proofing.checks import Check
from duxue.proofing.claims import Claims
from duxue.proofing.relations.closings import closed_lists, totals_of
from duxue.proofing.relations.divisions import divided
from duxue.proofing.relations.lists import listed
from duxue.proofing.relations.sections import named_partitions
from duxue.proofing.relations.settled import dealt_with
from duxue.proofing.relations.sums import sum_check
from duxue.proofing.relations.wholes import Partition, above

RULE = "sum-of-parts"


def checks(claims: Claims) -> Iterator[Check]:
    """One check for each whole and list of two or more parts."""
    found = chain(
        named_partitions(claims),
        closed_lists(claims),
        totals_of(claims),
        listed(claims),
        divided(claims),
        dealt_with(claims),
    )
    for partition in _best([one for one in found if len(one.parts) > 1]):
        made = sum_check(claims, RULE, partition)
        if made is not None:
            yield made


def _best(found: Iterable[Partition]) -> list[Partition]:
    """Of several readings of one list the one that agrees, else the surest; other lists stay as they are."""
    kept: list[Partition] = []
    taken: dict[int, list[Partition]] = {}
    for partition in sorted(found, key=_rank, reverse=True):
        rivals = {id(one): one for part in partition.parts for one in taken.get(part.index, ())}
        if any(_same_list(partition, other) for other in rivals.values()):
            continue
        kept.append(partition)
        for part in partition.parts:
            taken.setdefault(part.index, []).append(partition)
    return kept


def _rank(partition: Partition) -> tuple[bool, bool, bool, int]:
    return partition.agrees, partition.sure, partition.closed, len(partition.parts)


def _same_list(one: Partition, known: Partition) -> bool:
    """A weaker reading of a known list: another whole for its parts, or part of its figures where it does not agree."""
    own, other = {part.index for part in one.parts}, {part.index for part in known.parts}
    if one.agrees:
        return own == other and one.whole.index == known.whole.index
    return len(own & other) > 1 or bool(own & other and above(one.interval, one.whole.interval))
