"""The five checks made before publishing a dossier: each one kept, failed, or impossible to tell."""

from datetime import date

import pytest

from tests import fabriques as f
from tests.reporting.rapports.copils import (
    DERNIERE,
    acte,
    convocations,
    copil_de_paris,
    copil_du_territoire,
    direction,
    dossier,
    equipe_elargie,
)

DIRECTION, ELARGIE, ETATS, VENTILATION, INVITATION = range(5)


def _resultat(seance, rang):
    controle = dossier(seance).controles[rang]
    return controle.resultat, controle.phrase


@pytest.mark.parametrize(
    ("jour", "statut", "attendu"),
    [
        (date(2026, 3, 20), "tenue", "tenu"),
        (date(2026, 12, 1), "prevue", "tenu"),
        (date(2026, 3, 20), "annulee", "en_defaut"),
        (date(2026, 3, 1), "tenue", "en_defaut"),  # the day before the bilan was validated
        (date(2026, 12, 11), "prevue", "en_defaut"),  # the day after the comité
    ],
)
def test_une_direction_de_projet_entre_le_bilan_et_le_comite(dix_huitieme, jour, statut, attendu):
    f.BilanContratFabrique()
    direction(jour, statut)
    assert _resultat(copil_de_paris(), DIRECTION)[0] == attendu


def test_sans_bilan_valide_l_ordre_ne_se_verifie_pas(dix_huitieme):
    direction(date(2026, 3, 20))
    resultat, phrase = _resultat(copil_de_paris(), DIRECTION)
    assert (resultat, "pas encore noté validé" in phrase) == ("inverifiable", True)


@pytest.mark.parametrize(
    ("jour", "statut", "attendu"),
    [
        (date(2026, 11, 20), "prevue", "tenu"),
        (date(2026, 11, 10), "annulee", "en_defaut"),
        (date(2026, 2, 1), "tenue", "en_defaut"),  # it prepared the comité of March
        (date(2026, 12, 11), "prevue", "en_defaut"),
    ],
)
def test_l_equipe_elargie_avant_le_comite_du_territoire(dix_huitieme, jour, statut, attendu):
    copil_du_territoire(dix_huitieme, DERNIERE, statut="tenue")
    equipe_elargie(dix_huitieme, jour, statut)
    assert _resultat(copil_du_territoire(dix_huitieme), ELARGIE)[0] == attendu


def test_l_equipe_elargie_d_ailleurs_ne_compte_pas(dix_huitieme, dix_neuvieme):
    equipe_elargie(dix_neuvieme, date(2026, 11, 10))
    assert _resultat(copil_du_territoire(dix_huitieme), ELARGIE)[0] == "en_defaut"


def test_chaque_ordre_est_celui_d_un_comite(dix_huitieme):
    assert _resultat(copil_du_territoire(dix_huitieme), DIRECTION)[0] == "sans_objet"
    assert _resultat(copil_de_paris(), ELARGIE)[0] == "sans_objet"


def test_un_acte_sans_destinataire_n_a_pas_d_etat(dix_huitieme):
    acte(dix_huitieme, date(2026, 5, 4))
    assert _resultat(copil_du_territoire(dix_huitieme), ETATS)[0] == "tenu"
    muet = f.AvisFabrique(conseil=dix_huitieme)
    for seance in (copil_du_territoire(dix_huitieme), copil_de_paris()):
        assert _resultat(seance, ETATS) == (
            "en_defaut",
            f"Transmis sans destinataire enregistré : {muet.numero}.",
        )


def test_un_effectif_dont_aucun_sexe_n_est_connu(dix_huitieme):
    def membre(sexe):
        f.MandatFabrique(membre=f.MembreFabrique(conseil=dix_huitieme, sexe=sexe))

    membre("N")
    seance = copil_de_paris()
    resultat, phrase = _resultat(seance, VENTILATION)
    assert resultat == "en_defaut"
    assert phrase == "Sexe renseigné pour personne : membres du groupe moteur, Conseil citoyen du 18e."
    membre("F")
    assert _resultat(seance, VENTILATION)[0] == "tenu"


def test_la_representation_invitee_quand_les_convocations_sont_parties(dix_huitieme, coordinatrice):
    seance = copil_du_territoire(dix_huitieme)
    assert _resultat(seance, INVITATION)[0] == "inverifiable"
    tache = convocations(seance)
    resultat, phrase = _resultat(seance, INVITATION)
    assert (resultat, "19 novembre 2026" in phrase) == ("en_defaut", True)
    tache.faite_le, tache.faite_par = date(2026, 11, 12), coordinatrice
    tache.save()
    assert _resultat(seance, INVITATION) == ("tenu", "Convocations notées envoyées le 12 novembre 2026.")


def test_un_controle_en_defaut_est_compte(dix_huitieme):
    lu = dossier(copil_du_territoire(dix_huitieme))
    assert [c.libelle for c in lu.controles] == ["Sans objet", "En défaut", "Tenu", "Tenu", "Invérifiable"]
    assert len(lu.en_defaut) == 1
