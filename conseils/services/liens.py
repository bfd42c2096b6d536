"""The link without an account: made, sent, used once, asked for again.

The token is in the e-mail alone; here, in the database and in the trail there is only its digest.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.courriels import envoyer_lien_de_reponse
from conseils.jetons import empreinte_de, nouveau_lien
from conseils.models import Destinataire, LienReponse, Reponse
from conseils.querysets.avis import ADRESSES
from conseils.services.reponses import repondre
from socle.courtier import reveiller
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller

VALIDITE = timedelta(days=30)
# Between two links to the same address: asked by the team, then by anybody who holds an old link.
REPOS = timedelta(minutes=10)
REPOS_PUBLIC = timedelta(hours=1)


@transaction.atomic
def envoyer_lien(
    *, destinataire: Destinataire, par: Compte | None, courriel: str = "", repos: timedelta = REPOS
) -> LienReponse:
    """Replace the links of this addressee by a new one and send it on commit. Raises ``ValidationError``.

    ``courriel`` corrects the professional address. When the e-mail cannot leave, the link is closed: the row
    returned is then no longer ``valide``.
    """
    destinataire = verrouiller(destinataire)
    change = remplacer(destinataire, {"courriel": courriel.strip()} if courriel.strip() else {})
    _verifier(destinataire, repos=timedelta(0) if change else repos)
    enregistrer(destinataire)
    maintenant, jeton = timezone.now(), nouveau_lien()
    _fermer_les_liens(destinataire)
    lien = LienReponse(destinataire=destinataire, empreinte=empreinte_de(jeton), expire_le=maintenant + VALIDITE)
    enregistrer(lien)
    tracer(acte="lien_envoye", objet=destinataire, par=par, champs=change)
    transaction.on_commit(partial(_expedier, lien, jeton))
    return lien


def liens_pour(destinataires: Iterable[Destinataire]) -> dict[int, str]:
    """A new address for each, by key, in one query: those that the reminders of the day carry."""
    jetons = {destinataire.pk: nouveau_lien() for destinataire in destinataires}
    expiration = timezone.now() + VALIDITE
    LienReponse.objects.bulk_create(
        LienReponse(destinataire_id=pk, empreinte=empreinte_de(jeton), expire_le=expiration)
        for pk, jeton in jetons.items()
    )
    return {pk: settings.ADRESSE_SITE + reverse("repondre", args=[jeton]) for pk, jeton in jetons.items()}


@transaction.atomic
def repondre_par_lien(*, lien: LienReponse, **reponse) -> Reponse:
    """Answer and use up the link. Raises ``ValidationError`` when it no longer opens anything."""
    lien = verrouiller(lien)
    if not lien.valide:
        refuser(NON_FIELD_ERRORS, "Ce lien a déjà servi, ou il a expiré.")
    donnee = repondre(destinataire=lien.destinataire, voie=Reponse.Voie.LIEN, par=None, **reponse)
    lien.utilise_le = timezone.now()
    enregistrer(lien)
    return donnee


def demander_un_lien(*, destinataires: Iterable[int]) -> None:
    """Have a worker send new links: the page answers alike, and as fast, when there is nobody to write to."""
    reveiller("conseils.tasks.renouveler_liens", list(destinataires))


def renouveler(*, destinataires: Iterable[int]) -> int:
    """Send the links that anybody asked for, within the limit; return how many."""
    return sum(map(_renouveler, Destinataire.objects.filter(pk__in=destinataires).exclude(courriel="")))


def _renouveler(destinataire: Destinataire) -> bool:
    try:
        envoyer_lien(destinataire=destinataire, par=None, repos=REPOS_PUBLIC)
    except ValidationError:
        return False
    return True


def _verifier(destinataire: Destinataire, *, repos: timedelta) -> None:
    if destinataire.avis.etat not in ADRESSES:
        refuser(NON_FIELD_ERRORS, "Cet acte n'attend pas de réponse : il a été retiré, ou n'est pas encore transmis.")
    if not destinataire.courriel:
        refuser("courriel", "Indiquez l'adresse professionnelle où le lien doit partir.")
    recents = destinataire.liens.filter(cree_le__gt=timezone.now() - repos)
    if recents.valides(timezone.now()).exists() or recents.filter(utilise_le__isnull=False).exists():
        refuser(NON_FIELD_ERRORS, "Un lien vient de partir à cette adresse : attendez avant d'en envoyer un autre.")


def _fermer_les_liens(destinataire: Destinataire) -> None:
    maintenant = timezone.now()
    destinataire.liens.valides(maintenant).update(expire_le=maintenant)


def _expedier(lien: LienReponse, jeton: str) -> None:
    try:
        envoyer_lien_de_reponse(lien, jeton)
    except OSError:  # smtplib's errors are OSError too
        lien.expire_le = timezone.now()
        lien.save(update_fields=["expire_le"])
