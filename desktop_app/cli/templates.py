"""`template list`, `show`, `import`, `export`, `preview`, `remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_app import words
from desktop_app.cli.frame import FAILED, Context, finding_out
from desktop_app.cli.parsing import Commands

if TYPE_CHECKING:
    from desktop_app.templates.template import Template


def add(commands: Commands) -> None:
    """Add these commands to the command line."""
    group = commands.group("template")
    group.add("list", _list)
    group.add("show", _show).add_argument("code", metavar="CODE")
    group.add("import", _import).add_argument("file", metavar="FILE.toml")
    export = group.add("export", _export)
    export.add_argument("code", metavar="CODE")
    export.add_argument("--to", required=True, metavar="FILE.toml")
    preview = group.add("preview", _preview)
    preview.add_argument("code", metavar="CODE")
    preview.add_argument("--to", required=True, metavar="FILE.pdf")
    preview.add_argument("--name", default="张三", metavar="NAME")
    group.add("remove", _remove).add_argument("code", metavar="CODE")


def _out(one: Template) -> dict[str, Any]:
    from desktop_app.templates.kept import is_shipped

    return {
        "code": one.code,
        "version": one.version,
        "title": one.title,
        "page": one.page,
        "shipped": is_shipped(one.code),
    }


def _line(out: dict[str, Any]) -> str:
    return "\t".join(str(out[name]) for name in ("code", "version", "title", "page"))


def _list(context: Context) -> None:
    from desktop_app.templates.kept import templates

    found = [_out(one) for one in templates(context.store)]
    context.give(found, [_line(out) for out in found])


def _show(context: Context) -> None:
    from desktop_app.templates.kept import template

    one = template(context.store, context.arguments.code)
    fields = [
        {"name": each.name, "kind": each.kind.value, "x": each.x, "y": each.y, "wide": each.wide, "shown": each.shown}
        for each in one.fields
    ]
    context.give(_out(one) | {"fields": fields}, [_line(_out(one)), *("\t".join(map(str, f.values())) for f in fields)])


def _import(context: Context) -> None:
    from desktop_app.templates.kept import TemplateUnfit, take_in

    file = context.arguments.file
    data, actor = context.read(file), context.actor()
    try:
        one = take_in(context.store, actor, data, file, context.now())
    except TemplateUnfit as error:
        context.tell(words.say(error))
        findings = [finding_out(each) for each in error.findings]
        context.give({"findings": findings}, [f"{each['where']}\t{each['message']}" for each in findings])
        context.status = FAILED
        return
    context.give(_out(one), [_line(_out(one))])


def _export(context: Context) -> None:
    from desktop_app.templates.file import write
    from desktop_app.templates.kept import template

    context.write(context.arguments.to, write(template(context.store, context.arguments.code)).encode())
    context.give({"file": context.arguments.to}, [context.arguments.to])


def _preview(context: Context) -> None:
    from desktop_app.certificates.specimen import specimen
    from desktop_app.templates.kept import template

    asked, store = context.arguments, context.store
    page = specimen(template(store, asked.code), asked.name, context.now().at, store.setting("branch"))
    context.write(asked.to, page)
    context.give({"file": asked.to}, [asked.to])


def _remove(context: Context) -> None:
    from desktop_app.templates.kept import remove

    remove(context.store, context.actor(), context.arguments.code, context.now())
    context.give({"code": context.arguments.code}, [context.arguments.code])
