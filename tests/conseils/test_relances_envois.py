"""The digests: who receives what, once, whatever happens to the workers; what the e-mails say."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone

from comptes.models import LigneAudit
from config.celery import app
from conseils.annuaire import annuaire_de
from conseils.jetons import empreinte_de
from conseils.models import Digest, LienReponse, Relance, TourneeRelances
from conseils.relances import relances_dues
from conseils.services import relances as services
from conseils.services.relances import envoyer_les_digests, faire_la_tournee, preparer_la_tournee
from tests import fabriques as f

JOUR = date(2026, 11, 18)
HIER = date(2026, 11, 17)
SECRETARIAT = "secretariat@exemple.invalid"


@pytest.fixture
def acte(dix_huitieme, bailleur):
    avis = f.AvisFabrique(conseil=dix_huitieme, numero="AV-18-2026-007")
    return f.DestinataireFabrique(avis=avis, partenaire=bailleur.institution, echeance=HIER)


@pytest.fixture
def sans_compte(dix_huitieme):
    regie = f.PartenaireFabrique(code="regie", nom="Régie des transports")
    avis = f.AvisFabrique(conseil=dix_huitieme, numero="AV-18-2026-008", titre="Un arrêt de bus")
    return f.DestinataireFabrique(avis=avis, partenaire=regie, echeance=HIER, courriel="Secretariat@exemple.invalid")


def recus() -> list[str]:
    return sorted(adresse for message in mail.outbox for adresse in message.to)


def test_the_accounts_of_the_institution_and_the_animateur(
    acte, bailleur, animatrice, animateur_du_19e, coordinatrice
):
    assert faire_la_tournee() == 2
    assert recus() == [animatrice.email, bailleur.email]


@pytest.mark.parametrize(
    "empecher",
    [
        lambda compte: compte.habilitations.update(fin=date(2026, 11, 17)),
        lambda compte: compte.habilitations.update(arrondissement=f.ArrondissementFabrique(numero=19)),
        lambda compte: type(compte).objects.update(is_active=False),
    ],
)
def test_an_account_that_cannot_reach_it_is_not_written_to(acte, bailleur, empecher):
    empecher(bailleur)
    acte.courriel = SECRETARIAT
    acte.save()
    faire_la_tournee()
    assert recus() == [SECRETARIAT]


def test_what_nobody_would_receive_is_not_said_and_stays_due(acte, bailleur):
    bailleur.habilitations.all().delete()
    assert faire_la_tournee() == 0
    assert not Relance.objects.exists()
    assert [due.echelon.code for due in relances_dues(date(2026, 11, 19))] == ["echue"]


def test_a_person_who_is_both_has_one_message(acte, bailleur, dix_huitieme):
    f.HabilitationFabrique(compte=bailleur, role="animateur", arrondissement=dix_huitieme.arrondissement)
    autre = f.AvisFabrique(conseil=dix_huitieme, numero="AV-18-2026-009", titre="Une fontaine")
    regie = f.PartenaireFabrique(code="regie", nom="Régie")
    f.DestinataireFabrique(avis=autre, partenaire=regie, echeance=HIER, courriel=SECRETARIAT)
    faire_la_tournee()
    assert recus() == [bailleur.email, SECRETARIAT]
    corps = next(message.body for message in mail.outbox if message.to == [bailleur.email])
    attendues, copies = corps.split("Pour votre information")
    assert [acte in attendues for acte in ("AV-18-2026-007", "AV-18-2026-009")] == [True, False]
    assert [acte in copies for acte in ("AV-18-2026-007", "AV-18-2026-009")] == [False, True]


def test_an_address_that_is_also_an_account_is_one_person(sans_compte, animatrice):
    sans_compte.courriel = animatrice.email.upper()
    sans_compte.save()
    faire_la_tournee()
    assert recus() == [animatrice.email]
    assert Digest.objects.get().compte == animatrice


def test_the_directory_reads_only_those_that_these_addressees_concern(acte, animatrice, animateur_du_19e):
    ailleurs = f.DestinataireFabrique(avis__conseil=animateur_du_19e.affectations.get().conseil)
    annuaire = annuaire_de([acte], timezone.localdate())
    assert [p.compte for p in annuaire.animateurs(acte)] == [animatrice]
    assert annuaire.animateurs(ailleurs) == []
    assert annuaire_de([], timezone.localdate()).repondants(acte) == []


def test_the_message_in_text_and_in_html(acte, bailleur, settings):
    settings.ADRESSE_SITE = "https://conseils.exemple.fr"
    ancien = f.AvisFabrique(conseil=acte.avis.conseil, numero="AV-18-2026-001", titre="<b>Gras</b> & Cie")
    f.DestinataireFabrique(avis=ancien, partenaire=bailleur.institution, echeance=date(2026, 9, 1))
    faire_la_tournee()
    (message,) = mail.outbox
    assert message.subject == (
        "Conseils citoyens : 2 points attendent votre réponse (échéance la plus ancienne : 1er septembre 2026)"
    )
    html, sorte = message.alternatives[0]
    assert sorte == "text/html"
    assert "&lt;b&gt;Gras&lt;/b&gt; &amp; Cie" in html
    assert "<b>Gras</b> & Cie" in message.body
    for corps in (message.body, html):
        assert "AV-18-2026-007" in corps
        assert "17 novembre 2026" in corps
        assert "Dernière relance." in corps
        assert "https://conseils.exemple.fr/" in corps
        assert "/repondre/" not in corps


def test_without_an_account_each_point_has_its_own_link(sans_compte, settings):
    settings.ADRESSE_SITE = "https://conseils.exemple.fr"
    faire_la_tournee()
    (message,) = mail.outbox
    jeton = message.body.split("/repondre/")[1].split("/")[0]
    lien = LienReponse.objects.get()
    assert (lien.destinataire, lien.empreinte) == (sans_compte, empreinte_de(jeton))
    assert f"https://conseils.exemple.fr/repondre/{jeton}/" in message.alternatives[0][0]


def test_the_copy_carries_no_link(sans_compte, animatrice):
    faire_la_tournee()
    copie = next(message for message in mail.outbox if message.to == [animatrice.email])
    assert copie.subject.startswith("Conseils citoyens : copie de 1 relance (")
    assert "/repondre/" not in copie.body + copie.alternatives[0][0]


def test_two_rounds_the_same_day_make_one(acte):
    assert faire_la_tournee() == 1
    assert faire_la_tournee() == 0
    assert (TourneeRelances.objects.count(), Relance.objects.count()) == (1, 1)


def test_two_workers_at_once_make_one_round(acte, monkeypatch):
    """The second had looked before the first wrote."""
    faire_la_tournee()
    vues = iter([False, True])

    class Aveugle:
        def exists(self):
            return next(vues)

    monkeypatch.setattr(services.TourneeRelances.objects, "filter", lambda **_: Aveugle())
    assert preparer_la_tournee(JOUR) is None
    assert Relance.objects.count() == 1


def test_what_becomes_due_after_the_round_waits_for_the_morning(acte, sans_compte, horloge):
    sans_compte.echeance = None
    sans_compte.save()
    faire_la_tournee()
    sans_compte.echeance = HIER
    sans_compte.save()
    assert faire_la_tournee() == 0
    horloge.shift(timedelta(days=1))
    assert faire_la_tournee() == 1
    assert recus()[-1] == SECRETARIAT


@pytest.mark.parametrize("jour", ["2026-11-21", "2026-11-22", "2026-11-11"])
def test_no_round_on_a_day_off(acte, jour):
    assert preparer_la_tournee(date.fromisoformat(jour)) is None
    assert not TourneeRelances.objects.exists()


def test_a_crash_while_writing_leaves_nothing_behind(acte, monkeypatch):
    def mourir(**_):
        raise KeyboardInterrupt

    with monkeypatch.context() as panne:
        panne.setattr(services, "tracer", mourir)
        with pytest.raises(KeyboardInterrupt):
            faire_la_tournee()
    assert not TourneeRelances.objects.exists()
    assert faire_la_tournee() == 1


def test_a_crash_while_sending_is_taken_up_again(acte, sans_compte, monkeypatch, horloge):
    envoyes = []

    def mourir(digest, *_):
        if envoyes:
            raise KeyboardInterrupt
        envoyes.append(digest.courriel)

    with monkeypatch.context() as panne:
        panne.setattr(services, "envoyer", mourir)
        with pytest.raises(KeyboardInterrupt):
            faire_la_tournee()
    assert envoyer_les_digests() == 0  # the lease of the dead worker still runs
    horloge.shift(timedelta(minutes=11))
    assert envoyer_les_digests() == 1
    assert sorted([*envoyes, *recus()]) == sorted(digest.courriel for digest in Digest.objects.all())


def test_what_could_not_leave_is_said_the_next_morning_once(acte, bailleur, monkeypatch, horloge):
    def refuser(*_):
        raise OSError

    with monkeypatch.context() as panne:
        panne.setattr(services, "envoyer", refuser)
        for _ in range(7):
            assert faire_la_tournee() == 0
            horloge.shift(timedelta(minutes=11))
        assert Digest.objects.get().essais == 5
    horloge.move_to(datetime(2026, 11, 19, 7, 59, tzinfo=ZoneInfo("Europe/Paris")))
    assert envoyer_les_digests() == 0  # a digest leaves on its day only
    horloge.shift(timedelta(minutes=1))
    assert faire_la_tournee() == 1
    assert recus() == [bailleur.email]
    assert [relance.tournee.jour for relance in Relance.objects.all()] == [date(2026, 11, 19)]


def test_the_same_step_twice_is_refused_by_the_database(acte):
    f.RelanceFabrique(destinataire=acte)
    with pytest.raises(IntegrityError):
        f.RelanceFabrique(destinataire=acte)


def test_the_round_is_told_in_the_audit_trail(acte):
    faire_la_tournee()
    ligne = LigneAudit.objects.get(acte="relances_preparees")
    assert (ligne.par_nom, ligne.detail) == ("Automatique", {"relances": 1, "courriels": 1})


def test_each_working_morning_at_eight_in_paris():
    horaire = app.conf.beat_schedule["relancer-les-institutions"]["schedule"]
    assert (horaire.hour, horaire.minute, horaire.day_of_week) == ({8}, {0}, {1, 2, 3, 4, 5})
    assert str(app.timezone) == "Europe/Paris"
