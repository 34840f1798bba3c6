"""What a certificate template is called: a shipped one in the window's language, the bank's own as it calls it."""

from __future__ import annotations

from desktop_app.templates.kept import is_shipped
from desktop_app.templates.template import Template
from desktop_app.words import phrase


def shown_title(template: Template) -> str:
    """Its name for people."""
    return phrase(f"template_named_{template.code}") if is_shipped(template.code) else template.title
