"""Who is written to: the accounts that answer for an institution, and the animateurs of each conseil."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from comptes.models import Compte, Habilitation
from comptes.permissions import Permission as P
from comptes.roles import Portee, codes_ayant
from conseils.models import Destinataire

REPONDRE = codes_ayant(P.AVIS_REPONDRE, Portee.INSTITUTION)
ANIMER = codes_ayant(P.AVIS_MODIFIER, Portee.TERRITOIRE)


@dataclass(frozen=True)
class Personne:
    """An address, known by its account when it has one: whoever reads it is one person."""

    courriel: str
    compte: Compte | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return str(self.compte) if self.compte else self.courriel


class Annuaire:
    """Read once, in one query, for any number of addressees."""

    def __init__(self, habilitations: Iterable[Habilitation]) -> None:
        self._repondants: dict[tuple, dict[Personne, None]] = defaultdict(dict)
        self._animateurs: dict[int, dict[Personne, None]] = defaultdict(dict)
        self._connues: dict[str, Personne] = {}
        for habilitation in habilitations:
            self._inscrire(habilitation)

    def _inscrire(self, habilitation: Habilitation) -> None:
        compte, territoire = habilitation.compte, habilitation.arrondissement_id
        personne = self._connues.setdefault(compte.email.lower(), Personne(compte.email.lower(), compte))
        if habilitation.role in REPONDRE and compte.institution_id:
            self._repondants[compte.institution_id, territoire][personne] = None
        # The coordination, which may write the avis of all Paris, is not told of each reminder.
        if habilitation.role in ANIMER and territoire:
            self._animateurs[territoire][personne] = None

    def comptes(self, destinataire: Destinataire) -> list[Personne]:
        """The accounts of the institution that reach it."""
        institution, ici = destinataire.partenaire_id, destinataire.avis.conseil.arrondissement_id
        return list(self._repondants[institution, None] | self._repondants[institution, ici])

    def repondants(self, destinataire: Destinataire) -> list[Personne]:
        """The accounts that reach it, or else the address given with the avis; nobody, sometimes."""
        comptes = self.comptes(destinataire)
        if comptes or not destinataire.courriel:
            return comptes
        adresse = destinataire.courriel.lower()
        return [self._connues.get(adresse, Personne(adresse))]

    def animateurs(self, destinataire: Destinataire) -> list[Personne]:
        return list(self._animateurs[destinataire.avis.conseil.arrondissement_id])


def annuaire_du(jour: date) -> Annuaire:
    """Those whose habilitation runs on that day."""
    en_cours = Habilitation.objects.chevauchant(jour, jour).filter(role__in=[*REPONDRE, *ANIMER])
    return Annuaire(en_cours.filter(compte__is_active=True).select_related("compte").order_by("compte__email"))
