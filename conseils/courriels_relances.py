"""The digest of reminders. Its texts are in ``templates/conseils/courriels/``."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from conseils.models import Digest, LigneDigest


def envoyer(digest: Digest, lignes: Iterable[LigneDigest], liens: Mapping[int, str]) -> None:
    """Send one, in text and in HTML; ``liens``: where to answer, by addressee. Raises ``OSError``."""
    contexte = _contexte(digest, list(lignes), liens)
    sujet = render_to_string("conseils/courriels/relances_sujet.txt", contexte)
    texte = render_to_string("conseils/courriels/relances.txt", contexte)
    courriel = EmailMultiAlternatives(" ".join(sujet.split()), texte, to=[digest.courriel])
    courriel.attach_alternative(render_to_string("conseils/courriels/relances.html", contexte), "text/html")
    courriel.send()


def _contexte(digest: Digest, lignes: list[LigneDigest], liens: Mapping[int, str]) -> dict:
    for ligne in lignes:
        ligne.lien = "" if ligne.relance.suite_id else liens.get(ligne.relance.destinataire_id, "")
    attendues = [ligne for ligne in lignes if not ligne.copie]
    return {
        "attendues": attendues,
        "suites": any(ligne.relance.suite_id for ligne in attendues),
        "reponses": any(not ligne.relance.suite_id for ligne in attendues),
        "copies": [ligne for ligne in lignes if ligne.copie],
        "plus_ancienne": min(ligne.relance.echeance for ligne in attendues or lignes),
        "compte": digest.compte,
        "adresse": settings.ADRESSE_SITE,
        "jour": digest.tournee.jour,
    }
