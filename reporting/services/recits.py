"""Writing the narrative of a document."""

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from reporting.models import Recit
from reporting.rapports.recits import nettoyer
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from reporting.services.travaux import peut_demander
from socle.services.ecriture import enregistrer

ENTRE_TEMPS = (
    "Ce texte a été modifié pendant que vous l'écriviez. Le vôtre est gardé ci-dessous, suivi de celui qui a été "
    "enregistré entre-temps : reprenez dans le vôtre ce qui manque, puis enregistrez."
)


def ecrire(*, sorte: str, sujet: Sujet, section: str, texte: str, version: int, par: Compte) -> Recit:
    """Write the text of one section for the next document about this subject.

    ``version`` is that of the text that was being changed (0: none yet): nobody writes over a text unseen.
    Raises ``PermissionDenied``, or ``ValidationError`` (too long, unknown section, changed meanwhile).
    """
    if not peut_demander(par, sujet.conseil):
        raise PermissionDenied
    if section not in dict(SORTES[sorte].sections):
        raise ValidationError({"texte": "Ce document n'a pas de section de ce nom."})
    try:
        with transaction.atomic():
            recit = _prendre(sorte, sujet, section, version)
            recit.texte, recit.version, recit.ecrit_par = nettoyer(texte), version + 1, par
            enregistrer(recit)
            tracer(acte="recit.ecrire", objet=recit, par=par, section=section, signes=len(recit.texte))
    except IntegrityError:  # two people began the same section at once
        raise ValidationError({NON_FIELD_ERRORS: ENTRE_TEMPS}) from None
    return recit


def _prendre(sorte: str, sujet: Sujet, section: str, version: int) -> Recit:
    """Lock the text of this version, or begin it."""
    ecrits = Recit.objects.select_for_update(of=("self",)).du(sorte, sujet).order_by()
    recit = ecrits.filter(section=section).first() or Recit(sorte=sorte, section=section, **vars(sujet))
    if version != recit.version:
        raise ValidationError({NON_FIELD_ERRORS: ENTRE_TEMPS})
    return recit
