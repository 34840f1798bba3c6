"""Templates by name: those that came with the program, and the bank's own in the store, every version of them.

Promises: a version never changes, and one that a certificate names can always be read. Must not know a certificate.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import Fact, InputError, MissingError, RefusedError
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store
from desktop_app.tables.findings import Finding
from desktop_app.templates.file import parse, read, write
from desktop_app.templates.template import Template

DEFAULT = "formal"


class UnknownTemplate(MissingError):
    """There is no such template, or no such version of it; facts: template."""

    code = "template_unknown"


class TemplateIsShipped(RefusedError):
    """A template that came with the program is neither changed nor removed; facts: template."""

    code = "template_is_shipped"


class TemplateUnfit(InputError):
    """A file is no template that certificates could be drawn from; facts: file, count; ``findings`` say what is
    wrong."""

    code = "template_unfit"

    def __init__(self, findings: tuple[Finding, ...], **facts: Fact) -> None:
        super().__init__(count=len(findings), **facts)
        self.findings = findings


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


def templates(store: Store) -> tuple[Template, ...]:
    """The newest version of every template: those that came with the program first, then the bank's own by title;
    removed ones are left out."""
    newest = {one.code: one for one in shipped()}
    rows = store.read.execute(
        "SELECT t.body, t.version FROM template t WHERE t.hidden = 0 AND t.version ="
        " (SELECT max(version) FROM template WHERE code = t.code) ORDER BY t.title, t.code"
    ).fetchall()
    return (*newest.values(), *(replace(_template(body), version=version) for body, version in rows))


def is_shipped(code: str) -> bool:
    """Whether a template came with the program."""
    return any(one.code == code for one in shipped())


def save(store: Store, actor: Actor, changed: Template, reading: Reading) -> Template:
    """Keep a template as a new version; one that is as the newest stays that. Only an examiner may.

    Raises ``NotAllowed``, ``TemplateIsShipped``, ``TemplateUnfit``.
    """
    require(actor, Role.EXAMINER)
    if is_shipped(changed.code):
        raise TemplateIsShipped(template=changed.code)
    body = write(changed)
    found, findings = read(body.encode())
    if found is None:
        raise TemplateUnfit(findings, file=changed.code)
    facts: dict[str, Fact] = {"template": changed.code}
    with store.write("templates", at=reading) as db:
        row = db.execute(
            "SELECT version, body, hidden FROM template WHERE code = ? ORDER BY version DESC LIMIT 1", (changed.code,)
        ).fetchone()
        if row is not None and row[1] == body and not row[2]:
            return replace(found, version=row[0])
        version = (row[0] if row is not None else 0) + 1
        facts["version"] = version
        with store.write("templates", actor=actor, action="template_saved", at=reading, facts=facts):
            db.execute(
                "INSERT INTO template (code, version, title, body, at, staff_no) VALUES (?, ?, ?, ?, ?, ?)",
                (changed.code, version, found.title, body, as_text(reading.at), actor.staff_no),
            )
    return replace(found, version=version)


def take_in(store: Store, actor: Actor, data: bytes, file: str, reading: Reading) -> Template:
    """Keep the template in a file. Raises as ``save``; what is wrong with the file is in ``TemplateUnfit``."""
    found, findings = read(data)
    if found is None:
        raise TemplateUnfit(findings, file=file)
    return save(store, actor, found, reading)


def remove(store: Store, actor: Actor, code: str, reading: Reading) -> None:
    """Take a template out of the list; certificates that were drawn from it keep it. Only an examiner may.

    Raises ``NotAllowed``, ``UnknownTemplate``, ``TemplateIsShipped``.
    """
    require(actor, Role.EXAMINER)
    template(store, code)
    if is_shipped(code):
        raise TemplateIsShipped(template=code)
    with store.write("templates", actor=actor, action="template_removed", at=reading, facts={"template": code}) as db:
        db.execute("UPDATE template SET hidden = 1 WHERE code = ?", (code,))


def template(store: Store, code: str, *, removed_too: bool = False) -> Template:
    """The newest version of a template. Raises ``UnknownTemplate``, also for one that was removed, unless an exam that
    was opened before still names it (``removed_too``)."""
    newest = [one for one in shipped() if one.code == code]
    if newest:
        return newest[-1]
    row = store.read.execute(
        "SELECT body, version FROM template WHERE code = ? AND hidden <= ? ORDER BY version DESC LIMIT 1",
        (code, int(removed_too)),
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
