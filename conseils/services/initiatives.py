"""Writing initiatives: propose, change, take from state to state, count the bearers, set milestones."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.definitions import LOI
from conseils.models import ComptagePorteurs, ConseilCitoyen, DocumentInitiative, Initiative, Jalon
from conseils.services.comptages import erreurs_de_comptage
from conseils.services.depots import ranger
from conseils.services.ecriture import UN_AN, verrouiller_conseil
from conseils.services.presences import champ_public
from socle.services.ecriture import enregistrer, refuser, refuser_tout, remplacer, verrouiller
from socle.templatetags.typographie import date_fr

LIENS = ("objectifs", "quartiers", "partenaires", "acteurs")
ORIGINES = ("nee_en_reunion", "nee_de_decision", "nee_d_expression")


@transaction.atomic
def proposer_initiative(*, conseil: ConseilCitoyen, par: Compte, **champs) -> Initiative:
    """Record an idea and give it its public number. Raises ``ValidationError``."""
    verrouiller_conseil(conseil.pk)
    liens = _separer(champs)
    initiative = Initiative(conseil=conseil, **champs)
    _verifier(initiative, liens)
    initiative.numero = _numero_suivant(initiative)
    enregistrer(initiative)
    _relier(initiative, liens)
    tracer(acte="initiative_proposee", objet=initiative, par=par, vers=initiative.etat, route=initiative.route)
    return initiative


@transaction.atomic
def modifier_initiative(*, initiative: Initiative, par: Compte, **champs) -> Initiative:
    """Change what an initiative is; its number and its state stay. Raises ``ValidationError``."""
    initiative = verrouiller(initiative)
    liens = _separer(champs)
    changes = remplacer(initiative, champs)
    _verifier(initiative, liens)
    enregistrer(initiative)
    _relier(initiative, liens)
    tracer(acte="initiative_modifiee", objet=initiative, par=par, champs=changes)
    return initiative


@transaction.atomic
def avancer_initiative(
    *, initiative: Initiative, par: Compte, acte: str, le: date | None = None, motif: str = ""
) -> Initiative:
    """Prepare, launch, end, give up or take up again. Raises ``ValidationError``, or ``TransitionRefusee``."""
    initiative = verrouiller(initiative)
    if Initiative.MACHINE.motif_manque(acte, motif):
        refuser("motif", "Indiquez pourquoi : le conseil le lira.")
    avant, initiative.etat = initiative.etat, Initiative.MACHINE.appliquer(initiative.etat, acte, motif)
    initiative.motif = motif.strip() if initiative.etat == Initiative.Etat.ABANDONNEE else ""
    _dater(initiative, acte, le or timezone.localdate())
    enregistrer(initiative)
    tracer(acte="initiative_avancee", objet=initiative, par=par, de=avant, vers=initiative.etat, motif=motif.strip())
    return initiative


@transaction.atomic
def evaluer_initiative(*, initiative: Initiative, par: Compte, resultat: str, apprentissage: str) -> Initiative:
    """Say what it gave and what it taught. Raises ``ValidationError``, or ``TransitionRefusee``."""
    initiative = verrouiller(initiative)
    avant, initiative.etat = initiative.etat, Initiative.MACHINE.appliquer(initiative.etat, "evaluer")
    if not resultat:
        refuser("resultat", "Indiquez le résultat.")
    if not apprentissage.strip():
        refuser("apprentissage", "Écrivez ce que cela a appris : c'est ce qui servira aux autres conseils.")
    initiative.resultat, initiative.apprentissage = resultat, apprentissage.strip()
    enregistrer(initiative)
    tracer(acte="initiative_evaluee", objet=initiative, par=par, de=avant, vers=initiative.etat)
    return initiative


@transaction.atomic
def compter_porteurs(*, initiative: Initiative, par: Compte, nombres: Mapping[tuple[str, str], int]) -> Initiative:
    """Replace the counts of the bearers, by (sex, age band). Raises ``ValidationError``."""
    initiative = verrouiller(initiative)
    refuser_tout(erreurs_de_comptage(nombres, champ_public))
    initiative.porteurs.all().delete()
    ComptagePorteurs.objects.bulk_create(
        ComptagePorteurs(initiative=initiative, sexe=sexe, tranche_age=tranche, nombre=nombre)
        for (sexe, tranche), nombre in nombres.items()
        if nombre
    )
    tracer(acte="porteurs_comptes", objet=initiative, par=par, porteurs=sum(nombres.values()))
    return initiative


@transaction.atomic
def poser_jalon(*, initiative: Initiative, par: Compte, **champs) -> Jalon:
    """Add a milestone. Raises ``ValidationError``."""
    jalon = Jalon(initiative=initiative, **champs)
    _verifier_jalon(jalon)
    enregistrer(jalon)
    tracer(acte="jalon_pose", objet=initiative, par=par, jalon=jalon.pk)
    return jalon


@transaction.atomic
def modifier_jalon(*, jalon: Jalon, par: Compte, **champs) -> Jalon:
    """Change a milestone, or say that it is done. Raises ``ValidationError``."""
    jalon = verrouiller(jalon)
    changes = remplacer(jalon, champs)
    _verifier_jalon(jalon)
    enregistrer(jalon)
    tracer(acte="jalon_modifie", objet=jalon.initiative, par=par, jalon=jalon.pk, champs=changes)
    return jalon


@transaction.atomic
def retirer_jalon(*, jalon: Jalon, par: Compte) -> None:
    """Delete a milestone set by mistake."""
    tracer(acte="jalon_retire", objet=jalon.initiative, par=par, jalon=jalon.pk)
    jalon.delete()


@transaction.atomic
def joindre_document(
    *, initiative: Initiative, par: Compte, titre: str, fichier: UploadedFile, diffusable: bool
) -> DocumentInitiative:
    """Attach a file. Raises ``ValidationError`` when it is too big or is not what it should be."""
    document = DocumentInitiative(initiative=initiative, titre=titre, diffusable=diffusable, depose_par=par)
    document.fichier = ranger(fichier, dossier=f"initiatives/{initiative.pk}")
    enregistrer(document)
    tracer(acte="document_joint", objet=initiative, par=par, document=document.pk)
    return document


@transaction.atomic
def retirer_document(*, document: DocumentInitiative, par: Compte) -> None:
    """Delete a document; its file goes once this is committed."""
    tracer(acte="document_retire", objet=document.initiative, par=par, document=document.pk)
    document.delete()
    transaction.on_commit(partial(document.fichier.storage.delete, document.fichier.name))


def _separer(champs: dict) -> dict[str, Collection]:
    """Take the many-to-many fields out of ``champs``."""
    return {nom: list(champs.pop(nom, ())) for nom in LIENS}


def _relier(initiative: Initiative, liens: Mapping[str, Collection]) -> None:
    for nom, objets in liens.items():
        getattr(initiative, nom).set(objets)


def _numero_suivant(initiative: Initiative) -> str:
    """« IN-18-2026-003 »: arrondissement, year of the proposal, rank. Called with the conseil locked."""
    prefixe = f"IN-{initiative.conseil.arrondissement.numero:02d}-{initiative.proposee_le.year}-"
    dernier = Initiative.objects.dernier_numero(prefixe)
    return f"{prefixe}{int(dernier.removeprefix(prefixe)) + 1 if dernier else 1:03d}"


def _verifier(initiative: Initiative, liens: Mapping[str, Collection]) -> None:
    if not LOI <= initiative.proposee_le <= timezone.localdate():
        refuser("proposee_le", "Une initiative est proposée après la loi du 21 février 2014, et pas à l'avance.")
    if initiative.debut and initiative.proposee_le > initiative.debut:
        refuser("proposee_le", f"Elle a été lancée le {date_fr(initiative.debut)} : elle n'a pas été proposée après.")
    _verifier_structure(initiative)
    _verifier_origine(initiative)
    _verifier_appartenance(initiative, liens)


def _verifier_structure(initiative: Initiative) -> None:
    confiee = initiative.route == Initiative.Route.CONFIEE
    if confiee and not initiative.structure:
        refuser("structure_acteur", "Indiquez la structure à qui elle est confiée, dans l'une des deux listes.")
    if confiee and initiative.structure_acteur and initiative.structure_partenaire:
        refuser("structure_partenaire", "Une seule structure : gardez celle de l'annuaire, ou celle des partenaires.")
    if not confiee and initiative.structure:
        champ = "structure_acteur" if initiative.structure_acteur else "structure_partenaire"
        refuser(champ, "Seule une initiative confiée a une structure : changez qui la porte, ou effacez la structure.")


def _verifier_origine(initiative: Initiative) -> None:
    dites = [nom for nom in ORIGINES if getattr(initiative, nom)]
    if len(dites) > 1:
        refuser(dites[1], "Une seule origine : gardez celle d'où l'idée est vraiment partie.")


def _verifier_appartenance(initiative: Initiative, liens: Mapping[str, Collection]) -> None:
    """Everything that belongs to a conseil belongs to this one."""
    conseil = initiative.conseil
    decision = initiative.nee_de_decision
    tenants = {
        "structure_acteur": initiative.structure_acteur,
        "nee_en_reunion": initiative.nee_en_reunion,
        "nee_de_decision": decision and decision.reunion,
        "nee_d_expression": initiative.nee_d_expression,
    }
    for champ, tenant in tenants.items():
        if tenant and tenant.conseil_id != conseil.pk:
            refuser(champ, "Ce choix est celui d'un autre conseil.")
    if any(acteur.conseil_id != conseil.pk for acteur in liens["acteurs"]):
        refuser("acteurs", "Une des structures cochées est dans l'annuaire d'un autre conseil.")
    deja = set(initiative.quartiers.all()) if initiative.pk else set()
    if not (deja | set(conseil.quartiers.all())).issuperset(liens["quartiers"]):
        refuser("quartiers", "Un des quartiers cochés n'est pas dans le périmètre du conseil.")


def _dater(initiative: Initiative, acte: str, le: date) -> None:
    if le > timezone.localdate():
        refuser("le", "Cette date est à venir.")
    if acte == "lancer":
        if le < initiative.proposee_le:
            refuser("le", f"Elle a été proposée le {date_fr(initiative.proposee_le)} : elle n'a pas été lancée avant.")
        initiative.debut = le
    if acte == "terminer":
        if le < initiative.debut:
            refuser("le", f"Elle a été lancée le {date_fr(initiative.debut)} : elle ne s'est pas terminée avant.")
        initiative.fin = le


def _verifier_jalon(jalon: Jalon) -> None:
    aujourd_hui = timezone.localdate()
    if jalon.echeance < LOI or jalon.echeance > aujourd_hui + 3 * UN_AN:
        refuser("echeance", "Cette date est trop loin : vérifiez l'année.")
    if jalon.fait_le and not LOI <= jalon.fait_le <= aujourd_hui:
        refuser("fait_le", "Une étape faite l'est à une date passée : vérifiez-la.")
