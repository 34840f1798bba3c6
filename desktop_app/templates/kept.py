"""Templates by name: those that came with the program, and the bank's own in the store, every version of them.

Promises: a version never changes, and one that a certificate names can always be read. Must not know a certificate.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from desktop_app.base.errors import MissingError
from desktop_app.store import Store
from desktop_app.templates.file import parse
from desktop_app.templates.template import Template

DEFAULT = "formal"


class UnknownTemplate(MissingError):
    """There is no such template, or no such version of it; facts: template."""

    code = "template_unknown"


@cache
def shipped() -> tuple[Template, ...]:
    """The templates that come with the program, every version of them, the oldest first: a file each, ``formal-1``."""
    folder = files("desktop_app").joinpath("resources", "templates")
    found = {item.name.removesuffix(".toml"): item.read_text("utf-8") for item in folder.iterdir()}
    named = sorted((name.rpartition("-") for name in found), key=lambda parts: (parts[0], int(parts[2])))
    return tuple(replace(_template(found[f"{code}-{number}"]), version=int(number)) for code, _, number in named)


def template_of(store: Store, name: str) -> Template:
    """The template that a certificate's row names: ``formal-1``. Raises ``UnknownTemplate``."""
    code, _, number = name.rpartition("-")
    for one in shipped():
        if one.name == name:
            return one
    row = store.read.execute(
        "SELECT body, version FROM template WHERE code = ? AND version = ?",
        (code, int(number) if number.isdecimal() else 0),
    ).fetchone()
    if row is None:
        raise UnknownTemplate(template=name)
    return replace(_template(row[0]), version=row[1])


def template(store: Store, code: str) -> Template:
    """The newest version of a template. Raises ``UnknownTemplate``."""
    newest = [one for one in shipped() if one.code == code]
    if newest:
        return newest[-1]
    row = store.read.execute(
        "SELECT body, version FROM template WHERE code = ? ORDER BY version DESC LIMIT 1", (code,)
    ).fetchone()
    if row is None:
        raise UnknownTemplate(template=code)
    return replace(_template(row[0]), version=row[1])


def default() -> Template:
    """The template of certificates whose plan names none."""
    return next(one for one in reversed(shipped()) if one.code == DEFAULT)


@lru_cache(maxsize=64)
def _template(body: str) -> Template:
    """A template that was checked before it was kept; what is asked of one since does not take its certificates
    away."""
    found, findings = parse(body.encode())
    if found is None or findings:
        raise ValueError(f"a kept template that cannot be read: {findings}")
    return found
