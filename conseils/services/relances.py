"""The reminders of a day: written once with the e-mails that carry them, then each e-mail sent once."""

from collections import defaultdict
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from comptes.services.audit import tracer
from conseils.annuaire import Annuaire, Personne, annuaire_de
from conseils.courriels_relances import envoyer
from conseils.models import Digest, LigneDigest, Relance, TourneeRelances
from conseils.relances import Due, relances_dues
from conseils.services.liens import liens_pour
from socle.ouvres import est_ouvre

# For each person, the reminders to tell and whether each is only a copy.
Envois = dict[Personne, list[tuple[Relance, bool]]]


def faire_la_tournee() -> int:
    """Write the reminders of today if nobody did, then send what is owed; return how many e-mails left."""
    preparer_la_tournee(timezone.localdate())
    return envoyer_les_digests()


def preparer_la_tournee(jour: date) -> TourneeRelances | None:
    """Write what leaves on ``jour``, whole or not at all. ``None``: a day off, or somebody did it already."""
    if not est_ouvre(jour) or TourneeRelances.objects.filter(jour=jour).exists():
        return None
    try:
        return _preparer(jour)
    except IntegrityError:  # two workers at once: the day has one round, the other wrote it
        if TourneeRelances.objects.filter(jour=jour).exists():
            return None
        raise


@transaction.atomic
def _preparer(jour: date) -> TourneeRelances:
    tournee = TourneeRelances.objects.create(jour=jour)
    _oublier_ce_qui_n_est_pas_parti(jour)
    dues = relances_dues(jour)
    annuaire = annuaire_de([due.point.destinataire for due in dues], jour)
    relances, envois = _repartir(tournee, dues, annuaire)
    Relance.objects.bulk_create(relances)
    digests = Digest.objects.bulk_create(
        Digest(tournee=tournee, courriel=personne.courriel, compte=personne.compte) for personne in envois
    )
    LigneDigest.objects.bulk_create(
        LigneDigest(digest=digest, relance=relance, copie=copie)
        for digest, lignes in zip(digests, envois.values(), strict=True)
        for relance, copie in lignes
    )
    tracer(acte="relances_preparees", objet=tournee, par=None, relances=len(relances), courriels=len(digests))
    return tournee


def _oublier_ce_qui_n_est_pas_parti(jour: date) -> None:
    """What no e-mail carried was never said: the ladder says it again today, with a firmer step perhaps."""
    Digest.objects.manques_avant(jour).delete()
    Relance.objects.sans_courriel().delete()


def _repartir(tournee: TourneeRelances, dues: list[Due], annuaire: Annuaire) -> tuple[list[Relance], Envois]:
    """The rows to write and what each person is told. What nobody would receive is not said: it stays due."""
    relances: list[Relance] = []
    envois: Envois = defaultdict(list)
    for due in dues:
        repondants = annuaire.repondants(due.point.destinataire)
        if not repondants:
            continue
        relances.append(due.relance_de(tournee))
        for personne in dict.fromkeys([*repondants, *annuaire.animateurs(due.point.destinataire)]):
            envois[personne].append((relances[-1], personne not in repondants))
    return relances, envois


def envoyer_les_digests() -> int:
    """Send what today's round still owes; return how many left. Safe to run twice, at once or after a crash."""
    a_faire = Digest.objects.a_faire(timezone.localdate(), timezone.now())
    return sum(_envoyer(pk) for pk in a_faire.values_list("pk", flat=True))


def _envoyer(pk: int) -> bool:
    if not _prendre(pk, timezone.now()):
        return False
    digest = Digest.objects.select_related("tournee", "compte").get(pk=pk)
    lignes = list(digest.lignes.detaillees())
    try:
        envoyer(digest, lignes, _liens(digest, lignes))
    except OSError:  # smtplib's errors are OSError too; the lease runs out, then it is tried again
        return False
    Digest.objects.filter(pk=pk).update(envoye_le=timezone.now())
    return True


def _prendre(pk: int, maintenant: datetime) -> bool:
    """Take one e-mail for oneself: of two workers, the database lets one through."""
    libres = Digest.objects.filter(pk=pk).a_faire(timezone.localdate(maintenant), maintenant)
    return bool(libres.update(pris_le=maintenant, essais=F("essais") + 1))


def _liens(digest: Digest, lignes: list[LigneDigest]) -> dict[int, str]:
    """Who has no account answers with a link; about a suite, there is no answer left to give."""
    if digest.compte_id:
        return {}
    attendues = [ligne.relance.destinataire for ligne in lignes if not ligne.copie and not ligne.relance.suite_id]
    return liens_pour(attendues)
