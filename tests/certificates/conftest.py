"""One Chromium a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.certificates.browser import Browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("verify")) as made:
        yield made
