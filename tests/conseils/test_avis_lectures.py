"""The rows of the council's word: what the database refuses, what each may read, what is late."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from comptes.permissions import Permission as P
from conseils.models import Avis, Constat, Destinataire, Divergence, Reponse
from tests import fabriques as f

pytestmark = pytest.mark.django_db
JOUR = date(2026, 11, 18)


@pytest.mark.parametrize("fabrique", [f.DivergenceFabrique, f.ReponseFabrique, f.ConstatFabrique])
@pytest.mark.parametrize("ordre", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_what_was_said_is_sealed_even_in_raw_sql(fabrique, ordre):
    table = fabrique()._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as curseur:
        curseur.execute(ordre.format(table))


@pytest.mark.parametrize(
    "champs",
    [
        {"etat": "adopte", "numero": None},
        {"etat": "adopte", "adopte_en": None},
        {"transmis_le": None},
        {"etat": "retire"},
        {"voix_pour": 12},
    ],
)
def test_the_database_refuses_an_incoherent_avis(champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.AvisFabrique(**champs)


def test_an_answer_in_study_says_until_when():
    with pytest.raises(IntegrityError), transaction.atomic():
        f.ReponseFabrique(sens="en_etude")
    with pytest.raises(IntegrityError), transaction.atomic():
        f.ReponseFabrique(sens="refuse", etude_jusqu_au=JOUR)


def test_late_is_past_its_day_without_a_final_answer():
    def destinataire(code, **champs):
        return f.DestinataireFabrique(partenaire=f.PartenaireFabrique(code=code), **champs)

    attendu = destinataire("en-retard", echeance=date(2026, 11, 17))
    destinataire("du-jour", echeance=JOUR)
    destinataire("sans-horloge", echeance=None)
    destinataire("repondu", echeance=date(2026, 11, 17), repondu_le=date(2026, 11, 1))
    tacite = destinataire("tacite", echeance=date(2026, 11, 17), tacite=True)
    destinataire("retire", avis__etat="retire", avis__retire_le=JOUR, echeance=date(2026, 11, 17))
    assert list(Destinataire.objects.en_retard_le(JOUR)) == [attendu]
    assert list(Destinataire.objects.tacites_le(JOUR)) == [tacite]
    assert attendu.en_retard_le(JOUR)
    assert not tacite.en_retard_le(JOUR)
    assert tacite.accord_tacite_le(JOUR)


def test_a_draft_is_the_councils_own(animatrice, prefecture, lecteur, animateur_du_19e, bailleur):
    conseil = animatrice.affectations.get().conseil
    brouillon, adopte = f.BrouillonFabrique(conseil=conseil), f.AvisFabrique(conseil=conseil)
    assert set(Avis.objects.lisibles(animatrice)) == {brouillon, adopte}
    assert list(Avis.objects.lisibles(prefecture)) == [adopte]
    assert list(Avis.objects.lisibles(lecteur)) == [adopte]
    assert not Avis.objects.lisibles(animateur_du_19e).exists()
    assert not Avis.objects.lisibles(bailleur).exists()


def test_an_institution_reaches_what_is_addressed_to_it_and_nothing_else(prefecture, ville, lecteur, bailleur):
    conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=18))
    avis = f.AvisFabrique(conseil=conseil)
    adresses = {c: f.DestinataireFabrique(avis=avis, partenaire=c.institution) for c in (prefecture, ville, bailleur)}
    for compte, adresse in adresses.items():
        assert list(Destinataire.objects.pour(compte, P.AVIS_REPONDRE)) == [adresse]
    # A reader without an institution is addressed nothing, not everything.
    assert not Destinataire.objects.pour(lecteur, P.AVIS_REPONDRE).exists()


def test_the_territory_of_the_habilitation_bounds_the_institution():
    mairie = f.PartenaireFabrique(code="mairie", nom="Mairie", nature="collectivite")
    dix_huit, dix_neuf = (f.ArrondissementFabrique(numero=n) for n in (18, 19))
    compte = f.CompteFabrique(institution=mairie)
    f.HabilitationFabrique(compte=compte, role="lecteur", arrondissement=dix_huit)
    ici = f.DestinataireFabrique(avis__conseil__arrondissement=dix_huit, partenaire=mairie)
    f.DestinataireFabrique(avis__conseil__arrondissement=dix_neuf, partenaire=mairie)
    assert list(Destinataire.objects.pour(compte, P.AVIS_REPONDRE)) == [ici]


def test_ranks_of_numbers_start_again_each_year_and_in_each_conseil(dix_huitieme, dix_neuvieme):
    f.AvisFabrique(conseil=dix_huitieme, numero="AV-18-2025-009")
    f.AvisFabrique(conseil=dix_huitieme, numero="AV-18-2026-002")
    assert Avis.objects.dernier_rang(dix_huitieme.pk, 2025) == 9
    assert Avis.objects.dernier_rang(dix_huitieme.pk, 2026) == 2
    assert Avis.objects.dernier_rang(dix_neuvieme.pk, 2026) == 0


def test_factories_agree_with_the_model():
    constat = f.ConstatFabrique()
    assert (Divergence.objects.count(), Reponse.objects.count(), Constat.objects.count()) == (0, 1, 1)
    constat.suite.reponse.destinataire.avis.full_clean()
