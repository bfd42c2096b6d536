"""The e-mails to the team. Their texts are in ``templates/animateurs/courriels/``."""

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from animateurs.models import Rappel, SemaineJournal
from animateurs.rappels import Prevu, point_pour
from comptes.models import Compte

# Subject, text and HTML of each kind.
RAPPEL = (
    "animateurs/courriels/rappel_sujet.txt",
    "animateurs/courriels/rappel.txt",
    "animateurs/courriels/rappel.html",
)
DIGEST = (
    "animateurs/courriels/digest_sujet.txt",
    "animateurs/courriels/digest.txt",
    "animateurs/courriels/digest.html",
)


def envoyer(prevu: Prevu) -> None:
    """Send one. Raises ``OSError`` when the server refuses."""
    contexte, gabarits = {"rappel": prevu, "adresse": settings.ADRESSE_SITE}, RAPPEL
    if prevu.sorte == Rappel.Sorte.DIGEST:
        contexte["point"], gabarits = point_pour(prevu), DIGEST
    sujet, texte, html = (render_to_string(gabarit, contexte) for gabarit in gabarits)
    courriel = EmailMultiAlternatives(" ".join(sujet.split()), texte, to=[prevu.compte.email])
    courriel.attach_alternative(html, "text/html")
    courriel.send()


def envoyer_rappel(animateur: Compte, semaines: list[SemaineJournal], par: Compte) -> None:
    """Say which weeks are still owed, at the coordination's request. Raises ``OSError`` when the server refuses."""
    contexte = {
        "animateur": animateur,
        "semaines": semaines,
        "par": par,
        "adresse": settings.ADRESSE_SITE + reverse("ma_semaine"),
    }
    sujet = render_to_string("animateurs/courriels/rappel_coordination_sujet.txt", contexte)
    texte = render_to_string("animateurs/courriels/rappel_coordination.txt", contexte)
    EmailMessage(" ".join(sujet.split()), texte, to=[animateur.email]).send()
