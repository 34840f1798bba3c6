"""Lists as examiners lay them out, read from text and from Word alike."""

from __future__ import annotations

import pytest

from desktop_app.banks.formats import plain_text, word
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
