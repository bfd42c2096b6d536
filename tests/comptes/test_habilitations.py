"""Giving and ending roles, closing and reopening accounts: what is refused and what it leaves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from comptes.models import Compte, Habilitation, LigneAudit
from comptes.roles import ROLES
from comptes.services.comptes import fermer_compte, rouvrir_compte
from comptes.services.habilitations import clore_habilitation, donner_habilitation
from tests.fabriques import ArrondissementFabrique, CompteFabrique, HabilitationFabrique

pytestmark = pytest.mark.django_db
HIER, AUJOURD_HUI, DEMAIN = date(2026, 11, 17), date(2026, 11, 18), date(2026, 11, 19)


@pytest.fixture
def lea():
    return CompteFabrique(prenom="Léa", nom="Lefèvre")


def donner(compte, par, role="prefecture", **valeurs):
    return donner_habilitation(compte=compte, role=role, par=par, **({"debut": AUJOURD_HUI} | valeurs))


def test_donner_un_role(lea, administrateur):
    habilitation = donner(lea, administrateur, fin=DEMAIN)
    assert list(lea.habilitations.en_cours()) == [habilitation]
    ligne = LigneAudit.objects.get()
    assert (ligne.acte, ligne.detail["debut"], ligne.detail["fin"]) == (
        "habilitation.ouvrir",
        "2026-11-18",
        "2026-11-19",
    )


@pytest.mark.parametrize("role", [r.code for r in ROLES.values() if not r.paris and not r.par_affectation])
def test_un_role_d_arrondissement_en_demande_un(role, lea, administrateur):
    with pytest.raises(ValidationError, match="indiquez lequel"):
        donner(lea, administrateur, role)


@pytest.mark.parametrize("role", [r.code for r in ROLES.values() if not r.arrondissement])
def test_un_role_de_paris_n_en_prend_pas(role, lea, administrateur):
    with pytest.raises(ValidationError, match="laissez ce champ vide"):
        donner(lea, administrateur, role, arrondissement=ArrondissementFabrique())


def test_le_role_d_animateur_vient_de_l_affectation(lea, administrateur):
    with pytest.raises(ValidationError, match="affectation"):
        donner(lea, administrateur, "animateur", arrondissement=ArrondissementFabrique())
    donnee = HabilitationFabrique(compte=lea, role="animateur", arrondissement=ArrondissementFabrique())
    with pytest.raises(ValidationError, match="affectation"):
        clore_habilitation(habilitation=donnee, fin=AUJOURD_HUI, par=administrateur)


def test_personne_ne_se_donne_un_role(administrateur):
    with pytest.raises(ValidationError, match="Personne ne se donne un rôle"):
        donner(administrateur, administrateur, "coordination")
    assert not administrateur.a_le_role("coordination")


@pytest.mark.parametrize(
    ("debut", "fin"),
    [(AUJOURD_HUI, None), (DEMAIN, None), (HIER, DEMAIN), (date(2020, 1, 1), AUJOURD_HUI)],
)
def test_pas_deux_fois_le_meme_role_aux_memes_dates(debut, fin, lea, administrateur):
    donner(lea, administrateur)
    with pytest.raises(ValidationError, match="déjà ce rôle"):
        donner(lea, administrateur, debut=debut, fin=fin)


def test_le_meme_role_ailleurs_ou_plus_tard(lea, administrateur):
    dix_huit, dix_neuf = ArrondissementFabrique(numero=18), ArrondissementFabrique(numero=19)
    donner(lea, administrateur, "lecteur", arrondissement=dix_huit, fin=AUJOURD_HUI)
    donner(lea, administrateur, "lecteur", arrondissement=dix_neuf)
    donner(lea, administrateur, "lecteur", arrondissement=dix_huit, debut=DEMAIN)
    assert lea.habilitations.count() == 3


@pytest.mark.parametrize("arrondissement", [True, False])
def test_la_base_refuse_deux_roles_ouverts(arrondissement, lea):
    territoire = ArrondissementFabrique() if arrondissement else None
    HabilitationFabrique(compte=lea, arrondissement=territoire)
    with pytest.raises(IntegrityError), transaction.atomic():
        HabilitationFabrique(compte=lea, arrondissement=territoire, debut=AUJOURD_HUI)


def test_un_role_deja_termine_ne_se_donne_pas(lea, administrateur):
    with pytest.raises(ValidationError, match="déjà terminée"):
        donner(lea, administrateur, debut=date(2026, 1, 1), fin=HIER)


def test_une_fin_avant_le_debut_est_refusee(lea, administrateur):
    with pytest.raises(ValidationError, match="ne peut pas précéder"):
        donner(lea, administrateur, debut=DEMAIN, fin=AUJOURD_HUI)


def test_clore_un_role(lea, administrateur):
    habilitation = HabilitationFabrique(compte=lea)
    clore_habilitation(habilitation=habilitation, fin=HIER, par=administrateur)
    assert not lea.habilitations.en_cours().exists()
    assert LigneAudit.objects.get().acte == "habilitation.clore"
    with pytest.raises(ValidationError, match="déjà terminée"):
        clore_habilitation(habilitation=habilitation, fin=AUJOURD_HUI, par=administrateur)


def test_clore_avant_le_premier_jour_retire_le_role(lea, administrateur):
    habilitation = donner(lea, administrateur)
    clore_habilitation(habilitation=habilitation, fin=HIER, par=administrateur)
    assert not lea.habilitations.exists()
    assert LigneAudit.objects.order_by("pk").last().acte == "habilitation.retirer"


def test_clore_ne_reecrit_pas_le_passe(lea, administrateur):
    with pytest.raises(ValidationError, match="Le passé ne se corrige pas"):
        clore_habilitation(habilitation=HabilitationFabrique(compte=lea), fin=date(2026, 11, 1), par=administrateur)


def test_clore_ne_prolonge_pas(lea, administrateur):
    habilitation = HabilitationFabrique(compte=lea, fin=AUJOURD_HUI)
    with pytest.raises(ValidationError, match="Pour prolonger"):
        clore_habilitation(habilitation=habilitation, fin=DEMAIN, par=administrateur)


def test_fermer_et_rouvrir(lea, administrateur):
    HabilitationFabrique(compte=lea)
    fermer_compte(compte=lea, par=administrateur, motif="Départ")
    lea.refresh_from_db()
    assert lea.etat == Compte.Etat.FERME
    with pytest.raises(ValidationError, match="déjà fermé"):
        fermer_compte(compte=lea, par=administrateur)
    rouvrir_compte(compte=lea, par=administrateur)
    lea.refresh_from_db()
    assert lea.etat == Compte.Etat.ACTIF
    assert lea.habilitations.en_cours().exists()
    with pytest.raises(ValidationError, match="déjà ouvert"):
        rouvrir_compte(compte=lea, par=administrateur)
    actes = LigneAudit.objects.de(lea).values_list("acte", "motif")
    assert list(actes) == [("compte.fermer", "Départ"), ("compte.rouvrir", "")]


def test_la_derniere_administration_ne_se_ferme_pas(administrateur):
    with pytest.raises(ValidationError, match="dernier compte d’administration"):
        fermer_compte(compte=administrateur, par=administrateur)
    administrateur.refresh_from_db()
    assert administrateur.is_active


@pytest.mark.parametrize("fin", [HIER, AUJOURD_HUI, date(2027, 6, 30)])
def test_la_derniere_administration_ne_prend_pas_fin(fin, administrateur):
    habilitation = administrateur.habilitations.get()
    with pytest.raises(ValidationError, match="dernier compte d’administration"):
        clore_habilitation(habilitation=habilitation, fin=fin, par=administrateur)
    assert Habilitation.objects.get(pk=habilitation.pk).fin is None


@pytest.mark.parametrize(("releve", "permis"), [({}, True), ({"fin": AUJOURD_HUI}, False), ({"debut": DEMAIN}, True)])
def test_une_administration_prend_fin_quand_une_autre_reste(releve, permis, lea, administrateur):
    HabilitationFabrique(compte=lea, role="administration", **releve)
    habilitation = administrateur.habilitations.get()
    if permis:
        clore_habilitation(habilitation=habilitation, fin=AUJOURD_HUI, par=administrateur)
    else:
        with pytest.raises(ValidationError):
            clore_habilitation(habilitation=habilitation, fin=AUJOURD_HUI, par=administrateur)


def test_un_compte_ferme_ne_compte_pas_comme_administration(administrateur):
    ferme = CompteFabrique(is_active=False)
    HabilitationFabrique(compte=ferme, role="administration")
    with pytest.raises(ValidationError, match="dernier compte d’administration"):
        fermer_compte(compte=administrateur, par=administrateur)
