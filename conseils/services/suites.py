"""Writing what becomes of a promised action: what is said of it, and what is seen on the ground."""

from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Constat, Reunion, Suite
from socle.services.ecriture import enregistrer, refuser, verrouiller
from socle.templatetags.typographie import date_fr


@transaction.atomic
def suivre_suite(*, suite: Suite, par: Compte, acte: str, motif: str = "") -> Suite:
    """Say that it is done, given up or taken up again. Raises ``ValidationError``, or ``TransitionRefusee``."""
    suite = verrouiller(suite)
    if Suite.MACHINE.motif_manque(acte, motif):
        refuser("motif", "Indiquez pourquoi : le conseil le lira.")
    avant, suite.etat = suite.etat, Suite.MACHINE.appliquer(suite.etat, acte, motif)
    suite.motif = motif.strip() if suite.etat == Suite.Etat.ABANDONNEE else ""
    enregistrer(suite)
    tracer(acte="suite_suivie", objet=suite, par=par, de=avant, vers=suite.etat, motif=suite.motif)
    return suite


@transaction.atomic
def constater(
    *, suite: Suite, par: Compte, resultat: str, preuve: str, le: date, reunion: Reunion | None = None
) -> Constat:
    """Record what the council saw, for good; another day, another constat. Raises ``ValidationError``."""
    suite = verrouiller(suite)
    constat = Constat(suite=suite, resultat=resultat, preuve=preuve.strip(), le=le, reunion=reunion, par=par)
    # The same form sent twice is one constat.
    if deja := suite.constats.filter(resultat=resultat, preuve=constat.preuve, le=le, reunion=reunion).first():
        return deja
    _verifier(constat)
    enregistrer(constat)
    tracer(acte="suite_constatee", objet=suite, par=par, vers=resultat, constat=constat.pk)
    return constat


def _verifier(constat: Constat) -> None:
    reponse = constat.suite.reponse
    if constat.suite.etat == Suite.Etat.ABANDONNEE:
        refuser(NON_FIELD_ERRORS, "Cette suite est abandonnée : elle ne se constate que si elle est reprise.")
    if constat.le > timezone.localdate():
        refuser("le", "Ce jour est à venir : indiquez le jour où le conseil a constaté.")
    if constat.le < reponse.le:
        refuser("le", f"L'institution s'est engagée le {date_fr(reponse.le)} : le constat ne peut pas le précéder.")
    if constat.reunion and constat.reunion.conseil_id != reponse.destinataire.avis.conseil_id:
        refuser("reunion", "Cette réunion est celle d'un autre conseil.")
