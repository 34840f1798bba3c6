"""A template as a file that people can read: TOML, and what may be wrong with it, each thing by its place.

Promises: a file is a template or findings, never both, and never an exception; what was written is read back equal.
Must not know the store.
"""

from __future__ import annotations

import re
import tomllib
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import Enum
from typing import Any

import tomli_w

from desktop_app.base.errors import Fact
from desktop_app.pdf.page import Align
from desktop_app.tables.findings import Finding
from desktop_app.templates.checking import check
from desktop_app.templates.pictures import is_prepared, prepared
from desktop_app.templates.template import FACTS, KEYS, PAGES, QR, SEAL, Colours, Field, Frame, Kind, Template

MOST_BYTES = 1_000_000
MOST_FIELDS = 60
LONGEST = 200
_CODE = re.compile(r"[a-z][a-z0-9_]{0,31}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LANG = re.compile(r"|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PALETTE = tuple(one.name for one in fields(Colours))
_ALIGNS = {align.name.lower(): align for align in Align}
_NUMBERS: dict[str, tuple[float, float]] = {
    "x": (0, 420),
    "y": (0, 420),
    "wide": (1, 420),
    "tall": (0, 420),
    "label_gap": (0, 100),
    "label_size": (4, 40),
    "size": (4, 150),
    "tracking": (-0.1, 2),
    "least": (4, 150),
    "wrapped": (0, 150),
    "shrink": (0.2, 1),
    "leading": (1, 3),
    "lines": (1, 6),
    "thick": (0.1, 10),
}
"""The numbers of a field, and between what each may be."""
_DEFAULTS = {one.name: one.default for one in fields(Field) if one.default is not MISSING}


def read(data: bytes) -> tuple[Template | None, tuple[Finding, ...]]:
    """The template in a file, or what is wrong with it: all of it, as far as one fault does not hide another."""
    template, findings = parse(data)
    if template is None:
        return None, findings
    findings = (*findings, *check(template, told=tuple(one.where for one in findings)))
    return (None, findings) if findings else (template, ())


def parse(data: bytes) -> tuple[Template | None, tuple[Finding, ...]]:
    """The template in a file, what is wrong left at its default, and what is wrong; not whether all of it fits the
    page. None where it is no TOML."""
    if len(data) > MOST_BYTES:
        return None, (Finding("", "template_file_too_large", {"kilobytes": MOST_BYTES // 1000}),)
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        return None, (Finding(":".join(place.groups()) if place else "", "template_not_toml"),)
    except (ValueError, RecursionError):
        # No UTF-8, brackets without end, or a number of more digits than Python reads.
        return None, (Finding("", "template_not_toml"),)
    reading = _Reading(table)
    return reading.template(), tuple(reading.findings)


def write(template: Template) -> str:
    """The template as a file; what is as it would be anyway is left out."""
    data: dict[str, Any] = {"code": template.code, "title": template.title, "page": template.page}
    data["frame"] = template.frame.value
    data["colours"] = {name: getattr(template.colours, name) for name in _PALETTE}
    data["fields"] = {one.name: _written(one) for one in template.fields}
    if template.pictures:
        data["pictures"] = {name: b64encode(picture).decode("ascii") for name, picture in template.pictures}
    return tomli_w.dumps(data, multiline_strings=True)


def _written(one: Field) -> dict[str, Any]:
    said: dict[str, Any] = {} if one.kind is _kind_of(one.name) else {"kind": one.kind.value}
    for key in KEYS[one.kind]:
        value = getattr(one, key)
        if key == "fact" and value == one.name:
            continue
        if key not in _DEFAULTS or value != _DEFAULTS[key]:
            said[key] = _plain(value)
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, Align):
        return value.name.lower()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _kind_of(name: str) -> Kind:
    """What a field of that name is where its file does not say."""
    if name in FACTS:
        return Kind.FACT
    return {QR: Kind.QR, SEAL: Kind.SEAL}.get(name, Kind.TEXT)


@dataclass
class _Reading:
    """The file's table, and what was found to be wrong with it. What is wrong is left at its default."""

    table: Mapping[str, Any]
    findings: list[Finding] = field(default_factory=list)

    def _wrong(self, where: str, reason: str, value: object = "", **facts: Fact) -> None:
        shown = str(value)[:40] if isinstance(value, str | int | float) else ""
        self.findings.append(Finding(where, f"template_{reason}", {"value": shown, **facts}))

    def template(self) -> Template:
        self._known(self.table, ("code", "title", "page", "frame", "colours", "fields", "pictures"), "")
        found = tuple(self._fields())
        return Template(
            code=self._code(),
            title=self._text(self.table, "title", "", needed=True),
            page=self._choice(self.table, "page", "", dict.fromkeys(PAGES), "A4 landscape", needed=True),
            frame=Frame(self._choice(self.table, "frame", "", {one.value: one for one in Frame}, "none")),
            colours=self._colours(),
            fields=found,
            pictures=tuple(self._pictures({one.name for one in found if one.kind is Kind.PICTURE})),
        )

    def _known(self, table: Mapping[str, Any], names: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in names:
                self._wrong(f"{where}{key}", "key_unknown")

    def _code(self) -> str:
        code = self._text(self.table, "code", "", needed=True)
        if code and not _CODE.fullmatch(code):
            self._wrong("code", "code_unusable", code)
        return code

    def _colours(self) -> Colours:
        table = self._table(self.table, "colours")
        self._known(table, _PALETTE, "colours.")
        found = {}
        for name in _PALETTE:
            value = table.get(name, _COLOURS[name])
            if isinstance(value, str) and _COLOUR.fullmatch(value.lower()):
                found[name] = value.lower()
            else:
                self._wrong(f"colours.{name}", "colour_unreadable", value)
        return Colours(**found)

    def _fields(self) -> Iterator[Field]:
        tables = self._table(self.table, "fields")
        if len(tables) > MOST_FIELDS:
            self._wrong("fields", "too_many_fields", len(tables), most=MOST_FIELDS)
            return
        for name, table in tables.items():
            where = f"fields.{name}"
            if not _CODE.fullmatch(name):
                self._wrong(where, "code_unusable", name)
            elif not isinstance(table, dict):
                self._wrong(where, "value_type", table)
            else:
                yield self._field(name, table, f"{where}.")

    def _pictures(self, places: Collection[str]) -> Iterator[tuple[str, bytes]]:
        for name, value in self._table(self.table, "pictures").items():
            where = f"pictures.{name}"
            if name not in places:
                self._wrong(where, "picture_without_field")
                continue
            try:
                data = b64decode(value, validate=True) if isinstance(value, str) else b""
            except ValueError:
                data = b""
            kept = data if is_prepared(data) else prepared(data)
            if kept is None:
                self._wrong(where, "picture_unreadable")
            else:
                yield name, kept

    def _field(self, name: str, table: Mapping[str, Any], where: str) -> Field:
        usual = _kind_of(name)
        kinds = {one.value: one for one in Kind}
        kind = Kind(self._choice(table, "kind", where, kinds, usual.value))
        if kind is not usual and (usual is not Kind.TEXT or kind in (Kind.QR, Kind.SEAL)):
            # The names of facts, the QR code and the seal are theirs alone, and each stands on the page once.
            self._wrong(f"{where}kind", "kind_of_another", kind.value)
            kind = usual
        self._known(table, ("kind", *KEYS[kind]), where)
        said: dict[str, Any] = {"x": 0.0, "y": 0.0, "wide": 1.0}
        for key in KEYS[kind]:
            if key in table or key in ("x", "y", "wide"):
                said[key] = self._value(table, key, where)
        if kind is Kind.FACT:
            facts = dict.fromkeys(FACTS)
            said["fact"] = name if name in FACTS else self._choice(table, "fact", where, facts, "serial", needed=True)
            if table.get("fact", said["fact"]) != said["fact"]:
                self._wrong(f"{where}fact", "kind_of_another", table["fact"])
        return Field(name=name, kind=kind, **said)

    def _value(self, table: Mapping[str, Any], key: str, where: str) -> Any:
        if key in _NUMBERS:
            return self._number(table, key, where)
        if key == "align":
            return _ALIGNS[self._choice(table, key, where, dict.fromkeys(_ALIGNS), "centre")]
        if key == "colour":
            return self._choice(table, key, where, dict.fromkeys(_PALETTE), "ink")
        if isinstance(_DEFAULTS[key], bool):
            if not isinstance(table[key], bool):
                self._wrong(f"{where}{key}", "value_type", table[key])
            return table[key] is True
        text = self._text(table, key, where)
        if key == "lang" and not _LANG.fullmatch(text):
            self._wrong(f"{where}{key}", "value_choice", text, choices="en, zh-CN")
            return ""
        return text

    def _number(self, table: Mapping[str, Any], key: str, where: str) -> float:
        low, high = _NUMBERS[key]
        value = table.get(key)
        whole = key == "lines"
        if value is None:
            self._wrong(f"{where}{key}", "key_missing")
        elif isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            self._wrong(f"{where}{key}", "value_type", value)
        elif not low <= value <= high:
            self._wrong(f"{where}{key}", "value_range", value, low=low, high=high)
        else:
            return value if whole else float(value)
        default = _DEFAULTS.get(key, low)
        return default if isinstance(default, int | float) else low

    def _text(self, table: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self._wrong(f"{where}{key}", "value_type", value)
        elif needed and not value.strip():
            self._wrong(f"{where}{key}", "key_missing")
        elif len(value) > LONGEST:
            self._wrong(f"{where}{key}", "text_too_many", len(value), most=LONGEST)
        elif not value.isprintable():
            self._wrong(f"{where}{key}", "text_unprintable", ascii(value)[1:-1])
        else:
            return value.strip()
        return ""

    def _choice(
        self,
        table: Mapping[str, Any],
        key: str,
        where: str,
        choices: Mapping[str, Enum | None],
        usual: str,
        *,
        needed: bool = False,
    ) -> str:
        value = table.get(key)
        if value is None and not needed:
            return usual
        if value is None:
            self._wrong(f"{where}{key}", "key_missing")
        elif not isinstance(value, str) or value not in choices:
            self._wrong(f"{where}{key}", "value_choice", value, choices=", ".join(choices))
        else:
            return value
        return usual

    def _table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, "value_type", value)
            return {}
        return value


_COLOURS = {one.name: one.default for one in fields(Colours)}
