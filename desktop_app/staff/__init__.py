"""Roster, posts, roles, sign-in."""

from desktop_app.staff.examiners import act_as, add_examiner, examiner_of_slot, first_examiner
from desktop_app.staff.people import Actor, Person, Role, people, person, require
from desktop_app.staff.pins import reset_pin, set_pin, sign_in

__all__ = [
    "Actor",
    "Person",
    "Role",
    "act_as",
    "add_examiner",
    "examiner_of_slot",
    "first_examiner",
    "people",
    "person",
    "require",
    "reset_pin",
    "set_pin",
    "sign_in",
]
