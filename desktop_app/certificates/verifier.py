"""The page that verifies certificates from a stick, with no network: one file, with this store's trusted keys and its
revocation lists built in.

The page itself is made by ``make`` from ``verify/``. Promises: what is built in is public. Must not know what the page
does with it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files

from desktop_app.base.clock import Reading, as_text
from desktop_app.base.errors import MissingError
from desktop_app.certificates import revocation
from desktop_app.certificates.code import key_id
from desktop_app.certificates.facts import tidy
from desktop_app.certificates.issuer import public_keys
from desktop_app.certificates.keys import keys
from desktop_app.certificates.lists import make_list, require_heard, taken
from desktop_app.certificates.trust import require_trusted
from desktop_app.crypto import certifying
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store

FILE_NAME = "verify.html"
_PLACE = '<script type="application/json" id="trust">null</script>'


class VerifierNotBuilt(MissingError):
    """This copy of the program came without the page: it was set up without Node.js."""

    code = "verifier_not_built"


def verifier(store: Store, actor: Actor, reading: Reading, more: Sequence[bytes] = ()) -> bytes:
    """The page for this store, with a fresh revocation list and ``more`` signed ones. Only an examiner may.

    Raises ``NotAllowed``, ``VerifierNotBuilt``; ``ListUnreadable``, ``ListUntrusted`` for one of ``more``.
    """
    require(actor, Role.EXAMINER)
    blank = blank_page()
    for one in more:
        require_heard(store, revocation.read(one))
    lists = [make_list(store, actor, reading), *taken(store), *more]
    names = dict.fromkeys(one.name for one in keys(store) if one.name)
    names.setdefault(tidy(store.setting("branch")))
    return fill(blank, public_keys(store), lists, [name for name in names if name], as_text(reading.at))


def verifier_of(issuers: Sequence[bytes], lists: Sequence[bytes], reading: Reading) -> bytes:
    """The page that trusts these keys and certificates (PEM) and knows these signed lists.

    Raises ``VerifierNotBuilt``; ``ListUnreadable``, ``ListUntrusted`` for a list that none of the keys stands behind.
    """
    blank = blank_page()
    read = [revocation.read(one) for one in lists]
    require_trusted(issuers, read)
    names = dict.fromkeys([*(_name(one) for one in issuers), *(one.said.branch for one in read)])
    return fill(blank, issuers, lists, [name for name in names if name], as_text(reading.at))


def _name(issuer: bytes) -> str:
    """Whom a key belongs to; of a bare one only its id is known."""
    if issuer.startswith(certifying.PEM_HEAD):
        return certifying.name_of(certifying.to_der(issuer))
    return key_id(issuer)


def blank_page() -> str:
    """The page as it was built, trusting nobody. Raises ``VerifierNotBuilt``."""
    try:
        return (files("desktop_app") / "resources" / "verify" / FILE_NAME).read_text("utf-8")
    except FileNotFoundError:
        raise VerifierNotBuilt from None


def fill(blank: str, issuers: Sequence[bytes], lists: Sequence[bytes], names: Sequence[str], made_at: str) -> bytes:
    """The page with what it trusts: keys and certificates (PEM), signed lists, the issuers' names."""
    data = {
        "issuers": [one.decode("ascii") for one in issuers],
        "lists": [one.decode("ascii") for one in lists],
        "names": list(names),
        "made_at": made_at,
    }
    # No text may end the block that holds it.
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return blank.replace(_PLACE, _PLACE.replace("null", text)).encode()
