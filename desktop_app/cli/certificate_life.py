"""`certificate renew`, `expiring`, `lacking`, `doubtful`, `keep`, and a certificate as commands show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app.cli.frame import Context
from desktop_app.cli.parsing import Commands

if TYPE_CHECKING:
    from desktop_app.certificates.certificate import Certificate


def add(group: Commands) -> None:
    """Add these commands to the group ``certificate``."""
    renew = group.add("renew", _renew)
    renew.add_argument("serial", metavar="SERIAL")
    renew.add_argument("--why", required=True, metavar="TEXT")
    renew.add_argument("--sample-too", action="store_true", help="issue on a sample plan (样卷)")
    expiring = group.add("expiring", _expiring)
    expiring.add_argument("--days", type=int, default=30, metavar="N")
    expiring.add_argument("--on", metavar="DATE")
    expiring.add_argument("--to", metavar="FILE.pdf")
    group.add("lacking", _lacking).add_argument("--on", metavar="DATE")
    group.add("doubtful", _doubtful)
    keep = group.add("keep", _keep)
    keep.add_argument("serial", metavar="SERIAL")
    keep.add_argument("--why", required=True, metavar="TEXT")


def certificate_out(context: Context, one: Certificate) -> dict[str, Any]:
    """A certificate as the JSON shows it."""
    from desktop_app.certificates.certificate import state

    return {
        "serial": one.serial,
        "holder": one.facts.holder,
        "staff_no": one.facts.staff_no,
        "title": one.facts.title,
        "issued_on": one.facts.issued_on.isoformat(),
        "valid_until": one.facts.valid_until.isoformat(),
        "state": state(one, context.day(None)).value,
    }


def certificate_line(out: dict[str, Any]) -> str:
    """A certificate for a person."""
    return "\t".join(str(out[key]) for key in ("serial", "holder", "staff_no", "title", "valid_until", "state"))


def give_certificate(context: Context, one: Certificate) -> None:
    """One certificate as the result."""
    out = certificate_out(context, one)
    context.give(out, [certificate_line(out)])


def _renew(context: Context) -> None:
    from desktop_app.certificates.renewal import renew

    asked = context.arguments
    store, actor = context.store, context.actor()
    one = renew(store, actor, asked.serial, asked.why, context.now(), confirm_sample=asked.sample_too)
    give_certificate(context, one)


def _expiring(context: Context) -> None:
    from desktop_app.certificates.reminders import reminders_pdf
    from desktop_app.certificates.renewal import expiring

    asked, day = context.arguments, context.day(context.arguments.on)
    ones = expiring(context.store, day, asked.days)
    if asked.to and ones:
        context.write(asked.to, reminders_pdf(ones, day, context.store.setting("branch"), context.now().at))
    found = [certificate_out(context, one) for one in ones]
    context.give(found, [certificate_line(out) for out in found])


def _lacking(context: Context) -> None:
    from desktop_app.certificates.required import lacking

    found = [
        {
            "staff_no": one.person.staff_no,
            "name": one.person.name,
            "post": one.person.post,
            "plan": one.plan_code,
            "title": one.title,
            "last": one.last.serial if one.last else "",
            "state": one.state.value if one.state else "",
        }
        for one in lacking(context.store, context.day(context.arguments.on))
    ]
    context.give(found, ["\t".join(out.values()) for out in found])


def _doubtful(context: Context) -> None:
    from desktop_app.certificates.renewal import doubtful

    found = [
        certificate_out(context, one.certificate) | {"score": one.score, "max_score": one.max_score}
        for one in doubtful(context.store)
    ]
    context.give(found, [f"{certificate_line(out)}\t{out['score']} / {out['max_score']}" for out in found])


def _keep(context: Context) -> None:
    from desktop_app.certificates.renewal import keep_doubtful

    asked = context.arguments
    give_certificate(context, keep_doubtful(context.store, context.actor(), asked.serial, asked.why, context.now()))
