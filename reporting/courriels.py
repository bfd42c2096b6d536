"""The e-mails about documents: a fact and a link, never the file. Texts are in ``templates/reporting/courriels/``.

What is done stays done when the mail server is away: the home page of each account says the same.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from comptes.models import Compte, Habilitation
from comptes.permissions import Permission as P
from comptes.roles import ANIMATEUR, COORDINATION, PREFECTURE, VILLE
from reporting.models import Campagne, Rapport

logger = logging.getLogger(__name__)

# Subject and text of each.
SOUMIS = ("reporting/courriels/soumis_sujet.txt", "reporting/courriels/soumis.txt")
RENVOYE = ("reporting/courriels/renvoye_sujet.txt", "reporting/courriels/renvoye.txt")
VALIDE = ("reporting/courriels/valide_sujet.txt", "reporting/courriels/valide.txt")
PROJET = ("reporting/courriels/projet_sujet.txt", "reporting/courriels/projet.txt")
CAMPAGNE = ("reporting/courriels/campagne_sujet.txt", "reporting/courriels/campagne.txt")

EQUIPE = (COORDINATION.code, ANIMATEUR.code)
COMMANDITAIRES = (PREFECTURE.code, VILLE.code)


def annoncer_soumis(rapport: Rapport) -> None:
    """To those who decide in the name of an institution."""
    _annoncer(SOUMIS, rapport, _personnes(COMMANDITAIRES, P.RAPPORT_VALIDER, rapport))


def annoncer_renvoye(rapport: Rapport) -> None:
    """To the coordination, and to the animateur of the conseil. The reason is read on the page."""
    _annoncer(RENVOYE, rapport, _personnes(EQUIPE, P.RAPPORT_DEMANDER, rapport))


def annoncer_valide(rapport: Rapport) -> None:
    """To those who publish."""
    _annoncer(VALIDE, rapport, _personnes(EQUIPE, P.RAPPORT_PUBLIER, rapport))


def annoncer_projet(rapport: Rapport) -> None:
    """A projet of the campaign, to the animateur of the conseil, who reads it again."""
    _annoncer(PROJET, rapport, _personnes((ANIMATEUR.code,), P.RAPPORT_DEMANDER, rapport))


def annoncer_campagne(campagne: Campagne, comptes: dict[str, int]) -> None:
    """No document of the campaign is being made any more: how many are ready, how many failed."""
    contexte = {
        "campagne": campagne,
        "comptes": comptes,
        "adresse": settings.ADRESSE_SITE + reverse("campagne", args=[campagne.exercice]),
    }
    _envoyer(CAMPAGNE, contexte, _tenants((COORDINATION.code,)))


def _annoncer(gabarits: tuple[str, str], rapport: Rapport, personnes: list[Compte]) -> None:
    adresse = settings.ADRESSE_SITE + reverse("rapport", args=[rapport.numero])
    _envoyer(gabarits, {"rapport": rapport, "adresse": adresse}, personnes)


def _personnes(roles: tuple[str, ...], permission: P, rapport: Rapport) -> list[Compte]:
    return [compte for compte in _tenants(roles) if compte.has_perm(permission, rapport)]


def _tenants(roles: tuple[str, ...]) -> list[Compte]:
    tenues = Habilitation.objects.en_cours().filter(role__in=roles)
    return list(Compte.objects.filter(is_active=True, pk__in=tenues.values("compte")).order_by("pk"))


def _envoyer(gabarits: tuple[str, str], contexte: dict, personnes: list[Compte]) -> None:
    sujet, texte = gabarits
    objet = " ".join(render_to_string(sujet, contexte).split())
    for personne in personnes:
        try:
            EmailMessage(objet, render_to_string(texte, contexte | {"personne": personne}), to=[personne.email]).send()
        except OSError:  # smtplib's errors are OSError too
            logger.exception("courriel « %s » non parti", texte)
