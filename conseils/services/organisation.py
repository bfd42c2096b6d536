"""Writing who a conseil is: status, portage, perimeter, presentation."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.definitions import LOI
from conseils.models import ConseilCitoyen
from conseils.services.ecriture import refuser, remplacer, verrouiller
from territoires.models import Quartier


@transaction.atomic
def modifier_conseil(
    *, conseil: ConseilCitoyen, par: Compte, quartiers: Collection[Quartier], **champs
) -> ConseilCitoyen:
    """Change the organisation of a conseil. Raises ``ValidationError``."""
    conseil = verrouiller(conseil)
    avant = conseil.statut
    changes = remplacer(conseil, champs)
    _verifier_installation(conseil.statut, conseil.date_installation)
    _verifier_perimetre(conseil, quartiers)
    conseil.full_clean()
    conseil.save()
    if set(quartiers) != set(conseil.quartiers.all()):
        conseil.quartiers.set(quartiers)
        changes.append("quartiers")
    tracer(acte="conseil_modifie", objet=conseil, par=par, de=avant, vers=conseil.statut, champs=changes)
    return conseil


def _verifier_installation(statut: str, jour: date | None) -> None:
    installe = statut == ConseilCitoyen.Statut.INSTALLE
    if installe and jour is None:
        refuser("date_installation", "Un conseil installé a une date d'installation : indiquez-la.")
    if not installe and jour is not None:
        refuser("date_installation", "Un conseil en préfiguration n'a pas de date d'installation : effacez-la.")
    if jour and jour < LOI:
        refuser("date_installation", "Aucun conseil citoyen n'a été installé avant la loi du 21 février 2014.")
    if jour and jour > timezone.localdate():
        refuser("date_installation", "Cette date est à venir : le conseil n'est pas encore installé.")


def _verifier_perimetre(conseil: ConseilCitoyen, quartiers: Collection[Quartier]) -> None:
    permis = set(Quartier.objects.filter(arrondissements=conseil.arrondissement_id))
    ailleurs = [str(quartier) for quartier in quartiers if quartier not in permis]
    if ailleurs:
        refuser("quartiers", f"Hors de l'arrondissement : {', '.join(ailleurs)}.")
