"""Writing the budget propre: share the envelope, spend a part of it. No sum is ever exceeded."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen, Depense, Enveloppe, Initiative, PartBudget
from conseils.services.depots import ranger
from socle.exercice import exercice_courant
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller
from socle.templatetags.typographie import euros

Parts = Mapping[ConseilCitoyen, Decimal]


def champ_part(conseil: ConseilCitoyen) -> str:
    """The name of a conseil's field: what the form calls it and what a refusal points at."""
    return f"part_{conseil.arrondissement.numero}"


@transaction.atomic
def repartir(*, exercice: int, par: Compte, montant: Decimal, source: str, parts: Parts) -> Enveloppe:
    """Set the envelope of an exercice and the part of each of these conseils. Raises ``ValidationError``."""
    Enveloppe.objects.get_or_create(exercice=exercice)
    enveloppe = Enveloppe.objects.select_for_update().get(exercice=exercice)
    anciennes = {part.conseil_id: part for part in enveloppe.parts.select_for_update().order_by("pk")}
    _verifier_somme(montant, parts, anciennes)
    changes = remplacer(enveloppe, {"montant": montant, "source": source.strip()})
    enregistrer(enveloppe)
    changees = [_fixer(enveloppe, conseil, part, anciennes) for conseil, part in parts.items()]
    tracer(
        acte="budget_reparti",
        objet=enveloppe,
        par=par,
        champs=changes,
        parts_changees=sum(changees),
        montant=str(montant),
        reparti=str(sum(parts.values())),
    )
    return enveloppe


@transaction.atomic
def saisir_depense(*, conseil: ConseilCitoyen, par: Compte, fichier: UploadedFile | None = None, **champs) -> Depense:
    """Record an expense on the conseil's part of that exercice. Raises ``ValidationError``."""
    depense = Depense(part=_part_du(conseil, champs["date"]), **champs)
    _enregistrer(depense, fichier)
    tracer(acte="depense_saisie", objet=depense, par=par, montant=str(depense.montant), poste=depense.poste)
    return depense


@transaction.atomic
def corriger_depense(
    *, depense: Depense, par: Compte, motif: str, fichier: UploadedFile | None = None, **champs
) -> Depense:
    """Correct an expense and say why; the trail keeps the amount that it had. Raises ``ValidationError``."""
    depense = _en_vigueur(depense, motif)
    avant = depense.montant
    changes = remplacer(depense, champs)
    depense.part = _part_du(depense.part.conseil, depense.date)
    _enregistrer(depense, fichier)
    tracer(
        acte="depense_corrigee",
        objet=depense,
        par=par,
        de=str(avant),
        vers=str(depense.montant),
        motif=motif.strip(),
        champs=changes + ["justificatif"] * bool(fichier),
    )
    return depense


@transaction.atomic
def annuler_depense(*, depense: Depense, par: Compte, motif: str) -> Depense:
    """Cancel an expense and say why: it stays, and counts no more. Raises ``ValidationError``."""
    depense = _en_vigueur(depense, motif)
    depense.annulee_le, depense.motif = timezone.localdate(), motif.strip()
    enregistrer(depense)
    tracer(acte="depense_annulee", objet=depense, par=par, de=str(depense.montant), motif=depense.motif)
    return depense


def _verifier_somme(montant: Decimal, parts: Parts, anciennes: Mapping[int, PartBudget]) -> None:
    conserves = {conseil.pk for conseil in parts}
    ailleurs = sum((part.montant for pk, part in anciennes.items() if pk not in conserves), Decimal(0))
    reparti = sum(parts.values(), ailleurs)
    if reparti > montant:
        refuser(
            "montant",
            f"Les parts font {euros(reparti)}, soit {euros(reparti - montant)} de plus que l'enveloppe de "
            f"{euros(montant)} : baissez des parts, ou corrigez l'enveloppe.",
        )


def _fixer(
    enveloppe: Enveloppe, conseil: ConseilCitoyen, montant: Decimal, anciennes: Mapping[int, PartBudget]
) -> bool:
    """Write one part; tell whether it changed. Never less than what is already spent."""
    part = anciennes.get(conseil.pk) or PartBudget(enveloppe=enveloppe, conseil=conseil, montant=Decimal(0))
    if part.montant == montant:
        return False
    depense = part.depenses.total() if part.pk else Decimal(0)
    if montant < depense:
        refuser(
            champ_part(conseil), f"Ce conseil a déjà dépensé {euros(depense)} : sa part ne peut pas être plus basse."
        )
    part.montant = montant
    enregistrer(part)
    return True


def _part_du(conseil: ConseilCitoyen, jour: date) -> PartBudget:
    """The part on which a day's expense counts, locked: two expenses cannot share the same remainder."""
    if jour > timezone.localdate():
        refuser("date", "Cette date est à venir : une dépense se saisit une fois payée.")
    exercice = exercice_courant(jour)
    part = PartBudget.objects.filter(conseil=conseil, enveloppe__exercice=exercice).first()
    if part is None:
        refuser(
            "date",
            f"Ce conseil n'a pas de part du budget propre pour l'exercice {exercice} : la coordination la fixe.",
        )
    return verrouiller(part)


def _enregistrer(depense: Depense, fichier: UploadedFile | None) -> None:
    _verifier_reste(depense)
    _verifier_initiative(depense.initiative, depense.part)
    if fichier:
        depense.justificatif = ranger(fichier, dossier=f"justificatifs/{depense.part.conseil_id}")
    enregistrer(depense)


def _verifier_reste(depense: Depense) -> None:
    part = depense.part
    reste = part.montant - part.depenses.total(sans=depense)
    if depense.montant > reste:
        refuser(
            "montant",
            f"Il reste {euros(reste)} sur la part de {euros(part.montant)} : cette dépense la dépasse de "
            f"{euros(depense.montant - reste)}.",
        )


def _verifier_initiative(initiative: Initiative | None, part: PartBudget) -> None:
    if initiative and initiative.conseil_id != part.conseil_id:
        refuser("initiative", "Cette initiative est celle d'un autre conseil.")


def _en_vigueur(depense: Depense, motif: str) -> Depense:
    depense = verrouiller(depense)
    if depense.annulee_le:
        refuser("motif", f"Cette dépense a été annulée le {depense.annulee_le:%d/%m/%Y} : elle ne change plus.")
    if not motif.strip():
        refuser("motif", "Indiquez pourquoi : la coordination le lira.")
    return depense
