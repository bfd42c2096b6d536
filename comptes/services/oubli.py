"""Forgetting the holders of accounts: what they did stays, who they were goes."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from comptes.conservation import DOMAINE_ANONYME
from comptes.models import Compte, LectureDonnees, LigneAudit


def anonymiser_comptes(comptes: QuerySet[Compte]) -> int:
    """Close these accounts and take away name, address and password. Called inside the purge's transaction."""
    trouves = list(comptes.select_for_update())
    for compte in trouves:
        _anonymiser(compte)
    return len(trouves)


def _anonymiser(compte: Compte) -> None:
    EmailAddress.objects.filter(user=compte).delete()
    UserSession.objects.filter(user=compte).delete()
    compte.prenom, compte.nom = "Ancien compte", f"n° {compte.pk}"
    compte.email = f"compte-{compte.pk}@{DOMAINE_ANONYME}"
    compte.is_active, compte.last_login = False, None
    compte.set_unusable_password()
    compte.full_clean()
    compte.save()


def effacer(lignes: QuerySet) -> int:
    """Erase rows that nothing else depends on."""
    return lignes.delete()[0]


def effacer_du_journal(lignes: QuerySet[LigneAudit] | QuerySet[LectureDonnees]) -> int:
    """Erase old lines of an append-only trail; a trigger checks their age once more."""
    return lignes.oublier()
