"""The code text: one a certificate, small enough for the QR code, no character of which can be changed."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.certificates.code import (
    MAX_CHARACTERS,
    PREFIX,
    CertificateTextTooLong,
    _from41,
    _to41,
    as_typed,
    decode,
    encode,
)
from desktop_app.certificates.facts import Facts
from desktop_app.pdf.qr import qr_code
from tests.certificates.world import Branch, facts

BRANCH = Branch()
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)


def test_what_is_encoded_is_decoded() -> None:
    said = facts(holder="𬱖𬭎·Özil", score="92.5", max_score="100", post="")
    code = encode(said, BRANCH.private)
    signed = decode(code)
    assert signed is not None
    assert signed.facts == said
    assert signed.is_by(BRANCH.public)
    assert not signed.is_by(Branch().public)


@settings(max_examples=200, deadline=None)
@given(
    st.builds(
        Facts,
        serial=TEXT,
        holder=TEXT,
        staff_no=TEXT,
        title=TEXT,
        issuer=TEXT,
        post=TEXT,
        unit=TEXT,
        score=TEXT,
        max_score=TEXT,
        issued_on=st.dates(date(2000, 1, 1), date(2179, 1, 1)),
        valid_until=st.dates(date(2000, 1, 1), date(2179, 1, 1)),
    )
)
def test_any_facts_come_back_as_they_were(said: Facts) -> None:
    try:
        code = encode(said, BRANCH.private)
    except CertificateTextTooLong:
        return
    signed = decode(code)
    assert signed is not None
    assert signed.facts == said
    assert len(code) <= MAX_CHARACTERS


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=80))
def test_base_41_is_one_to_one(data: bytes) -> None:
    assert _from41(_to41(data)) == data


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./:+ %a中"), max_size=250))
def test_any_text_decodes_to_one_certificate_at_most(text: str) -> None:
    data = _from41(text)
    assert data is None or _to41(data) == text
    assert decode(PREFIX + text) is None


def test_no_character_can_be_changed() -> None:
    code = encode(facts(), BRANCH.private)
    chance = random.Random(1)
    for at in range(len(code)):
        other = chance.choice([char for char in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./:+" if char != code[at]])
        signed = decode(code[:at] + other + code[at + 1 :])
        assert signed is None or not signed.is_by(BRANCH.public), at


@pytest.mark.parametrize("cut", [0, 1, 4, 20, 100, 150, -1, -2, -3])
def test_a_part_of_a_code_is_none(cut: int) -> None:
    code = encode(facts(), BRANCH.private)
    assert decode(code[:cut]) is None
    assert decode(code + "0") is None
    assert decode(code + "0" * MAX_CHARACTERS) is None


def test_another_algorithm_is_not_read_as_this_one() -> None:
    code = encode(facts(), BRANCH.private)
    data = _from41(code[len(PREFIX) :])
    assert data is not None
    assert decode(PREFIX + _to41(b"\x02" + data[1:])) is None


def test_texts_that_say_the_same_in_another_way_are_refused() -> None:
    """UTF-16 where UTF-8 is shorter, more after the last text, text that is no text: all would be a second code."""
    code = encode(facts(), BRANCH.private)
    data = _from41(code[len(PREFIX) :])
    assert data is not None
    payload, signature = data[:-64], data[-64:]
    wide = payload[:13] + bytes([0x80 | payload[13]]) + payload[14 : 14 + payload[13]].decode().encode("utf-16-be")
    for changed in (
        wide + payload[14 + payload[13] :],
        payload + b"\x00",
        payload[:-1],
        payload[:14] + b"\xff" + payload[15:],
    ):
        assert decode(PREFIX + _to41(changed + signature)) is None


def test_a_code_is_read_however_it_was_pasted() -> None:
    code = encode(facts(), BRANCH.private)
    for typed in (
        f"  {code}\n",
        code.lower(),
        f"{code[:60]}\r\n{code[60:]}",
        f"HTTPS://BANK.EXAMPLE/V#{code}",
    ):
        assert as_typed(typed) == code


def test_the_longest_realistic_certificate_fits_into_version_15() -> None:
    said = facts(
        holder="阿卜杜热西提·买买提明江艾合买提",
        staff_no="HB20261124001",
        title="个人客户经理（理财方向）产品知识、业务流程与监管法规综合能力认证",
        issuer="中国某某商业银行股份有限公司内蒙古自治区呼伦贝尔市分行",
        post="个人客户经理（理财方向）",
        unit="呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇支行营业部",
        score="92.55",
        max_score="100",
    )
    square = qr_code(encode(said, BRANCH.private))
    assert square is not None
    assert square.version <= 15


def test_the_longest_code_fits_into_version_15_and_no_more() -> None:
    square = qr_code("A" * MAX_CHARACTERS)
    assert square is not None
    assert (square.version, square.modules) == (15, 77)
    assert qr_code("A" * (MAX_CHARACTERS + 1)) is None
    assert qr_code("A" * 5000) is None


def test_what_does_not_fit_is_refused_and_says_by_how_much() -> None:
    unit = "营" * 60
    room = next(n for n in range(300) if _too_long(facts(unit=unit, title="题" * n)))
    assert room < 120
    with pytest.raises(CertificateTextTooLong) as refused:
        encode(facts(unit=unit, title="题" * room), BRANCH.private)
    assert refused.value.facts == {"fact": "title", "length": room, "over": 1}
    signed = decode(encode(facts(unit=unit, title="题" * (room - 1)), BRANCH.private))
    assert signed is not None
    with pytest.raises(CertificateTextTooLong) as refused:
        encode(facts(title="题" * 130), BRANCH.private)
    assert refused.value.facts == {"fact": "title", "length": 130, "over": 3}


def _too_long(said: Facts) -> bool:
    try:
        encode(said, BRANCH.private)
    except CertificateTextTooLong:
        return True
    return False


def test_dates_far_apart() -> None:
    last = date(2000, 1, 1) + timedelta(65535)
    signed = decode(encode(facts(issued_on=date(2000, 1, 1), valid_until=last), BRANCH.private))
    assert signed is not None
    assert (signed.facts.issued_on, signed.facts.valid_until) == (date(2000, 1, 1), last)
