"""What the administration does to accounts: invite, close, reopen."""

from functools import partial

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from comptes.courriels import envoyer_invitation
from comptes.models import Compte
from comptes.roles import ADMINISTRATION
from comptes.services.audit import tracer
from comptes.services.habilitations import donner_habilitation, verifier_administration
from comptes.services.oubli import anonymiser, terminer_les_sessions
from socle.dates import pas_fini_avant
from socle.services.ecriture import enregistrer, verrouiller
from territoires.models import Partenaire


@transaction.atomic
def creer_compte(*, email: str, prenom: str, nom: str, par: Compte | None, role: str = "", **habilitation) -> Compte:
    """Open an account that waits for its password.

    With a ``role``, ``habilitation`` says where and when (see ``donner_habilitation``). Without: an
    animateur, whose role will come from an affectation.
    """
    compte = Compte(email=email.strip().lower(), prenom=prenom, nom=nom)
    compte.set_unusable_password()
    enregistrer(compte)
    tracer(acte="compte.inviter", objet=compte, par=par)
    if role:
        donner_habilitation(compte=compte, role=role, par=par, **habilitation)
    return compte


@transaction.atomic
def inviter(*, email: str, prenom: str, nom: str, par: Compte, role: str = "", **habilitation) -> Compte:
    """Open an account (see ``creer_compte``) and send its invitation.

    Raises ``CourrielNonParti`` once the account is open, when the e-mail could not leave.
    """
    compte = creer_compte(email=email, prenom=prenom, nom=nom, par=par, role=role, **habilitation)
    transaction.on_commit(partial(envoyer_invitation, compte))
    return compte


@transaction.atomic
def renvoyer_invitation(*, compte: Compte, par: Compte) -> None:
    """Send the invitation again. Raises ``CourrielNonParti``, and ``ValidationError`` when it was answered."""
    compte = verrouiller(compte)
    if compte.etat != Compte.Etat.INVITE:
        raise ValidationError("Cette personne a déjà choisi son mot de passe, ou son compte est fermé.")
    tracer(acte="compte.renvoyer_invitation", objet=compte, par=par)
    transaction.on_commit(partial(envoyer_invitation, compte))


@transaction.atomic
def fermer_compte(*, compte: Compte, par: Compte, motif: str = "") -> None:
    """Refuse every further sign-in and end the sessions that are open. Roles keep their dates."""
    compte = verrouiller(compte)
    if not compte.is_active:
        raise ValidationError("Ce compte est déjà fermé.")
    _basculer(compte, actif=False)
    if compte.a_le_role(ADMINISTRATION.code):
        verifier_administration(jour=timezone.localdate())
    terminer_les_sessions(compte)
    tracer(acte="compte.fermer", objet=compte, par=par, motif=motif.strip())


@transaction.atomic
def rouvrir_compte(*, compte: Compte, par: Compte) -> None:
    """Let the person sign in again, with the roles that still run."""
    compte = verrouiller(compte)
    if compte.is_active:
        raise ValidationError("Ce compte est déjà ouvert.")
    if compte.anonyme:
        raise ValidationError("Les données de ce compte sont effacées : invitez la personne de nouveau.")
    _basculer(compte, actif=True)
    tracer(acte="compte.rouvrir", objet=compte, par=par)


@transaction.atomic
def effacer_compte(*, compte: Compte, par: Compte, motif: str) -> None:
    """Forget a person at once, at her request. Raises ``ValidationError`` for oneself or while a role runs."""
    compte = verrouiller(compte)
    if par.pk == compte.pk:
        raise ValidationError("Personne n’efface son propre compte : demandez-le à un autre compte d’administration.")
    if compte.anonyme:
        raise ValidationError("Les données de ce compte sont déjà effacées.")
    if compte.habilitations.filter(pas_fini_avant(timezone.localdate())).exists():
        raise ValidationError(
            "Cette personne a un rôle en cours ou à venir : closez-le d’abord (l’affectation, pour un animateur)."
        )
    anonymiser(compte)
    tracer(acte="compte.effacer", objet=compte, par=par, motif=motif.strip())


@transaction.atomic
def definir_institution(*, compte: Compte, institution: Partenaire | None, par: Compte) -> None:
    """Say in whose name this person answers the avis. Raises ``ValidationError`` for oneself."""
    compte = verrouiller(compte)
    if par.pk == compte.pk:
        raise ValidationError("Personne ne choisit son institution : demandez-le à un autre compte d’administration.")
    if compte.institution_id == (institution.pk if institution else None):
        return
    avant, compte.institution = compte.institution, institution
    compte.full_clean()
    compte.save(update_fields=["institution"])
    tracer(
        acte="compte.institution", objet=compte, par=par, motif=str(institution or "aucune"),
        avant=avant.pk if avant else None, apres=compte.institution_id,
    )  # fmt: skip


@transaction.atomic
def terminer_session(*, session: UserSession, par: Compte) -> None:
    """Sign one device out."""
    session.end()
    tracer(acte="compte.terminer_session", objet=session.user, par=par)


def _basculer(compte: Compte, *, actif: bool) -> None:
    compte.is_active = actif
    compte.save(update_fields=["is_active"])
