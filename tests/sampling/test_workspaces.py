from __future__ import annotations

import csv
import filecmp
from pathlib import Path

import pytest

from duxue import library
from duxue.areas import read_areas
from duxue.messages import InputError
from duxue.registers import load_contract, read_manifest, take_in
from duxue.sampling import write_sample


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "workspace"
    write_sample(folder, "city", 2021)
    return folder


def test_the_sample_city_of_the_repository_is_what_the_command_writes(city: Path, root: Path):
    written = sorted(path.relative_to(city) for path in city.rglob("*") if path.is_file())
    example = root / "examples" / "sample-city"
    different = [str(path) for path in written if not filecmp.cmp(city / path, example / path, shallow=False)]
    assert different == []


def test_every_register_of_the_city_passes_its_contract_without_a_warning(city: Path, tmp_path: Path):
    areas = read_areas(city / "areas.csv", "free", "areas.csv")
    for entry in read_manifest(city / "registers" / "manifest.yaml"):
        contract = load_contract(library.ROOT / "registers" / f"{entry.register}.yaml")
        path = city / "registers" / entry.file
        there = areas.at(entry.period.reference_date(contract.as_of))
        register, warnings = take_in(path, contract, entry.period, entry.origin, tmp_path, entry.file, there)
        assert register.origins == {"made-up"}
        assert warnings == []


def test_registers_may_bear_chinese_titles(tmp_path: Path):
    write_sample(tmp_path / "w", "city", 5, schools=12, lang="zh")
    with (tmp_path / "w" / "registers" / "school-assets.SY2021.csv").open(encoding="utf-8") as file:
        header, first, *_ = csv.reader(file)
    assert header[:3] == ["学校", "学校类型", "城乡类型"]
    assert first[1] == "小学"


def test_a_folder_with_files_in_it_is_left_alone(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError) as caught:
        write_sample(tmp_path, "city")
    assert caught.value.faults[0].code == "sampling-folder-not-empty"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_fewer_schools_than_counties_are_refused(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        write_sample(tmp_path / "w", "province", schools=50)
    assert "50" in caught.value.faults[0].shown("en")
    assert not (tmp_path / "w").exists()


def test_a_province_is_a_workspace_with_one_register_as_parquet(tmp_path: Path):
    write_sample(tmp_path / "w", "province", 3, schools=300)
    names = sorted(path.name for path in (tmp_path / "w").rglob("*") if path.is_file())
    assert names == [
        "areas.parquet",
        "evaluation.yaml",
        "manifest.yaml",
        "scheme.yaml",
        "school-assets.SY2021.parquet",
    ]
    assert 'under: "99010000"' in (tmp_path / "w" / "evaluation.yaml").read_text("utf-8")


AREAS = """code,name,name_en,parent,kind,valid_from,valid_to
210000,辽宁省,Liaoning,,province,2000-01-01,
210400,抚顺市,Fushun,210000,city,2000-01-01,
210402,新抚区,Xinfu,210400,county,2000-01-01,
210403,东洲区,Dongzhou,210400,county,2000-01-01,
"""


def existing(folder: Path) -> Path:
    folder.mkdir()
    (folder / "areas.csv").write_text(AREAS, "utf-8")
    return folder


def test_made_up_schools_join_the_counties_of_a_workspace_that_exists(tmp_path: Path):
    folder = existing(tmp_path / "w")
    write_sample(folder, seed=1, schools=20, area="210400")
    areas = read_areas(folder / "areas.csv", "cn-gbt2260", "areas.csv")
    kinds = [kind for kind in areas.table["kind"].to_pylist() if kind == "school"]
    assert len(kinds) == 20
    assert all("模拟" in entry.source.zh for entry in read_manifest(folder / "registers" / "manifest.yaml"))


def test_made_up_schools_are_not_added_twice(tmp_path: Path):
    folder = existing(tmp_path / "w")
    write_sample(folder, seed=1, schools=20, area="210400")
    before = (folder / "areas.csv").read_bytes()
    with pytest.raises(InputError) as caught:
        write_sample(folder, seed=1, schools=20, area="210400")
    assert caught.value.faults[0].code == "sampling-register-there"
    assert (folder / "areas.csv").read_bytes() == before


def test_an_area_without_counties_is_refused(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        write_sample(existing(tmp_path / "w"), area="210402x")
    assert caught.value.faults[0].code == "sampling-no-counties"


def test_the_made_up_schools_of_fushun_are_what_the_command_writes(tmp_path: Path, root: Path):
    fushun, folder = root / "examples" / "fushun-2021", tmp_path / "w"
    (folder / "registers").mkdir(parents=True)
    (folder / "registers" / "manifest.yaml").write_text("files: []\n", "utf-8")
    lines = (fushun / "areas.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "areas.csv").write_text("".join(line for line in lines if "模拟" not in line), "utf-8")
    for path in write_sample(folder, seed=2021, schools=56, area="210400"):
        there = fushun / path.relative_to(folder)
        assert path.read_text("utf-8") == there.read_text("utf-8"), path.name
