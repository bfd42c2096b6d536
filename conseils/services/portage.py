"""Writing who carries a conseil and what it is lent: one portage at a time, without overlap."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen, MoyenPrete, Portage
from conseils.services.ecriture import refuser_avant_la_loi, verrouiller_conseil
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller
from socle.templatetags.typographie import date_fr


@transaction.atomic
def ouvrir_portage(*, conseil: ConseilCitoyen, par: Compte, **champs) -> Portage:
    """Record a portage. Raises ``ValidationError``."""
    verrouiller_conseil(conseil.pk)
    portage = Portage(conseil=conseil, **champs)
    _enregistrer_portage(portage)
    tracer(acte="portage_ouvert", objet=portage, par=par, mode=portage.mode)
    return portage


@transaction.atomic
def modifier_portage(*, portage: Portage, par: Compte, **champs) -> Portage:
    """Correct a portage, or end it. Raises ``ValidationError``."""
    verrouiller_conseil(portage.conseil_id)
    portage.refresh_from_db()
    changes = remplacer(portage, champs)
    _enregistrer_portage(portage)
    tracer(acte="portage_modifie", objet=portage, par=par, champs=changes)
    return portage


@transaction.atomic
def preter_moyen(*, conseil: ConseilCitoyen, par: Compte, **champs) -> MoyenPrete:
    """Record a loan. Raises ``ValidationError``."""
    moyen = MoyenPrete(conseil=conseil, **champs)
    _enregistrer_moyen(moyen)
    tracer(acte="moyen_prete", objet=moyen, par=par, nature=moyen.nature)
    return moyen


@transaction.atomic
def modifier_moyen(*, moyen: MoyenPrete, par: Compte, **champs) -> MoyenPrete:
    """Correct a loan, or note that it was given back. Raises ``ValidationError``."""
    moyen = verrouiller(moyen)
    changes = remplacer(moyen, champs)
    _enregistrer_moyen(moyen)
    tracer(acte="moyen_modifie", objet=moyen, par=par, champs=changes)
    return moyen


def _enregistrer_portage(portage: Portage) -> None:
    _verifier_dates(portage.du, portage.au)
    if portage.mode == Portage.Mode.STRUCTURE and not portage.structure.strip():
        refuser("structure", "Indiquez le nom de la structure porteuse.")
    _verifier_chevauchement(portage)
    enregistrer(portage)


def _enregistrer_moyen(moyen: MoyenPrete) -> None:
    _verifier_dates(moyen.du, moyen.au)
    enregistrer(moyen)


def _verifier_dates(du: date, au: date | None) -> None:
    aujourd_hui = timezone.localdate()
    refuser_avant_la_loi("du", du)
    if du > aujourd_hui:
        refuser("du", "Cette date est à venir : enregistrez-le le jour venu.")
    if au and au < du:
        refuser("au", "La date de fin ne peut pas précéder la date de début.")
    if au and au > aujourd_hui:
        refuser("au", "Cette date est à venir : enregistrez la fin le jour venu.")


def _verifier_chevauchement(portage: Portage) -> None:
    autres = portage.conseil.portages.chevauchant(portage.du, portage.au).exclude(pk=portage.pk)
    if autre := autres.first():
        fin = f"jusqu'au {date_fr(autre.au)}" if autre.au else "et toujours en cours"
        refuser(
            "du",
            f"Un autre portage court sur ces dates : {autre}, depuis le {date_fr(autre.du)} {fin}. "
            "Terminez-le la veille, ou changez les dates.",
        )
