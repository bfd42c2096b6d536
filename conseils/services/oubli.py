"""Forgetting the people of the conseils: the names go, the figures stay what they were."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.conservation import TEXTE_EFFACE
from conseils.models import (
    Destinataire,
    Expression,
    Identite,
    InvitationConsultation,
    Invite,
    Membre,
    ReponseQuestion,
)
from conseils.services.ecriture import verrouiller_conseil
from socle.services.ecriture import enregistrer, refuser, verrouiller


@transaction.atomic
def anonymiser_membre(*, membre: Membre, par: Compte, motif: str) -> Membre:
    """Forget a person at once, at her request. Raises ``ValidationError`` while a mandat runs."""
    verrouiller_conseil(membre.conseil_id)
    membre = verrouiller(membre)
    if membre.anonymise_le:
        refuser(NON_FIELD_ERRORS, "Les données de cette personne sont déjà effacées.")
    if membre.mandats.non_termines_le(timezone.localdate()).exists():
        refuser(
            NON_FIELD_ERRORS,
            "Cette personne a un mandat en cours ou à venir : clôturez-le d'abord, depuis sa page. "
            "Ses données pourront être effacées dès le lendemain de sa sortie.",
        )
    _anonymiser_membre(membre)
    tracer(acte="membre_anonymise", objet=membre, par=par, motif=motif.strip())
    return membre


def anonymiser_membres(membres: QuerySet[Membre]) -> int:
    """The same for those whose time has come. Called inside the purge's transaction."""
    trouves = list(membres.select_for_update())
    for membre in trouves:
        _anonymiser_membre(membre)
    return len(trouves)


def _anonymiser_membre(membre: Membre) -> None:
    """Sex, age band and quartier stay: past figures count them. Whoever she was, the draw forgets too."""
    Identite.objects.filter(candidat__invitation__membre=membre).delete()
    membre.taches_absence.all().delete()
    vider_brouillons(membre.consultations.all())
    membre.prenom, membre.nom = "Ancien membre", f"n° {membre.pk}"
    membre.structure = membre.courriel = ""
    membre.anonymise_le = timezone.localdate()
    enregistrer(membre)


def anonymiser_invites(invites: QuerySet[Invite]) -> int:
    """Keep that somebody of this quality was invited, and when."""
    trouves = list(invites.select_for_update())
    for invite in trouves:
        invite.prenom, invite.nom, invite.fonction = "Ancien invité", f"n° {invite.pk}", ""
        invite.anonymise_le = timezone.localdate()
        enregistrer(invite)
    return len(trouves)


def vider_brouillons(invitations: QuerySet[InvitationConsultation]) -> int:
    """Erase what was typed and never sent, and the link that would open it again."""
    return invitations.update(brouillon={}, empreinte=None, expire_le=None)


def vider_textes(reponses: QuerySet[ReponseQuestion]) -> int:
    """Erase the words of answers: that they were given, and their marks, stay."""
    return reponses.update(texte=TEXTE_EFFACE)


def vider_paroles(expressions: QuerySet[Expression]) -> int:
    """Erase what was said and where: that somebody spoke of this theme, that day, stays."""
    return expressions.update(texte=TEXTE_EFFACE, lieu="")


def vider_adresses(destinataires: QuerySet[Destinataire]) -> int:
    """Erase the address where the link to answer went; the institution and its answer stay."""
    return destinataires.update(courriel="")
