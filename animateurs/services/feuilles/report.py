"""From one year to the next: carried on, or closed; each says what it taught."""

from collections.abc import Mapping

from django.db import transaction

from animateurs.models import ActionFeuille, FeuilleDeRoute
from animateurs.querysets.feuilles import ActionQuerySet
from animateurs.services.feuilles.actions import LIENS, ajouter, changer_d_etat
from animateurs.services.feuilles.verrou import avancer, prendre
from comptes.models import Compte
from comptes.services.audit import tracer
from socle.services.ecriture import refuser_tout

REPORTER, CLORE = "reporter", "clore"


@transaction.atomic
def reporter_actions(
    *, feuille: FeuilleDeRoute, version: int, par: Compte, decisions: Mapping[int, tuple[str, str]]
) -> int:
    """Carry on, or close, actions of the year before: each says what it taught. Returns how many were carried."""
    feuille = prendre(feuille, version, par)
    prises = {pk: (choix, appris.strip()) for pk, (choix, appris) in decisions.items() if choix}
    refuser_tout({f"appris_{pk}": "Dites ce que cela a appris." for pk, (_, appris) in prises.items() if not appris})
    reportees = 0
    for ancienne in actions_a_reporter(feuille).select_for_update(of=("self",)).filter(pk__in=prises):
        choix, appris = prises[ancienne.pk]
        reportees += _reporter(ancienne, feuille, appris) if choix == REPORTER else _clore(ancienne, feuille, appris)
    avancer(feuille)
    tracer(acte="feuille.reporter", objet=feuille, par=par, reportees=reportees, closes=len(prises) - reportees)
    return reportees


def actions_a_reporter(feuille: FeuilleDeRoute) -> ActionQuerySet:
    """The actions of the exercice before that are still to do."""
    return ActionFeuille.objects.a_faire().filter(
        feuille__conseil=feuille.conseil_id, feuille__exercice=feuille.exercice - 1
    )


def _reporter(ancienne: ActionFeuille, feuille: FeuilleDeRoute, appris: str) -> bool:
    copies = ("intitule", "origine", "source", "origine_texte", "expression", "acteur", "partenaire", "mission")
    champs = {nom: getattr(ancienne, nom) for nom in (*copies, "resultat_attendu", "constat_prevu")}
    perimetre = set(feuille.conseil.quartiers.values_list("pk", flat=True))
    liens = {nom: getattr(ancienne, nom).all() for nom in LIENS}
    liens["quartiers"] = [quartier for quartier in liens["quartiers"] if quartier.pk in perimetre]
    changer_d_etat(ancienne, "reporter")
    ancienne.appris = appris
    ancienne.save()
    ajouter(feuille, {**champs, **liens, "reporte": ancienne, "echeance": feuille.periode.fin})
    return True


def _clore(ancienne: ActionFeuille, feuille: FeuilleDeRoute, appris: str) -> bool:
    changer_d_etat(ancienne, "abandonner", f"Non reportée en {feuille.exercice}")
    ancienne.appris = appris
    ancienne.save()
    return False
