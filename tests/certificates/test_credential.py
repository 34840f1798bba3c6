"""The credential: Open Badges 3.0, section 8.2 and appendix B, told member by member; and what others make of it."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey
from pypdf import PdfReader

from desktop_app.certificates.credential import CONTEXT, FILE_NAME, agrees, credential, read
from desktop_app.certificates.layout import draw
from desktop_app.certificates.making import Maker
from desktop_app.certificates.proof import State, encode, verify_pdf
from desktop_app.pdf.archive import Attachment
from tests.certificates.world import AT, ON, ZONE, Branch, facts

BRANCH = Branch()
OTHER = Branch("城西支行")
SCORED = facts(score="92.5", max_score="100")
TOKEN = credential(SCORED, BRANCH.private, AT, ZONE)


def part(token: str, at: int) -> Any:
    text = token.split(".")[at]
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def test_the_token_is_the_credential_itself() -> None:
    head, said = part(TOKEN, 0), part(TOKEN, 1)
    assert head["alg"] == "ES256"
    assert head["typ"] == "JWT"
    assert set(head["jwk"]) == {"kty", "crv", "x", "y"}
    assert head["kid"] == f"{said['iss']}#0"
    assert said["@context"] == list(CONTEXT)
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    # 8.2.4: the claims repeat the members.
    assert said["iss"] == said["issuer"]["id"]
    assert said["jti"] == said["id"]
    for claim, member in (("nbf", "validFrom"), ("exp", "validUntil")):
        assert datetime.fromtimestamp(said[claim], UTC) == datetime.fromisoformat(said[member])
    # It names nobody by an id, so that there is no sub either; an identifier is needed then.
    assert "sub" not in said
    assert "id" not in said["credentialSubject"]


def test_what_it_says() -> None:
    said = part(TOKEN, 1)
    subject, earned = said["credentialSubject"], said["credentialSubject"]["achievement"]
    assert said["issuer"] == {"id": said["iss"], "type": ["Profile"], "name": "城东支行"}
    assert (said["validFrom"], said["validUntil"]) == ("2026-11-24T01:30:00Z", "2028-11-24T15:59:59Z")
    assert subject["type"] == ["AchievementSubject"]
    assert subject["licenseNumber"] == SCORED.serial
    assert [(one["identityType"], one["identityHash"], one["hashed"]) for one in subject["identifier"]] == [
        ("name", "张三", False),
        ("identifier", "T001", False),
    ]
    assert earned["type"] == ["Achievement"]
    assert earned["name"] == said["name"] == "个人客户服务综合认证"
    assert earned["description"]
    assert "个人客户服务综合认证" in earned["criteria"]["narrative"]
    described = earned["resultDescription"][0]
    assert subject["result"] == [{"type": ["Result"], "resultDescription": described["id"], "value": "92.5"}]
    assert (described["resultType"], described["valueMax"]) == ("RawScore", "100")
    for urn in (said["id"], earned["id"], described["id"]):
        assert urn.startswith("urn:uuid:")


def test_without_a_score_it_has_none() -> None:
    said = part(credential(facts(), BRANCH.private, AT, ZONE), 1)
    assert "result" not in said["credentialSubject"]
    assert "resultDescription" not in said["credentialSubject"]["achievement"]


def test_the_issuer_is_the_key_itself() -> None:
    said = part(TOKEN, 1)
    text = said["iss"].removeprefix("did:jwk:")
    key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    assert jwt.decode(TOKEN, ECKey.import_key(key), algorithms=["ES256"]).claims == said
    assert ECKey.import_key(key).as_pem(private=False) == ECKey.import_key(BRANCH.public).as_pem(private=False)


def test_ids_follow_from_facts_and_key() -> None:
    again = part(credential(SCORED, BRANCH.private, AT, ZONE), 1)
    assert again == part(TOKEN, 1)
    theirs = part(credential(SCORED, OTHER.private, AT, ZONE), 1)
    assert theirs["id"] != again["id"]
    assert part(credential(facts(serial="BE-K7M2Q1-2026-00002-V"), BRANCH.private, AT, ZONE), 1)["id"] != again["id"]


def test_it_is_in_the_file() -> None:
    made = BRANCH.made(score="92.5", max_score="100")
    reader = PdfReader(BytesIO(made.pdf))
    token = reader.attachments[FILE_NAME][0].decode()
    assert part(token, 1) == part(TOKEN, 1)
    assert verify_pdf(made.pdf, [BRANCH.public], on=ON).state is State.VALID
    root: Any = reader.root_object
    (spec,) = root["/AF"]
    assert spec.get_object()["/AFRelationship"] == "/Data"
    assert spec.get_object()["/EF"]["/F"].get_object()["/Subtype"] == "/application/vc+jwt"


@pytest.mark.parametrize("hours", [-11, 0, 8, 14])
def test_it_agrees_wherever_the_branch_is(hours: int) -> None:
    said = read(credential(SCORED, BRANCH.private, AT, timezone(timedelta(hours=hours))), BRANCH.public)
    assert said is not None
    assert agrees(said, SCORED)


@pytest.mark.parametrize(
    "change",
    [
        {"holder": "李四"},
        {"staff_no": "T002"},
        {"title": "理财经理认证"},
        {"issuer": "城西支行"},
        {"serial": "BE-K7M2Q1-2026-00002-V"},
        {"score": "100"},
        {"score": "", "max_score": ""},
        {"valid_until": ON.replace(year=2038)},
    ],
)
def test_a_credential_that_says_something_else(change: dict[str, Any]) -> None:
    other = facts(**({"score": "92.5", "max_score": "100"} | change))
    said = read(credential(other, BRANCH.private, AT, ZONE), BRANCH.public)
    assert said is not None
    assert not agrees(said, SCORED)
    found = verify_pdf(_with(credential(other, BRANCH.private, AT, ZONE)), [BRANCH.public], on=ON)
    assert (found.state, found.why) == (State.FORGED, "credential_differs")


def _with(token: str) -> bytes:
    attached = Attachment(FILE_NAME, "application/vc+jwt", token.encode(), "x")
    return BRANCH.sign(draw(SCORED, encode(SCORED, BRANCH.private), AT, [attached]))


def test_a_credential_by_another_key_or_none_at_all() -> None:
    for token in (credential(SCORED, OTHER.private, AT, ZONE), "", "a.b.c", TOKEN[:-1], "é"):
        assert read(token, BRANCH.public) is None
        found = verify_pdf(_with(token), [BRANCH.public], on=ON)
        assert (found.state, found.why) == (State.FORGED, "credential_differs")


@settings(max_examples=150, deadline=None)
@given(st.recursive(st.none() | st.integers() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_any_payload_is_read_or_not(payload: Any) -> None:
    from joserfc import jws

    token = jws.serialize_compact({"alg": "ES256"}, json.dumps(payload), ECKey.import_key(BRANCH.private))
    said = read(token, BRANCH.public)
    assert said == (payload if isinstance(payload, dict) else None)
    assert said is None or not agrees(said, SCORED)


def test_another_machine_makes_the_same_of_it() -> None:
    """Signatures differ each time; what is signed does not."""
    here, there = (Maker(BRANCH.private, BRANCH.certificate, AT, ZONE).make(SCORED) for _ in range(2))
    assert here.pdf != there.pdf
    verdicts = [verify_pdf(one.pdf, [BRANCH.public], on=ON) for one in (here, there)]
    assert verdicts[0] == verdicts[1]
    assert verdicts[0].facts == SCORED
    tokens = [PdfReader(BytesIO(one.pdf)).attachments[FILE_NAME][0].decode() for one in (here, there)]
    assert part(tokens[0], 1) == part(tokens[1], 1)
