"""No folder that holds something else is exchanged for a site."""

from pathlib import Path

import pytest
from annotated_brief.core.atomic_build import SIGNS, refusal


@pytest.mark.parametrize("name", [".", "..", "docs", "docs/site", "bib", "scripts/x", ".git"])
def test_a_folder_of_the_project_is_refused(name: str, tmp_path: Path) -> None:
    assert refusal(tmp_path / name, tmp_path)


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert refusal(site, tmp_path) is None
    site.mkdir()
    (site / ".nojekyll").touch()
    assert refusal(site, tmp_path) is None
    (site / "thesis.docx").touch()
    assert refusal(site, tmp_path)
    for name in SIGNS:
        (site / name).touch()
    assert refusal(site, tmp_path) is None


def test_a_link_to_a_folder_of_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bib").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "bib")
    assert refusal(tmp_path / "site", tmp_path)
