"""Writing the guests of a conseil: élus and agents who come beside the groupe moteur. Never members."""

from datetime import date

from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen, Invite
from conseils.services.ecriture import refuser_avant_la_loi, refuser_trop_loin, verrouiller_conseil_ouvert
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller


@transaction.atomic
def ajouter_invite(*, conseil: ConseilCitoyen, par: Compte, **champs) -> Invite:
    """Record a guest. Raises ``ValidationError``."""
    conseil = verrouiller_conseil_ouvert(conseil.pk)
    invite = Invite(conseil=conseil, **champs)
    _verifier(invite)
    enregistrer(invite)
    tracer(acte="invite_ajoute", objet=invite, par=par)
    return invite


@transaction.atomic
def modifier_invite(*, invite: Invite, par: Compte, **champs) -> Invite:
    """Correct what is known of a guest, or say until when he or she came. Raises ``ValidationError``."""
    invite = verrouiller(invite)
    changes = remplacer(invite, champs)
    _verifier(invite)
    enregistrer(invite)
    tracer(acte="invite_modifie", objet=invite, par=par, champs=changes)
    return invite


def _verifier(invite: Invite) -> None:
    refuser_avant_la_loi("debut", invite.debut)
    for champ in ("debut", "fin"):
        jour: date | None = getattr(invite, champ)
        if jour:
            refuser_trop_loin(champ, jour)
    if invite.fin and invite.fin < invite.debut:
        refuser("fin", f"La fin ne peut pas précéder le début, le {invite.debut:%d/%m/%Y}.")
    memes = Invite.objects.filter(conseil=invite.conseil, prenom__iexact=invite.prenom, nom__iexact=invite.nom)
    if memes.exclude(pk=invite.pk).chevauchant(invite.debut, invite.fin).exists():
        refuser("nom", "Cette personne est déjà parmi les invités à la même période : modifiez sa fiche.")
