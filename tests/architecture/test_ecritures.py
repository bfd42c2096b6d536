"""Every write of the application goes through a service: a right, one transaction, an audit line."""

import ast

import pytest

from tests.architecture.sources import appels, arbres

ECRITURES = {
    "abulk_create",
    "acreate",
    "adelete",
    "asave",
    "aupdate",
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update_or_create",
}
# Besides services: what services are made of, and what runs for nobody in particular.
DOSSIERS = {"services", "models", "migrations", "management", "demo"}
# The import of reference data, a comparison that services run with their own models; workbooks, saved in memory.
MECANISMES = ("socle/imports/", "socle/tableur.py", "reporting/exports/formats/")


def ecrit_ici(chemin: str) -> bool:
    return bool(DOSSIERS & set(chemin.split("/"))) or chemin.endswith("/tasks.py") or chemin.startswith(MECANISMES)


def ecritures(arbre: ast.AST) -> list[str]:
    return [f"ligne {appel.lineno}, {nom}" for nom, appel in appels(arbre) if nom in ECRITURES or _update(nom, appel)]


def _update(nom: str, appel: ast.Call) -> bool:
    # A queryset is updated with named values; a dictionary or a digest takes its argument by position.
    return nom == "update" and not appel.args


@pytest.mark.parametrize(
    "code",
    [
        "form.save()",
        "Membre.objects.create(nom='x')",
        "qs.update(etat='validee')",
        "self.objet.delete()",
        "Membre.objects.bulk_create(lignes)",
    ],
)
def test_une_ecriture_est_reconnue(code):
    assert ecritures(ast.parse(code))


@pytest.mark.parametrize("code", ["contexte.update(autre)", "empreinte.update(octets)", "creer_membre(par=compte)"])
def test_ce_qui_n_ecrit_pas_est_permis(code):
    assert not ecritures(ast.parse(code))


def test_aucune_ecriture_hors_des_services():
    ailleurs = {chemin: ecritures(arbre) for chemin, arbre in arbres().items() if not ecrit_ici(chemin)}
    assert {chemin: trouvees for chemin, trouvees in ailleurs.items() if trouvees} == {}
