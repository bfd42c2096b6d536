"""Rows entered by mistake: confirmed on a page, refused in words when something rests on them."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from comptes.models import LigneAudit
from conseils.models import Acteur, Expression, MoyenPrete, Portage
from conseils.services.suppressions import supprimer_ligne
from socle.transitions import TransitionRefusee
from tests import fabriques as f

CAS = {
    "portage": (f.PortageFabrique, Portage, "organisation", "n’aura plus de portage en cours"),
    "moyen": (f.MoyenPreteFabrique, MoyenPrete, "organisation", "disparaîtra des moyens prêtés"),
    "expression": (f.ExpressionFabrique, Expression, "diagnostic", "sera effacée du diagnostic"),
}


@pytest.mark.parametrize("sorte", CAS)
def test_la_page_dit_ce_qui_arrivera_puis_le_fait(connecte, coordinatrice, dix_huitieme, sorte):
    fabrique, modele, onglet, consequence = CAS[sorte]
    ligne = fabrique(conseil=dix_huitieme)
    fabrique(conseil=f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=19)))
    client, adresse = connecte(coordinatrice), reverse(f"{sorte}_supprimer", args=[18, ligne.pk])
    assertContains(client.get(reverse(f"{sorte}_modifier", args=[18, ligne.pk])), adresse)
    assertContains(client.get(adresse), consequence)
    assert modele.objects.count() == 2
    assertRedirects(client.post(adresse), reverse(onglet, args=[18]))
    assert [reste.conseil.arrondissement.numero for reste in modele.objects.all()] == [19]
    acte = LigneAudit.objects.get(acte__endswith="_supprime")
    assert (acte.objet_id, acte.par_id, acte.detail) == (dix_huitieme.pk, coordinatrice.pk, {"supprime": ligne.pk})


def test_ce_qui_est_repris_ailleurs_ne_se_supprime_pas(coordinatrice):
    acteur = f.InterlocuteurFabrique().acteur
    with pytest.raises(TransitionRefusee, match=r"repris ailleurs \(interlocuteur\)"):
        supprimer_ligne(ligne=acteur, par=coordinatrice)
    assert Acteur.objects.exists()
    assert not LigneAudit.objects.exists()


def test_un_portage_termine_ne_laisse_pas_le_conseil_sans_portage(connecte, coordinatrice, dix_huitieme):
    ligne = f.PortageFabrique(conseil=dix_huitieme, au="2019-12-31")
    reponse = connecte(coordinatrice).get(reverse("portage_supprimer", args=[18, ligne.pk]))
    assertContains(reponse, "au 31 décembre 2019")
    assert "n’aura plus" not in reponse.content.decode()
