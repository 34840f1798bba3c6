"""The manual tells the truth: commands, options, keys, links, images and targets are those of the product."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop_app.banks.formats import FORMATS
from desktop_app.cli import _parser
from desktop_app.exams.plan import ExamPlan, MultipleRule, Section

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
COMMAND_LINE = (DOCS / "command-line.md").read_text(encoding="utf-8")
MANUALS = {name: (DOCS / name).read_text(encoding="utf-8") for name in ("manual.md", "manual.en.md")}


# ---------------------------------------------------------------- commands and options


def _arguments(parser: argparse.ArgumentParser) -> set[str]:
    """What a parser takes beside help and commands: option strings, and the names of what has none."""
    found = set()
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
            continue
        found |= set(action.option_strings) or {str(action.metavar)}
    return found


def _commands(parser: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command with what it takes. A command is what has a handler: a group has none."""
    if path and parser.get_default("handler") is not None:
        yield path, _arguments(parser)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from _commands(inner, f"{path} {name}".strip())


def _rows(text: str) -> set[str]:
    """The first words of the rows that begin with code: ``--bank`` of ``| `--bank CODE` | …``."""
    return {match[1].split()[0] for match in re.finditer(r"^\| `([^`]+)` \|", text, re.MULTILINE)}


def _documented() -> dict[str, set[str]]:
    parts = re.split(r"^### `([^`]+)`$", COMMAND_LINE, flags=re.MULTILINE)
    found = {}
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        own = re.split(r"^## ", text, flags=re.MULTILINE)[0]
        # The tables of formats and of kinds of question say nothing of arguments.
        found[name] = {word for word in _rows(own) if word.startswith("-") or word.split(".")[0].isupper()}
    return found


def test_every_command_stands_in_the_documentation_and_no_other() -> None:
    assert set(_documented()) == {path for path, _ in _commands(_parser())}


def test_every_option_stands_beside_its_command_and_no_other() -> None:
    common = _arguments(_parser())
    parsed = {path: taken - common for path, taken in _commands(_parser())}
    assert _documented() == parsed


def test_every_common_option_is_explained() -> None:
    section = COMMAND_LINE.split("## 每条命令都有的选项")[1].split("\n## ")[0]
    assert {word for word in _rows(section) if word.startswith("-")} == _arguments(_parser())


def test_every_format_that_is_read_is_named() -> None:
    section = COMMAND_LINE.split("### `bank import`")[1].split("\n### ")[0]
    assert _rows(section) >= set(FORMATS)
    assert {word for word in _rows(section) if word.islower() and word[0].isalpha()} == set(FORMATS)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_whole_job_in_the_documentation_works(tmp_path: Path) -> None:
    script = COMMAND_LINE.split("```sh\n")[1].split("```")[0]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF")
    assert "有效：证书" in done.stdout


# ---------------------------------------------------------------- the keys of a plan file


@pytest.mark.parametrize("name", MANUALS)
def test_every_key_of_a_plan_file_stands_in_the_manual_and_no_other(name: str) -> None:
    section = re.split(r"^### (?:方案文件的每一个键|Every key of a plan file)$", MANUALS[name], flags=re.MULTILINE)[1]
    section = re.split(r"^##+ ", section, flags=re.MULTILINE)[0]
    known = {field.name for plan in (ExamPlan, Section) for field in fields(plan)} - {"sections"}
    assert {word.removeprefix("[[").removesuffix("]]") for word in _rows(section)} == known
    assert "[[sections]]" in section


@pytest.mark.parametrize("name", MANUALS)
def test_every_rule_for_multiple_choice_stands_in_the_manual(name: str) -> None:
    assert all(f"`{rule.value}`" in MANUALS[name] for rule in MultipleRule)


# ---------------------------------------------------------------- links, images, targets

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def _anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found = set()
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
        found.add(plain.replace(" ", "-"))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in _LINK.findall(re.sub(r"`[^`\n]+`", "", text)):  # code is no link
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        found = page.parent / name if name else page
        assert found.exists(), target
        if anchor:
            assert anchor in _anchors(found.read_text(encoding="utf-8")), target


def test_every_image_is_used_small_and_whole() -> None:
    images = {path.name for path in (DOCS / "images").iterdir()}
    shown = {Path(target).name for text in MANUALS.values() for target in _LINK.findall(text) if "images/" in target}
    assert images == shown
    assert sum(path.stat().st_size for path in (DOCS / "images").iterdir()) < 1_000_000
    for path in (DOCS / "images").iterdir():
        assert path.stat().st_size < 150_000, path.name
        assert not QImage(str(path)).isNull(), path.name


def test_the_manuals_have_the_same_parts() -> None:
    counts = [[len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)] for text in MANUALS.values()]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z]+)`", text)) | set(re.findall(r"^make ([a-z]+)\b", text, re.MULTILINE))
    assert named <= targets


def test_the_readme_names_commands_that_exist() -> None:
    commands = {path for path, _ in _commands(_parser())}
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for line in re.findall(r"^branch-exam (.+)$", text, re.MULTILINE):
            words = line.split()
            assert {words[0], " ".join(words[:2])} & commands, line
