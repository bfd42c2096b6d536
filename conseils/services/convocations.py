"""Convening the members: one row per mailing and one per recipient, so that each e-mail leaves once."""

from datetime import datetime
from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.courriels import envoyer
from conseils.models import Convocation, EnvoiConvocation, Membre, Reunion
from socle import courtier
from socle.services.ecriture import enregistrer, refuser, verrouiller


def preparer(reunion: Reunion) -> Convocation:
    """The mailing that could leave now, not saved. Raises ``ValidationError`` when there is none to send."""
    rang = len(reunion.convocations.all()) + 1
    if reunion.date < timezone.localdate() or reunion.statut == Reunion.Statut.TENUE:
        refuser(NON_FIELD_ERRORS, "Cette réunion est passée : on n'y convoque plus.")
    if reunion.statut == Reunion.Statut.ANNULEE:
        if rang == 1:
            refuser(NON_FIELD_ERRORS, "Cette réunion est annulée et personne n'y était convoqué.")
        return Convocation(reunion=reunion, rang=rang, methode=Convocation.Methode.CANCEL)
    return Convocation(reunion=reunion, rang=rang, methode=Convocation.Methode.REQUEST)


@transaction.atomic
def convoquer(*, reunion: Reunion, par: Compte, rang: int) -> Convocation:
    """Record a mailing and have it sent once this is committed. Raises ``ValidationError``.

    ``rang`` is the one that was previewed: sending the same page twice is refused.
    """
    reunion = verrouiller(reunion)
    convocation = preparer(reunion)
    if rang != convocation.rang:
        refuser(NON_FIELD_ERRORS, "Une convocation est partie entre-temps : relisez avant d'en envoyer une autre.")
    membres = list(Membre.objects.filter(conseil=reunion.conseil_id).en_mandat_le(reunion.date).joignables())
    if not membres:
        refuser(NON_FIELD_ERRORS, "Aucun membre en mandat ce jour-là n'a d'adresse e-mail.")
    convocation.demandee_par, convocation.destinataires = par, len(membres)
    enregistrer(convocation)
    EnvoiConvocation.objects.bulk_create(EnvoiConvocation(convocation=convocation, membre=m) for m in membres)
    if rang > 1:
        Reunion.objects.filter(pk=reunion.pk).update(sequence=F("sequence") + 1)
    tracer(acte="convocation_demandee", objet=reunion, par=par, rang=rang, destinataires=len(membres))
    transaction.on_commit(partial(reveiller, convocation.pk), robust=True)
    return convocation


@transaction.atomic
def relancer_abandonnes(*, convocation: Convocation, par: Compte) -> int:
    """Give the e-mails that used up their tries as many again; return how many. Raises ``ValidationError``."""
    reunion = verrouiller(convocation.reunion)
    projet = preparer(reunion)
    if projet.rang != convocation.rang + 1 or projet.methode != convocation.methode:
        refuser(NON_FIELD_ERRORS, "Ce message n'est plus le dernier état de la réunion : envoyez-en un nouveau.")
    relances = EnvoiConvocation.objects.filter(convocation=convocation).abandonnes().update(essais=0, pris_le=None)
    if not relances:
        refuser(NON_FIELD_ERRORS, "Aucun message n'est à relancer.")
    tracer(acte="convocation_relancee", objet=reunion, par=par, rang=convocation.rang, messages=relances)
    transaction.on_commit(partial(reveiller, convocation.pk), robust=True)
    return relances


def reveiller(pk: int) -> None:
    """Wake a worker; if the message is lost, the scheduled task catches up."""
    courtier.reveiller("conseils.tasks.envoyer_convocation", pk)


def executer(*, pk: int) -> int:
    """Send what this mailing still owes; return how many left. Safe to run twice, at once or after a crash."""
    envois = EnvoiConvocation.objects.filter(convocation=pk).a_faire(timezone.now())
    return sum(_envoyer(envoi) for envoi in envois.values_list("pk", flat=True))


def relancer_convocations() -> int:
    """Send what no worker finished."""
    dues = EnvoiConvocation.objects.a_faire(timezone.now()).order_by().values_list("convocation", flat=True)
    return sum(executer(pk=pk) for pk in set(dues))


def _envoyer(pk: int) -> bool:
    maintenant = timezone.now()
    if not _prendre(pk, maintenant):
        return False
    envoi = EnvoiConvocation.objects.select_related("membre", "convocation__reunion__conseil__arrondissement").get(
        pk=pk
    )
    try:
        envoyer(envoi.convocation, envoi.membre.courriel)
    except OSError:  # smtplib's errors are OSError too; the lease runs out, then it is tried again
        return False
    EnvoiConvocation.objects.filter(pk=pk).update(envoye_le=timezone.now())
    return True


def _prendre(pk: int, maintenant: datetime) -> bool:
    """Take one e-mail for oneself: of two workers, the database lets one through."""
    libres = EnvoiConvocation.objects.filter(pk=pk).a_faire(maintenant).exclude(membre__courriel="")
    return bool(libres.update(pris_le=maintenant, essais=F("essais") + 1))
