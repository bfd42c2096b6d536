"""Writing attendance: what is recorded, and each refusal beside its cell."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from conseils.models import ComptagePublic
from conseils.services.presences import enregistrer_presences
from socle.transitions import TransitionRefusee
from tests import fabriques as f


@pytest.fixture
def reunion(dix_huitieme):
    return f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 17), statut="prevue", presences_saisies=False)


@pytest.fixture
def membre(dix_huitieme):
    return f.MandatFabrique(membre__conseil=dix_huitieme, debut=date(2026, 1, 1)).membre


def saisir(reunion, par, membres=(), publics=None, eloignements=None):
    return enregistrer_presences(
        reunion=reunion, par=par, membres=membres, publics=publics or {}, eloignements=eloignements or {}
    )


def refus(champ):
    return pytest.raises(ValidationError, match=f"'{champ}'")


def test_saisir(reunion, membre, animatrice):
    saisir(reunion, animatrice, [membre], {("F", "18-25"): 4, ("H", "18-25"): 0}, {"F": (3, 2), "H": (0, 0)})
    reunion.refresh_from_db()
    assert (reunion.statut, reunion.presences_saisies) == ("tenue", True)
    assert [p.membre for p in reunion.presences.all()] == [membre]
    assert list(reunion.publics.values_list("sexe", "tranche_age", "nombre")) == [("F", "18-25", 4)]
    assert list(reunion.eloignements.values_list("sexe", "reponses", "eloignes")) == [("F", 3, 2)]


def test_corriger_remplace_tout(reunion, membre, dix_huitieme, animatrice):
    autre = f.MandatFabrique(membre__conseil=dix_huitieme).membre
    saisir(reunion, animatrice, [membre], {("F", "18-25"): 4}, {"F": (3, 2)})
    saisir(reunion, animatrice, [autre], {("H", "60+"): 1})
    assert [p.membre for p in reunion.presences.all()] == [autre]
    assert list(reunion.publics.values_list("sexe", "tranche_age", "nombre")) == [("H", "60+", 1)]
    assert not reunion.eloignements.exists()


@pytest.mark.parametrize("nombre", [-1, 501])
def test_comptage_absurde(reunion, animatrice, nombre):
    with refus("public_F_60\\+"):
        saisir(reunion, animatrice, publics={("F", "60+"): nombre})
    assert not ComptagePublic.objects.exists()


def test_comptage_a_la_limite(reunion, animatrice):
    saisir(reunion, animatrice, publics={("F", "60+"): 500})
    assert ComptagePublic.objects.get().nombre == 500


def test_plus_de_reponses_que_de_personnes_de_ce_sexe(reunion, animatrice):
    with refus("reponses_F"):
        saisir(reunion, animatrice, publics={("F", "60+"): 2, ("H", "60+"): 9}, eloignements={"F": (3, 0)})


def test_plus_d_eloignes_que_de_reponses(reunion, animatrice):
    with refus("eloignes_F"):
        saisir(reunion, animatrice, publics={("F", "60+"): 5}, eloignements={"F": (2, 3)})


@pytest.mark.parametrize(("compte", "champ"), [((-1, 0), "reponses_H"), ((0, -1), "eloignes_H")])
def test_eloignement_negatif(reunion, animatrice, compte, champ):
    with refus(champ):
        saisir(reunion, animatrice, publics={("H", "60+"): 5}, eloignements={"H": compte})


@pytest.mark.parametrize(("debut", "fin"), [(date(2026, 11, 18), None), (date(2026, 1, 1), date(2026, 11, 16))])
def test_presence_hors_mandat(reunion, dix_huitieme, animatrice, debut, fin):
    motif = "autre" if fin else ""
    absent = f.MandatFabrique(membre__conseil=dix_huitieme, debut=debut, fin=fin, motif_fin=motif).membre
    with refus("membres"):
        saisir(reunion, animatrice, [absent])


def test_presence_d_un_membre_d_ailleurs(reunion, dix_neuvieme, animatrice):
    with refus("membres"):
        saisir(reunion, animatrice, [f.MandatFabrique(membre__conseil=dix_neuvieme).membre])


def test_reunion_a_venir(dix_huitieme, membre, animatrice):
    demain = f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 11, 19), statut="prevue", presences_saisies=False)
    with pytest.raises(ValidationError, match="19/11/2026"):
        saisir(demain, animatrice, [membre])


def test_reunion_annulee(dix_huitieme, membre, animatrice):
    annulee = f.ReunionFabrique(conseil=dix_huitieme, statut="annulee", presences_saisies=False)
    with pytest.raises(TransitionRefusee, match="reprogrammez"):
        saisir(annulee, animatrice, [membre])


def test_personne(reunion, animatrice):
    with pytest.raises(ValidationError, match="au moins une personne"):
        saisir(reunion, animatrice, publics={("F", "60+"): 0})
