"""No field without an answer: whose is it, why, and for how long."""

import pytest
from django.apps import apps
from django.db.models import Model, TextField

from socle.rgpd import AUCUNE, LIBRE, Sort, champs_de, registre

MODELES = {modele._meta.label: modele for modele in apps.get_models()}
# Texts that a machine writes, or the reference data of the contrat de ville.
TEXTES_SANS_PERSONNE = {
    "conseils.RegimeReference.note",
    "conseils.Tour.erreur",
    "conseils.Tour.quotas",
    "conseils.Tour.vivier",
    "animateurs.Mission.intitule",
    "animateurs.ObjectifConvention.intitule",
    "reporting.Export.erreur",
    "reporting.Rapport.donnees",
    "reporting.Rapport.erreur",
    "reporting.Rapport.html",
    "territoires.ElementContrat.intitule",
    "territoires.PerimetreRenouvellement.note",
    "territoires.Quartier.note",
    "territoires.Repere.enonce",
    "territoires.TypeInstance.composition",
    "territoires.TypeInstance.role_conseil",
}
# What the law bars (article 9): no field may even be named so.
INTERDITS = ("sante", "origine_ethnique", "religion", "opinion", "syndicat", "handicap", "naissance", "nationalite")


def _champs(modele: type[Model]) -> set[str]:
    return {champ.name for champ in champs_de(modele)}


def test_tout_modele_est_classe_et_aucun_autre():
    assert set(registre().champs) == set(MODELES)


@pytest.mark.parametrize("modele", MODELES)
def test_tout_champ_est_classe_et_aucun_autre(modele):
    assert set(registre().champs[modele]) == _champs(MODELES[modele])


def test_une_classe_est_une_fiche_ou_rien():
    classes = {classe for champs in registre().champs.values() for classe in champs.values()}
    assert classes - {AUCUNE, LIBRE} == set(registre().fiches)


def test_une_fiche_a_une_duree_et_un_traitement():
    fiches = registre().fiches.values()
    assert {fiche.regle for fiche in fiches} == set(registre().regles)
    assert {fiche.traitement for fiche in fiches} == set(registre().traitements)


def test_un_texte_libre_n_est_jamais_dit_sans_personne():
    textes = {
        f"{label}.{champ.name}"
        for label, champs in registre().champs.items()
        for champ in champs_de(MODELES[label])
        if label.split(".")[0] in {"territoires", "comptes", "conseils", "animateurs", "reporting"}
        and isinstance(champ, TextField)
        and champs[champ.name] == AUCUNE
    }
    assert textes == TEXTES_SANS_PERSONNE


def test_aucun_champ_pour_ce_que_la_loi_interdit():
    noms = {champ for champs in registre().champs.values() for champ in champs}
    assert [nom for nom in noms for interdit in INTERDITS if interdit in nom] == []


def test_ce_qui_s_efface_seul_dit_a_partir_de_quand():
    for regle in registre().regles.values():
        assert regle.automatique == bool(regle.depart), regle.code
        assert bool(regle.mois or regle.jours) == (regle.automatique and "contrat de ville" not in regle.depart)
        assert regle.automatique or regle.revue or regle.sort is Sort.GARDE, (
            f"{regle.code} : qui le revoit, et quand ?"
        )
        assert regle.titre != regle.code
        assert not regle.phrase.endswith(".")
