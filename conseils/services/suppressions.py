"""Deleting a row entered by mistake: nothing of it is kept but the act, and nothing may rest on it."""

from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Expression, MoyenPrete, Portage, SiegeParticipation
from socle.services.ecriture import verrouiller
from socle.templatetags.typographie import typo
from socle.transitions import TransitionRefusee

Ligne = Portage | MoyenPrete | Expression | SiegeParticipation


@transaction.atomic
def supprimer_ligne(*, ligne: Ligne, par: Compte) -> None:
    """Delete ``ligne``; its conseil remembers the act. Raises ``TransitionRefusee`` when something cites it."""
    ligne = verrouiller(ligne)
    if dependances := _dependances(ligne):
        raise TransitionRefusee(
            typo(
                f"Suppression refusée : ceci est repris ailleurs ({', '.join(dependances)}). Retirez-le d'abord de là."
            )
        )
    tracer(acte=f"{ligne._meta.model_name}_supprime", objet=ligne.conseil, par=par, supprime=ligne.pk)
    ligne.delete()


def _dependances(ligne: Ligne) -> list[str]:
    """The kinds of rows that point to this one, whatever the database would do of them."""
    return [
        str(relation.related_model._meta.verbose_name)
        for relation in ligne._meta.related_objects
        if relation.related_model._default_manager.filter(**{relation.field.name: ligne}).exists()
    ]
