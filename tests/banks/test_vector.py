"""Vector images: shapes are drawn, anything that runs, fetches or never ends is not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from desktop_app.banks import vector

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90">'


def svg(*within: str) -> bytes:
    return (_HEAD + "".join(within) + "</svg>").encode()


def laughs(levels: int, of_each: int = 10) -> bytes:
    """Groups of ``use``s, each of the group before."""
    groups = [f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * of_each + "</g>" for n in range(1, levels)]
    return svg('<defs><g id="a0"><rect width="9" height="9"/></g>', *groups, f'</defs><use href="#a{levels - 1}"/>')


@pytest.mark.parametrize(
    "data",
    [
        svg('<rect style="fill:url(#g)"/><linearGradient id="g"><stop offset="1"/></linearGradient>'),
        b'<?xml version="1.0"?>\n<!-- drawn -->\n' + svg("<text>\u4e00</text>"),
        b"<svg width='9' height='9'><path d='M0 0L9 9'/></svg>",
        laughs(3),
        svg('<style>@font-face {src: url("#f")}</style><font id="f"><glyph d="M0 0"/></font>'),
        svg('<path d="M0 0H90" style="stroke-dasharray:none"/><path d="M0 9H90" stroke-dasharray="4 2"/>'),
        svg('<image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="9" height="9"/>'),
    ],
)
def test_shapes_are_drawn(data: bytes) -> None:
    assert vector.is_svg(data)
    assert vector.harmless(data)


@pytest.mark.parametrize(
    "data",
    [
        laughs(9),
        laughs(40, 2),
        svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/><use href="#a"/></g>'),
        svg(*(f'<g id="c{n}"><use href="#c{n + 1}"/></g>' for n in range(3000))),
        svg("<rect/>" * 20_001),
        svg('<image href="file:///etc/passwd" width="9" height="9"/>'),
        svg('<use href="http://127.0.0.1:9/a.svg#b"/>'),
        svg('<rect style="fill:url(http://127.0.0.1:9/a)"/>'),
        svg("<style>@import 'a.css';</style>"),
        svg("<script>x()</script>"),
        svg("<foreignObject/>"),
        svg('<filter id="f"/><rect filter="url(#f)"/>'),
        svg('<path d="M0 0H1e9" stroke-dasharray="0.001"/>'),
        svg('<path d="M0 0H1e9" style="stroke-dasharray: 2 1"/>'),
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<text>&a;</text>"),
        svg("<text>" + "x" * vector.MOST_BYTES + "</text>"),
        svg("<g>" * 400 + "</g>" * 400),
        b"<svg><rect></svg>",
        gzip.compress(svg("<rect/>")),
    ],
)
def test_what_does_harm_is_not(data: bytes) -> None:
    assert vector.is_svg(data)
    assert not vector.harmless(data)


def test_other_images_are_none(samples: Path) -> None:
    drawn = sorted(samples.rglob("*.svg"))
    assert all(vector.is_svg(path.read_bytes()) for path in drawn)
    assert any(vector.harmless(path.read_bytes()) for path in drawn)
    assert not any(vector.is_svg(path.read_bytes()) for path in samples.rglob("*.png"))
