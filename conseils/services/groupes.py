"""Writing the groupes moteurs of a conseil: one to begin with, others by quartier or by theme."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from comptes.models import Compte
from comptes.permissions import Permission as P
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen, GroupeMoteur, Mandat
from conseils.services.ecriture import refuser_trop_loin, verrouiller_conseil, verrouiller_conseil_ouvert
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller
from territoires.models import Quartier

NOMS_CITES = 10


@transaction.atomic
def creer_groupe(
    *, conseil: ConseilCitoyen, par: Compte, nom: str, quartier: Quartier | None = None, theme: str = ""
) -> GroupeMoteur:
    """Create a groupe under a conseil. Raises ``ValidationError``."""
    conseil = verrouiller_conseil_ouvert(conseil.pk)
    groupe = GroupeMoteur(conseil=conseil, nom=nom, quartier=quartier, theme=theme)
    _refuser_nom_pris(groupe)
    enregistrer(groupe)
    tracer(acte="groupe_cree", objet=groupe, par=par)
    return groupe


@transaction.atomic
def modifier_groupe(*, groupe: GroupeMoteur, par: Compte, **champs) -> GroupeMoteur:
    """Rename a groupe, or say what it is about. Raises ``ValidationError``."""
    verrouiller_conseil(groupe.conseil_id)
    groupe = verrouiller(groupe)
    changes = remplacer(groupe, champs)
    _refuser_nom_pris(groupe)
    enregistrer(groupe)
    tracer(acte="groupe_modifie", objet=groupe, par=par, champs=changes)
    return groupe


@transaction.atomic
def fermer_groupe(*, groupe: GroupeMoteur, par: Compte, clos_le: date) -> GroupeMoteur:
    """Close a groupe on its last day. Refused while mandats run beyond it. Raises ``ValidationError``."""
    verrouiller_conseil(groupe.conseil_id)
    groupe = verrouiller(groupe)
    if groupe.clos_le:
        refuser("clos_le", f"Ce groupe est déjà clos, depuis le {groupe.clos_le:%d/%m/%Y}.")
    refuser_trop_loin("clos_le", clos_le)
    if restants := list(groupe.mandats.au_dela_du(clos_le).select_related("membre")):
        refuser("clos_le", _mandats_restants(restants, clos_le, nommer=par.has_perm(P.MEMBRE_VOIR, groupe)))
    groupe.clos_le = clos_le
    enregistrer(groupe)
    tracer(acte="groupe_clos", objet=groupe, par=par, clos_le=clos_le)
    return groupe


@transaction.atomic
def rouvrir_groupe(*, groupe: GroupeMoteur, par: Compte) -> GroupeMoteur:
    """Take back a closing. Raises ``ValidationError``."""
    verrouiller_conseil_ouvert(groupe.conseil_id)
    groupe = verrouiller(groupe)
    if groupe.clos_le is None:
        refuser("clos_le", "Ce groupe n'est pas clos.")
    groupe.clos_le = None
    enregistrer(groupe)
    tracer(acte="groupe_rouvert", objet=groupe, par=par)
    return groupe


def _refuser_nom_pris(groupe: GroupeMoteur) -> None:
    memes = groupe.conseil.groupes.exclude(pk=groupe.pk)
    if memes.filter(nom__iexact=groupe.nom).exists():
        refuser("nom", "Ce conseil a déjà un groupe de ce nom : donnez-en un autre.")


def _mandats_restants(mandats: Sequence[Mandat], clos_le: date, *, nommer: bool) -> str:
    """The refusal in words; people are named only to those who may read their names."""
    nombre = len(mandats)
    sujet = "Un mandat court" if nombre == 1 else f"{nombre} mandats courent"
    debut = f"{sujet} encore après le {clos_le:%d/%m/%Y}"
    remede = "Clôturez ces mandats, ou choisissez un jour plus tardif."
    if not nommer:
        return f"{debut}. {remede}"
    noms = ", ".join(str(mandat.membre) for mandat in mandats[:NOMS_CITES])
    suite = f" et {nombre - NOMS_CITES} de plus" if nombre > NOMS_CITES else ""
    return f"{debut} : {noms}{suite}. {remede}"
