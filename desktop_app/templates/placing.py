"""Where something new goes on a template before anybody has moved it. Must not know what it shows."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.templates.space import inside
from desktop_app.templates.template import SEAL, Field, Kind, Template

SEAL_IMAGE = "seal_image"
_SIDE = 20.0
_APART = 4.0
"""Millimetres."""


def with_picture_field(template: Template, name: str) -> Template:
    """The template with a field for a picture: the image of the seal in the place for the stamp, which it takes, others
    in the top left corner of what the frame leaves."""
    stamp = template.field(SEAL)
    fields = template.fields
    if name == SEAL_IMAGE and stamp is not None:
        made = Field(name=name, kind=Kind.PICTURE, x=stamp.x, y=stamp.y, wide=stamp.wide, tall=stamp.height, alt=name)
        fields = tuple(replace(one, shown=False) if one.name == SEAL else one for one in fields)
    else:
        left, top = inside(template)[:2]
        made = Field(name=name, kind=Kind.PICTURE, x=left + _APART, y=top + _APART, wide=_SIDE, tall=_SIDE, alt=name)
    return replace(template, fields=(*fields, made))
