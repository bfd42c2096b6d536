"""The e-mail that convenes a member. Its texts are in ``templates/conseils/courriels/``."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from conseils.calendrier import adresse_de, invitation
from conseils.models import Convocation, Reunion
from conseils.ordre_du_jour import derouler


def composer(reunion: Reunion, convocation: Convocation) -> tuple[str, str]:
    """Subject and text: what the preview shows is what is sent."""
    contexte = {
        "reunion": reunion,
        "convocation": convocation,
        "deroule": derouler(reunion, reunion.points.all()),
        "adresse": adresse_de(reunion),
    }
    sujet = render_to_string("conseils/courriels/convocation_sujet.txt", contexte)
    return " ".join(sujet.split()), render_to_string("conseils/courriels/convocation.txt", contexte)


def envoyer(convocation: Convocation, destinataire: str) -> None:
    """Send one. Raises ``OSError`` when the server refuses."""
    sujet, texte = composer(convocation.reunion, convocation)
    courriel = EmailMessage(sujet, texte, to=[destinataire])
    ics = invitation(convocation.reunion, convocation.methode, destinataire)
    courriel.attach("convocation.ics", ics.decode(), f"text/calendar; method={convocation.methode}; charset=utf-8")
    courriel.send()
