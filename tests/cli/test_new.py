from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Duxue, files_of


def test_a_new_workspace_is_valid_at_once_and_cannot_tell_a_thing(duxue: Duxue, tmp_path: Path):
    said = duxue("new", tmp_path / "w", "--scheme", "liaoning-2022-city", "--area", "210500")
    assert (said.status, said.err) == (0, "")
    out = duxue("evaluate", tmp_path / "w").out
    assert "总分        在 0.00 至 100.00 之间（满分 100）" in out
    assert out.count("没有填报得分") == 15


def test_every_file_of_a_new_workspace_has_comments_in_both_languages(duxue: Duxue, tmp_path: Path):
    duxue("new", tmp_path / "w", "--scheme", "liaoning-2022-city", "--area", "210500")
    for path in (tmp_path / "w").rglob("*.yaml"):
        comments = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        assert any(any("\u4e00" <= c <= "\u9fff" for c in line) for line in comments), path
        assert any(line.isascii() and len(line) > 20 for line in comments), path
        assert "<" not in path.read_text("utf-8"), path


def test_the_national_code_puts_the_area_under_its_province(duxue: Duxue, tmp_path: Path):
    duxue("new", tmp_path / "w", "--scheme", "liaoning-2022-city", "--area", "210500")
    areas = (tmp_path / "w" / "areas.csv").read_text("utf-8").splitlines()
    assert areas[1].startswith("210000,辽宁省,Liaoning,,province,")
    assert areas[2].startswith("210500,待填写名称,name to be filled in,210000,city,")
    assert "codes: cn-gbt2260" in (tmp_path / "w" / "evaluation.yaml").read_text("utf-8")


def test_a_code_of_another_form_is_free(duxue: Duxue, tmp_path: Path):
    duxue("new", tmp_path / "w", "--scheme", "liaoning-2022-city", "--area", "my-city")
    assert "codes: free" in (tmp_path / "w" / "evaluation.yaml").read_text("utf-8")
    assert duxue("evaluate", tmp_path / "w").status == 0


def test_a_code_that_does_not_fit_the_object_leaves_nothing_behind(duxue: Duxue, tmp_path: Path):
    said = duxue("new", tmp_path / "w", "--scheme", "liaoning-2022-city", "--area", "210402")
    assert said.status == 2
    assert "市级编码“210402”" in said.err
    assert files_of(tmp_path) == []


def test_a_folder_that_holds_anything_is_left_as_it_is(duxue: Duxue, tmp_path: Path):
    (tmp_path / "note.txt").write_text("mine", "utf-8")
    said = duxue("new", tmp_path, "--scheme", "liaoning-2022-city", "--lang", "en")
    assert said.status == 2
    assert said.err.endswith(f'"{tmp_path}" is not empty and was left as it is; choose another name.\n')
    assert files_of(tmp_path) == ["note.txt"]


def test_an_empty_folder_is_taken(duxue: Duxue, tmp_path: Path):
    (tmp_path / "w").mkdir()
    assert duxue("new", tmp_path / "w", "--scheme", "liaoning-2022-city").status == 0


def test_a_scheme_of_ones_own_is_copied_into_the_library(duxue: Duxue, tmp_path: Path):
    duxue("scheme", "new", tmp_path / "town-2026")
    assert duxue("new", tmp_path / "w", "--scheme", tmp_path / "town-2026").status == 0
    copied = tmp_path / "w" / "library" / "schemes" / "town-2026" / "scheme.yaml"
    assert copied.read_bytes() == (tmp_path / "town-2026" / "scheme.yaml").read_bytes()
    assert duxue("evaluate", tmp_path / "w").status == 0


def test_nothing_says_which_scheme(duxue: Duxue, tmp_path: Path):
    said = duxue("new", tmp_path / "w")
    assert said.status == 2
    assert said.err == "没有说明用哪个方案；请写 --scheme 方案编号或文件夹，或用 --from 沿用上年。\n"


def test_a_scheme_that_is_not_there_names_the_likely_one(duxue: Duxue, tmp_path: Path):
    said = duxue("new", tmp_path / "w", "--scheme", "liaoning-2022-cty")
    assert said.status == 2
    assert "是否应为“liaoning-2022-city”？" in said.err
    assert files_of(tmp_path) == []


class TestFromLastYear:
    @pytest.fixture
    def carried(self, duxue: Duxue, root: Path, tmp_path: Path) -> Path:
        said = duxue("new", tmp_path / "w", "--from", root / "examples" / "fushun-2021")
        assert (said.status, said.err) == (0, "")
        return tmp_path / "w"

    def test_open_problems_are_carried_over_and_none_is_done(self, carried: Path):
        text = (carried / "problems.yaml").read_text("utf-8")
        entries = [line for line in text.splitlines() if line.startswith("  - ")]
        assert len(entries) == 1
        assert '"id": "p3"' in entries[0]
        assert '"state": "under-way"' in entries[0]
        assert '"state": "done"' not in text

    def test_people_areas_and_library_are_carried_over(self, carried: Path, root: Path):
        last = root / "examples" / "fushun-2021"
        assert (carried / "areas.csv").read_bytes() == (last / "areas.csv").read_bytes()
        assert "supervision-office" in (carried / "judgements.yaml").read_text("utf-8")
        assert files_of(carried / "library" / "measures") == files_of(last / "library" / "measures")

    def test_points_figures_and_registers_stay_behind(self, carried: Path):
        assert "points: []" in (carried / "judgements.yaml").read_text("utf-8")
        assert "figures: []" in (carried / "stated.yaml").read_text("utf-8")
        assert files_of(carried / "registers") == ["manifest.yaml"]

    def test_the_window_is_a_year_later(self, carried: Path):
        text = (carried / "evaluation.yaml").read_text("utf-8")
        assert "fiscal-year: FY2022" in text
        assert "school-year: SY2022" in text
        assert "抚顺市2022年履行教育职责自评" in text

    def test_it_can_be_evaluated_at_once(self, duxue: Duxue, carried: Path):
        assert duxue("evaluate", carried).status == 0
