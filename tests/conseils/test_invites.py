"""Guests: recorded apart, never counted. Two members and three guests, counted by hand."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from comptes.models import LigneAudit
from conseils.assistance import assistance
from conseils.composition import image_du_groupe
from conseils.evolution import evolution
from conseils.forms import PresencesForm
from conseils.models import ConseilCitoyen, Invite, Membre
from conseils.services.invites import ajouter_invite, modifier_invite
from reporting.indicateurs import collecter
from socle.periode import Periode
from tests import fabriques as f

JOUR = date(2026, 11, 18)
EXERCICE = Periode.exercice(2026).jusqu_au(JOUR)
ELUE = {"prenom": "Maryse", "nom": "Zzélue", "qualite": "elu", "debut": date(2026, 1, 5)}


@pytest.fixture
def deux_membres_et_trois_invites(dix_huitieme):
    """Members: Awa (F, habitants, drawn) and Bruno (H, acteurs, volunteer), in this year. A meeting: Awa came."""
    for prenom, sexe, college, origine in (
        ("Awa", "F", "habitants", "tirage"),
        ("Bruno", "H", "acteurs", "volontaire"),
    ):
        membre = f.MembreFabrique(conseil=dix_huitieme, prenom=prenom, sexe=sexe)
        f.MandatFabrique(membre=membre, college=college, origine=origine, debut=date(2026, 2, 1))
    for qualite in ("elu", "agent_ville", "agent_ville"):
        f.InviteFabrique(conseil=dix_huitieme, qualite=qualite, debut=date(2026, 1, 5))
    f.InviteFabrique(conseil=dix_huitieme, debut=date(2026, 1, 5), fin=date(2026, 3, 1))
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 3, 10))
    f.PresenceFabrique(reunion=reunion, membre=Membre.objects.get(prenom="Awa"))
    return dix_huitieme


def test_aucun_indicateur_ne_compte_les_invites(deux_membres_et_trois_invites):
    table = collecter([deux_membres_et_trois_invites.pk], [EXERCICE])
    lus = {
        code: table.valeur(code, deux_membres_et_trois_invites.pk)
        for code in ("I01", "I02", "I03", "I04", "I05", "I09")
    }
    assert {code: (valeur.numerateur, valeur.denominateur) for code, valeur in lus.items()} == {
        "I01": (2, None),  # size
        "I02": (1, 2),  # inhabitants
        "I03": (1, 2),  # women
        "I04": (1, 2),  # entries by lot
        "I05": (2, 2),  # two entries over 0 + 2
        "I09": (1, 2),  # expected: the two members
    }


def test_aucune_lecture_ne_compte_les_invites(deux_membres_et_trois_invites):
    conseil = deux_membres_et_trois_invites
    image = image_du_groupe(conseil, JOUR)
    assert (image.effectif, image.habitants.total, image.acteurs.total) == (2, 1, 1)
    assert (image.colleges.ensemble.femmes, image.colleges.ensemble.hommes) == (1, 1)
    assert ConseilCitoyen.objects.avec_effectif(JOUR).get(pk=conseil.pk).effectif == 2
    assert assistance(conseil.reunions.get()).attendus == 2
    assert PresencesForm(reunion=conseil.reunions.get()).fields["membres"].queryset.count() == 2
    lue = evolution(conseil, date(2026, 1, 1), JOUR)
    assert (lue.avant, lue.entrees.total, lue.sorties.total, lue.apres) == (0, 2, 0, 2)


@pytest.mark.parametrize(
    ("jour", "nombre"),
    [(date(2026, 1, 4), 0), (date(2026, 1, 5), 4), (date(2026, 3, 1), 4), (date(2026, 3, 2), 3)],
)
def test_les_invites_d_un_jour(deux_membres_et_trois_invites, jour, nombre):
    assert Invite.objects.presents_le(jour).count() == nombre


def test_ajouter_et_modifier_sans_trace_de_nom(dix_huitieme, animatrice):
    invite = ajouter_invite(conseil=dix_huitieme, par=animatrice, **ELUE)
    modifier_invite(invite=invite, par=animatrice, fin=date(2026, 6, 30), fonction="adjointe au maire")
    invite.refresh_from_db()
    assert (invite.fin, invite.fonction) == (date(2026, 6, 30), "adjointe au maire")
    lignes = LigneAudit.objects.filter(acte__startswith="invite_", objet_id=invite.pk)
    assert [(ligne.acte, ligne.detail) for ligne in lignes.order_by("pk")] == [
        ("invite_ajoute", {}),
        ("invite_modifie", {"champs": ["fin", "fonction"]}),
    ]


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"debut": date(2014, 2, 20)}, "debut"),
        ({"debut": date(2027, 11, 19)}, "debut"),
        ({"fin": date(2027, 11, 19)}, "fin"),
        ({"fin": date(2026, 1, 4)}, "fin"),
        ({"qualite": "membre"}, "qualite"),
    ],
)
def test_refus(dix_huitieme, animatrice, champs, champ):
    with pytest.raises(ValidationError, match=f"'{champ}'"):
        ajouter_invite(conseil=dix_huitieme, par=animatrice, **ELUE | champs)
    assert not Invite.objects.exists()


def test_deux_fois_la_meme_personne(dix_huitieme, animatrice):
    invite = ajouter_invite(conseil=dix_huitieme, par=animatrice, **ELUE)
    with pytest.raises(ValidationError, match="déjà parmi les invités"):
        ajouter_invite(conseil=dix_huitieme, par=animatrice, **ELUE | {"prenom": "MARYSE"})
    modifier_invite(invite=invite, par=animatrice, fin=date(2026, 6, 30))
    ajouter_invite(conseil=dix_huitieme, par=animatrice, **ELUE | {"debut": date(2026, 7, 1)})


def test_le_formulaire(connecte, animatrice, dix_huitieme):
    client, adresse = connecte(animatrice), reverse("invite_ajouter", args=[18])
    saisie = {"prenom": "Maryse", "nom": "Zzélue", "qualite": "elu", "fonction": "", "debut": "2026-01-05"}
    refusee = client.post(adresse, saisie | {"fin": "2025-01-01"})
    assertContains(refusee, 'value="2025-01-01"')
    assertRedirects(client.post(adresse, saisie | {"fin": ""}), reverse("groupe_moteur", args=[18]))
    invite = Invite.objects.get()
    page = client.get(reverse("invite_modifier", args=[18, invite.pk]))
    assertContains(page, 'value="2026-01-05"')


def test_les_invites_se_lisent_a_part(connecte, animatrice, prefecture, deux_membres_et_trois_invites):
    page = connecte(animatrice).get(reverse("groupe_moteur", args=[18]))
    assertContains(page, "Collège des invités")
    assertContains(page, "Claude", count=3)
    page = connecte(prefecture).get(reverse("groupe_moteur", args=[18]))
    assertContains(page, "Agent ou agente de la Ville&nbsp;: 2")
    assertContains(page, "Élu ou élue&nbsp;: 1")
    assertNotContains(page, "Claude")
    assertNotContains(page, "Ajouter un invité")
