"""The e-mails of the reminders, in text and in HTML. Their texts are in ``templates/animateurs/courriels/``."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from animateurs.models import Rappel
from animateurs.rappels import Prevu, point_pour

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
