"""Writing the groupe moteur: members and their dated mandats."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.definitions import LOI
from conseils.models import ConseilCitoyen, GroupeMoteur, Mandat, Membre
from conseils.services.ecriture import refuser, remplacer, verrouiller, verrouiller_conseil

# A mandat may be recorded ahead of time (a renewal voted in June for September), not for ever.
AVANCE_MAX = timedelta(days=365)


@transaction.atomic
def inscrire_membre(
    *,
    conseil: ConseilCitoyen,
    par: Compte,
    prenom: str,
    nom: str,
    college: str,
    origine: str,
    debut: date,
    homonyme: bool = False,
    **identite,
) -> Membre:
    """Register a person and open a first mandat. Raises ``ValidationError``.

    A name already known in the conseil is refused unless ``homonyme`` says that it is somebody else.
    """
    conseil = verrouiller_conseil(conseil.pk)
    if not homonyme and conseil.membres.homonymes(prenom, nom).exists():
        refuser(
            "nom",
            "Une personne de ce nom est déjà inscrite dans ce conseil. Si elle revient, ouvrez-lui un nouveau "
            "mandat depuis la liste des membres ; si c'est quelqu'un d'autre, cochez la case ci-dessous.",
        )
    membre = Membre(conseil=conseil, prenom=prenom, nom=nom, **identite)
    membre.full_clean()
    membre.save()
    tracer(acte="membre_inscrit", objet=membre, par=par)
    ouvrir_mandat(membre=membre, par=par, college=college, origine=origine, debut=debut)
    return membre


@transaction.atomic
def modifier_membre(*, membre: Membre, par: Compte, **identite) -> Membre:
    """Correct what is known of a person. Raises ``ValidationError``."""
    membre = verrouiller(membre)
    changes = remplacer(membre, identite)
    membre.full_clean()
    membre.save()
    tracer(acte="membre_modifie", objet=membre, par=par, champs=changes)
    return membre


@transaction.atomic
def ouvrir_mandat(*, membre: Membre, par: Compte, college: str, origine: str, debut: date) -> Mandat:
    """Open a mandat in the groupe moteur of the conseil. Raises ``ValidationError``."""
    conseil = verrouiller_conseil(membre.conseil_id)
    groupe = conseil.groupes.first() or GroupeMoteur.objects.create(conseil=conseil)
    mandat = Mandat(groupe=groupe, membre=membre, college=college, origine=origine, debut=debut)
    _verifier_debut(debut)
    _refuser_chevauchement(mandat)
    mandat.full_clean()
    mandat.save()
    tracer(acte="mandat_ouvert", objet=mandat, par=par, membre=membre.pk)
    return mandat


@transaction.atomic
def corriger_mandat(*, mandat: Mandat, par: Compte, college: str, origine: str, debut: date) -> Mandat:
    """Correct a mandat entered wrongly. Raises ``ValidationError``."""
    verrouiller_conseil(mandat.membre.conseil_id)
    mandat = verrouiller(mandat)
    changes = remplacer(mandat, {"college": college, "origine": origine, "debut": debut})
    _verifier_debut(debut)
    if mandat.fin and debut > mandat.fin:
        refuser("debut", f"L'entrée ne peut pas suivre la sortie, le {mandat.fin:%d/%m/%Y}.")
    _refuser_chevauchement(mandat)
    _garder_les_presences(mandat, "debut", reunion__date__lt=debut)
    mandat.full_clean()
    mandat.save()
    tracer(acte="mandat_corrige", objet=mandat, par=par, champs=changes)
    return mandat


@transaction.atomic
def clore_mandat(*, mandat: Mandat, par: Compte, fin: date, motif_fin: str) -> Mandat:
    """Close a mandat on its last day. Nothing reopens it. Raises ``ValidationError``."""
    verrouiller_conseil(mandat.membre.conseil_id)
    mandat = verrouiller(mandat)
    if mandat.fin:
        refuser("fin", f"Ce mandat est déjà clos, depuis le {mandat.fin:%d/%m/%Y}.")
    if fin < mandat.debut:
        refuser("fin", f"La sortie ne peut pas précéder l'entrée, le {mandat.debut:%d/%m/%Y}.")
    if fin > timezone.localdate() + AVANCE_MAX:
        refuser("fin", "Cette date est à plus d'un an : vérifiez l'année.")
    mandat.fin, mandat.motif_fin = fin, motif_fin
    _garder_les_presences(mandat, "fin", reunion__date__gt=fin)
    mandat.full_clean()
    mandat.save()
    tracer(acte="mandat_clos", objet=mandat, par=par, motif=mandat.get_motif_fin_display(), fin=fin)
    return mandat


def _verifier_debut(debut: date) -> None:
    if debut < LOI:
        refuser("debut", "Aucun mandat n'a pu commencer avant la loi du 21 février 2014 : vérifiez l'année.")
    if debut > timezone.localdate() + AVANCE_MAX:
        refuser("debut", "Cette date est à plus d'un an : vérifiez l'année.")


def _refuser_chevauchement(mandat: Mandat) -> None:
    """Two mandats of a person in one groupe share no day. A second running mandat is such a case."""
    autres = mandat.groupe.mandats.filter(membre=mandat.membre).exclude(pk=mandat.pk)
    autre = autres.chevauchant(mandat.debut, mandat.fin).first()
    if autre is None:
        return
    if autre.fin is None:
        refuser("debut", f"Cette personne a déjà un mandat en cours, depuis le {autre.debut:%d/%m/%Y}.")
    refuser(
        "debut",
        f"Cette personne a déjà un mandat du {autre.debut:%d/%m/%Y} au {autre.fin:%d/%m/%Y} : "
        "deux mandats ne peuvent pas se chevaucher.",
    )


def _garder_les_presences(mandat: Mandat, champ: str, **hors_mandat: date) -> None:
    """Refuse dates that would leave the person present at a meeting without a mandat."""
    presences = mandat.membre.presences.filter(**hors_mandat).order_by("reunion__date")
    autres = list(mandat.membre.mandats.exclude(pk=mandat.pk))
    for jour in presences.values_list("reunion__date", flat=True):
        if not any(autre.couvre(jour) for autre in autres):
            refuser(champ, f"Cette personne est notée présente à la réunion du {jour:%d/%m/%Y}, hors de ces dates.")
