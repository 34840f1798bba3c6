"""Pages on a sheet: none is enlarged, none leaves it or touches another, and the marks stand where it is cut."""

from __future__ import annotations

import pytest

from desktop_app.pdf.imposing import grid
from desktop_app.pdf.page import A4_LANDSCAPE, A4_PORTRAIT, MM

CARD = (85.6 * MM, 54 * MM)


@pytest.mark.parametrize("page", [A4_LANDSCAPE, A4_PORTRAIT, CARD], ids=["across", "upright", "card"])
@pytest.mark.parametrize("count", range(2, 11))
@pytest.mark.parametrize("gutter", [0.0, 4 * MM])
def test_pages_stand_apart_on_the_sheet(page: tuple[float, float], count: int, gutter: float) -> None:
    places = grid(page, count, 8 * MM, gutter)
    assert places is not None
    wide, tall = places.drawn
    assert 0 < places.scale <= 1
    assert wide / tall == pytest.approx(page[0] / page[1])
    assert len(set(places.corners)) == count
    for x, y in places.corners:
        assert x >= 8 * MM - 0.01
        assert y >= 8 * MM - 0.01
        assert x + wide <= places.sheet[0] - 8 * MM + 0.01
        assert y + tall <= places.sheet[1] - 8 * MM + 0.01
    for n, (x, y) in enumerate(places.corners):
        for other_x, other_y in places.corners[n + 1 :]:
            beside = abs(x - other_x) >= wide + gutter - 0.01
            assert beside or abs(y - other_y) >= tall + gutter - 0.01


def test_cards_keep_their_size_and_are_read_from_the_top() -> None:
    places = grid(CARD, 10, 5 * MM, 2 * MM)
    assert places is not None
    assert (places.scale, places.sheet) == (1.0, A4_PORTRAIT)
    (x0, y0), (x1, y1), (_, y2) = places.corners[:3]
    assert x0 < x1
    assert y0 == y1 > y2


def test_a_page_alone_is_a_sheet_of_its_own_size() -> None:
    places = grid(CARD, 1, 40 * MM, 0)
    assert places is not None
    assert (places.sheet, places.scale, places.corners) == (CARD, 1.0, ((0.0, 0.0),))


def test_no_room_is_told() -> None:
    assert grid(CARD, 2, 110 * MM, 0) is None
