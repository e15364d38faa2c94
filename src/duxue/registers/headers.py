"""Which column of a file is which field."""

from __future__ import annotations

from collections.abc import Sequence

from duxue.messages import Text, listed
from duxue.notation import likely
from duxue.registers.contracts import Table
from duxue.registers.findings import Findings, clipped
from duxue.registers.hints import did_you_mean

_OTHER_SEPARATORS = {"\t": "Tab", ";": ";", "，": "，", "|": "|"}


def columns_of(header: Sequence[str], contract: Table, findings: Findings) -> dict[str, int]:
    """The position of each field's column, found by the field's name or either of its titles.

    Unknown, missing and double columns go to `findings`; what was found is given back all the same.
    """
    cells = [cell.strip() for cell in header]
    if not any(cells):
        findings.add("registers-header-empty", 1, allowed=listed(_titles(contract)))
        return {}
    owner = _owners(contract)
    if not any(cell.casefold() in owner for cell in cells) and _tell_wrong_header(cells, contract, findings):
        return {}
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        name = owner.get(cell.casefold())
        if name is None:
            _tell_unknown(cell, index, contract, findings)
        elif name in found:
            findings.add(
                "registers-double-column",
                1,
                cell,
                name=name,
                first=str(found[name] + 1),
                second=str(index + 1),
            )
        else:
            found[name] = index
    for name, field in contract.fields.items():
        if name not in found:
            findings.add(
                "registers-missing-column",
                1,
                name=name,
                title=field.title,
                found=listed(clipped(cell) for cell in cells),
            )
    return found


def _owners(contract: Table) -> dict[str, str]:
    owner: dict[str, str] = {}
    for name, field in contract.fields.items():
        for word in (name, field.title.zh, field.title.en):
            owner.setdefault(word.strip().casefold(), name)
    return owner


def _titles(contract: Table) -> list[Text]:
    return [
        Text(f"{name}（{field.title.zh}）", f"{name} ({field.title.en})")
        for name, field in contract.fields.items()
    ]


def _tell_unknown(cell: str, index: int, contract: Table, findings: Findings) -> None:
    if not cell:
        findings.add("registers-column-without-title", 1, column=str(index + 1))
        return
    words = [
        word for name, field in contract.fields.items() for word in (name, field.title.zh, field.title.en)
    ]
    findings.add(
        "registers-unknown-column",
        1,
        cell[:40],
        found=clipped(cell),
        likely=did_you_mean(likely(cell, words)),
        allowed=listed(_titles(contract)),
    )


def _tell_wrong_header(cells: list[str], contract: Table, findings: Findings) -> bool:
    """Says what is the matter when no cell is a title; a single column may still have a near miss."""
    if len(cells) == 1:
        for sign, name in _OTHER_SEPARATORS.items():
            if sign in cells[0]:
                findings.add("registers-separator", 1, found=name)
                return True
    if len([cell for cell in cells if cell]) > 1 or len(contract.fields) == 1:
        return False
    findings.add("registers-header-empty", 1, allowed=listed(_titles(contract)))
    return True
