from __future__ import annotations

import io

import pytest

from duxue.cli.pages import Block, Bullet, Column, Command, Heading, Line, Pairs, Row, Table, Title
from duxue.cli.plain import plain_lines
from duxue.cli.terminal import column_widths, draw
from duxue.cli.widths import width

PAGE: list[Block] = [
    Title("题"),
    Pairs((("名称", "抚顺"), ("id", "x"))),
    Heading("节", "2"),
    Bullet("一"),
    Line("二", depth=1),
    Table(
        (Column("编号"), Column("得分", right=True), Column("理由", wraps=True)),
        (Row(("A", "9.50", "因为")), Row(("学校", "10.00", "所以"))),
    ),
    Command("duxue evaluate w", "核算"),
]


def test_a_plain_page_is_aligned_by_columns_and_has_no_box():
    assert list(plain_lines(PAGE)) == [
        "题",
        "名称  抚顺",
        "id    x",
        "",
        "节  2",
        "· 一",
        "  二",
        "编号   得分  理由",
        "A      9.50  因为",
        "学校  10.00  所以",
        "",
        "  duxue evaluate w",
        "      核算",
    ]


def test_a_plain_page_is_neither_wrapped_nor_cut():
    long = "长" * 500
    assert list(plain_lines([Line(long), Bullet(long)])) == [long, f"· {long}"]


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_a_page_on_a_terminal_keeps_within_its_width(columns: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    file = io.StringIO()
    draw([*PAGE[:-1], Line("长" * 90), Bullet("word " * 40)], file)
    assert max(width(line.rstrip()) for line in file.getvalue().splitlines()) <= columns


def test_markup_in_data_is_only_text(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "80")
    file = io.StringIO()
    draw([Line("[bold]x[/bold] :smile: [link=http://a]b[/link]")], file)
    assert file.getvalue() == "[bold]x[/bold] :smile: [link=http://a]b[/link]\n"


def test_columns_that_may_wrap_share_what_the_others_leave():
    columns = [Column("a"), Column("b", wraps=True), Column("c", wraps=True)]
    rows = [("x" * 10, "y" * 20, "z" * 200)]
    assert column_widths(columns, rows, 300) == [10, 20, 200]
    assert column_widths(columns, rows, 100) == [10, 20, 70]
    assert column_widths(columns, [("x" * 10, "y" * 200, "z" * 200)], 100) == [10, 45, 45]


def test_a_column_that_is_for_files_only_is_left_out_on_a_terminal(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "80")
    table = Table((Column("a"), Column("b", plain_only=True)), (Row(("1", "2")),))
    file = io.StringIO()
    draw([table], file)
    assert [line.split() for line in file.getvalue().splitlines()] == [["a"], ["1"]]
    assert list(plain_lines([table])) == ["a  b", "1  2"]


@pytest.mark.parametrize("columns", [10, 30, 60])
def test_nothing_is_cut_on_a_narrow_terminal(columns: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    table = Table((Column("编号"), Column("理由", wraps=True)), (Row(("A" * 20, "因为" * 30)),))
    file = io.StringIO()
    draw([table], file)
    assert file.getvalue().count("因为") + file.getvalue().count("因\n") >= 25
    assert file.getvalue().count("A") == 20
    assert "…" not in file.getvalue()
