"""The part that each conseil takes in a séance, as one account may read it: names only where it sees members."""

from __future__ import annotations

from dataclasses import dataclass

from comptes.models import Compte
from comptes.permissions import Permission as P
from conseils.models import ConseilCitoyen, DelegationSeance, Membre, Representation, Seance


@dataclass(frozen=True)
class Siege:
    """``nom`` is empty for those who do not see the members."""

    representation: Representation
    nom: str


@dataclass(frozen=True)
class Part:
    """One conseil in one séance. ``saisir``: this account may name its representatives and report."""

    conseil: ConseilCitoyen
    delegation: DelegationSeance | None
    sieges: tuple[Siege, ...]
    saisir: bool

    @property
    def presents(self) -> int:
        return sum(s.representation.presence == Representation.Presence.PRESENT for s in self.sieges)


def parts(seance: Seance, compte: Compte) -> list[Part]:
    """The conseils that have a seat there and that this account sees, in the order of the arrondissements."""
    if not seance.type.ouverte_au_conseil:
        return []
    conseils = ConseilCitoyen.objects.pour(compte, P.INSTANCE_VOIR).select_related("arrondissement")
    if seance.arrondissement_id:
        conseils = conseils.filter(arrondissement=seance.arrondissement_id)
    saisis = set(ConseilCitoyen.objects.pour(compte, P.REPRESENTATION_SAISIR).values_list("pk", flat=True))
    delegations = {d.conseil_id: d for d in _delegations(seance, compte)}
    noms = _noms(seance, compte)
    return [_part(conseil, delegations.get(conseil.pk), noms, conseil.pk in saisis) for conseil in conseils]


def _delegations(seance: Seance, compte: Compte):
    lisibles = seance.delegations.pour(compte, P.INSTANCE_VOIR).select_related("restitue_en")
    return lisibles.prefetch_related("representations")


def _noms(seance: Seance, compte: Compte) -> dict[int, str]:
    membres = Membre.objects.pour(compte, P.MEMBRE_VOIR).filter(representations__delegation__seance=seance)
    return {membre.pk: str(membre) for membre in membres}


def _part(conseil: ConseilCitoyen, delegation: DelegationSeance | None, noms: dict[int, str], saisir: bool) -> Part:
    representations = delegation.representations.all() if delegation else ()
    sieges = tuple(Siege(r, noms.get(r.membre_id, "")) for r in representations)
    return Part(conseil, delegation, sieges, saisir)
