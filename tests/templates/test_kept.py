"""Templates in the store: versions that never change, pictures, what plans and certificates name."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from desktop_app.base.clock import Reading
from desktop_app.certificates.certificate import certificate, issue, render
from desktop_app.certificates.issuer import public_keys
from desktop_app.certificates.proof import State, verify_pdf
from desktop_app.exams.plan import from_data, from_toml, to_toml
from desktop_app.exams.plans import save_plan
from desktop_app.staff import Actor, Role
from desktop_app.staff.people import NotAllowed
from desktop_app.store import Store
from desktop_app.templates.file import read, write
from desktop_app.templates.kept import (
    TemplateIsShipped,
    TemplateUnfit,
    UnknownTemplate,
    remove,
    save,
    shipped,
    take_in,
    template,
    template_of,
    templates,
)
from desktop_app.templates.pictures import MOST_BYTES, is_prepared, prepared
from desktop_app.templates.template import Field, Kind, Template
from tests.certificates.world import ON, person, sitting

PLAN = {"code": "P1", "title": "产品知识", "minutes": 90, "sections": [{"title": "单选", "bank": "b", "number": 1}]}


def own() -> Template:
    return replace(next(one for one in shipped() if one.code == "modern"), code="bank", title="本行")


def noise(size: tuple[int, int] = (900, 600), mode: str = "RGBA") -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(out, "PNG")
    return out.getvalue()


def with_pictures() -> Template:
    made, data = own(), prepared(noise())
    assert data is not None
    places = {"emblem": (255, 41, 28), "stamp": (255, 62, 28)}
    more = tuple(
        Field(name=name, kind=Kind.PICTURE, x=x, y=y, wide=wide, tall=20, alt=name)
        for name, (x, y, wide) in places.items()
    )
    return replace(made, fields=(*made.fields, *more), pictures=tuple((name, data) for name in places))


def test_each_change_is_a_version_and_none_is_lost(store: Store, examiner: Actor, reading: Reading) -> None:
    first = save(store, examiner, own(), reading)
    assert save(store, examiner, own(), reading).version == first.version == 1
    second = save(store, examiner, replace(own(), title="本行（新）"), reading)
    assert second.version == 2
    assert template_of(store, "bank-1") == first
    assert template(store, "bank") == second
    assert [one.code for one in templates(store)] == ["formal", "modern", "plain", "bank"]
    remove(store, examiner, "bank", reading)
    assert [one.code for one in templates(store)] == ["formal", "modern", "plain"]
    with pytest.raises(UnknownTemplate):
        template(store, "bank")
    assert template_of(store, "bank-2") == second
    assert save(store, examiner, own(), reading).version == 3


def test_what_is_refused_changes_nothing(store: Store, examiner: Actor, reading: Reading) -> None:
    with pytest.raises(TemplateIsShipped):
        save(store, examiner, replace(own(), code="formal"), reading)
    with pytest.raises(TemplateIsShipped):
        remove(store, examiner, "plain", reading)
    with pytest.raises(NotAllowed):
        save(store, Actor("T1", "x", Role.CANDIDATE), own(), reading)
    with pytest.raises(TemplateUnfit) as refused:
        take_in(store, examiner, b"code = 1", "x.toml", reading)
    assert {one.code for one in refused.value.findings} >= {"template_value_type", "template_key_missing"}
    made = own()
    overlapping = tuple(replace(one, x=60.0, y=60.0) if one.name == "holder" else one for one in made.fields)
    with pytest.raises(TemplateUnfit):
        save(store, examiner, replace(made, fields=overlapping), reading)
    assert len(templates(store)) == 3


def test_pictures_travel_in_the_file_and_are_made_small() -> None:
    made = with_pictures()
    found, findings = read(write(made).encode())
    assert findings == ()
    assert found == made
    for data in (noise(), noise((40, 3000), "L"), noise((5, 5), "1")):
        small = prepared(data)
        assert small is not None
        assert len(small) <= MOST_BYTES
        assert is_prepared(small)
        assert prepared(data) == small
    for data in (b"", b"GIF89a", noise()[:400], b"<svg/>"):
        assert prepared(data) is None
    text = write(made).replace("[fields.emblem]", "[fields.sign]")
    found, findings = read(text.encode())
    assert found is None
    assert [one.code for one in findings] == ["template_picture_without_field"]


def test_a_plan_names_its_template_and_the_certificate_keeps_it(
    store: Store, examiner: Actor, reading: Reading
) -> None:
    assert from_data(PLAN).template == "formal"
    plan = from_data({**PLAN, "template": "bank"})
    assert from_toml(to_toml(plan)) == plan
    with pytest.raises(UnknownTemplate):
        save_plan(store, examiner, plan, reading)
    kept = save(store, examiner, with_pictures(), reading)
    save_plan(store, examiner, plan, reading)
    person(store)
    for ident in ("S1", "S2"):
        sitting(store, ident, plan={"template": "bank"})
    one = issue(store, examiner, "S1", reading)
    save(store, examiner, replace(kept, title="后来的"), reading)
    # Taken out of the list, it still serves the exam that was opened with it.
    remove(store, examiner, "bank", reading)
    assert issue(store, examiner, "S2", reading).template == "bank-2"
    assert certificate(store, one.serial).template == "bank-1"
    assert template_of(store, one.template) == kept
    data = render(store, one.serial)
    assert verify_pdf(data, public_keys(store), on=ON).state is State.VALID
    # One picture in two places is in the file once.
    assert data.count(b"/DCTDecode") == 1
    assert len(data) < 80_000
