"""The whole import of a 100,000-row workbook against openpyxl's and calamine's mere reading of the same file.

Run as ``python -m benchmarks.import_workbook [ROWS] [--json FILE]``. Everything is measured in one run on one
machine; what counts are the two ratios: import / openpyxl (limit 1.0) and import / calamine (limit 8).
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import tempfile
import time
from pathlib import Path

# The reading child loads this module, as it loads the program's own main module, which imports next to nothing: what
# is measured with is imported where it is used.

HEADINGS = ("题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "解析", "难度", "知识点", "出处", "文号")
LIMITS = {"openpyxl": 1.0, "calamine": 8.0}
_WORDS = [
    text[n : n + 2]
    for text in (
        "客户柜员存款贷款利率账户核验大额转账挂失反反洗交易报告密码理财风险等级合同本金收益网点授权复核登记期限到账限额冻结扣划查询",
        "保护投诉处理时限监管规定办法应当不得可以下列关于说法正确",
    )
    for n in range(0, len(text) - 1, 2)
]


def make_workbook(path: Path, rows: int) -> None:
    """A workbook of choice and true-or-false questions, no two alike, with the texts that such questions have."""
    import xlsxwriter

    chance = random.Random(20261124)

    def text(words: int) -> str:
        return "".join(chance.choices(_WORDS, k=words))

    book = xlsxwriter.Workbook(path, {"constant_memory": False, "strings_to_formulas": False})
    sheet = book.add_worksheet("题库")
    sheet.write_row(0, 0, HEADINGS)
    for n in range(1, rows + 1):
        kind = ("单选题", "多选题", "判断题")[n % 10 // 5 + n % 10 // 9]
        stem = f"{text(14)}，编号{n}的业务{text(6)}？"
        options = ["", "", "", ""] if kind == "判断题" else [text(6) for _ in range(4)]
        answer = {"单选题": "ABCD"[n % 4], "多选题": "ABD", "判断题": "正确"}[kind]
        about = [
            text(12),
            str(1 + n % 5),
            f"{text(1)}/{text(1)}",
            f"{text(4)}办法",
            f"银发〔{2000 + n % 26}〕{n % 300}号",
        ]
        sheet.write_row(n, 0, [kind, stem, *options, answer, *about])
    book.close()


def read_with_openpyxl(path: Path) -> int:
    """Read every cell."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    rows = sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))
    book.close()
    return rows


def read_with_calamine(path: Path) -> int:
    """Read every cell."""
    import python_calamine

    book = python_calamine.load_workbook(io.BytesIO(path.read_bytes()))
    return sum(len(book.get_sheet_by_index(n).to_python()) for n in range(len(book.sheet_names)))


def measure(rows: int, folder: Path) -> dict[str, float]:
    """Seconds of each reading, of the whole import, of importing again, and of what follows."""
    from desktop_app.banks.bank import pool, search
    from desktop_app.banks.importing import import_file
    from desktop_app.base.clock import system_clock
    from desktop_app.staff import first_examiner
    from desktop_app.store import CHEAP, Store

    path = folder / "bank.xlsx"
    make_workbook(path, rows)
    store, _, slot = Store.create(folder / "store", "benchmark only", branch="benchmark", kdf=CHEAP)
    actor = first_examiner(store, "E1", "benchmark", slot, system_clock())
    seconds: dict[str, float] = {"megabytes": path.stat().st_size / 1e6}

    def timed(name: str, begun: float) -> None:
        seconds[name] = time.perf_counter() - begun

    begun = time.perf_counter()
    report = import_file(store, actor, path, reading=system_clock())
    timed("import", begun)
    assert report.accounted
    assert report.imported == rows, report
    begun = time.perf_counter()
    assert read_with_openpyxl(path) == rows + 1
    timed("openpyxl", begun)
    begun = time.perf_counter()
    assert read_with_calamine(path) == rows + 1
    timed("calamine", begun)
    begun = time.perf_counter()
    again = import_file(store, actor, path, reading=system_clock())
    timed("again", begun)
    assert again.unchanged == rows
    assert again.revision == report.revision
    begun = time.perf_counter()
    assert len(pool(store, ["bank"])) == rows
    timed("pool", begun)
    begun = time.perf_counter()
    assert search(store, "反洗")
    timed("search", begun)
    store.close()
    return seconds


def main() -> int:
    """Measure, print, and fail where a limit is passed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("rows", nargs="?", type=int, default=100_000)
    arguments.add_argument("--json", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seconds = measure(given.rows, Path(folder))
    ratios = {peer: seconds["import"] / seconds[peer] for peer in LIMITS}
    for name, value in seconds.items():
        print(f"{name:12} {value:8.3f}")
    for peer, ratio in ratios.items():
        print(f"import / {peer:9} {ratio:6.2f}  (limit {LIMITS[peer]})")
    if given.json:
        given.json.write_text(json.dumps({"rows": given.rows, "seconds": seconds, "ratios": ratios}), encoding="utf-8")
    return int(any(ratio > LIMITS[peer] for peer, ratio in ratios.items()))


if __name__ == "__main__":
    sys.exit(main())
