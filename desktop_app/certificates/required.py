"""Who must hold a certificate by their post, and does not. Must not know the window or the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.certificates.proof import State
from desktop_app.certificates.records import Certificate, certificates, state
from desktop_app.exams.plans import plans
from desktop_app.staff import Person, people
from desktop_app.store import Store


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody whose post asks for the certificate of a plan, and who holds none.

    ``last`` is their newest in that plan, ``state`` what has become of it (expired or revoked); None where there never
    was one.
    """

    person: Person
    plan_code: str
    title: str
    last: Certificate | None
    state: State | None


def lacking(store: Store, on: date) -> tuple[Lacking, ...]:
    """Who lacks what on a day, by plan and staff number. Leavers are not asked; who came to a new post is asked by that
    one."""
    held: dict[tuple[str, str], list[Certificate]] = {}
    for one in certificates(store):
        held.setdefault((one.facts.staff_no, one.plan_code), []).append(one)
    staff = sorted(people(store), key=lambda person: person.staff_no)
    found = []
    for plan in plans(store):
        for person in staff:
            if person.post and person.post in plan.required_for:
                own = held.get((person.staff_no, plan.code), [])
                states = [state(one, on) for one in own]
                if State.VALID not in states:
                    last = own[0] if own else None
                    found.append(Lacking(person, plan.code, plan.title, last, states[0] if states else None))
    return tuple(found)
