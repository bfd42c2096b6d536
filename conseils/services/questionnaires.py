"""Asking members to answer a consultation, and keeping what they answer.

An answer is tied to its conseil, never to its author: the invitation only keeps that it was used.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.courriels import envoyer_lien
from conseils.jetons import empreinte_de, normaliser_recu, nouveau_lien, nouveau_recu
from conseils.models import (
    ChoixQuestion,
    ConseilCitoyen,
    Consultation,
    InvitationConsultation,
    Membre,
    Question,
    ReponseQuestion,
    ReponseQuestionnaire,
)
from socle import courtier
from socle.services.ecriture import enregistrer, refuser, refuser_tout, verrouiller

# After the closing, a link still opens for this long: what is sent then is kept, and counted apart.
GRACE = timedelta(days=7)
Valeur = str | int | list[ChoixQuestion]
Contenu = Mapping[Question, Valeur]


def a_inviter(consultation: Consultation, conseil: ConseilCitoyen):
    """The members in mandate who have an address and were not asked yet."""
    membres = Membre.objects.filter(conseil=conseil).en_mandat_le(timezone.localdate()).joignables()
    return membres.exclude(consultations__consultation=consultation)


@transaction.atomic
def inviter(*, consultation: Consultation, conseil: ConseilCitoyen, par: Compte) -> int:
    """Have a personal link sent to each member not asked yet; return how many. Raises ``ValidationError``."""
    consultation = verrouiller(consultation)
    _verifier_ouverte_aux_reponses(consultation, conseil)
    if consultation.est_close(timezone.now()):
        refuser(NON_FIELD_ERRORS, "La consultation est close : elle n'invite plus personne.")
    membres = list(a_inviter(consultation, conseil))
    if not membres:
        refuser(NON_FIELD_ERRORS, "Tous les membres qui ont une adresse e-mail sont déjà invités.")
    InvitationConsultation.objects.bulk_create(
        InvitationConsultation(consultation=consultation, membre=membre) for membre in membres
    )
    tracer(acte="consultation_invitations", objet=consultation, par=par, invitations=len(membres))
    transaction.on_commit(partial(reveiller, consultation.pk), robust=True)
    return len(membres)


@transaction.atomic
def renouveler_lien(*, invitation: InvitationConsultation, par: Compte) -> InvitationConsultation:
    """Send another link; the one before leads nowhere from now on, the draft stays. Raises ``ValidationError``."""
    invitation = verrouiller(invitation)
    _verifier_ouverte_aux_reponses(invitation.consultation, invitation.membre.conseil)
    if invitation.repondue:
        refuser(NON_FIELD_ERRORS, "Une réponse a déjà été envoyée avec cette invitation.")
    if not invitation.membre.courriel:
        refuser(NON_FIELD_ERRORS, "Ce membre n'a plus d'adresse e-mail : sa réponse peut être saisie sur papier.")
    invitation.empreinte = invitation.expire_le = invitation.pris_le = invitation.envoye_le = None
    invitation.essais, invitation.lien_demande = 0, False
    enregistrer(invitation)
    tracer(acte="consultation_lien_renouvele", objet=invitation.consultation, par=par)
    transaction.on_commit(partial(reveiller, invitation.consultation_id), robust=True)
    return invitation


@transaction.atomic
def demander_lien(*, invitation: InvitationConsultation) -> None:
    """Somebody whose link has expired asks for another; the team of the conseil sees it."""
    invitation = verrouiller(invitation)
    if invitation.repondue or invitation.consultation.est_restituee:
        refuser(NON_FIELD_ERRORS, "Cette consultation n'attend plus de réponse de votre part.")
    invitation.lien_demande = True
    enregistrer(invitation)
    tracer(acte="consultation_lien_demande", objet=invitation.consultation, par=None)


def reveiller(pk: int) -> None:
    """Wake a worker; if the message is lost, the scheduled task catches up."""
    courtier.reveiller("conseils.tasks.envoyer_liens", pk)


def executer(*, pk: int) -> int:
    """Send the links that a consultation still owes; return how many left. Safe to run twice, at once or later."""
    dues = InvitationConsultation.objects.filter(consultation=pk).a_faire(timezone.now())
    return sum(_envoyer(invitation) for invitation in dues.values_list("pk", flat=True))


def relancer_liens() -> int:
    """Send what no worker finished."""
    dues = InvitationConsultation.objects.a_faire(timezone.now())
    return sum(_envoyer(invitation) for invitation in dues.values_list("pk", flat=True))


def _envoyer(pk: int) -> bool:
    """Draw the link as it leaves, so that it exists nowhere but in the e-mail."""
    maintenant = timezone.now()
    if not _prendre(pk, maintenant):
        return False
    invitation = InvitationConsultation.objects.avec_contexte().get(pk=pk)
    jeton = nouveau_lien()
    terme = max(invitation.consultation.cloture, maintenant) + GRACE
    invitations = InvitationConsultation.objects.filter(pk=pk)
    invitations.update(empreinte=empreinte_de(jeton), expire_le=terme)
    try:
        envoyer_lien(invitation, jeton)
    except OSError:  # smtplib's errors are OSError too; the lease runs out, then another link is drawn
        return False
    invitations.update(envoye_le=timezone.now())
    return True


def _prendre(pk: int, maintenant: datetime) -> bool:
    """Take one e-mail for oneself: of two workers, the database lets one through."""
    libres = InvitationConsultation.objects.filter(pk=pk).a_faire(maintenant).exclude(membre__courriel="")
    return bool(libres.update(pris_le=maintenant, essais=F("essais") + 1))


@transaction.atomic
def garder_brouillon(*, invitation: InvitationConsultation, saisie: Mapping[str, list[str]]) -> None:
    """Keep what was typed so far. No audit line: it would tell who is answering, and when."""
    invitation = verrouiller(invitation)
    if invitation.repondue:
        refuser(NON_FIELD_ERRORS, "Votre réponse a déjà été envoyée.")
    invitation.brouillon = invitation.brouillon | dict(saisie)
    enregistrer(invitation)


@transaction.atomic
def envoyer_reponse(
    *, invitation: InvitationConsultation, contenu: Contenu, sexe: str, tranche_age: str
) -> tuple[ReponseQuestionnaire, str]:
    """Keep an answer, even after the closing; return it with its receipt number, which is kept nowhere.

    The invitation forgets its draft and keeps no trace of the answer. Raises ``ValidationError``.
    """
    invitation = verrouiller(invitation)
    if invitation.repondue:
        refuser(NON_FIELD_ERRORS, "Votre réponse a déjà été envoyée : elle est bien enregistrée, une seule fois.")
    consultation, recu = invitation.consultation, nouveau_recu()
    reponse = ReponseQuestionnaire(
        consultation=consultation,
        conseil=invitation.membre.conseil,
        sexe=sexe,
        tranche_age=tranche_age,
        mode=ReponseQuestionnaire.Mode.LIEN,
        recue_le=timezone.localdate(),
        hors_delai=consultation.est_close(timezone.now()),
        recu=empreinte_de(normaliser_recu(recu)),
    )
    _enregistrer(reponse, contenu, par=None)
    invitation.repondue, invitation.lien_demande, invitation.brouillon = True, False, {}
    enregistrer(invitation)
    return reponse, recu


@transaction.atomic
def saisir_reponse(
    *,
    consultation: Consultation,
    conseil: ConseilCitoyen,
    par: Compte,
    contenu: Contenu,
    sexe: str,
    tranche_age: str,
    recue_le: date,
) -> ReponseQuestionnaire:
    """Enter an answer given on paper; the day it was handed in says whether it is late. Raises ``ValidationError``."""
    _verifier_ouverte_aux_reponses(consultation, conseil)
    _verifier_jour(consultation, recue_le)
    reponse = ReponseQuestionnaire(
        consultation=consultation,
        conseil=conseil,
        sexe=sexe,
        tranche_age=tranche_age,
        mode=ReponseQuestionnaire.Mode.PAPIER,
        recue_le=recue_le,
        hors_delai=recue_le > timezone.localdate(consultation.cloture),
    )
    return _enregistrer(reponse, contenu, par=par)


def _verifier_ouverte_aux_reponses(consultation: Consultation, conseil: ConseilCitoyen) -> None:
    if consultation.etat != Consultation.Etat.LANCEE:
        refuser(NON_FIELD_ERRORS, "Cette consultation ne reçoit pas de réponse.")
    if not consultation.conseils.filter(pk=conseil.pk).exists():
        refuser(NON_FIELD_ERRORS, "Cette consultation ne concerne pas ce conseil.")


def _verifier_jour(consultation: Consultation, recue_le: date) -> None:
    if recue_le > timezone.localdate():
        refuser("recue_le", "Ce jour est à venir.")
    if recue_le < timezone.localdate(consultation.ouverture):
        refuser("recue_le", "La consultation n'était pas encore ouverte ce jour-là.")


def _enregistrer(reponse: ReponseQuestionnaire, contenu: Contenu, *, par: Compte | None) -> ReponseQuestionnaire:
    donnees = {question: valeur for question, valeur in contenu.items() if valeur not in ("", None, [])}
    _verifier_contenu(reponse.consultation, donnees)
    enregistrer(reponse)
    for question, valeur in donnees.items():
        _enregistrer_ligne(reponse, question, valeur)
    tracer(
        acte="consultation_reponse",
        objet=reponse.consultation,
        par=par,
        mode=reponse.mode,
        hors_delai=reponse.hors_delai,
        questions=len(donnees),
    )
    return reponse


def _verifier_contenu(consultation: Consultation, donnees: Contenu) -> None:
    questions = set(Question.objects.de(consultation))
    if not questions.issuperset(donnees):
        refuser(NON_FIELD_ERRORS, "Une question ne fait pas partie de ce questionnaire.")
    manquantes = (question for question in questions if question.obligatoire and question not in donnees)
    refuser_tout({champ_question(question): "Cette question attend une réponse." for question in manquantes})
    if not donnees:
        refuser(NON_FIELD_ERRORS, "Aucune question n'a de réponse : répondez à une au moins avant d'envoyer.")


def _enregistrer_ligne(reponse: ReponseQuestionnaire, question: Question, valeur: Valeur) -> None:
    ligne = ReponseQuestion(reponse=reponse, question=question)
    if question.genre == Question.Genre.TEXTE:
        ligne.texte = valeur
    elif question.genre == Question.Genre.ECHELLE:
        ligne.note = valeur
    enregistrer(ligne)
    if question.genre in Question.A_CHOIX:
        ligne.choix.set(valeur)


def champ_question(question: Question) -> str:
    """The name of a question in forms: what a refusal points at."""
    return f"q{question.pk}"
