"""The second factor of an account: what is kept of it, and taking it away from somebody who lost it."""

from functools import partial

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from comptes import chiffrement
from comptes.courriels import prevenir_du_retrait
from comptes.models import Compte
from comptes.services.audit import tracer
from comptes.services.oubli import terminer_les_sessions

SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def noter(*, acte: str, compte: Compte, sorte: str) -> None:
    """Keep in the audit trail what somebody did to his or her own second factor."""
    tracer(acte=acte, objet=compte, par=compte, sorte=sorte)


@transaction.atomic
def retirer(*, compte: Compte, par: Compte | None, motif: str) -> int:
    """Take every method away from ``compte``, end its sessions and tell the person. Returns how many there were.

    ``par`` is ``None`` from the console. Raises ``ValidationError`` for oneself or when there is nothing to
    take, and ``CourrielNonParti`` once it is done.
    """
    if par is not None and par.pk == compte.pk:
        raise ValidationError("Personne ne retire la sienne ici : demandez-le à un autre compte d’administration.")
    methodes = list(Authenticator.objects.select_for_update().filter(user=compte))
    if not methodes:
        raise ValidationError("Ce compte n’a pas de double authentification.")
    Authenticator.objects.filter(pk__in=[methode.pk for methode in methodes]).delete()
    terminer_les_sessions(compte)
    tracer(acte="mfa.retirer", objet=compte, par=par, motif=motif.strip(), methodes=len(methodes))
    transaction.on_commit(partial(prevenir_du_retrait, compte))
    return len(methodes)


@transaction.atomic
def rechiffrer_les_secrets() -> int:
    """Write every secret under the first key of the ring. Returns how many."""
    methodes = list(Authenticator.objects.select_for_update().filter(type__in=SECRETS))
    for methode in methodes:
        champ = SECRETS[methode.type]
        methode.data[champ] = chiffrement.rechiffrer(methode.data[champ])
        methode.save(update_fields=["data"])
    return len(methodes)
