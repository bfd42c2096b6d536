"""The e-mails of the conseils. Their texts are in ``templates/conseils/courriels/``."""

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from conseils.calendrier import adresse_de, invitation
from conseils.models import Convocation, InvitationConsultation, LienReponse, Reunion
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


def envoyer_lien(invitation: InvitationConsultation, jeton: str) -> None:
    """Send the personal link of a consultation, in text and in HTML. Raises ``OSError``."""
    contexte = {
        "consultation": invitation.consultation,
        "conseil": invitation.membre.conseil,
        "adresse": settings.ADRESSE_SITE + reverse("consultation_repondre", args=[jeton]),
        "terme": invitation.consultation.cloture,
    }
    sujet = f"Votre avis compte : {invitation.consultation.titre}"
    texte = render_to_string("conseils/courriels/consultation.txt", contexte)
    courriel = EmailMultiAlternatives(" ".join(sujet.split()), texte, to=[invitation.membre.courriel])
    courriel.attach_alternative(render_to_string("conseils/courriels/consultation.html", contexte), "text/html")
    courriel.send()


def envoyer_lien_de_reponse(lien: LienReponse, jeton: str) -> None:
    """Send the link with which an institution answers without an account. Raises ``OSError``."""
    destinataire = lien.destinataire
    contexte = {
        "lien": lien,
        "destinataire": destinataire,
        "avis": destinataire.avis,
        "adresse": settings.ADRESSE_SITE + reverse("repondre", args=[jeton]),
    }
    sujet = " ".join(render_to_string("conseils/courriels/lien_reponse_sujet.txt", contexte).split())
    texte = render_to_string("conseils/courriels/lien_reponse.txt", contexte)
    courriel = EmailMultiAlternatives(sujet, texte, to=[destinataire.courriel])
    courriel.attach_alternative(render_to_string("conseils/courriels/lien_reponse.html", contexte), "text/html")
    courriel.send()
