"""Forgetting the holders of accounts: what they did stays, who they were goes."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from comptes.models import Compte, LectureDonnees, LigneAudit
from comptes.models.compte import DOMAINE_ANONYME
from socle.services.ecriture import enregistrer


def anonymiser_comptes(comptes: QuerySet[Compte]) -> int:
    """Close these accounts and take away name, address and password. Called inside the purge's transaction."""
    trouves = list(comptes.select_for_update())
    for compte in trouves:
        anonymiser(compte)
    return len(trouves)


def anonymiser(compte: Compte) -> None:
    """The same for one account, locked by whoever calls; whoever is signed in with it no longer is."""
    EmailAddress.objects.filter(user=compte).delete()
    Authenticator.objects.filter(user=compte).delete()
    terminer_les_sessions(compte)
    compte.prenom, compte.nom = "Ancien compte", f"n° {compte.pk}"
    compte.email = f"compte-{compte.pk}@{DOMAINE_ANONYME}"
    compte.is_active, compte.last_login = False, None
    compte.set_unusable_password()
    enregistrer(compte)


def terminer_les_sessions(compte: Compte) -> None:
    """Sign every device out."""
    for session in UserSession.objects.filter(user=compte):
        session.end()


def effacer(lignes: QuerySet) -> int:
    """Erase rows that nothing else depends on."""
    return lignes.delete()[0]


def effacer_du_journal(lignes: QuerySet[LigneAudit] | QuerySet[LectureDonnees]) -> int:
    """Erase old lines of an append-only trail; a trigger checks their age once more."""
    return lignes.oublier()
