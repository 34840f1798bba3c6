"""The credential in the file: a certificate as Open Badges 3.0, a JSON Web Token signed by the issuing key.

The token is the credential itself (1EdTech Open Badges 3.0, section 8.2): its members stand at the top level, and
``iss``, ``jti``, ``nbf`` and ``exp`` repeat the issuer, the id and the time it is valid. A branch has no web address,
so the issuer is ``did:jwk``: its public key, from which alone the signature can be checked.

Promises: the same facts, key and instant give the same ids; nothing stands in it that the paper does not show. Must
not know the store or a PDF.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desktop_app.certificates.facts import Facts

if TYPE_CHECKING:
    from joserfc.jwk import ECKey

FILE_NAME = "credential.jwt"
MEDIA_TYPE = "application/vc+jwt"
CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
_ALGORITHM = "ES256"
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


def credential(facts: Facts, private: bytes, at: datetime, zone: tzinfo) -> str:
    """The signed token. ``private`` is the issuing key (PKCS#8); ``at`` the instant of issuing; the certificate is
    valid to the end of its last day in ``zone``."""
    from joserfc import jwt

    key = _key(private)
    said = content(facts, key.as_dict(private=False), at, zone)
    head = {"alg": _ALGORITHM, "typ": "JWT", "kid": f"{said['iss']}#0", "jwk": _jwk(key.as_dict(private=False))}
    return jwt.encode(head, said, key, algorithms=[_ALGORITHM])


def content(facts: Facts, public: Mapping[str, Any], at: datetime, zone: tzinfo) -> dict[str, Any]:
    """The credential and the claims that repeat it; ``public`` is the issuer's key as a JWK."""
    issuer = did(public)
    until = datetime.combine(facts.valid_until, time(), zone) + _DAY - _SECOND
    since = at.astimezone(UTC).replace(microsecond=0)
    ident = _urn(f"{issuer} {facts.serial}")
    achievement = _urn(f"{issuer} {facts.title}")
    criteria = f"通过考试“{facts.title}”。 Passed the examination named above."
    earned: dict[str, Any] = {
        "id": achievement,
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": facts.title,
        "description": f"{facts.issuer}：{facts.title}",
        "criteria": {"narrative": criteria},
        "inLanguage": "zh-CN",
    }
    subject: dict[str, Any] = {
        "type": ["AchievementSubject"],
        "identifier": _identifiers(facts),
        "licenseNumber": facts.serial,
        "achievement": earned,
    }
    if facts.score:
        scored = _urn(f"{achievement} score")
        earned["resultDescription"] = [
            {
                "id": scored,
                "type": ["ResultDescription"],
                "name": "成绩 Score",
                "resultType": "RawScore",
                "valueMin": "0",
                "valueMax": facts.max_score,
            }
        ]
        subject["result"] = [{"type": ["Result"], "resultDescription": scored, "value": facts.score}]
    if facts.post:
        subject["role"] = facts.post
    return {
        "@context": list(CONTEXT),
        "id": ident,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.title,
        "issuer": {"id": issuer, "type": ["Profile"], "name": facts.issuer},
        "validFrom": _instant(since),
        "validUntil": _instant(until),
        "awardedDate": _instant(since),
        "credentialSubject": subject,
        "iss": issuer,
        "jti": ident,
        "nbf": int(since.timestamp()),
        "exp": int(until.timestamp()),
    }


def read(token: str, public: bytes) -> dict[str, Any] | None:
    """What a token by the key ``public`` (PEM) says; None for one that is not, or is no token. Whether it is still
    valid is not asked."""
    from joserfc import jws
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    try:
        signed = jws.deserialize_compact(token, ECKey.import_key(public), algorithms=[_ALGORITHM])
        found = json.loads(signed.payload)
    except (JoseError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def agrees(said: Mapping[str, Any], facts: Facts) -> bool:
    """Whether a credential says what the certificate says."""
    try:
        subject = said["credentialSubject"]
        until = datetime.fromisoformat(said["validUntil"])
        told = (
            subject["licenseNumber"],
            {one["identityType"]: one["identityHash"] for one in subject["identifier"]},
            subject["achievement"]["name"],
            said["issuer"]["name"],
            [one["value"] for one in subject.get("result", [])],
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    shown = {one["identityType"]: one["identityHash"] for one in _identifiers(facts)}
    scores = [facts.score] if facts.score else []
    # The last second of the last day, where the branch is: no place is further from UTC than 14 hours.
    last = datetime.combine(facts.valid_until, time(), UTC) + _DAY - _SECOND
    return told == (facts.serial, shown, facts.title, facts.issuer, scores) and (
        until.tzinfo is not None and abs(until - last) <= timedelta(hours=14)
    )


def did(public: Mapping[str, Any]) -> str:
    """The issuer's identifier: the public key (JWK) itself (did:jwk method)."""
    return f"did:jwk:{base64.urlsafe_b64encode(_canonical(_jwk(public))).rstrip(b'=').decode('ascii')}"


def _identifiers(facts: Facts) -> list[dict[str, Any]]:
    shown: Sequence[tuple[str, str]] = (("name", facts.holder), ("identifier", facts.staff_no))
    return [
        {"type": "IdentityObject", "hashed": False, "identityType": kind, "identityHash": text}
        for kind, text in shown
        if text
    ]


def _jwk(public: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(public[name]) for name in ("crv", "kty", "x", "y")}


def _canonical(data: Mapping[str, str]) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":")).encode()


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=2)
def _key(private: bytes) -> ECKey:
    from joserfc.jwk import ECKey

    return ECKey.import_key(private)
