"""From draft to validated, and back."""

from django.db import transaction
from django.utils import timezone

from animateurs.feuilles.contenu import contenu_de
from animateurs.models import FeuilleDeRoute, RevisionFeuille
from animateurs.services.feuilles.verrou import passer, verrouiller_feuille
from comptes.models import Compte
from comptes.permissions import Permission as P
from socle.transitions import TransitionRefusee


@transaction.atomic
def soumettre_feuille(*, feuille: FeuilleDeRoute, version: int, par: Compte) -> FeuilleDeRoute:
    """Hand the feuille in. It needs a diagnostic and an action."""
    feuille = verrouiller_feuille(feuille, par, P.FEUILLE_MODIFIER)
    if not feuille.diagnostic.strip():
        raise TransitionRefusee("Écrivez le diagnostic : il dit sur quoi les actions s'appuient.")
    if not feuille.actions.exists():
        raise TransitionRefusee("Cette feuille de route n'a aucune action : ajoutez-en au moins une.")
    feuille.motif_renvoi = ""
    return passer(feuille, "soumettre", version, par)


@transaction.atomic
def valider_feuille(*, feuille: FeuilleDeRoute, version: int, par: Compte) -> RevisionFeuille:
    """Accept it: what it says is frozen, for good, as a new revision."""
    feuille = verrouiller_feuille(feuille, par, P.FEUILLE_VALIDER)
    motif, feuille.motif_revision = feuille.motif_revision, ""
    feuille.validee_le = timezone.now()
    passer(feuille, "valider", version, par)
    return RevisionFeuille.objects.create(
        feuille=feuille,
        rang=feuille.revisions.count() + 1,
        contenu=contenu_de(feuille),
        motif=motif,
        validee_le=feuille.validee_le,
        validee_par=par,
    )


@transaction.atomic
def renvoyer_feuille(*, feuille: FeuilleDeRoute, motif: str, version: int, par: Compte) -> FeuilleDeRoute:
    """Hand it back to its animateur, who reads ``motif``."""
    feuille = verrouiller_feuille(feuille, par, P.FEUILLE_VALIDER)
    feuille.motif_renvoi = motif.strip()
    return passer(feuille, "renvoyer", version, par, motif)


@transaction.atomic
def reviser_feuille(*, feuille: FeuilleDeRoute, motif: str, version: int, par: Compte) -> FeuilleDeRoute:
    """Open it again; readers keep the last validated revision until the next one."""
    feuille = verrouiller_feuille(feuille, par, P.FEUILLE_MODIFIER)
    feuille.motif_revision = motif.strip()
    return passer(feuille, "reviser", version, par, motif)
