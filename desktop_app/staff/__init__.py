"""Roster, posts, roles, sign-in."""

from desktop_app.staff.examiners import act_as, add_examiner, examiner_of_slot, first_examiner
from desktop_app.staff.people import Actor, Person, Role, people, person, require
from desktop_app.staff.pins import reset_pin, set_pin, sign_in
from desktop_app.staff.roster import import_roster

__all__ = [
    "Actor",
    "Person",
    "Role",
    "act_as",
    "add_examiner",
    "examiner_of_slot",
    "first_examiner",
    "import_roster",
    "people",
    "person",
    "require",
    "reset_pin",
    "set_pin",
    "sign_in",
]
