"""Templates as files: what was written is read back equal, and every fault is named by its place."""

from __future__ import annotations

import dataclasses
import tomllib
from importlib.resources import files
from typing import Any

import pytest
import tomli_w

from desktop_app import words
from desktop_app.templates.checking import check
from desktop_app.templates.file import parse, read, write
from desktop_app.templates.kept import default, shipped
from desktop_app.templates.template import FACTS, KEYS, Field, Kind
from tests.certificates.world import facts

TEXT = files("desktop_app").joinpath("resources", "templates", "formal-2.toml").read_text("utf-8")


def changed(*changes: tuple[str, Any]) -> bytes:
    """The formal template with values put at dotted places; None takes one out."""
    data = tomllib.loads(TEXT)
    for place, value in changes:
        *tables, key = place.split(".")
        table = data
        for name in tables:
            table = table.setdefault(name, {})
        if value is None:
            del table[key]
        else:
            table[key] = value
    return tomli_w.dumps(data).encode()


def faults(data: bytes) -> set[tuple[str, str]]:
    template, findings = read(data)
    assert template is None
    for finding in findings:
        assert words.say(finding, "zh") != words.say(finding, "en")
        assert "?" not in words.say(finding, "en")
    return {(finding.where, finding.code) for finding in findings}


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.name)
def test_what_was_written_is_read_back_equal(one: Any) -> None:
    assert parse(write(one).encode()) == (one, ())
    assert write(parse(write(one).encode())[0]) == write(one)  # type: ignore[arg-type]


def test_what_new_certificates_get_has_no_fault() -> None:
    newest = {one.code: one for one in shipped()}
    for one in newest.values():
        assert check(one) == ()
    assert default() == newest["formal"]


def test_the_facts_are_those_of_a_certificate() -> None:
    assert set(FACTS) == set(facts(score="1", max_score="2").printed())


def test_every_key_is_a_fields() -> None:
    names = {one.name for one in dataclasses.fields(Field)}
    assert set(KEYS) == set(Kind)
    assert {key for keys in KEYS.values() for key in keys} == names - {"name", "kind"}


HOLDER = "fields.holder"


@pytest.mark.parametrize(
    ("place", "value", "where", "code"),
    [
        ("note", "x", "note", "key_unknown"),
        ("code", "Formal 1", "code", "code_unusable"),
        ("code", None, "code", "key_missing"),
        ("page", "A3", "page", "value_choice"),
        ("frame", 3, "frame", "value_choice"),
        ("colours", "blue", "colours", "value_type"),
        ("colours.ink", "navy", "colours.ink", "colour_unreadable"),
        ("colours.inc", "#000000", "colours.inc", "key_unknown"),
        (f"{HOLDER}.x", "3", f"{HOLDER}.x", "value_type"),
        (f"{HOLDER}.x", True, f"{HOLDER}.x", "value_type"),
        (f"{HOLDER}.x", 1e9, f"{HOLDER}.x", "value_range"),
        (f"{HOLDER}.x", float("nan"), f"{HOLDER}.x", "value_range"),
        (f"{HOLDER}.x", None, f"{HOLDER}.x", "key_missing"),
        (f"{HOLDER}.lines", 1.5, f"{HOLDER}.lines", "value_type"),
        (f"{HOLDER}.bold", 1, f"{HOLDER}.bold", "value_type"),
        (f"{HOLDER}.height", 3, f"{HOLDER}.height", "key_unknown"),
        (f"{HOLDER}.kind", "text", f"{HOLDER}.kind", "kind_of_another"),
        (f"{HOLDER}.fact", "serial", f"{HOLDER}.fact", "kind_of_another"),
        (f"{HOLDER}.align", "up", f"{HOLDER}.align", "value_choice"),
        (f"{HOLDER}.colour", "red", f"{HOLDER}.colour", "value_choice"),
        (f"{HOLDER}.shown", False, HOLDER, "field_hidden"),
        (HOLDER, None, HOLDER, "field_missing"),
        ("fields.other", {"kind": "fact", "x": 50, "y": 50, "wide": 5}, "fields.other.fact", "key_missing"),
        ("fields.other", {"kind": "qr", "x": 50, "y": 50, "wide": 50}, "fields.other.kind", "kind_of_another"),
        ("fields.other", "text", "fields.other", "value_type"),
        ("fields.Other", {}, "fields.Other", "code_unusable"),
        ("fields.other", {"x": 30, "y": 100, "wide": 5}, "fields.other", "text_missing"),
        ("fields.heading", None, "fields.heading", "field_missing"),
        ("fields.heading_en.lang", "English", "fields.heading_en.lang", "value_choice"),
        ("fields.qr.wide", 39.9, "fields.qr", "qr_small"),
        ("fields.qr.x", 6, "fields.qr", "field_outside"),
        ("fields.caption.x", 6, "fields.caption", "field_outside"),
        ("fields.qr.x", 226, "fields.seal", "fields_overlap"),
        ("fields.line.y", 87, "fields.holder", "fields_overlap"),
        ("fields.title.lines", 4, "fields.title", "fields_overlap"),
        ("fields.heading.text", "合\U00030123格", "fields.heading", "characters_missing"),
        ("fields.heading.text", "证" * 60, "fields.heading", "text_too_long"),
        ("fields.heading.text", "证" * 201, "fields.heading.text", "text_too_many"),
        ("fields.heading.text", "合格\n证书", "fields.heading.text", "text_unprintable"),
        ("fields.seal.text", "章" * 20, "fields.seal", "text_too_long"),
        ("fields.staff_no.label", "号" * 30, "fields.staff_no", "label_too_long"),
        ("fields.staff_no.label_gap", 1, "fields.staff_no", "label_too_near"),
    ],
)
def test_every_fault_is_named(place: str, value: Any, where: str, code: str) -> None:
    found = faults(changed((place, value)))
    assert (where, f"template_{code}") in found
    assert {one for _, one in found} <= {f"template_{code}", "template_fields_overlap"}


def test_all_faults_are_told_at_once() -> None:
    assert faults(changed(("a", 1), ("colours.ink", "navy"), ("fields.qr.x", 6))) == {
        ("a", "template_key_unknown"),
        ("colours.ink", "template_colour_unreadable"),
        ("fields.qr", "template_field_outside"),
    }


def test_a_file_that_is_no_toml_says_where() -> None:
    assert faults(b'title = "x"\nsize = = 1\n') == {("2:8", "template_not_toml")}


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a = " + b"[" * 100_000, b"a = 1" + b"0" * 5000, b"x" * 2_000_000])
def test_bytes_that_are_no_template_are_a_finding(data: bytes) -> None:
    template, findings = read(data)
    assert template is None
    assert findings[0].code in {"template_not_toml", "template_file_too_large"}


def test_too_many_fields() -> None:
    data = TEXT.encode() + b"".join(b"[fields.t%d]\nx=1\ny=1\nwide=1\n" % n for n in range(60))
    assert ("fields", "template_too_many_fields") in faults(data)
