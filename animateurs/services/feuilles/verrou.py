"""Taking a feuille to write in it: one at a time, and only what was seen."""

from animateurs.models import FeuilleDeRoute
from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from comptes.services.verrous import verrouiller_pour
from socle.services.ecriture import enregistrer
from socle.transitions import TransitionRefusee


class FeuilleModifieeAilleurs(TransitionRefusee):
    """The feuille changed since the form was shown (another tab, another person)."""

    def __str__(self) -> str:
        return (
            "Cette feuille de route a été modifiée ailleurs depuis l'ouverture de cette page. Rien n'a été "
            "enregistré, et ce que vous avez tapé est encore là : vérifiez, puis enregistrez de nouveau."
        )


def verrouiller_feuille(feuille: FeuilleDeRoute, par: Compte, permission: P) -> FeuilleDeRoute:
    return verrouiller_pour(par, permission, feuille, "conseil")


def prendre(feuille: FeuilleDeRoute, version: int, par: Compte) -> FeuilleDeRoute:
    """The locked feuille, in a state that its animateur may change."""
    feuille = verrouiller_feuille(feuille, par, P.FEUILLE_MODIFIER)
    FeuilleDeRoute.MACHINE.appliquer(feuille.etat, "modifier")
    exiger_version(feuille, version)
    return feuille


def exiger_version(feuille: FeuilleDeRoute, version: int) -> None:
    if feuille.version != version:
        raise FeuilleModifieeAilleurs


def avancer(feuille: FeuilleDeRoute) -> None:
    """Save the feuille as one version further."""
    feuille.version += 1
    enregistrer(feuille)


def passer(feuille: FeuilleDeRoute, acte: str, version: int, par: Compte, motif: str = "") -> FeuilleDeRoute:
    """Apply one transition of the table and write it down."""
    de = feuille.etat
    feuille.etat = FeuilleDeRoute.MACHINE.appliquer(de, acte, motif)
    exiger_version(feuille, version)
    avancer(feuille)
    tracer(acte=f"feuille.{acte}", objet=feuille, par=par, de=de, vers=feuille.etat, motif=motif.strip())
    return feuille
