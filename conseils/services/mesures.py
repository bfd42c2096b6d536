"""Writing what becomes of the answers: propositions, the working day, mesures."""

from collections.abc import Collection

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import (
    Consultation,
    Extrait,
    JourneeTravail,
    Mesure,
    Proposition,
    ReponseQuestion,
    Thematique,
)
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller

PARTICIPANTS_MAX = 2000


@transaction.atomic
def extraire_proposition(
    *, source: ReponseQuestion, par: Compte, extrait: str, existante: Proposition | None = None, **champs
) -> Proposition:
    """Draw a proposition from an answer, or feed one that exists. Raises ``ValidationError``."""
    consultation = _a_exploiter(source.reponse.consultation)
    if _serrer(extrait) not in _serrer(source.texte):
        refuser("extrait", "L'extrait reprend les mots de la réponse, sans les changer.")
    proposition = existante or Proposition(consultation=consultation, thematique=source.question.thematique, **champs)
    if existante is None:
        enregistrer(proposition)
    elif existante.consultation_id != consultation.pk or existante.fusionnee_dans_id:
        refuser("existante", "Choisissez une proposition de cette consultation.")
    _ajouter_extrait(proposition, source, extrait)
    acte = "proposition_nourrie" if existante else "proposition_extraite"
    tracer(acte=acte, objet=proposition, par=par)
    return proposition


@transaction.atomic
def modifier_proposition(*, proposition: Proposition, par: Compte, **champs) -> Proposition:
    proposition = verrouiller(proposition)
    _a_exploiter(proposition.consultation)
    changes = remplacer(proposition, champs)
    _verifier_theme(proposition.thematique, proposition.consultation)
    enregistrer(proposition)
    tracer(acte="proposition_modifiee", objet=proposition, par=par, champs=changes)
    return proposition


@transaction.atomic
def fusionner(*, proposition: Proposition, dans: Proposition, par: Compte) -> Proposition:
    """Make a duplicate live on in another: its excerpts and its mesures follow. Raises ``ValidationError``."""
    proposition, dans = verrouiller(proposition), verrouiller(dans)
    _a_exploiter(proposition.consultation)
    if dans.consultation_id != proposition.consultation_id or dans.pk == proposition.pk:
        refuser("dans", "Choisissez une autre proposition de la même consultation.")
    if dans.fusionnee_dans_id or proposition.fusionnee_dans_id:
        refuser("dans", "L'une des deux est déjà fusionnée.")
    proposition.extraits.filter(source__in=dans.extraits.values("source")).delete()
    proposition.extraits.update(proposition=dans)
    proposition.doublons.update(fusionnee_dans=dans)
    for mesure in proposition.mesures.all():
        mesure.propositions.add(dans)
        mesure.propositions.remove(proposition)
    proposition.fusionnee_dans = dans
    enregistrer(proposition)
    tracer(acte="proposition_fusionnee", objet=proposition, par=par, dans=dans.pk)
    return dans


@transaction.atomic
def enregistrer_journee(*, consultation: Consultation, par: Compte, **champs) -> JourneeTravail:
    """Record the working day, once per consultation, or correct it. Raises ``ValidationError``."""
    consultation = _a_exploiter(consultation)
    journee = JourneeTravail.objects.filter(consultation=consultation).first()
    journee = journee or JourneeTravail(consultation=consultation)
    changes = remplacer(journee, champs)
    _verifier_journee(journee)
    enregistrer(journee)
    tracer(acte="journee_enregistree", objet=journee, par=par, champs=changes)
    return journee


@transaction.atomic
def enregistrer_mesure(
    *,
    journee: JourneeTravail,
    par: Compte,
    propositions: Collection[Proposition],
    mesure: Mesure | None = None,
    **champs,
) -> Mesure:
    """Write a mesure from propositions, or correct it. Raises ``ValidationError``."""
    consultation = _a_exploiter(journee.consultation)
    if mesure is None:
        mesure = Mesure(journee=journee, **champs)
    remplacer(mesure, champs)
    _verifier_theme(mesure.thematique, consultation)
    _verifier_propositions(consultation, propositions)
    enregistrer(mesure)
    mesure.propositions.set(propositions)
    tracer(acte="mesure_enregistree", objet=mesure, par=par, propositions=len(propositions))
    return mesure


def _a_exploiter(consultation: Consultation) -> Consultation:
    """Answers are read from the launch to the publication; then what was published no longer moves."""
    consultation = verrouiller(consultation)
    if consultation.etat != Consultation.Etat.LANCEE:
        refuser(
            NON_FIELD_ERRORS, "Les propositions et les mesures se travaillent entre le lancement et la restitution."
        )
    return consultation


def _ajouter_extrait(proposition: Proposition, source: ReponseQuestion, texte: str) -> None:
    if proposition.extraits.filter(source=source).exists():
        refuser("existante", "Cette réponse nourrit déjà cette proposition.")
    extrait = Extrait(proposition=proposition, source=source, texte=texte.strip())
    enregistrer(extrait)


def _serrer(texte: str) -> str:
    """Blanks and line ends do not count when words are compared."""
    return " ".join(texte.split())


def _verifier_theme(thematique: Thematique, consultation: Consultation) -> None:
    if thematique.consultation_id != consultation.pk:
        refuser("thematique", "Ce thème n'est pas de cette consultation.")


def _verifier_propositions(consultation: Consultation, propositions: Collection[Proposition]) -> None:
    if not propositions:
        refuser("propositions", "Une mesure vient d'au moins une proposition : cochez-la.")
    if any(p.consultation_id != consultation.pk or p.fusionnee_dans_id for p in propositions):
        refuser("propositions", "Une proposition cochée n'est pas, ou plus, de cette consultation.")


def _verifier_journee(journee: JourneeTravail) -> None:
    if journee.date < timezone.localdate(journee.consultation.cloture):
        refuser("date", "La journée de travail vient après la clôture du questionnaire.")
    if not 0 <= journee.participants <= PARTICIPANTS_MAX:
        refuser("membres", f"Au plus {PARTICIPANTS_MAX} participants en tout : vérifiez les nombres.")
    if journee.participants and journee.date > timezone.localdate():
        refuser("date", "Cette journée est à venir : les participants se comptent une fois qu'elle a eu lieu.")
