"""Documents that lead nowhere are worse than none."""

import re
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parent.parent
LIEN = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:)([^)#\s]+)")
DOCUMENTS = sorted([*RACINE.glob("*.md"), *RACINE.glob("docs/**/*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(RACINE)))
def test_every_link_leads_somewhere(document):
    liens = LIEN.findall(document.read_text(encoding="utf-8"))
    assert [lien for lien in liens if not (document.parent / lien).exists()] == []


def test_every_decision_is_in_the_index():
    index = (RACINE / "docs/decisions/README.md").read_text(encoding="utf-8")
    decisions = sorted(fichier.name for fichier in (RACINE / "docs/decisions").glob("0*.md"))
    assert [nom for nom in decisions if f"({nom})" not in index] == []


def test_the_licence_is_whole():
    licence = (RACINE / "LICENSE").read_text(encoding="utf-8")
    assert licence.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "13. Remote Network Interaction" in licence
