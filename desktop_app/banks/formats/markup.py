"""Rich stems made safe: a small set of HTML elements, nothing that runs, nothing that is fetched.

Promises: what comes out of ``safe_html`` holds no script, style, link, event or address beyond the bank's own images.
"""

from __future__ import annotations

from dataclasses import replace

import nh3

from desktop_app.banks.question import Question, Scenario

TAGS = frozenset(
    [
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "code",
        "pre",
        "span",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "caption",
        "img",
        "blockquote",
        "h3",
        "h4",
        "h5",
        "hr",
    ]
)
ATTRIBUTES = {
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}


def safe_html(html: str) -> str:
    """The HTML with only ``TAGS`` left; an image's source is a bare name of the question's images."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_kept,
        url_schemes=set(),
        link_rel=None,
        strip_comments=True,
    )


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    if attribute != "src":
        return value
    name = value.strip()
    return None if ":" in name or name.startswith(("/", "\\")) or ".." in name else name


def cleaned(question: Question) -> Question:
    """The question with its rich stem, and those of its parts, made safe; the same object where there is none."""
    if isinstance(question, Scenario) and any(part.stem_format == "html" for part in question.parts):
        question = replace(question, parts=tuple(cleaned(part) for part in question.parts))
    return replace(question, stem=safe_html(question.stem)) if question.stem_format == "html" else question
