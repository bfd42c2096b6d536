"""Writing the diagnostic: expressions of inhabitants, actors of the territory and whom to reach there."""

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import Acteur, ConseilCitoyen, Expression, Interlocuteur
from conseils.services.ecriture import refuser_avant_la_loi
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller


@transaction.atomic
def noter_expression(*, conseil: ConseilCitoyen, par: Compte, **champs) -> Expression:
    """Record what inhabitants said. Raises ``ValidationError``."""
    return _ecrire(Expression(conseil=conseil), champs, par, "expression_notee")


@transaction.atomic
def modifier_expression(*, expression: Expression, par: Compte, **champs) -> Expression:
    return _ecrire(verrouiller(expression), champs, par, "expression_modifiee")


@transaction.atomic
def inscrire_acteur(*, conseil: ConseilCitoyen, par: Compte, **champs) -> Acteur:
    """Add a structure to the annuaire. Raises ``ValidationError``."""
    return _ecrire(Acteur(conseil=conseil), champs, par, "acteur_inscrit")


@transaction.atomic
def modifier_acteur(*, acteur: Acteur, par: Compte, **champs) -> Acteur:
    return _ecrire(verrouiller(acteur), champs, par, "acteur_modifie")


@transaction.atomic
def ajouter_interlocuteur(*, acteur: Acteur, par: Compte, **champs) -> Interlocuteur:
    """Add whom to reach in a structure. Raises ``ValidationError``."""
    if not champs.get("courriel") and not champs.get("telephone"):
        refuser("courriel", "Indiquez un courriel ou un téléphone professionnel.")
    interlocuteur = Interlocuteur(acteur=acteur, **champs)
    enregistrer(interlocuteur)
    tracer(acte="interlocuteur_ajoute", objet=acteur, par=par)
    return interlocuteur


@transaction.atomic
def retirer_interlocuteur(*, interlocuteur: Interlocuteur, par: Compte) -> None:
    """Erase somebody who has left, or who asks for it: nothing of the contact is kept."""
    tracer(acte="interlocuteur_retire", objet=interlocuteur.acteur, par=par)
    interlocuteur.delete()


def _ecrire(objet: Acteur | Expression, champs: dict, par: Compte, acte: str) -> Acteur | Expression:
    ancien_quartier = objet.quartier_id
    changes = remplacer(objet, champs)
    _verifier_quartier(objet, ancien_quartier)
    if isinstance(objet, Expression):
        _verifier_expression(objet)
    enregistrer(objet)
    tracer(acte=acte, objet=objet, par=par, champs=changes)
    return objet


def _verifier_quartier(objet: Acteur | Expression, garde: int | None) -> None:
    permis = {garde, None, *objet.conseil.quartiers.values_list("pk", flat=True)}
    if objet.quartier_id not in permis:
        refuser("quartier", "Ce quartier n'est pas dans le périmètre du conseil.")


def _verifier_expression(expression: Expression) -> None:
    if expression.date > timezone.localdate():
        refuser("date", "Cette date est à venir : indiquez le jour où l'expression a été recueillie.")
    refuser_avant_la_loi("date", expression.date)
    if expression.echelle == Expression.Echelle.QUARTIER and expression.quartier is None:
        refuser("quartier", "Indiquez le quartier : l'expression est à l'échelle d'un quartier.")
