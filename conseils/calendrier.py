"""Meetings as iCalendar (RFC 5545): the feed of a conseil and the invitation to one meeting. No name of anyone."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from conseils.models import ConseilCitoyen, Reunion
from socle.templatetags.typographie import typo

PARIS = ZoneInfo("Europe/Paris")
DUREE_USUELLE = 120  # minutes, when nobody said how long
ACTUALISATION = timedelta(hours=6)


def adresse_de(reunion: Reunion) -> str:
    """The page of the meeting, from outside the site."""
    numero = reunion.conseil.arrondissement.numero
    return settings.ADRESSE_SITE + reverse("reunion", args=[numero, reunion.pk])


def agenda_du_conseil(conseil: ConseilCitoyen, reunions: Iterable[Reunion], page: str = "") -> bytes:
    """The feed that a calendar application subscribes to; ``page``: where all its events lead, their own otherwise."""
    calendrier = _calendrier()
    calendrier.add("x-wr-calname", conseil.nom)
    calendrier.add("refresh-interval", ACTUALISATION, parameters={"value": "DURATION"})
    return _ecrire(calendrier, list(reunions), page=page)


def invitation(reunion: Reunion, methode: str, destinataire: str) -> bytes:
    """The meeting as an invitation to one person, or its cancellation (iTIP, RFC 5546)."""
    calendrier = _calendrier()
    calendrier.add("method", methode)
    return _ecrire(calendrier, [reunion], destinataire)


def _calendrier() -> Calendar:
    calendrier = Calendar()
    calendrier.add("prodid", "-//Conseils citoyens de Paris//FR")
    calendrier.add("version", "2.0")
    return calendrier


def _ecrire(calendrier: Calendar, reunions: list[Reunion], destinataire: str = "", page: str = "") -> bytes:
    maintenant = timezone.now()
    for reunion in reunions:
        evenement = _evenement(reunion, maintenant, page or adresse_de(reunion))
        if destinataire:
            evenement.add("organizer", f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
            evenement.add("attendee", f"mailto:{destinataire}")
        calendrier.add_component(evenement)
    if reunions:
        annees = [reunion.date.year for reunion in reunions]
        calendrier.add_missing_timezones(date(min(annees) - 1, 1, 1), date(max(annees) + 2, 1, 1))
    return calendrier.to_ical()


def _evenement(reunion: Reunion, maintenant: datetime, adresse: str) -> Event:
    evenement = Event()
    evenement.add("uid", f"reunion-{reunion.pk}@{urlsplit(settings.ADRESSE_SITE).hostname}")
    evenement.add("sequence", reunion.sequence)
    evenement.add("dtstamp", maintenant)
    for nom, quand in zip(("dtstart", "dtend"), _bornes(reunion), strict=True):
        evenement.add(nom, quand)
    evenement.add("summary", reunion.intitule)
    evenement.add("location", reunion.lieu)
    evenement.add("description", f"{typo(reunion.get_type_display().capitalize())}, {reunion.conseil.nom}\n{adresse}")
    evenement.add("url", adresse)
    evenement.add("status", "CANCELLED" if reunion.statut == Reunion.Statut.ANNULEE else "CONFIRMED")
    return evenement


def _bornes(reunion: Reunion) -> tuple[date, date]:
    """Beginning and end; whole days when the hour is not known."""
    if reunion.heure is None:
        return reunion.date, reunion.date + timedelta(days=1)
    debut = datetime.combine(reunion.date, reunion.heure, PARIS)
    # Through UTC, so that a meeting over a change of hour keeps its length.
    fin = debut.astimezone(ZoneInfo("UTC")) + timedelta(minutes=reunion.duree or DUREE_USUELLE)
    return debut, fin.astimezone(PARIS)
