"""The contract of a register: what it holds, who reports it, which rows are accepted."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field as Setting
from pydantic import model_validator

from duxue.expressions import FieldType
from duxue.messages import Fault, InputError
from duxue.notation import Bilingual, StrictModel, load
from duxue.periods import PeriodType
from duxue.registers.contract_rules import faults_of_contract
from duxue.registers.fields import Field

Severity = Literal["error", "warning"]


class Check(StrictModel):
    """What must hold across the fields of one row. False is a fault or a warning; unknown is neither."""

    id: str
    must: str
    message: Bilingual
    severity: Severity = "error"


class Across(StrictModel):
    """What must hold between a row and its match in another register of the same period."""

    id: str
    register_id: str = Setting(alias="register")
    on: dict[str, str] = Setting(min_length=1)
    must: str
    message: Bilingual
    severity: Severity = "error"


class Stage(StrictModel):
    """Which fields of the whole school belong to one stage; `keep: false` weighs but gives no row."""

    pupils: str
    fields: dict[str, str] = Setting(default_factory=dict)
    keep: bool = True


class Derived(StrictModel):
    """How rows per school and stage come from rows per school (standards-balance A3, rule R54).

    The last stage takes what rounding leaves, so the order of `stages` has a meaning. A mapping that was written
    out and read back may have lost it: `order` keeps it, and is that of the file where it is not written.
    """

    source: str = Setting(alias="from")
    stages: dict[str, Stage] = Setting(min_length=1)
    order: tuple[str, ...] = ()
    shared: list[str] = Setting(default_factory=list)
    weights_by: str
    weights: dict[str, dict[str, int | Decimal]] = Setting(default_factory=dict)
    stage_field: str = "stage"
    pupils_field: str = "pupils"

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, value: Any) -> Any:
        stages = value.get("stages") if isinstance(value, dict) else None
        if not isinstance(stages, dict):
            return value
        order = value.get("order") or list(stages)
        if not isinstance(order, list) or not all(isinstance(name, str) for name in order):
            return value
        kept = {name: stages[name] for name in order if name in stages}
        return {**value, "order": order, "stages": {**kept, **stages}}


class Table(StrictModel):
    """The columns of a file that somebody fills in."""

    id: str
    title: Bilingual
    key: list[str] = Setting(min_length=1)
    fields: dict[str, Field] = Setting(min_length=1)

    def must_be_filled(self, name: str) -> bool:
        """Whether an empty cell of this field is a fault; a part of the key always is."""
        return name in self.key or self.fields[name].required


class Contract(Table):
    """One register as declared in YAML; see docs/reference/registers.md for every key."""

    edition: int = Setting(ge=1)
    kind: Literal["roster", "stock", "flow", "events"]
    period_type: PeriodType
    as_of: str | None = None
    dated_by: str | None = None
    reported_by: str
    area: str
    one_row_per_reporter: bool = False
    source: Bilingual | None = None
    note: Bilingual | None = None
    overrides: Bilingual | None = None
    checks: list[Check] = Setting(default_factory=list)
    across: list[Across] = Setting(default_factory=list)
    derived: Derived | None = None

    def field_types(self) -> dict[str, FieldType]:
        """The types of the fields, in the contract's order, as expressions see them."""
        return {name: field.field_type() for name, field in self.fields.items()}

    def must_be_filled(self, name: str) -> bool:
        """Whether an empty cell of this field is a fault; key and reporter always are."""
        return name == self.reported_by or super().must_be_filled(name)


def load_contract(path: Path, shown: str | None = None) -> Contract:
    """The contract in a YAML file.

    Raises InputError with every fault of the file: unknown keys, fields that are named but not declared,
    checks that do not fit the types, units that are not known.
    """
    contract, document = load(path, Contract, shown)
    faults: list[Fault] = list(faults_of_contract(contract, document.place))
    if faults:
        raise InputError(faults)
    return contract
