"""Writing what a conseil does in an instance: its seats, who came, what was said and told back."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from comptes.models import Compte
from comptes.services.audit import tracer
from conseils.models import ConseilCitoyen, DelegationSeance, Membre, Representation, Reunion, Seance
from socle.services.ecriture import enregistrer, refuser, remplacer, verrouiller


@transaction.atomic
def designer(*, seance: Seance, conseil: ConseilCitoyen, par: Compte, membre: Membre, nature: str) -> Representation:
    """Give a seat to a membre. Raises ``ValidationError``."""
    delegation = _delegation(seance, conseil)
    if not conseil.membres.en_mandat_le(seance.date).filter(pk=membre.pk).exists():
        refuser("membre", "Ce membre n'a pas de mandat le jour de la séance.")
    if delegation.representations.filter(membre=membre).exists():
        refuser("membre", "Ce membre représente déjà le conseil à cette séance.")
    representation = Representation(delegation=delegation, membre=membre, nature=nature)
    enregistrer(representation)
    tracer(acte="representant_designe", objet=delegation, par=par, nature=nature)
    return representation


@transaction.atomic
def retirer(*, representation: Representation, par: Compte) -> None:
    """Take back a seat. Raises ``ValidationError`` once the membre came."""
    representation = verrouiller(representation)
    if representation.presence == Representation.Presence.PRESENT:
        refuser(NON_FIELD_ERRORS, "Ce représentant est noté présent : corrigez d'abord sa présence.")
    tracer(acte="representant_retire", objet=representation.delegation, par=par, nature=representation.nature)
    representation.delete()


@transaction.atomic
def rendre_compte(
    *,
    seance: Seance,
    conseil: ConseilCitoyen,
    par: Compte,
    presences: dict[int, str],
    restitue_en: Reunion | None,
    **textes,
) -> DelegationSeance:
    """Note who came, what was said and decided, and what the assembly was told. Raises ``ValidationError``."""
    delegation = _delegation(seance, conseil)
    if delegation.seance.statut != Seance.Statut.TENUE:
        refuser(NON_FIELD_ERRORS, "Le compte rendu s'écrit une fois la séance tenue.")
    _verifier_restitution(delegation, restitue_en, textes["restitution"])
    changes = remplacer(delegation, textes | {"restitue_en": restitue_en})
    enregistrer(delegation)
    _noter_presences(delegation, presences)
    tracer(acte="seance_rapportee", objet=delegation, par=par, champs=changes, presences=len(presences))
    return delegation


def _delegation(seance: Seance, conseil: ConseilCitoyen) -> DelegationSeance:
    """The part of the conseil in the séance, which is locked: two people would open it twice."""
    seance = verrouiller(seance)
    if not Seance.objects.ouvertes_a(conseil).filter(pk=seance.pk).exists():
        refuser(NON_FIELD_ERRORS, "Cette instance ne donne pas de siège à ce conseil.")
    if seance.statut == Seance.Statut.ANNULEE:
        refuser(NON_FIELD_ERRORS, "Cette séance est annulée.")
    return DelegationSeance.objects.get_or_create(seance=seance, conseil=conseil)[0]


def _verifier_restitution(delegation: DelegationSeance, reunion: Reunion | None, texte: str) -> None:
    if reunion is None:
        return
    if reunion.conseil_id != delegation.conseil_id:
        refuser("restitue_en", "Cette réunion n'est pas de ce conseil.")
    if reunion.date < delegation.seance.date:
        refuser("restitue_en", "Cette réunion précède la séance : elle n'a pas pu en entendre le compte rendu.")
    if not texte.strip():
        refuser("restitution", "Écrivez en quelques lignes ce qui a été dit à cette réunion.")


def _noter_presences(delegation: DelegationSeance, presences: dict[int, str]) -> None:
    for representation in delegation.representations.filter(pk__in=presences):
        representation.presence = presences[representation.pk]
        representation.full_clean()
        representation.save(update_fields=["presence"])
