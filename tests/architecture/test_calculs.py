"""Figures are computed in one place: querysets count, reporting/indicateurs/ computes, nobody else adds up."""

import ast

import pytest

from tests.architecture.sources import appels, arbres

AGREGATS = {"Avg", "Count", "Max", "Min", "StdDev", "Sum", "Variance", "aggregate"}


def calcule_ici(chemin: str) -> bool:
    return "/querysets" in chemin or chemin.startswith("reporting/indicateurs/")


def agregats(arbre: ast.AST) -> list[str]:
    return [f"ligne {appel.lineno}, {nom}" for nom, appel in appels(arbre) if nom in AGREGATS]


@pytest.mark.parametrize(
    "code", ["Seance.objects.aggregate(n=x)", "qs.annotate(n=Count('pk'))", "qs.annotate(n=models.Sum('minutes'))"]
)
def test_un_agregat_est_reconnu(code):
    assert agregats(ast.parse(code))


def test_aucun_agregat_ailleurs():
    ailleurs = {chemin: agregats(arbre) for chemin, arbre in arbres().items() if not calcule_ici(chemin)}
    assert {chemin: trouves for chemin, trouves in ailleurs.items() if trouves} == {}
