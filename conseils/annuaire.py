"""Who is written to: the accounts that answer for an institution, and the animateurs of each conseil."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.db.models.functions import Lower

from comptes.models import Compte, Habilitation
from comptes.models.compte import CompteQuerySet
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


def annuaire_de(destinataires: Collection[Destinataire], jour: date) -> Annuaire:
    """Those whose habilitation runs on that day, and who may be written to about these addressees.

    Nobody else is read: of two thousand people in France, a page about eight conseils concerns a few.
    """
    en_cours = Habilitation.objects.chevauchant(jour, jour).filter(role__in=[*REPONDRE, *ANIMER])
    concernes = en_cours.filter(_de_leur_territoire(destinataires) | Q(compte__in=_leurs_comptes(destinataires)))
    return Annuaire(concernes.filter(compte__is_active=True).select_related("compte").order_by("compte__email"))


def _de_leur_territoire(destinataires: Iterable[Destinataire]) -> Q:
    return Q(role__in=ANIMER, arrondissement__in={d.avis.conseil.arrondissement_id for d in destinataires})


def _leurs_comptes(destinataires: Iterable[Destinataire]) -> CompteQuerySet:
    """Of the institutions, and those known by an address given with an avis. Apart: each side keeps its index."""
    adresses = {d.courriel.lower() for d in destinataires if d.courriel}
    comptes = Compte.objects.alias(adresse=Lower("email"))
    return comptes.filter(Q(institution__in={d.partenaire_id for d in destinataires}) | Q(adresse__in=adresses))
