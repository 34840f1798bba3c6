"""What a person saw in a cell."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.tables.number_format import Value, builtin, general, render
from desktop_app.tables.safe_text import defuse, undo


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.2, "0%", "20%"),
        (0.1234, "0.00%", "12.34%"),
        (0.125, "0%", "13%"),
        (123.0, "000000", "000123"),
        (5.0, "0.00", "5.00"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (1234.0, "#,##0", "1,234"),
        (-3.0, "0", "-3"),
        (-3.5, "0.0;(0.0)", "(3.5)"),
        (0.0, '0;-0;"无"', "无"),
        (12.0, '"第"0"条"', "第12条"),
        (50.0, '0"万元"', "50万元"),
        (99.5, "¥0.00", "¥99.50"),
        (99.5, "[$¥-804]0.0", "¥99.5"),
        (0.5, "# ?/?", "1/2"),
        (1.5, "# ?/?", "1 1/2"),
        (0.375, "# ??/??", "3/8"),
        (2.0, "# ?/?", "2"),
        (0.5, "?/4", "2/4"),
        (3.14159, "General", "3.14159"),
        (5.0, "@", "5"),
        (12345.0, "0,", "12"),
        (7.0, "_ * #,##0_ ", "7"),
        (dt.datetime.fromisoformat("2024-03-01"), "yyyy-mm-dd", "2024-03-01"),
        (dt.date(2024, 3, 1), 'm"月"d"日"', "3月1日"),
        (dt.datetime.fromisoformat("2024-03-01"), 'yyyy"年"m"月"', "2024年3月"),
        (dt.datetime.fromisoformat("2024-03-01"), "d-mmm-yy", "1-Mar-24"),
        (dt.time(18, 0), "h:mm", "18:00"),
        (dt.time(18, 5), "h:mm AM/PM", "6:05 PM"),
        (dt.time(9, 5, 7), "hh:mm:ss", "09:05:07"),
        (dt.time(15, 30), '上午/下午h"时"mm"分"', "下午3时30分"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (dt.datetime.fromisoformat("2024-01-02T08:30:00"), "yyyy/m/d h:mm", "2024/1/2 8:30"),
        (45000.0, "yyyy/m/d", "2023/3/15"),
        (0.75, "h:mm", "18:00"),
        (dt.datetime.fromisoformat("2024-01-02T08:30:00"), "mm:ss", "30:00"),
        ("文本", "0%", "文本"),
        (True, "0", "TRUE"),
    ],
)
def test_formats(value: Value, code: str, shown: str) -> None:
    assert render(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code"), [(1.5, "0.00E+00"), (1.5, "0 0"), (dt.time(1, 2, 3), "mm:ss.0"), (-1.0, "yyyy")]
)
def test_what_is_not_understood_is_not_guessed(value: Value, code: str) -> None:
    assert render(value, code) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.0, "1"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (1e-7, "0.0000001"),
        (1e22, "1e+22"),
        (-0.0, "0"),
        (dt.datetime.fromisoformat("2024-01-02T03:04:05"), "2024-01-02 03:04:05"),
        (dt.timedelta(hours=1), "1:00"),
        (dt.time(1, 2, 3), "01:02:03"),
    ],
)
def test_cells_without_a_format(value: Value, shown: str) -> None:
    assert general(value) == shown


def test_formats_by_number_alone() -> None:
    assert [builtin(n) for n in (0, 9, 20, 31, 49, 163)] == ["General", "0%", "h:mm", 'yyyy"年"m"月"d"日"', "@", None]


@given(
    st.floats(allow_nan=False, allow_infinity=False), st.text(alphabet='0#?.,%;"ymdhs:/[]年月$¥-E+@_* \\', max_size=12)
)
def test_no_format_breaks_the_reader(value: float, code: str) -> None:
    shown = render(value, code)
    assert shown is None or isinstance(shown, str)


@given(st.text(alphabet="'=+-@\t\r\n＝ab1", max_size=8))
def test_defused_text_comes_back_and_runs_nowhere(text: str) -> None:
    safe = defuse(text)
    assert undo(safe) == text
    assert safe[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "＝"}


def test_text_that_is_no_formula_is_left_alone() -> None:
    for text in ("存款", "'引号'", "5%", ""):
        assert defuse(text) == text
        assert undo(text) == text
