"""Damaged files: no reader fails in a way of its own, none takes long, and no two entries stand at one place."""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable
from types import ModuleType

import pytest

from desktop_app.banks import formats
from desktop_app.banks.formats import aiken, gift, moodle_xml, plain_text, qti2, qti3, qti12, word
from desktop_app.banks.formats.draft import Draft
from desktop_app.base.errors import BranchExamError
from tests.banks.formats import test_gift, test_moodle_xml, test_qti, test_qti12, test_qti_out, test_word

_PIECES = [
    b"<", b">", b"{", b"}", b"=", b"~", b"#", b"%50%", b"->", b"\\", b'"', b"&", b"&nbsp;", b"\n\n", b"\0", b"\xff",
    b"</text>", b"<![CDATA[", b"1e999", b"-1", b"{1:MC:", b"A.", "答案：".encode(), b"9" * 400, b"<p>", b'<img src="',
    b"<math><mi>x", b"RESPONSE", b"</item>", b"\xf0\x9f", b"[html]", b"$CATEGORY:", b"\r",
]  # fmt: skip
_QTI = test_qti.zipped(
    **{"imsmanifest.xml": test_qti.manifest("a.xml"), "a.xml": test_qti.CASES[3][0], "b.xml": test_qti.CASES[9][0]}
)
_LISTS = ["1. Q\nA. a\nB. b\n答案：B\n\n判断题\n1. x（√）\n填空题\n1. ___和___\n答案：一；二\n参考答案\n1-2 AB\n"]
SEEDS: dict[ModuleType, list[bytes]] = {
    gift: ["\n\n".join(text for text, _ in test_gift.CASES).encode()],
    aiken: [b"Q\nA) a\nB) b\nANSWER: A\n\nR\nA. a\nB. b\nANSWER: A,B\n"],
    plain_text: [text.encode() for text in _LISTS],
    moodle_xml: [test_moodle_xml.quiz(*(xml for xml, _ in test_moodle_xml.CASES))],
    qti2: [_QTI, qti2.write(test_qti_out.EVERY).data, *(xml.encode() for xml, _ in test_qti.CASES)],
    qti3: [test_qti.renamed(xml).encode() for xml, _ in test_qti.CASES],
    qti12: [test_qti12.file(*(xml for xml, _ in test_qti12.CASES), test_qti12.BLACKBOARD).encode()],
    word: [test_word.saved(test_word.lines("1. Q\nA. a\tB. b", "答案：B", "2. x（√）3. y（×）"))],
}


def damaged(chance: random.Random, data: bytes) -> bytes:
    """A few bytes changed, lost, repeated, or put in."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(6):
            case 0 if at < len(out):
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.choice((1, 3, 30, 300))]
            case 2 | 3:
                out[at:at] = chance.choice(_PIECES) * chance.choice((1, 1, 20))
            case 4:
                start = chance.randrange(len(out) + 1)
                out[at:at] = out[start : start + chance.choice((5, 50, 500))]
            case _:
                del out[at + chance.choice((0, 50, 5000)) :]
    return bytes(out)


def damaged_file(chance: random.Random, data: bytes) -> bytes:
    """A damaged file; of a package one member is damaged, or the whole."""
    if data[:2] != b"PK" or chance.random() < 0.3:
        return damaged(chance, data)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            held = old.read(name)
            new.writestr(name, damaged(chance, held) if name == chosen else held)
    return target.getvalue()


ROUNDS = 2500 if os.environ.get("BRANCH_EXAM_CAMPAIGN") else 125


@pytest.mark.parametrize("module", SEEDS, ids=lambda module: module.NAME)
def test_damaged_files_are_read_or_refused(module: ModuleType) -> None:
    chance = random.Random(module.NAME)
    read: Callable[[bytes], Draft] = module.read
    for _ in range(ROUNDS):
        data = damaged_file(chance, chance.choice(SEEDS[module]))
        began = time.perf_counter()
        try:
            draft = read(data)
        except BranchExamError:
            continue
        finally:
            assert time.perf_counter() - began < 5
        places = [one.where for one in draft.questions]
        assert len(set(places)) == len(places)
        assert draft.read or draft.warnings


@pytest.mark.parametrize(
    "text",
    [
        "A. ", "A.\n", "（A）2.", "![", "【答案】", "____", "1-2 A ", "[id:", "{~a =b}", "{1:MC:", "<math>", "<img ",
        "<!--", "<sup>", "<p ", "<div><div>", "&", "//a\n", "$CATEGORY: a\n\n", "::", "答案：A 2. ",
    ],
)  # fmt: skip
def test_time_grows_with_the_length(text: str) -> None:
    data = (text * (60_000 // len(text))).encode()
    quiz = test_moodle_xml.quiz(test_moodle_xml.q("cloze", stem=test_moodle_xml.cdata(data.decode()), form="html"))
    began = time.perf_counter()
    for module, one in (
        (gift, data),
        (aiken, data),
        (plain_text, data),
        (gift, b"// " + data + b"\nQ{}"),
        (moodle_xml, quiz),
    ):
        module.read(one)
    assert time.perf_counter() - began < 5


def test_each_seed_is_recognised_by_its_content() -> None:
    for module, seeds in SEEDS.items():
        for data in seeds:
            assert formats.recognise(data, "unnamed").NAME == module.NAME
