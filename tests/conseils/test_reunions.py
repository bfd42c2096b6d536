"""Writing meetings: plan, change, cancel, and each refusal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import QueryDict
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from comptes.models import LigneAudit
from conseils.forms import ReunionForm
from conseils.models import CanalMobilisation, Reunion
from conseils.services.reunions import annuler_reunion, modifier_reunion, programmer_reunion
from socle.transitions import TransitionRefusee
from tests import fabriques as f

CHAMPS = {
    "type": "assemblee",
    "intitule": "Assemblée de rentrée",
    "echelle": "arrondissement",
    "quartier": None,
    "date": date(2026, 12, 1),
    "heure": None,
    "lieu": "Mairie",
    "lieu_prete": True,
    "auto_animee": False,
    "statut": "prevue",
}


def programmer(conseil, par, **champs):
    return programmer_reunion(conseil=conseil, par=par, **CHAMPS | champs)


def modifier(reunion, par, **champs):
    return modifier_reunion(reunion=reunion, par=par, **CHAMPS | champs)


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


def test_programmer(dix_huitieme, animatrice):
    reunion = programmer(dix_huitieme, animatrice)
    assert Reunion.objects.get() == reunion
    assert LigneAudit.objects.de(reunion).get().acte == "reunion_programmee"


@pytest.mark.parametrize(
    ("jour", "statut"),
    [(date(2014, 2, 20), "tenue"), (date(2028, 11, 18), "prevue"), (date(2026, 11, 19), "tenue")],
)
def test_date_hors_de_sens(dix_huitieme, animatrice, jour, statut):
    with refus("date"):
        programmer(dix_huitieme, animatrice, date=jour, statut=statut)


def test_reunion_tenue_aujourd_hui(dix_huitieme, animatrice):
    assert programmer(dix_huitieme, animatrice, date=date(2026, 11, 18), statut="tenue").statut == "tenue"


def test_echelle_quartier_sans_quartier(dix_huitieme, animatrice):
    with refus("quartier"):
        programmer(dix_huitieme, animatrice, echelle="quartier")


def test_quartier_hors_du_perimetre(dix_huitieme, animatrice):
    with refus("quartier"):
        programmer(dix_huitieme, animatrice, echelle="quartier", quartier=f.QuartierFabrique())


def test_un_quartier_sorti_du_perimetre_reste_sur_ses_reunions(dix_huitieme, animatrice):
    quartier = f.QuartierFabrique()
    reunion = f.ReunionFabrique(conseil=dix_huitieme, echelle="quartier", quartier=quartier)
    champs = {"echelle": "quartier", "quartier": quartier, "date": reunion.date, "statut": "tenue"}
    assert modifier(reunion, animatrice, **champs).quartier == quartier


def test_modifier_trace_ce_qui_change(dix_huitieme, animatrice):
    reunion = programmer(dix_huitieme, animatrice)
    modifier(reunion, animatrice, lieu="Centre social")
    ligne = LigneAudit.objects.de(reunion).last()
    assert (ligne.acte, ligne.detail) == ("reunion_modifiee", {"champs": ["lieu"]})


def test_annuler_puis_reprogrammer(dix_huitieme, animatrice):
    reunion = programmer(dix_huitieme, animatrice)
    annuler_reunion(reunion=reunion, par=animatrice, motif="Salle indisponible")
    reunion.refresh_from_db()
    assert reunion.statut == "annulee"
    assert LigneAudit.objects.de(reunion).last().motif == "Salle indisponible"
    assert modifier(reunion, animatrice).statut == "prevue"


def test_annuler_deux_fois(dix_huitieme, animatrice):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, statut="annulee", presences_saisies=False)
    with pytest.raises(TransitionRefusee, match="déjà annulée"):
        annuler_reunion(reunion=reunion, par=animatrice, motif="x")


def test_une_reunion_annulee_ne_devient_pas_tenue(dix_huitieme, animatrice):
    reunion = f.ReunionFabrique(conseil=dix_huitieme, statut="annulee", presences_saisies=False)
    with pytest.raises(TransitionRefusee, match="reprogrammez"):
        modifier(reunion, animatrice, date=reunion.date, statut="tenue")


def test_annuler_une_reunion_aux_presences_saisies(dix_huitieme, animatrice):
    with refus("statut"):
        annuler_reunion(reunion=f.ReunionFabrique(conseil=dix_huitieme), par=animatrice, motif="x")


def test_deplacer_hors_du_mandat_d_un_present(dix_huitieme, animatrice):
    membre = f.MembreFabrique(conseil=dix_huitieme)
    f.MandatFabrique(membre=membre, debut=date(2026, 3, 1))
    reunion = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 3, 10))
    f.PresenceFabrique(reunion=reunion, membre=membre)
    with refus("date"):
        modifier(reunion, animatrice, date=date(2026, 2, 10), statut="tenue")


def canaux(reunion):
    return [canal.canal for canal in reunion.canaux.all()]


def test_les_canaux_se_choisissent_et_se_corrigent(dix_huitieme, animatrice):
    reunion = programmer(dix_huitieme, animatrice, canaux=["temps_fort", "affichage"])
    assert canaux(reunion) == ["affichage", "temps_fort"]
    modifier(reunion, animatrice)
    assert canaux(reunion) == ["affichage", "temps_fort"]
    modifier(reunion, animatrice, canaux=["tirage"])
    assert canaux(reunion) == ["tirage"]
    assert LigneAudit.objects.de(reunion).last().detail == {"champs": ["canaux"]}
    modifier(reunion, animatrice, canaux=[])
    assert canaux(reunion) == []


def test_un_canal_hors_de_la_liste(dix_huitieme, animatrice):
    with refus("canaux"):
        programmer(dix_huitieme, animatrice, canaux=["pigeon"])


def test_un_canal_une_fois_par_reunion(dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme)
    with pytest.raises(IntegrityError):
        CanalMobilisation.objects.bulk_create(CanalMobilisation(reunion=reunion, canal="presse") for _ in range(2))


def test_les_canaux_par_les_formulaires(connecte, animatrice, dix_huitieme):
    donnees = {nom: valeur for nom, valeur in CHAMPS.items() if valeur} | {"canaux": ["structures", "courrier"]}
    page = connecte(animatrice).post(reverse("reunion_ajouter", args=[18]), donnees | {"date": "2026-12-01"})
    reunion = Reunion.objects.get()
    assertRedirects(page, reverse("reunion", args=[18, reunion.pk]))
    assertContains(connecte(animatrice).get(page.url), "Structures du quartier, courrier ou convocation")
    formulaire = ReunionForm(instance=reunion, conseil=dix_huitieme)
    assert formulaire["canaux"].value() == ("structures", "courrier")


def test_ce_qu_un_autre_a_coche_entre_temps_n_est_pas_couvert(dix_huitieme, animatrice):
    reunion = programmer(dix_huitieme, animatrice, canaux=["affichage"])
    vu = ReunionForm(instance=reunion, conseil=dix_huitieme)["vu"].value()
    modifier(reunion, animatrice, canaux=["presse"])
    donnees = QueryDict(mutable=True)
    donnees.update({nom: valeur for nom, valeur in CHAMPS.items() if valeur} | {"vu": vu, "date": "2026-12-01"})
    donnees.setlist("canaux", ["tirage"])
    formulaire = ReunionForm(donnees, instance=Reunion.objects.get(), conseil=dix_huitieme)
    assert formulaire.is_valid()
    with pytest.raises(ValidationError, match="presse et journal municipal"):
        formulaire.verifier_vu(Reunion.objects.get())
