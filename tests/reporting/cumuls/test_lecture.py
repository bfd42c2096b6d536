"""A figure is that of the rows, whatever has been written since the rollups were made."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import F

from animateurs.models import Affectation, LigneJournal, Mission, SemaineJournal
from conseils.models import (
    Avis,
    CompetencesDeclarees,
    ComptageEloignes,
    ComptageFormation,
    ComptagePorteurs,
    ComptagePremieres,
    ComptagePublic,
    DelegationFormation,
    DelegationSeance,
    Destinataire,
    Financement,
    Formation,
    Initiative,
    Membre,
    Presence,
    ReponseQuestionnaire,
    Representation,
    Reunion,
    Seance,
)
from reporting.cumuls import declencheurs
from reporting.cumuls.sources import SOURCES
from reporting.indicateurs import collecter, lecture
from reporting.models import Cumul, MoisTouche
from reporting.services import cumuls
from socle.periode import Periode
from territoires.models import Partenaire
from tests import fabriques as f
from tests.reporting.cumuls.aides import ADDITIVES, PERIODES, bruts, lus

MARS = date(2026, 3, 10)


def une_ligne_de_plus(_):
    ligne = LigneJournal.objects.order_by("pk").first()
    commun = {"semaine": ligne.semaine, "type_activite": ligne.type_activite, "mission": ligne.mission}
    LigneJournal.objects.bulk_create([LigneJournal(jour=1, minutes=45, **commun)])


def une_reponse_tardive(_):
    destinataire = Destinataire.objects.get(repondu_le=date(2026, 4, 20), avis__etat="transmis")
    f.ReponseFabrique(destinataire=destinataire, hors_delai=True)


def une_autre_seance(_):
    seance = f.SeanceFabrique(date=date(2026, 4, 2))
    DelegationSeance.objects.filter(seance__date=date(2026, 2, 10)).update(seance=seance)


def plus_un(modele, champ):
    return lambda _: modele.objects.update(**{champ: F(champ) + 1})


# For each source table, a write that changes a figure; several are of many rows at once.
ECRITURES = {
    "conseils_reunion": lambda _: Reunion.objects.filter(date=MARS).update(statut="annulee", presences_saisies=False),
    "conseils_presence": lambda _: Presence.objects.filter(reunion__date=MARS).delete(),
    "conseils_comptagepublic": plus_un(ComptagePublic, "nombre"),
    "conseils_comptageeloignes": plus_un(ComptageEloignes, "reponses"),
    "conseils_comptagepremieres": lambda _: ComptagePremieres.objects.all().delete(),
    "conseils_membre": lambda _: Membre.objects.update(sexe="N"),
    "animateurs_lignejournal": une_ligne_de_plus,
    "animateurs_semainejournal": lambda _: SemaineJournal.objects.update(etat="renvoyee"),
    "animateurs_affectation": lambda autre: Affectation.objects.update(conseil=autre),
    "animateurs_mission": lambda _: Mission.objects.update(code="M9"),
    "conseils_delegationformation": lambda _: DelegationFormation.objects.update(participants_saisis=False),
    "conseils_formation": lambda _: Formation.objects.filter(debut__year=2026).update(
        debut=date(2026, 2, 2), fin=None
    ),
    "conseils_comptageformation": plus_un(ComptageFormation, "nombre"),
    "conseils_competencesdeclarees": plus_un(CompetencesDeclarees, "reponses"),
    "conseils_avis": lambda _: Avis.objects.filter(transmis_le=date(2026, 3, 12)).update(
        etat="retire", retire_le=MARS
    ),
    "conseils_destinataire": lambda _: Destinataire.objects.filter(repondu_le=date(2026, 4, 20)).update(
        repondu_le=date(2026, 5, 20)
    ),
    "conseils_reponse": une_reponse_tardive,
    "territoires_partenaire": lambda _: Partenaire.objects.filter(nom="Ville de Paris").update(nom="Ville"),
    "conseils_seance": lambda _: Seance.objects.filter(statut="tenue").update(date=date(2024, 6, 3)),
    "conseils_delegationseance": une_autre_seance,
    "conseils_representation": lambda _: Representation.objects.all().delete(),
    "conseils_initiative": lambda _: Initiative.objects.filter(structure_acteur=None).update(
        route="porte_directement"
    ),
    "conseils_comptageporteurs": plus_un(ComptagePorteurs, "nombre"),
    "conseils_financement": plus_un(Financement, "demande"),
    "conseils_reponsequestionnaire": lambda _: ReponseQuestionnaire.objects.update(sexe="N"),
}


@pytest.fixture
def a_jour(monde):
    cumuls.rafraichir()
    return monde


def test_the_world_has_something_of_each_count(monde):
    vides = set(ADDITIVES) - {cle for _, cle, *_ in bruts(monde)}
    assert vides == set()


def test_the_same_before_and_after_the_rollups_are_made(monde, django_assert_num_queries):
    attendus = bruts(monde)
    assert MoisTouche.objects.exists()
    with django_assert_num_queries(2):
        assert lus(monde) == attendus
    cumuls.rafraichir()
    assert not MoisTouche.objects.exists()
    with django_assert_num_queries(1):
        assert lus(monde) == attendus


def test_a_clean_month_is_read_from_its_rollup_and_from_nothing_else(a_jour):
    Cumul.objects.filter(cle="minutes", mois=date(2026, 3, 1)).update(nombre=7)
    mars, debut_mars = Periode.mois(2026, 3), Periode(date(2026, 3, 1), date(2026, 3, 30))
    assert collecter(a_jour, [mars], cles=["minutes"]).mesure("minutes") == 7
    # A part of a month is not in the rollup.
    assert collecter(a_jour, [debut_mars], cles=["minutes"]).mesure("minutes") == 240
    # A month that one period holds whole and another in part is counted once.
    table = collecter(a_jour, [mars, debut_mars], cles=["minutes"])
    assert [table.mesure("minutes", periode=i) for i in (0, 1)] == [240, 240]


def test_every_table_has_its_write():
    assert set(ECRITURES) == {source.table for source in SOURCES}


def essayer(table, monde, autre, *, sans_declencheur):
    """(what is read, what the rows say, what they said), then all is undone."""
    avant = bruts(monde)
    with transaction.atomic():
        if sans_declencheur:
            connection.check_constraints()
            declencheurs.installer("default", [source for source in SOURCES if source.table != table])
        ECRITURES[table](autre)
        resultat = lus(monde), bruts(monde), avant
        transaction.set_rollback(True)
    return resultat


def test_every_write_is_seen_at_once_and_by_the_trigger_of_its_table(a_jour, dix_neuvieme):
    for table in ECRITURES:
        lu, brut, avant = essayer(table, a_jour, dix_neuvieme, sans_declencheur=False)
        assert brut != avant, f"{table} : l'écriture ne change aucun chiffre"
        assert lu == brut, table
        lu, brut, _ = essayer(table, a_jour, dix_neuvieme, sans_declencheur=True)
        assert lu != brut, f"{table} : son déclencheur est de trop"


def test_refreshed_after_each_write(a_jour, dix_neuvieme):
    for table in ("conseils_reunion", "animateurs_affectation", "conseils_formation", "animateurs_lignejournal"):
        ECRITURES[table](dix_neuvieme)
        cumuls.rafraichir()
        assert not MoisTouche.objects.exists()
        assert lus(a_jour) == bruts(a_jour), table
        assert cumuls.recompter() == []


def test_a_line_moved_to_the_next_month_marks_both(a_jour):
    LigneJournal.objects.filter(semaine__lundi=date(2026, 6, 29), jour=0).update(jour=4)
    assert {mois for _, mois in MoisTouche.objects.tous()} == {date(2026, 6, 1), date(2026, 7, 1)}


def test_what_changes_no_figure_marks_nothing(a_jour):
    Reunion.objects.update(intitule="Autre")
    Membre.objects.update(prenom="Autre")
    for ligne in LigneJournal.objects.all():
        ligne.note = "Autre"
        ligne.save()
    assert not MoisTouche.objects.exists()


def test_many_months_written_are_counted_again_as_one(a_jour, monkeypatch):
    monkeypatch.setattr(lecture, "MOIS_TOUCHES_MAX", 1)
    Membre.objects.update(sexe="N")
    assert lus(a_jour) == bruts(a_jour)


def test_exact_on_weeks_and_on_months(a_jour):
    for periodes in (
        [Periode.mois(2026, 6), Periode.mois(2026, 7)],
        [Periode.semaine(date(2026, 6, 29)), PERIODES[0]],
    ):
        assert lus(a_jour, periodes) == bruts(a_jour, periodes)


def test_the_wording_kept_carries_no_figure(a_jour):
    avant = lus(a_jour)
    une_ligne_de_plus(None)
    assert lus(a_jour) != avant
    assert lecture._ordre.cache_info().hits
