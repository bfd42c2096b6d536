"""Writing the groupe moteur: members and their dated mandats."""

from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.definitions import LOI
from conseils.models import ConseilCitoyen, GroupeMoteur, Mandat, Membre
from conseils.services.ecriture import refuser_trop_loin, verrouiller_conseil, verrouiller_conseil_ouvert
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller


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
    groupe: GroupeMoteur | None = None,
    homonyme: bool = False,
    **identite,
) -> Membre:
    """Register a person and open a first mandat. Raises ``ValidationError``.

    A name already known in the conseil is refused unless ``homonyme`` says that it is somebody else.
    """
    conseil = verrouiller_conseil_ouvert(conseil.pk)
    if not homonyme and conseil.membres.homonymes(prenom, nom).exists():
        refuser(
            "nom",
            "Une personne de ce nom est déjà inscrite dans ce conseil. Si elle revient, ouvrez-lui un nouveau "
            "mandat depuis la liste des membres ; si c'est quelqu'un d'autre, cochez la case ci-dessous.",
        )
    membre = Membre(conseil=conseil, prenom=prenom, nom=nom, **identite)
    enregistrer(membre)
    tracer(acte="membre_inscrit", objet=membre, par=par)
    ouvrir_mandat(membre=membre, par=par, college=college, origine=origine, debut=debut, groupe=groupe)
    return membre


@transaction.atomic
def modifier_membre(*, membre: Membre, par: Compte, **identite) -> Membre:
    """Correct what is known of a person. Raises ``ValidationError``."""
    membre = verrouiller(membre)
    _refuser_anonyme(membre)
    changes = remplacer(membre, identite)
    enregistrer(membre)
    tracer(acte="membre_modifie", objet=membre, par=par, champs=changes)
    return membre


@transaction.atomic
def ouvrir_mandat(
    *, membre: Membre, par: Compte, college: str, origine: str, debut: date, groupe: GroupeMoteur | None = None
) -> Mandat:
    """Open a mandat in ``groupe``, or in the conseil's oldest open one. Raises ``ValidationError``."""
    conseil = verrouiller_conseil_ouvert(membre.conseil_id)
    _refuser_anonyme(verrouiller(membre))
    groupe = groupe or _groupe_par_defaut(conseil)
    mandat = Mandat(groupe=groupe, membre=membre, college=college, origine=origine, debut=debut)
    _verifier_debut(debut)
    _verifier_groupe(mandat)
    _refuser_chevauchement(mandat)
    _garder_le_college(mandat)
    enregistrer(mandat)
    tracer(acte="mandat_ouvert", objet=mandat, par=par, membre=membre.pk)
    return mandat


@transaction.atomic
def corriger_mandat(*, mandat: Mandat, par: Compte, debut: date, **champs) -> Mandat:
    """Correct the collège, the origin, the groupe or the entry of a mandat entered wrongly.

    Raises ``ValidationError``.
    """
    verrouiller_conseil(mandat.membre.conseil_id)
    mandat = verrouiller(mandat)
    changes = remplacer(mandat, champs | {"debut": debut})
    _verifier_debut(debut)
    _verifier_groupe(mandat)
    if mandat.fin and debut > mandat.fin:
        refuser("debut", f"L'entrée ne peut pas suivre la sortie, le {mandat.fin:%d/%m/%Y}.")
    _refuser_chevauchement(mandat)
    _garder_le_college(mandat)
    _garder_les_presences(mandat, "debut", reunion__date__lt=debut)
    enregistrer(mandat)
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
    refuser_trop_loin("fin", fin)
    mandat.fin, mandat.motif_fin = fin, motif_fin
    _garder_les_presences(mandat, "fin", reunion__date__gt=fin)
    enregistrer(mandat)
    tracer(acte="mandat_clos", objet=mandat, par=par, motif=mandat.get_motif_fin_display(), fin=fin)
    return mandat


