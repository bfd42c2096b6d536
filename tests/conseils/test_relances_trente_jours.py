"""Thirty days of reminders, from Monday 2 November to Tuesday 1 December 2026, against a table typed by hand."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from conseils.models import Destinataire, Relance
from conseils.previsions import previsions
from conseils.services.pauses import suspendre
from conseils.services.relances import faire_la_tournee
from tests import fabriques as f

PARIS = ZoneInfo("Europe/Paris")
JOURS = [date(2026, 11, 2) + timedelta(days=rang) for rang in range(30)]
ARRET = {date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)}
SECRETARIAT = "secretariat@exemple.invalid"
LIBELLES = {
    "rappel": "rappel",
    "échéance passée": "echue",
    "deuxième relance": "deuxieme",
    "dernière relance": "derniere",
    "date passée": "echue",
}

# day of November (31: 1 December), to whom: what is expected of them / what they have a copy of
PARTIS = {
    (2, "prefecture-paul@exemple.invalid"): "A1 rappel",
    (2, "ville-vera@exemple.invalid"): "A2 deuxieme",
    (2, "institution-basile@exemple.invalid"): "A4 echue",
    (2, "animateur-amina@exemple.invalid"): "/ A2 deuxieme, A1 rappel",
    (2, "animateur-nadir@exemple.invalid"): "/ A4 echue",
    (4, "prefecture-paul@exemple.invalid"): "A3 rappel",
    (4, "animateur-amina@exemple.invalid"): "/ A3 rappel",
    (5, SECRETARIAT): "A5 rappel",
    (5, "animateur-nadir@exemple.invalid"): "/ A5 rappel",
    (9, "ville-vera@exemple.invalid"): "A2 derniere",
    (9, "animateur-amina@exemple.invalid"): "/ A2 derniere",
    (10, "prefecture-paul@exemple.invalid"): "A1 echue",
    (10, "animateur-amina@exemple.invalid"): "/ A1 echue",
    # Wednesday 11 November is a public holiday: A8, due that day, leaves on the 12th, with A3.
    (12, "prefecture-paul@exemple.invalid"): "A3 echue",
    (12, SECRETARIAT): "A8 rappel",
    (12, "animateur-amina@exemple.invalid"): "/ A3 echue, A8 rappel",
    # The week-end kept A6 (due on Sunday) and the suite of A7 (due on Saturday) for Monday.
    (16, "ville-vera@exemple.invalid"): "A7 echue, A6 rappel",
    (16, "animateur-amina@exemple.invalid"): "/ A7 echue",
    (16, "animateur-nadir@exemple.invalid"): "/ A6 rappel",
    # A3 was answered « à l'étude jusqu'au 20 » on the 16th: the ladder begins again.
    (17, "prefecture-paul@exemple.invalid"): "A3 rappel",
    (17, "animateur-amina@exemple.invalid"): "/ A3 rappel",
    (19, SECRETARIAT): "A8 echue",
    (19, "animateur-amina@exemple.invalid"): "/ A8 echue",
    # The machine was off from the 23rd to the 26th: one message, each point at its highest step.
    (27, "prefecture-paul@exemple.invalid"): "A1 deuxieme, A3 echue",
    (27, "animateur-amina@exemple.invalid"): "/ A1 deuxieme, A3 echue",
    # A4 was suspended from the 5th to the 18th: its fifteenth day counted is Saturday 28.
    (30, "institution-basile@exemple.invalid"): "A4 deuxieme",
    (30, "animateur-nadir@exemple.invalid"): "/ A4 deuxieme",
}


@pytest.fixture
def actes(dix_huitieme, dix_neuvieme, animatrice, animateur_du_19e, prefecture, ville, bailleur):
    """Eight acts of two conseils, by number."""
    sans_compte = f.PartenaireFabrique(code="sans-compte", nom="Régie des transports")
    return {
        numero: f.DestinataireFabrique(
            avis=f.AvisFabrique(conseil=conseil, numero=numero, titre=f"Acte {numero}"),
            partenaire=partenaire,
            echeance=echeance,
            courriel=SECRETARIAT if partenaire == sans_compte else "",
            tacite=numero == "A6",
        )
        for numero, conseil, partenaire, echeance in (
            ("A1", dix_huitieme, prefecture.institution, date(2026, 11, 9)),
            ("A2", dix_huitieme, ville.institution, date(2026, 10, 10)),
            ("A3", dix_huitieme, prefecture.institution, date(2026, 11, 11)),
            ("A4", dix_neuvieme, bailleur.institution, date(2026, 10, 30)),
            ("A5", dix_neuvieme, sans_compte, date(2026, 11, 12)),
            ("A6", dix_neuvieme, ville.institution, date(2026, 11, 22)),
            ("A7", dix_huitieme, ville.institution, None),
            ("A8", dix_huitieme, sans_compte, date(2026, 11, 18)),
        )
    }


@pytest.fixture
def suite(actes):
    """A7 was accepted, and its action announced for Friday 13 November."""
    actes["A7"].repondu_le = date(2026, 10, 1)
    actes["A7"].save()
    reponse = f.ReponseFabrique(destinataire=actes["A7"])
    return f.SuiteFabrique(reponse=reponse, echeance=date(2026, 11, 13))


def a(jour: date, heure: int) -> datetime:
    return datetime.combine(jour, time(heure), PARIS)


def vivre(horloge, *, arret=frozenset(), gestes=None) -> dict[tuple[int, str], str]:
    """Live the thirty days; return what really left, read in the e-mails. ``gestes``: what is done at noon."""
    partis = {}
    for jour in JOURS:
        mail.outbox.clear()
        horloge.move_to(a(jour, 8))
        if jour not in arret:
            faire_la_tournee()
            faire_la_tournee()  # a beat too many
        for message in mail.outbox:
            cle = ((jour - date(2026, 10, 31)).days, message.to[0])
            assert cle not in partis, "two messages to one person the same day"
            partis[cle] = lire(message)
        horloge.move_to(a(jour, 12))
        if gestes and jour in gestes:
            gestes[jour]()
    return partis


def lire(message) -> str:
    """« A1 rappel / A2 deuxieme »: what the text says is expected / what it copies."""
    attendues, _, copies = message.body.partition("Pour votre information")
    return f"{points(attendues)} / {points(copies)}".removesuffix(" / ").lstrip()


def points(texte: str) -> str:
    morceaux = re.split(r"^– ", texte, flags=re.MULTILINE)[1:]
    return ", ".join(f"{morceau.split(',')[0]} {echelon(morceau)}" for morceau in morceaux)


def echelon(morceau: str) -> str:
    return next(code for libelle, code in LIBELLES.items() if libelle in morceau.lower())


def test_thirty_days(actes, suite, horloge, coordinatrice):
    def suspendre_a4():
        suspendre(
            destinataire=actes["A4"],
            par=coordinatrice,
            du=date(2026, 11, 5),
            au=date(2026, 11, 18),
            motif="Rendez-vous pris",
        )

    def repondre_a5():
        Destinataire.objects.filter(pk=actes["A5"].pk).update(repondu_le=date(2026, 11, 12))

    def etudier_a3():
        Destinataire.objects.filter(pk=actes["A3"].pk).update(echeance=date(2026, 11, 20))

    gestes = {
        date(2026, 11, 4): suspendre_a4,
        date(2026, 11, 12): repondre_a5,
        date(2026, 11, 16): etudier_a3,
    }
    partis = vivre(horloge, arret=ARRET, gestes=gestes)
    assert {cle: partis.get(cle) for cle in PARTIS} == PARTIS
    assert set(partis) == set(PARTIS)


def test_what_the_page_foresaw_on_the_first_day_is_what_left(actes, suite, horloge):
    f.PauseRelanceFabrique(destinataire=actes["A4"], du=date(2026, 11, 5), au=date(2026, 11, 18))
    horloge.move_to(a(JOURS[0], 7))
    prevues = {
        (prevue.due.jour, personne.courriel, prevue.due.point.destinataire.pk, prevue.due.echelon.code)
        for prevue in previsions(Destinataire.objects.all(), JOURS[0]).prevues
        for personne in prevue.personnes
        if prevue.due.jour <= JOURS[-1]
    }
    vivre(horloge)
    parties = {
        (relance.tournee.jour, ligne.digest.courriel, relance.destinataire_id, relance.echelon)
        for relance in Relance.objects.parties().pour_la_liste()
        for ligne in relance.lignes.select_related("digest")
        if not ligne.copie
    }
    # By hand: 3 for A1, 2 for A2, 3 for A3, 2 for A4, 3 for A5, 1 for A6, 1 for the suite of A7, 2 for A8.
    assert len(prevues) == 17
    assert prevues == parties
