"""`certificate root`, `request`, `certify`, `trust`, `keys`, `rotate`, `stolen`, `register`, `revocations`, `take`,
`verifier`, `address`."""

from __future__ import annotations

from desktop_app.cli.frame import Context
from desktop_app.cli.parsing import Commands


def add(group: Commands) -> None:
    """Add these commands to the group ``certificate``."""
    group.add("root", _root).add_argument("--to", required=True, metavar="ROOT.pem")
    group.add("request", _request).add_argument("--to", required=True, metavar="REQUEST.csr")
    certify = group.add("certify", _certify)
    certify.add_argument("request", metavar="REQUEST.csr")
    certify.add_argument("--to", required=True, metavar="BRANCH.pem")
    group.add("trust", _trust).add_argument("file", metavar="FILE.pem")
    group.add("keys", _keys)
    group.add("rotate", _rotate)
    stolen = group.add("stolen", _stolen)
    stolen.add_argument("key", metavar="KEY")
    stolen.add_argument("--why", required=True, metavar="TEXT")
    group.add("register", _register).add_argument("--to", required=True, metavar="REGISTER")
    group.add("revocations", _revocations).add_argument("--to", required=True, metavar="LIST")
    verifier = group.add("verifier", _verifier)
    verifier.add_argument("--to", required=True, metavar="FILE.html")
    verifier.add_argument("--issuer", action="append", metavar="KEY.pem")
    verifier.add_argument("--revoked", action="append", metavar="LIST")
    address = group.add("address", _address)
    chosen = address.add_mutually_exclusive_group()
    chosen.add_argument("address", nargs="?", metavar="URL")
    chosen.add_argument("--none", action="store_true")
    group.add("take", _take).add_argument("file", metavar="FILE")


def _root(context: Context) -> None:
    from desktop_app.certificates.authority import make_root, root_pem

    made = make_root(context.store, context.actor(), context.now())
    context.write(context.arguments.to, root_pem(context.store))
    context.give({"file": context.arguments.to, "key": made.id}, [f"{made.id}\t{context.arguments.to}"])


def _request(context: Context) -> None:
    from desktop_app.certificates.authority import key_request

    context.write(context.arguments.to, key_request(context.store, context.actor(), context.now()))
    context.give({"file": context.arguments.to}, [context.arguments.to])


def _certify(context: Context) -> None:
    from desktop_app.certificates.authority import certify

    asked = context.arguments
    branch, key, bundle = certify(context.store, context.actor(), context.read(asked.request), context.now())
    context.write(asked.to, bundle)
    context.give({"file": asked.to, "branch": branch, "key": key}, [f"{key}\t{branch}\t{asked.to}"])


def _trust(context: Context) -> None:
    from desktop_app.certificates.authority import trust

    done = trust(context.store, context.actor(), context.read(context.arguments.file), context.now())
    out = {"roots": list(done.roots), "own": list(done.own), "branches": list(done.branches)}
    context.give(out, ["\t".join((name, *values)) for name, values in out.items()])


def _keys(context: Context) -> None:
    from desktop_app.certificates.keys import keys

    found = [
        {
            "key": one.id,
            "kind": one.kind,
            "name": one.name,
            "algorithm": one.algorithm,
            "until": one.until.isoformat() if one.until else "",
            "state": one.state,
        }
        for one in keys(context.store)
    ]
    context.give(found, ["\t".join(one.values()) for one in found])


def _rotate(context: Context) -> None:
    from desktop_app.certificates.issuer import rotate

    made = rotate(context.store, context.actor(), context.now())
    context.give({"key": made.id}, [made.id])


def _stolen(context: Context) -> None:
    from desktop_app.certificates.authority import stolen

    asked = context.arguments
    stolen(context.store, context.actor(), asked.key, asked.why, context.now())
    context.give({"key": asked.key}, [asked.key])


def _register(context: Context) -> None:
    from desktop_app.certificates.authority import register

    context.write(context.arguments.to, register(context.store, context.actor(), context.now()))
    context.give({"file": context.arguments.to}, [context.arguments.to])


def _revocations(context: Context) -> None:
    from desktop_app.certificates.lists import make_list

    context.write(context.arguments.to, make_list(context.store, context.actor(), context.now()))
    context.give({"file": context.arguments.to}, [context.arguments.to])


def _verifier(context: Context) -> None:
    """With ``--issuer`` no store is needed, and none is opened."""
    from desktop_app.certificates.verifier import verifier, verifier_of
    from desktop_app.cli.trust_files import read_keys

    asked = context.arguments
    issuers = read_keys(context, asked.issuer or ())
    lists = [context.read(path) for path in asked.revoked or ()]
    if issuers:
        page = verifier_of(issuers, lists, context.now())
    else:
        page = verifier(context.store, context.actor(), context.now(), lists)
    context.write(asked.to, page)
    context.give({"file": asked.to}, [asked.to])


def _address(context: Context) -> None:
    """Without a word: what is kept."""
    from desktop_app.certificates.address import address, set_address

    asked = context.arguments
    if asked.none or asked.address is not None:
        kept = set_address(context.store, context.actor(), asked.address or "", context.now())
    else:
        kept = address(context.store)
    context.give({"address": kept}, [kept] if kept else [])


def _take(context: Context) -> None:
    """A register where it is one, else a revocation list."""
    from desktop_app.certificates.authority import is_register, take_register
    from desktop_app.certificates.lists import take_list

    data, actor = context.read(context.arguments.file), context.actor()
    if is_register(data):
        new = take_register(context.store, actor, data, context.now())
        context.give({"kind": "register", "new": new}, [f"register\t{new}"])
        return
    said = take_list(context.store, actor, data, context.now())
    out = {"kind": "revocations", "branch": said.branch, "number": said.number}
    context.give(out, [f"revocations\t{said.branch}\t{said.number}"])
