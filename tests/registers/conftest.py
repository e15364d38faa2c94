from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from duxue.areas import Areas, read_areas
from duxue.messages import Fault, InputError
from duxue.periods import Period
from duxue.registers import Contract, Register, load_contract, take_in

CONTRACTS = Path(__file__).parent / "contracts"

AREAS = """\
code,name,name_en,parent,kind,valid_from,valid_to
C,某市,Some City,,city,2000-01-01,
C1,东县,East County,C,county,2000-01-01,
C2,西县,West County,C,county,2000-01-01,2021-12-31
S1,一小,School 1,C1,school,2000-01-01,
S2,二小,School 2,C1,school,2000-01-01,
S3,三小,School 3,C1,school,2022-01-01,
S4,四小,School 4,C1,school,2000-01-01,
"""

HEADER = "school,stage,pupils,boarders,area_m2,opened,canteen,remark"
GOOD = f"""\
{HEADER}
S1,primary,300,0,4500.5,1956-09-01,true,"old, but well kept"
S1,junior,120,,3000,,,
S2,primary,80,12,,2001-09-01,false,
"""

Taken = tuple[Register, list[Fault]]
TakeIn = Callable[..., Taken]


@pytest.fixture(scope="session")
def areas(tmp_path_factory: pytest.TempPathFactory) -> Areas:
    path = tmp_path_factory.mktemp("areas") / "areas.csv"
    path.write_text(AREAS, encoding="utf-8")
    return read_areas(path, "free", "areas.csv")


@pytest.fixture(scope="session")
def contracts() -> dict[str, Contract]:
    return {path.stem: load_contract(path, path.name) for path in sorted(CONTRACTS.glob("*.yaml"))}


@pytest.fixture
def taking(tmp_path: Path, contracts: dict[str, Contract], areas: Areas) -> TakeIn:
    """Takes in text or bytes as one file of a register of the tests."""

    def take(
        content: str | bytes | Path,
        register: str = "conditions",
        period: str = "SY2021",
        origin: str = "collected",
        name: str = "returns.csv",
    ) -> Taken:
        path = content if isinstance(content, Path) else tmp_path / name
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        contract, of = contracts[register], Period.parse(period)
        at = areas.at(of.reference_date(contract.as_of))
        return take_in(path, contract, of, origin, tmp_path / "snapshots", path.name, at)

    return take


@pytest.fixture
def refused(taking: TakeIn) -> Callable[..., list[Fault]]:
    """The faults with which a file is refused."""

    def faults(content: str | bytes | Path, **settings: str) -> list[Fault]:
        with pytest.raises(InputError) as caught:
            taking(content, **settings)
        for fault in caught.value.faults:
            assert fault.shown("zh")
            assert fault.shown("en")
        return list(caught.value.faults)

    return faults


def codes(faults: list[Fault]) -> list[str]:
    return [fault.code.removeprefix("registers-") for fault in faults]
