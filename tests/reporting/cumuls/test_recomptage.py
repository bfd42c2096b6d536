"""The nightly recount finds what is wrong, names it, puts it right; the triggers come back by themselves."""

import logging
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from animateurs.models import LigneJournal
from comptes.models import LigneAudit
from conseils.models import ConseilCitoyen
from reporting import tasks
from reporting.alertes import alertes
from reporting.cumuls import declencheurs
from reporting.models import Cumul, MoisTouche
from reporting.services import cumuls
from tests.reporting.cumuls.aides import bruts, lus

MARS = date(2026, 3, 1)


@pytest.fixture
def a_jour(monde):
    assert tasks.rafraichir_cumuls() > 0
    return monde


def test_nothing_to_say_of_what_is_right(a_jour, capsys):
    call_command("recompter")
    assert "Aucun écart." in capsys.readouterr().out
    assert not LigneAudit.objects.filter(acte="cumul.corriger").exists()


def test_a_cell_that_is_wrong_is_named_and_put_right(a_jour, capsys, caplog):
    attendus = bruts(a_jour)
    Cumul.objects.filter(cle="minutes", mois=MARS).update(nombre=1)
    Cumul.objects.filter(cle="reunions", detail="groupe_moteur", mois=MARS).delete()
    Cumul.objects.create(conseil_id=a_jour[1], mois=date(2019, 1, 1), cle="avis", detail="avis", nombre=3)
    assert lus(a_jour) != attendus
    with caplog.at_level(logging.ERROR):
        call_command("recompter")
    dit = capsys.readouterr().out
    un, deux = a_jour
    assert f"Corrigé : conseil {un}, 03/2026, minutes, M1 : 240 attendu, 1 trouvé" in dit
    assert f"Corrigé : conseil {un}, 03/2026, reunions, groupe_moteur : 1 attendu, 0 trouvé" in dit
    assert f"Corrigé : conseil {deux}, 01/2019, avis, avis : 0 attendu, 3 trouvé" in dit
    assert "3 écarts corrigés." in dit
    assert len(caplog.records) == 3
    assert lus(a_jour) == attendus
    assert cumuls.recompter() == []


def test_told_in_the_audit_trail_conseil_by_conseil(a_jour):
    Cumul.objects.filter(cle="minutes", mois=MARS).update(nombre=1)
    assert tasks.recompter_cumuls() == 1
    ligne = LigneAudit.objects.get(acte="cumul.corriger")
    assert (ligne.objet_type, ligne.objet_id, ligne.par_nom) == ("conseils.conseilcitoyen", a_jour[0], "Automatique")
    assert ligne.detail == {
        "nombre": 1,
        "ecarts": [f"conseil {a_jour[0]}, 03/2026, minutes, M1 : 240 attendu, 1 trouvé"],
    }


def test_what_was_just_written_is_no_mismatch(a_jour):
    LigneJournal.objects.filter(semaine__lundi=date(2026, 3, 2)).update(minutes=60)
    assert cumuls.recompter() == []
    assert MoisTouche.objects.exists()


def test_a_write_that_no_trigger_saw_is_found(a_jour):
    connection.check_constraints()
    declencheurs.retirer("default")
    LigneJournal.objects.filter(semaine__lundi=date(2026, 3, 2)).update(minutes=60)
    assert not MoisTouche.objects.exists()
    assert [str(ecart).split(", ", 1)[1] for ecart in cumuls.recompter()] == [
        "03/2026, minutes, M1 : 120 attendu, 240 trouvé"
    ]


def test_a_trigger_lost_comes_back_with_the_next_migrate(a_jour):
    def en_place():
        with connection.cursor() as curseur:
            curseur.execute(declencheurs._EN_PLACE[connection.vendor])
            return dict(curseur.fetchall())

    tous = en_place()
    connection.check_constraints()
    declencheurs.installer("default", declencheurs.SOURCES[3:])
    assert set(en_place()) < set(tous)
    declencheurs.poser(None, "default")
    assert en_place() == tous
    assert not MoisTouche.objects.exists()


def test_after_a_migration_everything_is_counted_again(a_jour):
    Cumul.objects.update(nombre=0)
    declencheurs.poser(None, "default", plan=["une migration"])
    assert lus(a_jour) == bruts(a_jour)
    cumuls.rafraichir()
    assert lus(a_jour) == bruts(a_jour)


def test_nothing_is_put_in_place_before_the_tables_are(db, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    monkeypatch.setattr(declencheurs, "installer", pytest.fail)
    declencheurs.poser(None, "default")


def test_told_on_the_home_page_for_a_week(a_jour, coordinatrice, prefecture):
    """To the coordination, whose figures were wrong; nobody else has to do with it."""
    Cumul.objects.filter(cle="minutes", mois=MARS).update(nombre=1)
    tasks.recompter_cumuls()
    jour = timezone.localdate()
    [alerte] = [a for a in alertes(coordinatrice, jour) if "cumul" in a.fait]
    conseil = ConseilCitoyen.objects.get(pk=a_jour[0])
    assert alerte.fait == f"1 cumul mensuel du {conseil.arrondissement} remis d'aplomb : ses chiffres étaient faux"
    assert (alerte.adresse, alerte.pressant) == (f"/indicateurs/?conseil={conseil.arrondissement.numero}", True)
    assert not [a for a in alertes(prefecture, jour) if "cumul" in a.fait]
    assert not [a for a in alertes(coordinatrice, jour + timedelta(days=8)) if "cumul" in a.fait]
