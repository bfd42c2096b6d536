"""Avis and their answers: what was known on the last day of the period, so that a year told again says the same.

Delays have no sum, so the days themselves are the detail: the middle is found among them.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from conseils.models import Avis, Constat, Destinataire, Reponse
from conseils.querysets.avis import ADRESSES
from reporting.indicateurs.mesure import Comptage, Mesure, arrete_au, date_dans
from socle.periode import Periode

SEPARATEUR = "/"
LENDEMAIN = timedelta(days=1)


def _silence_vaut_accord(le: date) -> Q:
    """Silent on that day, past the day awaited, where silence is agreement."""
    return Q(tacite=True, echeance__lt=le) & (Q(repondu_le=None) | Q(repondu_le__gt=le))


def _adresse(periode: Periode, jour: date) -> Q:
    return Q(avis__transmis_le__range=(periode.debut, periode.fin))


def _adresse_et_repondu(periode: Periode, jour: date) -> Q:
    le = arrete_au(periode, jour)
    return _adresse(periode, jour) & (Q(repondu_le__lte=le) | _silence_vaut_accord(le))


def _accord_tacite(periode: Periode, jour: date) -> Q:
    """Agreements by silence that fell in the period: the day after the one awaited."""
    le = arrete_au(periode, jour)
    return Q(echeance__gte=periode.debut - LENDEMAIN) & _silence_vaut_accord(le)


def _suivie(periode: Periode, jour: date) -> Q:
    """Answered in the period, and whose last final answer by its last day accepts, in full or in part."""
    finales = Reponse.objects.filter(sens__in=Reponse.FINALES, le__lte=arrete_au(periode, jour))
    plus_recentes = finales.filter(destinataire=OuterRef("destinataire")).filter(_apres())
    dernieres = finales.filter(~Exists(plus_recentes), destinataire=OuterRef("pk"))
    return _REPONDU(periode, jour) & Q(Exists(dernieres.exclude(sens=Reponse.Sens.REFUSE)))


def _en_retard(periode: Periode, jour: date) -> Q:
    """Awaited past its day on the last day of the period. A tacit agreement is an answer, not a delay."""
    le = arrete_au(periode, jour)
    sans_reponse = Q(repondu_le=None) | Q(repondu_le__gt=le)
    return sans_reponse & Q(avis__transmis_le__lte=le, echeance__lt=le, tacite=False)


def _effet_constate(periode: Periode, jour: date) -> Q:
    """Seen in the period, and not gainsaid by its last day."""
    suivants = Constat.objects.filter(_apres(), suite=OuterRef("suite"), le__lte=arrete_au(periode, jour))
    dementis = suivants.exclude(resultat=Constat.Resultat.FAIT)
    return Q(le__range=(periode.debut, periode.fin)) & ~Q(Exists(dementis))


def _apres() -> Q:
    """After the row outside: a later day, or the same day and written later."""
    return Q(le__gt=OuterRef("le")) | Q(le=OuterRef("le"), pk__gt=OuterRef("pk"))


def _repondus() -> QuerySet:
    """With ``dates``, the day it was sent and the day it was answered, as text."""
    bornes = Cast("avis__transmis_le", CharField()), Value(SEPARATEUR), Cast("repondu_le", CharField())
    return Destinataire.objects.adresses().repondus().annotate(dates=Concat(*bornes, output_field=CharField()))


def _repondus_en_retard() -> QuerySet:
    """Of whom an answer, or the study before it, came past the day awaited."""
    tardives = Reponse.objects.filter(destinataire=OuterRef("pk"), hors_delai=True)
    return Destinataire.objects.adresses().filter(Exists(tardives))


def delai(detail: str) -> int:
    """Days from the sending to the answer, from the detail of ``delais``."""
    transmis, repondu = (date.fromisoformat(jour) for jour in detail.split(SEPARATEUR))
    return (repondu - transmis).days


_TRANSMIS = date_dans("transmis_le")
_REPONDU = date_dans("repondu_le")
_DESTINATAIRE = {"lignes": Destinataire.objects.adresses, "conseil": "avis__conseil", "detail": "partenaire__nom"}

MESURES: tuple[Comptage, ...] = (
    Mesure(
        "avis", "Actes transmis, par type", Avis.objects.adresses, _TRANSMIS, "conseil", detail="type", additif=True
    ),
    Mesure("adresses", "Actes adressés, par institution", dans=_adresse, additif=True, **_DESTINATAIRE),
    Mesure("adresses_repondus", "Actes adressés et répondus", dans=_adresse_et_repondu, **_DESTINATAIRE),
    Mesure("en_retard", "Réponses en retard le dernier jour", dans=_en_retard, **_DESTINATAIRE),
    Mesure("delais", "Réponses reçues, par délai", _repondus, _REPONDU, "avis__conseil", detail="dates", additif=True),
    Mesure("reponses_recues", "Réponses reçues, par institution", dans=_REPONDU, additif=True, **_DESTINATAIRE),
    Mesure("reponses_suivies", "Réponses qui acceptent, en tout ou partie", dans=_suivie, **_DESTINATAIRE),
    Mesure("accords_tacites", "Accords par silence", dans=_accord_tacite, **_DESTINATAIRE),
    Mesure("reponses_tardives", "Réponses hors délai", _repondus_en_retard, _REPONDU, "avis__conseil", additif=True),
    Mesure(
        "effets_avis",
        "Actes dont un effet est constaté",
        Constat.objects.filter(
            resultat=Constat.Resultat.FAIT, suite__reponse__destinataire__avis__etat__in=ADRESSES
        ).all,
        _effet_constate,
        "suite__reponse__destinataire__avis__conseil",
        champ="suite__reponse__destinataire__avis",
        distinct=True,
    ),
)
