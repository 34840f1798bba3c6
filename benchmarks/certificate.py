"""An unsigned certificate against reportlab drawing the same page without our checks: limit 1.3. Signing in
milliseconds.

The peer draws what our page draws, each text in the font, size and place that our page chose, and nothing else: no
search for fonts, no fitting, no marks, no ToUnicode of our own. Both in one process, in turns; the median of the
rounds counts.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, NamedTuple

from desktop_app.certificates.code import encode
from desktop_app.certificates.facts import Facts
from desktop_app.certificates.frames import frame
from desktop_app.certificates.layout import draw
from desktop_app.certificates.proof import sign_pdf, verify_pdf
from desktop_app.crypto.signing import new_key, public_pem, self_signed_certificate
from desktop_app.pdf.page import A4_LANDSCAPE, Sheet, Style
from desktop_app.pdf.qr import qr_code
from desktop_app.templates.kept import default
from desktop_app.templates.space import scale

LIMIT = 1.3
ROUNDS = 60
AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
FACTS = Facts(
    serial="BE-K7M2Q1-2026-00001-X",
    holder="张三丰",
    staff_no="T00123",
    title="个人客户服务综合认证",
    issuer="城东支行",
    issued_on=date(2026, 11, 24),
    valid_until=date(2028, 11, 24),
    post="个人客户经理",
    unit="城东支行营业部",
    score="92.5",
    max_score="100",
)


class Drawn(NamedTuple):
    """One text as our page placed it."""

    x: float
    y: float
    text: str
    style: Style


def placed(code: str) -> list[Drawn]:
    """What our page draws: listened in on once."""
    found: list[Drawn] = []
    real = Sheet.text

    def listen(sheet: Sheet, x: float, y: float, text: str, style: Style) -> None:
        found.append(Drawn(x, y, text, style))
        real(sheet, x, y, text, style)

    Sheet.text = listen  # type: ignore[method-assign, assignment]
    try:
        draw(FACTS, code, AT)
    finally:
        Sheet.text = real  # type: ignore[method-assign]
    return found


def peer(texts: list[Drawn], code: str) -> bytes:
    """Reportlab alone: the same texts, the same frame, the same QR path."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    template = default()
    canvas: Any = Canvas(out, pagesize=A4_LANDSCAPE, pageCompression=1, invariant=1)
    canvas.beginForm("frame", upperx=A4_LANDSCAPE[0], uppery=A4_LANDSCAPE[1])
    canvas.addLiteral(frame(template.frame, template.size, scale(template), template.colours))
    canvas.endForm()
    canvas.doForm("frame")
    square = qr_code(code)
    assert square is not None
    side = 119 / square.modules
    canvas.addLiteral(f"q 0 g {side} 0 0 {side} 85 74 cm\n{square.path.decode()}\nQ")
    for x, y, text, style in texts:
        canvas.setFillColorRGB(*style.colour)
        canvas.setFont(style.font, style.size)
        apart = style.tracking * style.size
        wide = canvas.stringWidth(text, style.font, style.size) + apart * (len(text) - 1)
        canvas.drawString(x - style.align.value * wide, y, text, charSpace=apart)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def milliseconds(work: Callable[[], object]) -> float:
    """One run of ``work``."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Print the ratio and its limit; 1 where it is above."""
    key = new_key()
    certificate = self_signed_certificate(key, FACTS.issuer, AT)
    code = encode(FACTS, key)
    texts = placed(code)
    unsigned = draw(FACTS, code, AT)
    signed = sign_pdf(unsigned, key, certificate, AT)
    issuers = [public_pem(key)]
    works: dict[str, Callable[[], object]] = {
        "ours": lambda: draw(FACTS, code, AT),
        "peer": lambda: peer(texts, code),
        "sign": lambda: sign_pdf(unsigned, key, certificate, AT),
        "verify": lambda: verify_pdf(signed, issuers, on=FACTS.issued_on),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(ROUNDS + 3):
        for name, work in works.items():
            spent = milliseconds(work)
            if turn >= 3:
                times[name].append(spent)
    median = {name: statistics.median(values) for name, values in times.items()}
    ratio = median["ours"] / median["peer"]
    print(f"unsigned certificate {median['ours']:.1f} ms, reportlab drawing the same page {median['peer']:.1f} ms")
    print(f"ratio {ratio:.2f} (limit {LIMIT}) {'ok' if ratio < LIMIT else 'TOO SLOW'}")
    print(f"signing {median['sign']:.1f} ms, verifying {median['verify']:.1f} ms")
    print(f"{len(unsigned) / 1000:.0f} kB unsigned, {len(signed) / 1000:.0f} kB signed")
    return 0 if ratio < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
