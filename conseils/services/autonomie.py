"""Writing the grid of autonomy: one evaluation per conseil and half-year, which can be corrected."""

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.autonomie import CRITERES
from conseils.definitions import LOI
from conseils.models import ConseilCitoyen, EvaluationAutonomie
from conseils.services.ecriture import verrouiller_conseil
from socle.services.ecriture import enregistrer, refuser, refuser_tout, remplacer, verrouiller


@transaction.atomic
def evaluer(*, conseil: ConseilCitoyen, par: Compte, **champs) -> EvaluationAutonomie:
    """Record the evaluation of a half-year. Raises ``ValidationError``."""
    verrouiller_conseil(conseil.pk)
    evaluation = EvaluationAutonomie(conseil=conseil, **champs)
    _verifier(evaluation)
    enregistrer(evaluation)
    tracer(acte="autonomie_evaluee", objet=evaluation, par=par, semestre=str(evaluation), points=evaluation.points)
    return evaluation


@transaction.atomic
def corriger_evaluation(*, evaluation: EvaluationAutonomie, par: Compte, **champs) -> EvaluationAutonomie:
    """Correct the levels and evidence of a half-year. Raises ``ValidationError``."""
    verrouiller_conseil(evaluation.conseil_id)
    evaluation = verrouiller(evaluation)
    avant = evaluation.points
    changes = remplacer(evaluation, champs)
    _verifier(evaluation)
    enregistrer(evaluation)
    tracer(acte="autonomie_corrigee", objet=evaluation, par=par, champs=changes, avant=avant, points=evaluation.points)
    return evaluation


def _verifier(evaluation: EvaluationAutonomie) -> None:
    _verifier_semestre(evaluation)
    refuser_tout(
        {
            critere.preuve: "À partir du niveau 1, donnez un fait qui le montre : une date, un document, une décision."
            for critere in CRITERES
            if getattr(evaluation, critere.champ) and not getattr(evaluation, critere.preuve).strip()
        }
    )


def _verifier_semestre(evaluation: EvaluationAutonomie) -> None:
    aujourd_hui = timezone.localdate()
    courant = (aujourd_hui.year, 1 if aujourd_hui.month <= 6 else 2)
    if (evaluation.annee, evaluation.semestre) > courant:
        refuser("semestre", "Ce semestre n'a pas commencé : il ne peut pas encore être évalué.")
    if evaluation.annee < LOI.year:
        refuser("annee", "Aucun conseil citoyen n'existait avant 2014 : vérifiez l'année.")
    autres = EvaluationAutonomie.objects.filter(
        conseil=evaluation.conseil_id, annee=evaluation.annee, semestre=evaluation.semestre
    )
    if autres.exclude(pk=evaluation.pk).exists():
        refuser("semestre", "Ce semestre est déjà évalué : corrigez l'évaluation qui existe.")
