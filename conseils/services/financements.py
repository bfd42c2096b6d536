"""Writing what finances an initiative: what is asked, granted and spent, source by source."""

from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.definitions import LOI
from conseils.models import Financement, Initiative
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller
from socle.templatetags.typographie import euros

Etat, Source = Financement.Etat, Financement.Source


@transaction.atomic
def ouvrir_financement(*, initiative: Initiative, par: Compte, confirmation: bool = False, **champs) -> Financement:
    """Record a request for money. Raises ``ValidationError``."""
    financement = Financement(initiative=initiative, **champs)
    _verifier(financement, confirmation)
    enregistrer(financement)
    tracer(acte="financement_ouvert", objet=initiative, par=par, vers=financement.etat, source=financement.source)
    return financement


@transaction.atomic
def modifier_financement(
    *, financement: Financement, par: Compte, confirmation: bool = False, **champs
) -> Financement:
    """Say what became of a request. Raises ``ValidationError``."""
    financement = verrouiller(financement)
    avant = financement.etat
    changes = remplacer(financement, champs)
    _verifier(financement, confirmation)
    enregistrer(financement)
    tracer(
        acte="financement_modifie",
        objet=financement.initiative,
        par=par,
        de=avant,
        vers=financement.etat,
        source=financement.source,
        champs=changes,
    )
    return financement


@transaction.atomic
def retirer_financement(*, financement: Financement, par: Compte) -> None:
    """Delete a request recorded by mistake; one that was decided stays. Raises ``ValidationError``."""
    financement = verrouiller(financement)
    if financement.etat in (Etat.ACCORDE, Etat.REFUSE):
        refuser(NON_FIELD_ERRORS, "Cette demande a été décidée : elle reste dans l'histoire de l'initiative.")
    tracer(acte="financement_retire", objet=financement.initiative, par=par, source=financement.source)
    financement.delete()


def _verifier(financement: Financement, confirmation: bool) -> None:
    _verifier_source(financement)
    _verifier_decision(financement)
    _verifier_depassement(financement, confirmation)


def _verifier_source(financement: Financement) -> None:
    if financement.source == Source.AUTRE and not financement.precision:
        refuser("precision", "Précisez de quelle source il s'agit.")
    if financement.numero_projet and financement.source != Source.BUDGET_PARTICIPATIF:
        refuser("numero_projet", "Ce numéro est celui d'un projet du Budget participatif : effacez-le.")
    if financement.source == Source.BUDGET_PROPRE and financement.depense is not None:
        refuser("depense", "Laissez vide : ce sera la somme des dépenses saisies dans « Moyens ».")


def _verifier_decision(financement: Financement) -> None:
    decide = financement.etat in (Etat.ACCORDE, Etat.REFUSE)
    if financement.etat == Etat.ACCORDE and financement.accorde is None:
        refuser("accorde", "Indiquez le montant accordé.")
    if financement.etat != Etat.ACCORDE and financement.accorde is not None:
        refuser("accorde", "Un montant accordé va avec une demande accordée : changez l'état, ou effacez le montant.")
    if decide and financement.decide_le is None:
        refuser("decide_le", "Indiquez la date de la décision.")
    if not decide and financement.decide_le is not None:
        refuser("decide_le", "Cette demande n'est pas décidée : effacez la date, ou changez l'état.")
    if financement.decide_le and not LOI <= financement.decide_le <= timezone.localdate():
        refuser("decide_le", "Une décision est passée, et postérieure à la loi du 21 février 2014 : vérifiez la date.")


def _verifier_depassement(financement: Financement, confirmation: bool) -> None:
    depense, accorde = financement.depense or Decimal(0), financement.accorde or Decimal(0)
    if depense > accorde and not confirmation:
        refuser(
            "confirmation",
            f"Vous indiquez {euros(depense)} dépensés pour {euros(accorde)} accordés : vérifiez les montants, ou "
            "cochez la case si c'est exact.",
        )
