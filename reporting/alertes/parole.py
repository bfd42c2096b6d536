"""What awaits each account about the acts of the conseils: to answer, to carry back, to see on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import Destinataire, Reponse, Suite
from reporting.alertes.declaration import PLAFOND, Alerte, rare
from socle.templatetags.typographie import date_fr

RECENTE = timedelta(days=7)  # how long an answer is news


def avis_a_repondre(compte: Compte, jour: date) -> Iterator[Alerte]:
    """What is addressed to this account's institution and has no final answer."""
    attendus = Destinataire.objects.pour(compte, P.AVIS_REPONDRE).sans_reponse_le(jour).en_attente()
    for adresse in attendus.attendus_d_abord().avec_lecture()[:PLAFOND]:
        pour_le = f"réponse attendue pour le {date_fr(adresse.echeance)}" if adresse.echeance else ""
        yield Alerte(
            f"{adresse.avis.conseil.nom} : {adresse.avis.titre}",
            pour_le or f"transmis le {date_fr(adresse.avis.transmis_le)}",
            "Répondre",
            reverse("reponse", args=[adresse.pk]),
            pressant=adresse.en_retard_le(jour),
        )


def _recues(compte: Compte, jour: date) -> QuerySet[Reponse]:
    recues = Reponse.objects.pour(compte, P.AVIS_MODIFIER).filter(le__gt=jour - RECENTE, le__lte=jour)
    return recues.exclude(par=compte)


@rare(_recues)
def reponses_recues(compte: Compte, jour: date) -> Iterator[Alerte]:
    """The answers of these last days, for those who carry them back to the council."""
    proches = _recues(compte, jour).select_related(
        "destinataire__partenaire", "destinataire__avis__conseil__arrondissement"
    )
    for reponse in proches.order_by("-le", "-pk")[:PLAFOND]:
        avis = reponse.destinataire.avis
        yield Alerte(
            f"{reponse.destinataire} a répondu : {avis.titre}",
            f"reçue le {date_fr(reponse.le, 'j F')}",
            "Lire",
            reverse("suites", args=[avis.conseil.arrondissement.numero]),
        )


def _annoncees(compte: Compte, jour: date) -> QuerySet[Suite]:
    return Suite.objects.pour(compte, P.AVIS_MODIFIER).a_verifier()


@rare(_annoncees)
def suites_a_verifier(compte: Compte, jour: date) -> Iterator[Alerte]:
    proches = _annoncees(compte, jour).select_related("reponse__destinataire__avis__conseil__arrondissement")
    for suite in proches[:PLAFOND]:
        numero = suite.reponse.destinataire.avis.conseil.arrondissement.numero
        yield Alerte(
            f"À constater sur place : {suite.action}",
            "annoncée réalisée",
            "Constater",
            reverse("suite_constater", args=[numero, suite.pk]),
        )


def avis_sans_reponse(compte: Compte, jour: date) -> Iterator[Alerte]:
    retards = Destinataire.objects.pour(compte, P.AVIS_MODIFIER).en_retard_le(jour)
    if nombre := len({destinataire.avis_id for destinataire in retards}):
        yield Alerte(
            f"{nombre} avis sans réponse au-delà du délai",
            f"le plus ancien attendu le {date_fr(retards[0].echeance)}",
            "Voir les relances",
            reverse("relances"),
            pressant=True,
        )
