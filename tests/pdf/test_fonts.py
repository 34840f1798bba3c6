"""Every character draws whole, in a font that is embedded, and is read back as itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.pdf.archive import Description
from desktop_app.pdf.fonts import BOLD, RARE, REGULAR, Run, char_name, font, missing, runs, to_unicode, width
from desktop_app.pdf.page import A4_PORTRAIT, Style, document

ABOUT = Description("t", "a", "s", datetime(2026, 11, 24, 1, 30, tzinfo=UTC))
# Of each block that names are written in: URO and its later additions, Extension A to F; the punctuation of names.
OWN = "张三一龥鿏㐀䶵𠀀𪛖𪜀𫜴𫝀𫠝𫠠𬺡𬺰𮯠𬱖𬭎𫍽𫘧·•—（）《》Àéñöüœ"


def drawn(text: str, style: Style, per_line: int = 40) -> bytes:
    with document(A4_PORTRAIT, ABOUT) as (sheet, out):
        for row, at in enumerate(range(0, len(text), per_line)):
            sheet.text(20, 820 - row * 1.2 * style.size, text[at : at + per_line], style)
    return out.getvalue()


def extracted(pdf: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    (folder / "a.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", "a.pdf", "-"], cwd=folder, capture_output=True, check=True)
    return "".join(done.stdout.decode().split())


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_characters_of_every_block_are_read_back(name: str, tmp_path: Path) -> None:
    assert missing(OWN) == ()
    assert extracted(drawn(OWN, Style(12, name)), tmp_path) == OWN


def test_the_8105_characters_of_the_general_table(samples: Path, tmp_path: Path) -> None:
    characters = "".join((samples / "characters" / "characters.txt").read_text(encoding="utf-8").split())
    assert len(characters) == 8105
    assert missing(characters) == ()
    for name in (REGULAR, BOLD):
        assert extracted(drawn(characters, Style(5, name), per_line=110), tmp_path) == characters


@pytest.mark.slow
def test_no_character_is_an_empty_glyph(samples: Path) -> None:
    characters = "".join((samples / "characters" / "characters.txt").read_text(encoding="utf-8").split())
    for name in (REGULAR, BOLD):
        for run in runs(characters, name):
            face = font(run.font).face
            for char in run.text:
                glyph = face.charToGlyph[ord(char)]
                assert face.glyphPos[glyph + 1] > face.glyphPos[glyph], char


def test_only_embedded_subsets_are_named(tmp_path: Path) -> None:
    if shutil.which("pdffonts") is None:
        pytest.skip("pdffonts (poppler-utils) is not installed")
    pdf = drawn(OWN, Style(12, BOLD))
    assert b"Helvetica" not in pdf
    (tmp_path / "a.pdf").write_bytes(pdf)
    done = subprocess.run(["pdffonts", "a.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True)
    rows = done.stdout.splitlines()[2:]
    assert {row.split()[0].partition("+")[2] for row in rows} >= {BOLD, RARE}
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_runs_follow_the_fonts() -> None:
    assert runs("张𠀀𠀁三") == (Run(REGULAR, "张"), Run(RARE, "𠀀𠀁"), Run(REGULAR, "三"))
    assert runs("张", BOLD) == (Run(BOLD, "张"),)
    assert runs("") == ()
    assert runs("Łu三", BOLD) == (Run("NotoSans-Bold", "Ł"), Run(BOLD, "u三"))


def test_european_names_have_letters() -> None:
    """Latin Extended-A and -B, Greek, Cyrillic, Latin Extended Additional: every letter that is one."""
    for first, last in ((0xC0, 0x24F), (0x388, 0x3E1), (0x400, 0x52F), (0x1E00, 0x1EFF)):
        letters = (chr(code) for code in range(first, last + 1))
        assert missing("".join(letter for letter in letters if letter.isalpha())) == ()
    assert missing("Łukasz Żółć, Әсел Қайратқызы, Nguyễn Thị Hồng, Αλέξανδρος, Doğan") == ()


@pytest.mark.parametrize(
    "char", ["\U00031350", "\u200b", "\u202e", "\ue000", "\n", "\x00", "\U000e0101", "\ud800", "ཀ", "😀", "ﷺ"]
)
def test_what_no_font_has_is_named(char: str) -> None:
    assert missing(f"张{char}三{char}") == (char,)
    with pytest.raises(ValueError, match=re.escape(f"U+{ord(char):04X}")):
        runs(f"张{char}")
    assert char_name(char).endswith(f"U+{ord(char):04X}")


def test_what_does_not_show_is_named_by_its_number_alone() -> None:
    assert char_name("\u200b") == "U+200B"
    assert char_name("𠀀") == "𠀀 U+20000"


def test_widths_add_up() -> None:
    assert width("张三", REGULAR, 10) == pytest.approx(20)
    assert width("张三", REGULAR, 10, 2) == pytest.approx(22)
    assert width("张𠀀", REGULAR, 10) == pytest.approx(20)
    assert width("", REGULAR, 10, 2) == 0


def test_the_map_to_unicode() -> None:
    """ISO 32000-1, 9.10.3: surrogates for what lies beyond U+FFFF; at most 100 lines a block."""
    cmap = to_unicode("F", [0, 0x41, *range(0x4E00, 0x4E00 + 210), 0x2CC56])
    assert "<01> <0041>" in cmap
    assert "<D4> <D873DC56>" in cmap
    assert "<00> <0000>" not in cmap
    assert re.findall(r"(\d+) beginbfchar", cmap) == ["100", "100", "12"]
    assert len(re.findall(r"^<", cmap, re.MULTILINE)) == 212 + 1
