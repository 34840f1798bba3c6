"""The QR code as paper gives it back: printed grey at 150 dpi, laid askew on a scanner, blurred, with noise."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from pypdf import PdfReader

from tests.certificates.test_layout import LONG
from tests.certificates.world import Branch

DPI = 150


def by_zxing(path: Path) -> list[str]:
    zxingcpp = pytest.importorskip("zxingcpp")
    with Image.open(path) as scan:
        return [str(one.text) for one in zxingcpp.read_barcodes(scan, formats=zxingcpp.BarcodeFormat.QRCode)]


def by_zbar(path: Path) -> list[str]:
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg (zbar-tools) is not installed")
    command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()


@pytest.fixture(scope="module", params=["", "https://bank.cn/v"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Image.Image, str]:
    """The largest code that these facts come to, with an address before it too, and what it says."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    path = tmp_path_factory.mktemp("scan") / "c.pdf"
    path.write_bytes(Branch().issue(address=request.param, **LONG))
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-singlefile", path, path.with_suffix("")], check=True)
    about = PdfReader(path).metadata
    assert about is not None
    with Image.open(path.with_suffix(".pgm")) as scan:
        return scan.copy(), str(about["/Keywords"])


def scanned(page: Image.Image, slant: float, blur: float, noise: float) -> Image.Image:
    """The page as a scanner gives it back; ``noise`` is the standard deviation, of 256 levels."""
    turned = page.rotate(slant, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
    grain = Image.effect_noise(turned.size, noise)
    # Ink is no black and paper no white.
    levels = turned.point([28 + value * 205 // 255 for value in range(256)])
    return Image.blend(levels, grain, 0.18)


@pytest.mark.parametrize("read", [by_zxing, by_zbar])
@pytest.mark.parametrize(("slant", "blur", "noise"), [(0, 0, 0), (3, 0.5, 20), (-3, 0.5, 20), (1.5, 0.7, 40)])
def test_two_decoders_read_it(
    printed: tuple[Image.Image, str],
    tmp_path: Path,
    read: Callable[[Path], list[str]],
    slant: float,
    blur: float,
    noise: float,
) -> None:
    page, code = printed
    path = tmp_path / "scan.png"
    scanned(page, slant, blur, noise).save(path)
    assert read(path) == [code]


def test_it_is_40_mm_wide(printed: tuple[Image.Image, str]) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    (found,) = zxingcpp.read_barcodes(printed[0], formats=zxingcpp.BarcodeFormat.QRCode)
    wide = (found.position.top_right.x - found.position.top_left.x) / DPI * 25.4
    assert 40 <= wide <= 44
