"""A template as it prints, with names of every sort: a certificate of nobody, signed by a key that is thrown away.

Promises: what it shows is drawn as a certificate is; no verifier takes it for one. Must not know the store.
"""

from __future__ import annotations

from datetime import datetime

from desktop_app.certificates import layout
from desktop_app.certificates.code import encode
from desktop_app.certificates.facts import Facts, months_later
from desktop_app.crypto.signing import new_key
from desktop_app.templates.template import Template

NAMES: dict[str, str] = {
    "short": "张三",
    "long": "买买提艾力·阿卜杜热合曼·吐尔逊江",
    "rare": "李𬭎𬍛",
    "english": "Alexandra Konstantinova-Featherstone",
}
"""By the code for words."""


def specimen(template: Template, name: str, at: datetime, issuer: str) -> bytes:
    """The page of ``template`` (PDF) for a holder of that name. Raises as ``layout.draw``."""
    shown = {
        "post": "综合柜员" if template.shows("post") else "",
        "unit": "城东支行营业部" if template.shows("unit") else "",
        "score": "92.5" if template.shows("score") else "",
        "max_score": "100" if template.shows("score") else "",
    }
    facts = Facts(
        serial="BE-SPEC1M-2026-00000-0",
        holder=name,
        staff_no="T001",
        title="个人客户服务综合认证",
        issuer=issuer,
        issued_on=at.date(),
        valid_until=months_later(at.date(), 24),
        **shown,
    )
    return layout.draw(facts, encode(facts, new_key()), at, template=template)
