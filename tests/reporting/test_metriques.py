"""Counters for the host: with a token only, and true."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reporting.models import Rapport
from tests import personnes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("jeton", "presente"), [("", "Bearer "), ("secret", ""), ("secret", "Bearer autre")])
def test_sans_le_jeton_la_page_n_existe_pas(client, settings, jeton, presente):
    settings.METRIQUES_JETON = jeton
    assert client.get(reverse("metriques"), headers={"Authorization": presente}).status_code == 404


def test_compteurs(client, settings):
    settings.METRIQUES_JETON = "secret"
    conseil = personnes.conseil(18)
    for rang, etat in ((1, "echec"), (2, "demande")):
        Rapport.objects.create(
            sorte="bilan-conseil", conseil=conseil, exercice=2026, rang=rang, numero=f"BC-18-2026-0{rang}",
            etat=etat, demande_le=timezone.now(),
        )  # fmt: skip
    reponse = client.get(reverse("metriques"), headers={"Authorization": "Bearer secret"})
    assert reponse["Content-Type"] == "text/plain; charset=utf-8"
    lignes = dict(ligne.rsplit(" ", 1) for ligne in reponse.text.splitlines())
    assert lignes['documents{etat="echec"}'] == "1"
    assert lignes['documents{etat="projet"}'] == "0"
    assert lignes["documents_en_attente_d_un_ouvrier"] == "1"
