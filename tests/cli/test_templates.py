"""Certificate templates by command."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Branch


def test_a_template_goes_out_and_comes_back_changed(branch: Callable[..., Branch]) -> None:
    ours = branch("--empty")
    here = ours.folder.parent
    assert [one["code"] for one in ours.done("template", "list")] == ["formal", "modern", "plain"]
    ours.done("template", "export", "modern", "--to", str(here / "t.toml"))
    text = (here / "t.toml").read_text(encoding="utf-8")
    assert "modern" in ours.refused("template", "import", str(here / "t.toml"))
    (here / "t.toml").write_text(text.replace('code = "modern"', 'code = "bank"'), encoding="utf-8")
    assert ours.done("template", "import", str(here / "t.toml"))["version"] == 1
    shown = ours.done("template", "show", "bank")
    assert "holder" in [field["name"] for field in shown["fields"]]
    ours.done("template", "preview", "bank", "--to", str(here / "p.pdf"), "--name", "李𬭎")
    assert (here / "p.pdf").read_bytes().startswith(b"%PDF")
    (here / "bad.toml").write_text(text.replace("[fields.qr]", "[fields.qr]\nsizes = 3"), encoding="utf-8")
    assert "bad.toml" in ours.refused("template", "import", str(here / "bad.toml"))
    _, told = ours.run("template", "import", str(here / "bad.toml"))
    assert [one["where"] for one in told["findings"]] == ["fields.qr.sizes"]
    assert ours.done("template", "remove", "bank") == {"code": "bank"}
    assert "bank" in ours.refused("template", "show", "bank")
