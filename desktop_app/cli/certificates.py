"""`certificate issue`, `list`, `show`, `revoke`, `render`, `issuer`, `verify`; keys and a certificate's life apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.base.errors import InputError
from desktop_app.certificates import revocation
from desktop_app.certificates.proof import State, Verdict, read_serials, verify_code, verify_pdf
from desktop_app.certificates.revocation import SignedList
from desktop_app.certificates.trust import require_trusted
from desktop_app.cli import certificate_keys, certificate_life, certificate_print
from desktop_app.cli.certificate_life import certificate_line, certificate_out, give_certificate
from desktop_app.cli.frame import BRANCH_ZONE, FAILED, Context, read_day
from desktop_app.cli.parsing import Commands
from desktop_app.cli.trust_files import read_keys
from desktop_app.words.certificates import verdict_sentence


def add(commands: Commands) -> None:
    """Add these commands to the command line."""
    group = commands.group("certificate")
    issue = group.add("issue", _issue)
    issue.add_argument("--sitting", required=True, metavar="ID")
    issue.add_argument("--sample-too", action="store_true", help="issue on a sample plan (样卷)")
    group.add("list", _list)
    group.add("show", _show).add_argument("serial", metavar="SERIAL")
    revoke = group.add("revoke", _revoke)
    revoke.add_argument("serial", metavar="SERIAL")
    revoke.add_argument("--why", required=True, metavar="TEXT")
    render = group.add("render", _render)
    render.add_argument("serial", metavar="SERIAL")
    render.add_argument("--to", required=True, metavar="FILE.pdf")
    group.add("issuer", _issuer).add_argument("--to", required=True, metavar="KEY.pem")
    verify = group.add("verify", _verify)
    verify.add_argument("file", nargs="?", metavar="FILE.pdf")
    verify.add_argument("--code", metavar="TEXT")
    verify.add_argument("--issuer", action="append", metavar="KEY.pem")
    verify.add_argument("--revoked", action="append", metavar="LIST")
    verify.add_argument("--on", metavar="DATE")
    certificate_keys.add(group)
    certificate_life.add(group)
    certificate_print.add(group)


class NothingToVerify(InputError):
    """Neither a file nor a code was given, or both."""

    code = "nothing_to_verify"


def _issue(context: Context) -> None:
    from desktop_app.certificates.certificate import issue

    asked = context.arguments
    store, actor = context.store, context.actor()
    give_certificate(context, issue(store, actor, asked.sitting, context.now(), confirm_sample=asked.sample_too))


def _list(context: Context) -> None:
    from desktop_app.certificates.certificate import certificates

    found = [certificate_out(context, one) for one in certificates(context.store)]
    context.give(found, [certificate_line(out) for out in found])


def _show(context: Context) -> None:
    from desktop_app.certificates.certificate import certificate

    give_certificate(context, certificate(context.store, context.arguments.serial))


def _revoke(context: Context) -> None:
    from desktop_app.certificates.certificate import revoke

    asked = context.arguments
    give_certificate(context, revoke(context.store, context.actor(), asked.serial, asked.why, context.now()))


def _render(context: Context) -> None:
    from desktop_app.certificates.certificate import render

    context.write(context.arguments.to, render(context.store, context.arguments.serial))
    context.give({"file": context.arguments.to}, [context.arguments.to])


def _issuer(context: Context) -> None:
    from desktop_app.certificates.certificate import issuer_pem

    context.write(context.arguments.to, issuer_pem(context.store))
    context.give({"file": context.arguments.to}, [context.arguments.to])


def _verify(context: Context) -> None:
    asked = context.arguments
    if bool(asked.file) == bool(asked.code):
        raise NothingToVerify
    verdict = _verdict(context, context.read(asked.file) if asked.file else asked.code)
    facts = verdict.facts.to_data() if verdict.facts else {}
    sentence = verdict_sentence(verdict)
    out: dict[str, Any] = {"verdict": verdict.state.value, "facts": facts}
    if verdict.of_code is not None:
        out["code_verdict"] = verdict.of_code.value
    context.give(out, [sentence])
    if verdict.state is not State.VALID:
        context.status = FAILED
        if asked.json:
            context.tell(sentence)


def _verdict(context: Context, presented: bytes | str) -> Verdict:
    """With ``--issuer`` no store is needed, and none is opened."""
    asked = context.arguments
    issuers = read_keys(context, asked.issuer or ())
    revoked, superseded, lists = _lists(context, asked.revoked or ())
    if not issuers:
        from desktop_app.certificates.certificate import verify_here

        on = context.day(asked.on)
        return verify_here(context.store, presented, on, revoked=revoked, superseded=superseded, lists=lists)
    require_trusted(issuers, lists)
    on = read_day(asked.on) if asked.on else context.now().at.astimezone(BRANCH_ZONE).date()
    if isinstance(presented, bytes):
        return verify_pdf(presented, issuers, revoked=revoked, superseded=superseded, lists=lists, on=on)
    return verify_code(presented, issuers, revoked=revoked, superseded=superseded, lists=lists, on=on)


def _lists(context: Context, paths: Sequence[str]) -> tuple[frozenset[str], frozenset[str], tuple[SignedList, ...]]:
    """(revoked, superseded, signed lists) of the files given, signed or plain."""
    revoked: frozenset[str] = frozenset()
    superseded: frozenset[str] = frozenset()
    signed = []
    for path in paths:
        data = context.read(path)
        if revocation.is_signed(data):
            signed.append(revocation.read(data))
            continue
        gone, old = read_serials(data)
        revoked, superseded = revoked | gone, superseded | old
    return revoked, superseded, tuple(signed)
