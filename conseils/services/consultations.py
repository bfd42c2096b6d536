"""Writing a consultation: preparing its themes and questions, launching, closing, publishing what came of it."""

from collections.abc import Collection, Sequence

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import ChoixQuestion, ConseilCitoyen, Consultation, Question, Thematique
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller

QUESTIONS_MAX, CHOIX_MAX = 60, 20
Theme = tuple[str, str]  # nature, intitulé


def themes_de_2017() -> list[Theme]:
    """The six themes of the national consultation, in its order."""
    natures = [n for n in Thematique.Nature if n != Thematique.Nature.AUTRE]
    return [(nature.value, nature.label.capitalize()) for nature in natures]


@transaction.atomic
def creer_consultation(
    *, par: Compte, conseils: Collection[ConseilCitoyen], themes: Sequence[Theme], **champs
) -> Consultation:
    """Open the preparation of a consultation. Raises ``ValidationError``."""
    consultation = Consultation(**champs)
    _verifier(consultation, conseils, themes)
    enregistrer(consultation)
    consultation.conseils.set(conseils)
    _remplacer_themes(consultation, themes)
    tracer(acte="consultation_creee", objet=consultation, par=par, conseils=len(conseils), themes=len(themes))
    return consultation


@transaction.atomic
def modifier_consultation(
    *, consultation: Consultation, par: Compte, conseils: Collection[ConseilCitoyen], themes: Sequence[Theme], **champs
) -> Consultation:
    """Correct what is being prepared. Raises ``ValidationError``."""
    consultation = _en_preparation(consultation)
    changes = remplacer(consultation, champs)
    _verifier(consultation, conseils, themes)
    enregistrer(consultation)
    consultation.conseils.set(conseils)
    _remplacer_themes(consultation, themes)
    tracer(acte="consultation_modifiee", objet=consultation, par=par, champs=changes)
    return consultation


@transaction.atomic
def enregistrer_question(
    *, thematique: Thematique, par: Compte, choix: Sequence[str], question: Question | None = None, **champs
) -> Question:
    """Add a question at the end of its theme, or correct one. Raises ``ValidationError``."""
    consultation = _en_preparation(thematique.consultation)
    question = question or Question()
    if question.thematique_id != thematique.pk:
        question.thematique, question.rang = thematique, thematique.questions.dernier_rang() + 1
    remplacer(question, champs)
    _verifier_question(question, choix)
    enregistrer(question)
    _remplacer_choix(question, choix)
    tracer(acte="question_enregistree", objet=consultation, par=par, choix=len(choix))
    return question


@transaction.atomic
def retirer_question(*, question: Question, par: Compte) -> Consultation:
    consultation = _en_preparation(question.thematique.consultation)
    question.delete()
    tracer(acte="question_retiree", objet=consultation, par=par)
    return consultation


@transaction.atomic
def lancer(*, consultation: Consultation, par: Compte) -> Consultation:
    """Fix the questionnaire: from the opening on, members can answer. Raises ``ValidationError``."""
    consultation = verrouiller(consultation)
    etat = Consultation.MACHINE.appliquer(consultation.etat, "lancer")
    vides = consultation.thematiques.filter(questions=None)
    if vides:
        refuser(NON_FIELD_ERRORS, f"Un thème n'a pas de question : {vides[0]}. Ajoutez-en une, ou retirez le thème.")
    if consultation.est_close(timezone.now()):
        refuser(NON_FIELD_ERRORS, "La date de clôture est passée : changez-la avant de lancer.")
    return _changer_etat(consultation, etat, "consultation_lancee", par)


@transaction.atomic
def fixer_cloture(*, consultation: Consultation, par: Compte, cloture) -> Consultation:
    """Close at another moment: later, to leave more time, or now. What was answered is kept."""
    consultation = verrouiller(consultation)
    if consultation.etat != Consultation.Etat.LANCEE:
        refuser("cloture", "Seule une consultation lancée, et pas encore restituée, change de clôture.")
    if cloture <= consultation.ouverture:
        refuser("cloture", "La clôture vient après l'ouverture.")
    consultation.cloture = cloture
    enregistrer(consultation)
    tracer(acte="consultation_cloture", objet=consultation, par=par, champs=["cloture"])
    return consultation


