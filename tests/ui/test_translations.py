"""The window speaks Chinese everywhere: every text in the code has a finished translation."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from desktop_app.ui.translate import TsTranslator

I18N = Path(str(resources.files("desktop_app"))) / "resources" / "i18n"
UI = I18N.parents[1] / "ui"


def _messages(file: Path) -> list[tuple[str, str, str, str]]:
    found = []
    for context in ET.fromstring(file.read_text(encoding="utf-8")).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            state = "" if translation is None else translation.get("type", "")
            text = "" if translation is None else translation.text or ""
            found.append((context.findtext("name", ""), message.findtext("source", ""), text, state))
    return found


@pytest.mark.parametrize("file", sorted(I18N.glob("*.ts")), ids=lambda file: file.name)
def test_every_translation_is_finished_and_keeps_its_placeholders(file: Path) -> None:
    import string

    for context, source, text, state in _messages(file):
        assert text, (context, source)
        assert state in ("", "vanished", "obsolete"), (context, source)
        names = [{name for _, name, _, _ in string.Formatter().parse(part) if name} for part in (source, text)]
        assert names[0] == names[1], (context, source, text)


def test_no_text_of_the_code_is_missing(tmp_path: Path) -> None:
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    fresh = tmp_path / "all.ts"
    files = [str(path) for path in sorted(UI.rglob("*.py"))]
    subprocess.run([str(lupdate), "-silent", *files, "-ts", str(fresh)], check=True, capture_output=True)
    translator = TsTranslator()
    missing = [
        (context, source) for context, source, _, _ in _messages(fresh) if not translator.translate(context, source)
    ]
    assert missing == []


def test_a_page_whose_name_begins_like_qts_own_speaks_first() -> None:
    assert TsTranslator().translate("QuestionPane", "Clear") == "清除"
