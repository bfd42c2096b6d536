"""Writing attendance: what is recorded, and each refusal beside its cell."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

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


@pytest.fixture
def autre(dix_huitieme):
    return f.MandatFabrique(membre__conseil=dix_huitieme, debut=date(2026, 1, 1)).membre


def saisir(reunion, par, membres=(), publics=None, eloignements=None, **reste):
    return enregistrer_presences(
        reunion=reunion, par=par, membres=membres, publics=publics or {}, eloignements=eloignements or {}, **reste
    )


def natures(reunion):
    return {(p.membre, p.nature, p.pouvoir_a) for p in reunion.presences.all()}


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
    saisir(reunion, animatrice, publics={("F", "60+"): 500}, confirmation=True)
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


def test_excuse_et_pouvoir(reunion, membre, autre, dix_huitieme, animatrice):
    represente = f.MandatFabrique(membre__conseil=dix_huitieme).membre
    saisir(reunion, animatrice, [membre], excuses=[autre], pouvoirs={represente: membre})
    assert natures(reunion) == {
        (membre, "present", None),
        (autre, "excuse", None),
        (represente, "represente", membre),
    }
    # Corrected: the excused one came after all.
    saisir(reunion, animatrice, [membre, autre])
    assert natures(reunion) == {(membre, "present", None), (autre, "present", None)}


def test_present_ou_excuse(reunion, membre, animatrice):
    with refus("excuses"):
        saisir(reunion, animatrice, [membre], excuses=[membre])


def test_un_pouvoir_va_a_un_present(reunion, membre, autre, dix_huitieme, animatrice):
    absent = f.MandatFabrique(membre__conseil=dix_huitieme).membre
    with refus(f"pouvoir_{absent.pk}"):
        saisir(reunion, animatrice, [membre], excuses=[autre], pouvoirs={absent: autre})


@pytest.mark.parametrize("case", ["membres", "excuses"])
def test_qui_donne_pouvoir_n_est_ni_present_ni_excuse(reunion, membre, autre, animatrice, case):
    coches = {"membres": [membre, autre]} if case == "membres" else {"membres": [membre], "excuses": [autre]}
    with refus(f"pouvoir_{autre.pk}"):
        saisir(reunion, animatrice, **coches, pouvoirs={autre: membre})


def test_un_excuse_hors_mandat_est_refuse(reunion, membre, dix_neuvieme, animatrice):
    with refus("membres"):
        saisir(reunion, animatrice, [membre], excuses=[f.MandatFabrique(membre__conseil=dix_neuvieme).membre])


def test_des_excuses_ne_font_pas_une_reunion(reunion, membre, animatrice):
    with pytest.raises(ValidationError, match="au moins une personne présente"):
        saisir(reunion, animatrice, excuses=[membre])


@pytest.mark.parametrize("champs", [{"nature": "represente"}, {"nature": "excuse", "pouvoir_a": "autre"}, {"soi": 1}])
def test_la_base_refuse_un_pouvoir_boiteux(reunion, membre, autre, champs):
    if "soi" in champs:
        champs = {"nature": "represente", "pouvoir_a": membre}
    elif "pouvoir_a" in champs:
        champs = champs | {"pouvoir_a": autre}
    with pytest.raises(IntegrityError):
        f.PresenceFabrique(reunion=reunion, membre=membre, **champs)


def test_une_affluence_invraisemblable_se_confirme(reunion, membre, animatrice, settings):
    settings.PRESENCES_PLAUSIBLES = 10
    saisir(reunion, animatrice, [membre], {("F", "60+"): 9})
    with refus("confirmation"):
        saisir(reunion, animatrice, [membre], {("F", "60+"): 10})
    saisir(reunion, animatrice, [membre], {("F", "60+"): 10}, confirmation=True)
    assert reunion.publics.get().nombre == 10


def test_les_canaux_se_notent_avec_les_presences(reunion, membre, animatrice):
    saisir(reunion, animatrice, [membre], canaux=["porte_a_porte", "bouche_oreille"])
    assert [canal.canal for canal in reunion.canaux.all()] == ["porte_a_porte", "bouche_oreille"]
    saisir(reunion, animatrice, [membre])
    assert reunion.canaux.count() == 2
    saisir(reunion, animatrice, [membre], canaux=[])
    assert reunion.canaux.count() == 0