def _refuser_anonyme(membre: Membre) -> None:
    """Nobody knows any more who this row was: it must not become somebody else."""
    if membre.anonymise_le:
        refuser(
            NON_FIELD_ERRORS,
            "Les données de cette personne ont été effacées : si elle revient, inscrivez-la comme nouveau membre.",
        )


def _verifier_debut(debut: date) -> None:
    if debut < LOI:
        refuser("debut", "Aucun mandat n'a pu commencer avant la loi du 21 février 2014 : vérifiez l'année.")
    refuser_trop_loin("debut", debut)


def _groupe_par_defaut(conseil: ConseilCitoyen) -> GroupeMoteur:
    ouverts = conseil.groupes.ouverts_le(timezone.localdate()).order_by("pk")
    return ouverts.first() or GroupeMoteur.objects.get_or_create(conseil=conseil, nom=_nom_libre(conseil))[0]


def _nom_libre(conseil: ConseilCitoyen) -> str:
    """The usual name, or the same with the year when the groupe of that name is closed."""
    usuel = GroupeMoteur._meta.get_field("nom").default
    pris = conseil.groupes.filter(nom=usuel).exists()
    return f"{usuel} {timezone.localdate().year}" if pris else usuel


def _verifier_groupe(mandat: Mandat) -> None:
    """A mandat stands in a groupe of its person's conseil, and not beyond the groupe's last day."""
    groupe = verrouiller(mandat.groupe)  # somebody may have closed it since the form was shown
    if groupe.conseil_id != mandat.membre.conseil_id:
        refuser("groupe", "Ce groupe est celui d'un autre conseil : choisissez-en un de ce conseil.")
    if groupe.clos_le and (mandat.fin is None or mandat.fin > groupe.clos_le):
        refuser("groupe", f"Ce groupe est clos depuis le {groupe.clos_le:%d/%m/%Y} : choisissez-en un autre.")


def _refuser_chevauchement(mandat: Mandat) -> None:
    """Two mandats of a person in one groupe share no day. A second running mandat is such a case."""
    autres = mandat.groupe.mandats.filter(membre=mandat.membre).exclude(pk=mandat.pk)
    autre = autres.chevauchant(mandat.debut, mandat.fin).first()
    if autre is None:
        return
    groupe = f"dans le groupe « {mandat.groupe} »"
    if autre.fin is None:
        refuser("debut", f"Cette personne a déjà un mandat en cours, depuis le {autre.debut:%d/%m/%Y}, {groupe}.")
    refuser(
        "debut",
        f"Cette personne a déjà un mandat du {autre.debut:%d/%m/%Y} au {autre.fin:%d/%m/%Y} {groupe} : "
        "deux mandats ne peuvent pas se chevaucher.",
    )


def _garder_le_college(mandat: Mandat) -> None:
    """In several groupes at once, a person still sits in one collège: she is counted once in each share."""
    autres = mandat.membre.mandats.exclude(pk=mandat.pk).exclude(college=mandat.college)
    autre = autres.chevauchant(mandat.debut, mandat.fin).select_related("groupe").first()
    if autre:
        refuser(
            "college",
            f"Cette personne est dans le collège des {autre.get_college_display()} dans le groupe « {autre.groupe} » "
            "à la même période : gardez le même collège, ou clôturez d'abord l'autre mandat.",
        )


def _garder_les_presences(mandat: Mandat, champ: str, **hors_mandat: date) -> None:
    """Refuse dates that would leave the person present at a meeting without a mandat."""
    presences = mandat.membre.presences.filter(**hors_mandat).order_by("reunion__date")
    autres = list(mandat.membre.mandats.exclude(pk=mandat.pk))
    for jour in presences.values_list("reunion__date", flat=True):
        if not any(autre.couvre(jour) for autre in autres):
            refuser(champ, f"Cette personne est notée présente à la réunion du {jour:%d/%m/%Y}, hors de ces dates.")
