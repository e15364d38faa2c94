from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Duxue


def test_a_made_up_city_can_be_evaluated_and_says_that_it_is_made_up(duxue: Duxue, tmp_path: Path):
    said = duxue("sample", "city", tmp_path / "city", "--schools", "12", "--seed", "7")
    assert (said.status, said.err) == (0, "")
    assert "都是模拟数据（非真实）" in said.out
    out = duxue("evaluate", tmp_path / "city").out
    assert "本工作目录中的数据全部是模拟数据（非真实），只用于演示。" in out


def test_the_usual_seed_gives_the_example_that_is_committed(duxue: Duxue, root: Path, tmp_path: Path):
    duxue("sample", "city", tmp_path / "city", "--lang", "en")
    example = root / "examples" / "sample-city"
    for file in ("evaluation.yaml", "judgements.yaml", "registers/pay.FY2021.csv"):
        assert (tmp_path / "city" / file).read_bytes() == (example / file).read_bytes()


def test_a_folder_that_is_not_empty_is_left_as_it_is(duxue: Duxue, tmp_path: Path):
    (tmp_path / "x").write_text("x", "utf-8")
    said = duxue("sample", "city", tmp_path, "--lang", "en")
    assert said.status == 2
    assert "is not empty" in said.err


def test_a_kind_that_is_not_known_lists_those_that_are(duxue: Duxue, tmp_path: Path):
    said = duxue("sample", "village", tmp_path / "x")
    assert said.status == 2
    assert "city, province, country" in said.err