@transaction.atomic
def restituer(*, consultation: Consultation, par: Compte) -> Consultation:
    """Publish what came of it; nothing is answered any more. Raises ``ValidationError``."""
    consultation = verrouiller(consultation)
    etat = Consultation.MACHINE.appliquer(consultation.etat, "restituer")
    if not consultation.est_close(timezone.now()):
        refuser(NON_FIELD_ERRORS, "La consultation est encore ouverte : attendez sa clôture pour la restituer.")
    # Nobody will finish what was begun and not sent: these words were never given.
    consultation.invitations.exclude(brouillon={}).update(brouillon={})
    return _changer_etat(consultation, etat, "consultation_restituee", par)


def _changer_etat(consultation: Consultation, etat: str, acte: str, par: Compte) -> Consultation:
    de, consultation.etat = consultation.etat, etat
    enregistrer(consultation)
    tracer(acte=acte, objet=consultation, par=par, de=de, vers=etat)
    return consultation


def _en_preparation(consultation: Consultation) -> Consultation:
    consultation = verrouiller(consultation)
    if not consultation.en_preparation:
        refuser(NON_FIELD_ERRORS, "La consultation est lancée : son questionnaire ne change plus.")
    return consultation


def _verifier(consultation: Consultation, conseils: Collection[ConseilCitoyen], themes: Sequence[Theme]) -> None:
    if not conseils:
        refuser("conseils", "Choisissez au moins un conseil.")
    if not themes:
        refuser("themes", "Gardez au moins un thème.")
    if len({intitule.lower() for _, intitule in themes}) < len(themes):
        refuser("autres_themes", "Deux thèmes portent le même nom.")
    if consultation.cloture <= consultation.ouverture:
        refuser("cloture", "La clôture vient après l'ouverture.")


def _remplacer_themes(consultation: Consultation, themes: Sequence[Theme]) -> None:
    """Keep those that stay, with their questions; refuse to drop one that has questions."""
    connus = {t.intitule: t for t in consultation.thematiques.all()}
    partants = [t for nom, t in connus.items() if nom not in {intitule for _, intitule in themes}]
    if Question.objects.filter(thematique__in=partants).exists():
        refuser("themes", "Un thème que vous retirez a des questions : retirez-les d'abord.")
    for thematique in partants:
        thematique.delete()
    nouveaux = [theme for theme in themes if theme[1] not in connus]
    depart = max((t.rang for t in connus.values()), default=0)
    for rang, (nature, intitule) in enumerate(nouveaux, start=depart + 1):
        thematique = Thematique(consultation=consultation, rang=rang, nature=nature, intitule=intitule)
        enregistrer(thematique)


def _verifier_question(question: Question, choix: Sequence[str]) -> None:
    if question.pk is None and Question.objects.de(question.thematique.consultation).count() >= QUESTIONS_MAX:
        refuser(NON_FIELD_ERRORS, f"Un questionnaire compte au plus {QUESTIONS_MAX} questions.")
    if question.genre in Question.A_CHOIX:
        if not 2 <= len(choix) <= CHOIX_MAX:
            refuser("choix", f"Proposez entre 2 et {CHOIX_MAX} choix, un par ligne.")
        if len(set(choix)) < len(choix):
            refuser("choix", "Un choix est écrit deux fois.")
    elif choix:
        refuser("choix", "Cette sorte de question n'a pas de choix : effacez-les, ou changez la sorte de réponse.")


def _remplacer_choix(question: Question, choix: Sequence[str]) -> None:
    question.choix.all().delete()
    for rang, libelle in enumerate(choix, start=1):
        propose = ChoixQuestion(question=question, rang=rang, libelle=libelle)
        enregistrer(propose)
