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
from desktop_app.certificates.facts import tidy
from desktop_app.certificates.issuer import public_keys
from desktop_app.certificates.keys import keys
from desktop_app.certificates.lists import make_list, taken
from desktop_app.staff import Actor, Role, require
from desktop_app.store import Store

FILE_NAME = "verify.html"
_PLACE = '<script type="application/json" id="trust">null</script>'


class VerifierNotBuilt(MissingError):
    """This copy of the program came without the page: it was set up without Node.js."""

    code = "verifier_not_built"


def verifier(store: Store, actor: Actor, reading: Reading) -> bytes:
    """The page for this store, with a fresh revocation list. Only an examiner may. Raises ``NotAllowed``,
    ``VerifierNotBuilt``."""
    require(actor, Role.EXAMINER)
    blank = blank_page()
    lists = [make_list(store, actor, reading), *taken(store)]
    names = dict.fromkeys(one.name for one in keys(store) if one.name)
    names.setdefault(tidy(store.setting("branch")))
    return fill(blank, public_keys(store), lists, [name for name in names if name], as_text(reading.at))


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
