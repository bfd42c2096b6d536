"""From a verified identity to a session: an account that exists already, and nobody else."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.internal.constants import LoginStageKey
from django.http import HttpRequest, HttpResponse

from comptes.models import Compte
from comptes.proconnect.fournisseur import EchecProConnect, Identite

JETON = "proconnect_jeton"  # in the session: what proves at sign-out whose ProConnect session is to end


def compte_de(identite: Identite) -> Compte:
    """The account of this address. Raises ``EchecProConnect``, in the same words whatever the reason.

    Its invitation was answered: that is what proved the address on our side.
    """
    adresse = identite.email.lower()
    compte = Compte.objects.filter(email__iexact=adresse).first()
    # Compared again: a database that folds accents would find somebody else.
    if compte is None or compte.email.lower() != adresse or compte.etat != Compte.Etat.ACTIF:
        raise EchecProConnect(
            "Aucun compte ouvert ici ne correspond à l’adresse que ProConnect transmet. Les comptes s’ouvrent sur "
            "invitation : répondez d’abord à la vôtre, ou adressez-vous à la coordination du dispositif."
        )
    return compte


def ouvrir_session(request: HttpRequest, compte: Compte, identite: Identite, *, suite: str) -> HttpResponse:
    """Sign in; a second factor that ProConnect proves is one, otherwise ours is asked for if there is one."""
    etapes = {}
    record_authentication(request, compte, "proconnect")
    if identite.deux_facteurs:
        record_authentication(request, compte, "mfa", type="proconnect")
        etapes = {LoginStageKey.MFA_AUTHENTICATE.value: {"handled": True}}
    request.session[JETON] = identite.id_token
    return perform_login(request, Login(user=compte, redirect_url=suite, state={"stages": etapes}))
