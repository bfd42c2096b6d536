"""The règlement intérieur of a conseil as it stood on a day: its state (indicator I18) and what awaits whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from django.db.models import TextChoices

from conseils.models import ConseilCitoyen, VerificationReglement, VersionReglement

INSTITUTION, AVIS = VerificationReglement.Institution, VerificationReglement.Avis


class EtatReglement(TextChoices):
    """Derived, never stored."""

    AUCUN = "aucun", "aucun"
    REDIGE = "redige", "rédigé"
    ADOPTE = "adopte", "adopté"
    PREFECTURE = "verifie_prefecture", "vérifié par la Préfecture"
    VILLE = "verifie_ville", "vérifié par la Ville"
    LES_DEUX = "verifie", "vérifié par la Préfecture et par la Ville"


VERIFIE_PAR = {
    (): EtatReglement.ADOPTE,
    (INSTITUTION.PREFECTURE,): EtatReglement.PREFECTURE,
    (INSTITUTION.VILLE,): EtatReglement.VILLE,
    (INSTITUTION.PREFECTURE, INSTITUTION.VILLE): EtatReglement.LES_DEUX,
}


@dataclass(frozen=True)
class Attente:
    """What is awaited, and from whom. ``institution`` is empty when it is from the conseil."""

    de: str
    quoi: str
    institution: str = ""


@dataclass(frozen=True)
class VersionLue:
    """A version with what was known of it on that day."""

    version: VersionReglement
    adoptee_le: date | None
    verifications: tuple[VerificationReglement, ...]

    def derniere(self, institution: str) -> VerificationReglement | None:
        """The opinion that prevails: the last one given."""
        return next((v for v in reversed(self.verifications) if v.institution == institution), None)

    @property
    def institutions(self) -> frozenset[str]:
        """Those that have given an opinion."""
        return frozenset(v.institution for v in self.verifications)

    @property
    def conformes(self) -> tuple[str, ...]:
        dernieres = ((institution, self.derniere(institution)) for institution in INSTITUTION)
        return tuple(institution for institution, v in dernieres if v and v.avis == AVIS.CONFORME)


@dataclass(frozen=True)
class Reglement:
    """All versions, the latest first."""

    versions: tuple[VersionLue, ...]

    @cached_property
    def en_vigueur(self) -> VersionLue | None:
        """The last one adopted; a later draft does not take its place."""
        return next((v for v in self.versions if v.adoptee_le), None)

    @cached_property
    def projet(self) -> VersionLue | None:
        """The latest version, when it is not adopted yet."""
        return self.versions[0] if self.versions and not self.versions[0].adoptee_le else None

    @cached_property
    def etat(self) -> EtatReglement:
        if self.en_vigueur:
            return VERIFIE_PAR[self.en_vigueur.conformes]
        return EtatReglement.REDIGE if self.versions else EtatReglement.AUCUN

    @cached_property
    def attentes(self) -> tuple[Attente, ...]:
        return tuple(self._attentes())

    def _attentes(self) -> Iterator[Attente]:
        if not self.versions:
            yield Attente("Conseil", "écrire son règlement intérieur")
        if self.projet:
            yield Attente("Conseil", f"adopter la {self.projet.version} en assemblée ouverte")
        if self.en_vigueur:
            yield from self._attentes_de_verification(self.en_vigueur)

    def _attentes_de_verification(self, lue: VersionLue) -> Iterator[Attente]:
        for institution in INSTITUTION:
            derniere = lue.derniere(institution)
            if derniere is None:
                yield Attente(institution.label, f"vérifier la {lue.version}", institution.value)
            elif derniere.avis == AVIS.OBSERVATIONS and not self.projet:
                yield Attente(
                    "Conseil", f"répondre aux observations de la {institution.label} par une nouvelle version"
                )


def reglement_du(conseil: ConseilCitoyen, jour: date) -> Reglement:
    """Read the règlement of ``conseil`` as it stood at the end of ``jour``, in two queries."""
    versions = conseil.versions_reglement.completes().filter(ecrit_le__lte=jour)
    return Reglement(tuple(_lire(version, version.verifications.all(), jour) for version in versions))


def etat_du_reglement(conseil: ConseilCitoyen, jour: date) -> EtatReglement:
    """The state alone, in one query."""
    lignes = conseil.versions_reglement.avec_avis().filter(ecrit_le__lte=jour)
    versions = (list(siennes) for _, siennes in groupby(lignes, key=attrgetter("pk")))
    # Where nothing was said, Django sets nothing.
    lues = (_lire(siennes[0], [v.donne for v in siennes if hasattr(v, "donne")], jour) for siennes in versions)
    return Reglement(tuple(lues)).etat


def reglements_des(conseils: Collection[int], jour: date) -> dict[int, Reglement]:
    """The règlement of each of these conseils at the end of ``jour``, in two queries whatever their number."""
    versions = VersionReglement.objects.completes().filter(conseil__in=conseils, ecrit_le__lte=jour)
    lues = [
        (version.conseil_id, _lire(version, version.verifications.all(), jour))
        for version in versions.order_by("-numero")
    ]
    return {conseil: Reglement(tuple(lue for c, lue in lues if c == conseil)) for conseil in conseils}


def _lire(version: VersionReglement, verifications: Iterable[VerificationReglement], jour: date) -> VersionLue:
    reunion = version.adoptee_en
    return VersionLue(
        version=version,
        adoptee_le=reunion.date if reunion and reunion.date <= jour else None,
        verifications=tuple(v for v in verifications if v.le <= jour),
    )
