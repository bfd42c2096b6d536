"""From the team to the commanditaires and back: submit, accept, hand back, make again.

Both institutions accept the same data before a document is validated; either of them may hand it back. The
row is locked and the table of transitions asked again inside the transaction, so that of two people who
decide at once the second is told what the first has done.
"""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.roles import PREFECTURE, VILLE
from reporting import courriels
from reporting.models import PassageRapport, Rapport
from reporting.services.passages import noter
from reporting.services.travaux import FILE, peut_demander
from socle.services.ecriture import verrouiller
from socle.transitions import TransitionRefusee

Acte, Institution = PassageRapport.Acte, PassageRapport.Institution
# In whose name an account decides follows from its role, never from what it types.
AU_NOM_DE = {PREFECTURE.code: Institution.PREFECTURE, VILLE.code: Institution.VILLE}


def institution_de(compte: Compte) -> str:
    """The one institution for which this account decides; none when it holds both roles, or neither."""
    tenues = [institution for role, institution in AU_NOM_DE.items() if compte.a_le_role(role)]
    return tenues[0] if len(tenues) == 1 else ""


@transaction.atomic
def soumettre(*, rapport: Rapport, par: Compte) -> Rapport:
    """Put it in the hands of the commanditaires. A worker draws the edition that says so, then tells them.

    Raises ``PermissionDenied``, and ``TransitionRefusee`` also when another version is in their hands already,
    or when one has been published that this one does not know it corrects.
    """
    if not par.has_perm(P.RAPPORT_PUBLIER, rapport):
        raise PermissionDenied
    rapport = verrouiller(rapport)
    if not rapport.la_sorte.a_valider:
        raise TransitionRefusee("Ce document ne passe pas par les commanditaires : publiez-le.")
    de = _avancer(rapport, "soumettre")
    _verifier_qu_il_remplace(rapport)
    rapport.tour += 1
    _remettre_au_travail(rapport)
    noter(rapport, Acte.SOUMETTRE, de=de, par=par)
    return rapport


@transaction.atomic
def accepter(*, rapport: Rapport, par: Compte) -> Rapport:
    """Accept in the name of one's institution. The second acceptance validates. Raises ``TransitionRefusee``."""
    institution = _institution_qui_decide(rapport, par)
    rapport = verrouiller(rapport)
    acceptes = set(rapport.passages.acceptations(rapport.tour).values_list("institution", flat=True))
    de = _avancer(rapport, "valider" if acceptes | {institution} == set(Institution) else "accepter")
    if institution in acceptes:
        nom = Institution(institution).label
        raise TransitionRefusee(f"Ce document est déjà accepté au nom de l'institution : {nom}.")
    _enregistrer(rapport)
    noter(rapport, Acte.ACCEPTER, de=de, par=par, institution=institution)
    if rapport.etat == Rapport.Etat.VALIDE:
        transaction.on_commit(partial(courriels.annoncer_valide, rapport))
    return rapport


@transaction.atomic
def renvoyer(*, rapport: Rapport, par: Compte, motif: str) -> Rapport:
    """Hand back, with a reason that the team will read. Raises ``TransitionRefusee``."""
    institution = _institution_qui_decide(rapport, par)
    rapport = verrouiller(rapport)
    de = _avancer(rapport, "renvoyer", motif)
    _enregistrer(rapport)
    noter(rapport, Acte.RENVOYER, de=de, par=par, institution=institution, motif=motif)
    transaction.on_commit(partial(courriels.annoncer_renvoye, rapport))
    return rapport


@transaction.atomic
def reprendre(*, rapport: Rapport, par: Compte | None) -> Rapport:
    """Read the data again: a new projet of the same number. Raises ``TransitionRefusee``.

    ``par`` is ``None`` on the day of a campaign. What has not changed is not drawn again (``production``).
    """
    if par is not None and not peut_demander(par, rapport.conseil):
        raise PermissionDenied
    rapport = verrouiller(rapport)
    de = _avancer(rapport, "reprendre")
    _remettre_au_travail(rapport)
    noter(rapport, Acte.REPRENDRE, de=de, par=par)
    return rapport


def _verifier_qu_il_remplace(rapport: Rapport) -> None:
    publies = Rapport.objects.du_meme_sujet(rapport).filter(etat=Rapport.Etat.PUBLIE)
    dernier = publies.order_by("-rang").first()
    if dernier is not None and dernier.pk != rapport.remplace_id:
        raise TransitionRefusee(
            f"{dernier.numero} a été publié depuis : demandez un nouveau document, qui dira ce qu'il corrige."
        )


def _institution_qui_decide(rapport: Rapport, par: Compte) -> str:
    institution = institution_de(par)
    if not institution or not par.has_perm(P.RAPPORT_VALIDER, rapport):
        raise PermissionDenied
    return institution


def _avancer(rapport: Rapport, acte: str, motif: str = "") -> str:
    """Move to the next state; return the one it leaves."""
    de = rapport.etat
    rapport.etat = Rapport.MACHINE.appliquer(de, acte, motif)
    return de


def _remettre_au_travail(rapport: Rapport) -> None:
    rapport.repartir()
    _enregistrer(rapport)
    FILE.reveiller_apres(rapport.pk)


def _enregistrer(rapport: Rapport) -> None:
    try:
        rapport.full_clean()
    except ValidationError as erreur:
        raise TransitionRefusee(" ".join(erreur.messages)) from None
    rapport.save()
