"""Lists as examiners lay them out, read from text and from Word alike."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desktop_app.banks.formats import plain_text, word
from desktop_app.banks.question import has_options
from tests.banks.formats.list_layouts import LAYOUTS, summary
from tests.banks.formats.test_word import lines, saved


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_in_text(name: str) -> None:
    text, expected = LAYOUTS[name]
    assert summary(plain_text.read(text.encode(), name="x.txt")) == expected


@pytest.mark.parametrize("name", [name for name in LAYOUTS if "Markdown" not in name][::4])
def test_a_layout_in_word(name: str) -> None:
    text, expected = LAYOUTS[name]
    assert summary(word.read(saved(lines(*text.split("\n"))))) == expected


RENDERINGS: dict[str, tuple[str, str, str, str]] = {
    "a line each": ("{n}. {stem}\n", "{letter}. {text}\n", "", "答案：{key}\n"),
    "on one line": ("{n}、{stem}\n", "{letter}、{text}  ", "\n", "【答案】{key}\n"),
    "in brackets": ("（{n}）{stem}\n", "（{letter}）{text}\n", "", "正确答案： {key}\n解析：略\n"),
    "without numbers": ("{stem}\n", "{letter}.{text}\n", "", "答案:{key}\n\n"),
}


@pytest.mark.parametrize("name", RENDERINGS)
def test_real_questions_written_as_lists(name: str, samples: Path) -> None:
    """Of real questions nearly all come back letter by letter, and the others are told or differ in a stop."""
    head, option, after, tail = RENDERINGS[name]
    rows = [row for path in sorted((samples / "finance_zh").glob("dev-*.csv")) for row in _rows(path)]
    text = "一、选择题\n"
    for n, (stem, options, key) in enumerate(rows, 1):
        text += head.format(n=n, stem=stem)
        text += "".join(option.format(letter=letter, text=one) for letter, one in options)
        text += after + tail.format(key=key)
    read = {
        (one.question.stem, tuple((o.text.rstrip("；"), o.credit > 0) for o in one.question.options))
        for one in plain_text.read(text.encode(), name="x.txt").questions
        if has_options(one.question)
    }
    wanted = {
        (stem, tuple((one.rstrip("；"), letter in key) for letter, one in options)) for stem, options, key in rows
    }
    assert len(wanted) > 40
    assert len(wanted - read) <= len(wanted) // 100, wanted - read


def _rows(path: Path) -> list[tuple[str, list[tuple[str, str]], str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            (
                " ".join(row["Question"].split()),
                [(letter, " ".join(row[letter].split())) for letter in "ABCD" if row[letter].strip()],
                row["Answer"].strip(),
            )
            for row in csv.DictReader(file)
        ]
