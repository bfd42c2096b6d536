"""Writing the projet de territoire: its versions, its priorities, their progress, the conseil's word."""

from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import (
    AvancementPriorite,
    ConseilCitoyen,
    ContributionProjet,
    PrioriteTerritoire,
    ProjetTerritoire,
)
from conseils.services.ecriture import verrouiller_conseil
from conseils.services.instances import PREMIER_JOUR
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller


@transaction.atomic
def ajouter_version(*, conseil: ConseilCitoyen, par: Compte, **champs) -> ProjetTerritoire:
    """Record a version; the priorities of the one before go on in it, to be changed. Raises ``ValidationError``."""
    verrouiller_conseil(conseil.pk)
    projet = ProjetTerritoire(conseil=conseil, **champs)
    _verifier_version(projet)
    precedent = conseil.projets_territoire.en_vigueur_le(projet.adopte_le)
    enregistrer(projet)
    if precedent:
        _reprendre(precedent, projet)
    tracer(acte="projet_territoire_ajoute", objet=projet, par=par, adopte_le=projet.adopte_le)
    return projet


def _verifier_version(projet: ProjetTerritoire) -> None:
    if projet.adopte_le < PREMIER_JOUR:
        refuser("adopte_le", "Les projets de territoire datent de 2015 au plus tôt : vérifiez l'année.")
    if projet.adopte_le > timezone.localdate():
        refuser("adopte_le", "Cette date est à venir : enregistrez la version une fois adoptée.")
    if projet.conseil.projets_territoire.filter(adopte_le=projet.adopte_le).exists():
        refuser("adopte_le", "Une version adoptée ce jour-là est déjà enregistrée.")


def _reprendre(precedent: ProjetTerritoire, projet: ProjetTerritoire) -> None:
    PrioriteTerritoire.objects.bulk_create(
        PrioriteTerritoire(projet=projet, rang=p.rang, intitule=p.intitule, element=p.element)
        for p in precedent.priorites.select_related("element")
    )


@transaction.atomic
def ajouter_priorite(*, projet: ProjetTerritoire, par: Compte, **champs) -> PrioriteTerritoire:
    """Add a priority at the end. Raises ``ValidationError``."""
    projet = verrouiller(projet)
    priorite = PrioriteTerritoire(projet=projet, rang=projet.priorites.prochain_rang(), **champs)
    enregistrer(priorite)
    tracer(acte="priorite_ajoutee", objet=priorite, par=par, rang=priorite.rang)
    return priorite


@transaction.atomic
def modifier_priorite(*, priorite: PrioriteTerritoire, par: Compte, **champs) -> PrioriteTerritoire:
    """Correct a priority. Raises ``ValidationError``."""
    priorite = verrouiller(priorite)
    changes = remplacer(priorite, champs)
    enregistrer(priorite)
    tracer(acte="priorite_modifiee", objet=priorite, par=par, champs=changes)
    return priorite


@transaction.atomic
def noter_avancement(
    *, priorite: PrioriteTerritoire, par: Compte, exercice: int, avancement: str, commentaire: str
) -> AvancementPriorite:
    """Say where a priority stands in one exercice; said again, it replaces. Raises ``ValidationError``."""
    priorite = verrouiller(priorite)
    if avancement == AvancementPriorite.Avancement.ABANDONNE and not commentaire.strip():
        refuser("commentaire", "Indiquez pourquoi cette priorité est abandonnée.")
    ligne = priorite.avancements.filter(exercice=exercice).first()
    ligne = ligne or AvancementPriorite(priorite=priorite, exercice=exercice)
    avant = ligne.avancement
    ligne.avancement, ligne.commentaire = avancement, commentaire
    enregistrer(ligne)
    tracer(acte="avancement_note", objet=priorite, par=par, de=avant, vers=avancement, exercice=exercice)
    return ligne


@transaction.atomic
def ajouter_contribution(*, conseil: ConseilCitoyen, par: Compte, **champs) -> ContributionProjet:
    """Record what the conseil brought. Raises ``ValidationError``."""
    contribution = ContributionProjet(conseil=conseil, **champs)
    _verifier_contribution(contribution)
    enregistrer(contribution)
    tracer(acte="contribution_ajoutee", objet=contribution, par=par, etape=contribution.etape)
    return contribution


@transaction.atomic
def modifier_contribution(*, contribution: ContributionProjet, par: Compte, **champs) -> ContributionProjet:
    """Correct a contribution. Raises ``ValidationError``."""
    contribution = verrouiller(contribution)
    changes = remplacer(contribution, champs)
    _verifier_contribution(contribution)
    enregistrer(contribution)
    tracer(acte="contribution_modifiee", objet=contribution, par=par, champs=changes)
    return contribution


def _verifier_contribution(contribution: ContributionProjet) -> None:
    if not PREMIER_JOUR <= contribution.date <= timezone.localdate():
        refuser("date", "Une contribution date de 2015 au plus tôt et d'aujourd'hui au plus tard.")
    reunion = contribution.reunion
    if reunion and reunion.conseil_id != contribution.conseil_id:
        refuser("reunion", "Cette réunion n'est pas de ce conseil.")
