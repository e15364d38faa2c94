"""`python -m bench.proofing [corpus folder] [--count N] [-v]`: how the proof-reader does, on three kinds of report.

The corpus is the folder named, or by DUXUE_CORPUS. `--count`: how many made-up reports of each sort, 300. `-v` adds a line for whatever was missed or flagged in error.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from pathlib import Path

from bench.proofing import planting, scoring
from bench.proofing.annotations import Report, read_folder
from bench.proofing.made_up import FIRST, HELD_OUT
from bench.proofing.mutations import Mutation
from bench.proofing.scoring import Score, Scored
from bench.proofing.trials import Tally, Trials, try_out
from duxue.proofing.checks import Check

COUNT = 300
WAYS = ("digits swapped", "decimal point", "part dropped", "other year", "beyond tolerance")


def main(arguments: list[str]) -> None:
    options = ArgumentParser(prog="bench.proofing")
    options.add_argument("folder", nargs="?", default=os.environ.get("DUXUE_CORPUS"))
    options.add_argument("--count", type=int, default=COUNT)
    options.add_argument("-v", action="store_true", dest="wordy")
    chosen = options.parse_args(arguments)
    folder, count, wordy = chosen.folder, chosen.count, chosen.wordy
    if folder and (Path(folder) / "annotations").is_dir():
        reports = list(read_folder(Path(folder)))
        annotated(reports, wordy)
        mutated(try_out(reports, scoring.read), wordy)
    else:
        print(
            "no corpus: name its folder, or set DUXUE_CORPUS; annotated reports and their changes NOT scored"
        )
    for phrases in (FIRST, HELD_OUT):
        made_up(planting.run(scoring.read, count, count, phrases), wordy, phrases)


def annotated(reports: Iterable[Report], wordy: bool) -> None:
    print("Annotated reports")
    print(f"  {'':44}{'relations':>10}{'linked':>8}{'false':>7}{'caught':>8}{'alarms':>8}{'unlisted':>10}")
    found = [(report, scoring.score(report, scoring.read(report.text, report.name))) for report in reports]
    for report, scored in found:
        print(f"  {report.name:44}{_counts(scored.score)}")
    total = reduce(add, (scored.score for _, scored in found), Score())
    print(f"  {'total':44}{_counts(total)}")
    print(f"  recall {total.recall:.3f}, caught {total.caught_share:.3f}, precision {total.precision:.3f}\n")
    if wordy:
        for report, scored in found:
            _tell(report, scored)


def _counts(score: Score) -> str:
    return (
        f"{score.relations:>10}{score.linked:>8}{score.false:>7}{score.caught:>8}"
        f"{score.alarms:>8}{score.unlisted:>10}"
    )


def _tell(report: Report, scored: Scored) -> None:
    for name, relations in (("unlinked", scored.unlinked), ("missed", scored.missed)):
        for relation in relations:
            texts = [report.text[spot.start : spot.end] for spot in relation.spots][:5]
            print(f"    {name} {report.name} {relation.name} {relation.kind}: {texts}")
    for name, checks in (("alarm", scored.alarms), ("unlisted", scored.unlisted)):
        for check in checks:
            print(f"    {name} {report.name} {told(check)}")


def told(check: Check) -> str:
    return f"{check.rule}/{check.level}: {check.arithmetic} {[span.text for span in check.spans][:6]}"


def mutated(trials: Trials, wordy: bool) -> None:
    print("Annotated relations that hold, changed: caught above question / tried")
    _by_kind_and_way(trials.tallies)
    total = trials.total
    print(f"  caught {total.caught}/{total.tried} = {total.share:.3f}")
    print(
        f"  still possible after the change: {total.possible}, of which flagged above question: {total.alarms}"
    )
    for way in WAYS:
        rows = [tally for (name, _), tally in trials.tallies.items() if name == way and tally.possible]
        if rows:
            print(f"    {way}: {sum(t.alarms for t in rows)} of {sum(t.possible for t in rows)} flagged")
    print()
    if wordy:
        for report, mutation in trials.missed:
            print(f"    missed {changed(report, mutation)}")
        for report, mutation, check in trials.alarms:
            print(f"    flagged though possible {changed(report, mutation)}\n      {told(check)}")


def changed(report: Report, mutation: Mutation) -> str:
    relation = mutation.relation
    return (
        f"{report.name} {relation.name} {relation.kind}, {mutation.way} at {mutation.role}:\n"
        f"      {mutation.before}\n      {mutation.after}"
    )


def _by_kind_and_way(tallies: Mapping[tuple[str, str], Tally]) -> None:
    kinds = sorted({kind for _, kind in tallies})
    print(f"  {'':20}" + "".join(f"{way:>18}" for way in WAYS) + f"{'all':>12}")
    for kind in kinds:
        row = [tallies.get((way, kind), Tally()) for way in WAYS]
        print(f"  {kind:20}" + "".join(f"{_of(tally):>18}" for tally in row) + f"{_of(_summed(row)):>12}")
    columns = [_summed(tally for (way, _), tally in tallies.items() if way == name) for name in WAYS]
    print(
        f"  {'all':20}" + "".join(f"{_of(tally):>18}" for tally in columns) + f"{_of(_summed(columns)):>12}"
    )


def _summed(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.tried += tally.tried
        total.caught += tally.caught
    return total


def _of(tally: Tally) -> str:
    return f"{tally.caught}/{tally.tried}" if tally.tried else "–"


def made_up(results: planting.Results, wordy: bool, phrases: str) -> None:
    total = results.total
    print(
        f"Made-up reports, {phrases} phrases: {results.clean} clean, {results.with_faults} with {total.tried} planted faults: caught / planted"
    )
    _by_kind_and_way(results.tallies)
    print(f"  caught {total.caught}/{total.tried} = {total.share:.3f}, precision {results.precision:.3f}")
    print(f"  findings above question in clean reports: {len(results.clean_alarms)}")
    print(f"  findings away from the planted faults: {len(results.other_alarms)}")
    print(f"  relations linked in clean reports: {results.linked}/{results.relations}\n")
    if wordy:
        for report, mutation in results.missed:
            print(f"    missed {changed(report, mutation)}")
        for name, rows in (("clean", results.clean_alarms), ("elsewhere", results.other_alarms)):
            for report, check in rows:
                print(f"    {name} {report.name} {told(check)}\n      {_around(report, check)}")


def _around(report: Report, check: Check) -> str:
    place = check.stated_span.place
    return report.text[max(place.start - 60, 0) : place.end + 30].replace("\n", " ")


if __name__ == "__main__":
    main(sys.argv[1:])
