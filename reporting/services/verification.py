"""Proving that what was published is what is kept: the data, the page and the file, against the row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from comptes.services.audit import tracer
from reporting.models import DefautRapport, Rapport
from reporting.rapports.document import empreinte, empreinte_du_fichier

Nature = DefautRapport.Nature
PAR_LOT = 20  # rows in memory at once: each holds its data and its page


@dataclass(frozen=True)
class Verification:
    """How many published documents were read again, and everything that is wrong with them."""

    lus: int
    defauts: list[DefautRapport]


def verifier() -> Verification:
    """Read every published document again; keep what is wrong, lift what no longer is."""
    lus, trouves = 0, []
    for rapport in Rapport.objects.filter(etat=Rapport.Etat.PUBLIE).order_by("pk").iterator(chunk_size=PAR_LOT):
        lus += 1
        trouves += _consigner(rapport, set(_defauts(rapport)))
    return Verification(lus, trouves)


def _defauts(rapport: Rapport) -> Iterator[str]:
    if empreinte(rapport.donnees) != rapport.donnees_sha256:
        yield Nature.DONNEES
    # Published before pages were kept: neither page nor fingerprint.
    if (rapport.html or rapport.html_sha256) and empreinte(rapport.html) != rapport.html_sha256:
        yield Nature.PAGE
    if defaut := _defaut_du_fichier(rapport):
        yield defaut


def _defaut_du_fichier(rapport: Rapport) -> str:
    try:
        with rapport.fichier.open() as fichier:
            return "" if empreinte_du_fichier(fichier) == rapport.sha256 else Nature.ALTERE
    except FileNotFoundError:
        return Nature.ABSENT
    except OSError:
        return Nature.ILLISIBLE


@transaction.atomic
def _consigner(rapport: Rapport, natures: set[str]) -> list[DefautRapport]:
    """One row for each defect as long as it lasts; each is traced once."""
    ouverts = {defaut.nature: defaut for defaut in rapport.defauts.filter(leve_le=None)}
    for defaut in (ouverts.pop(nature) for nature in set(ouverts) - natures):
        defaut.leve_le = timezone.now()
        defaut.save()
        tracer(acte="rapport.defaut_leve", objet=rapport, par=None, nature=defaut.nature)
    for nature in sorted(natures - set(ouverts)):
        ouverts[nature] = DefautRapport.objects.create(rapport=rapport, nature=nature)
        tracer(acte="rapport.defaut", objet=rapport, par=None, nature=nature)
    return [ouverts[nature] for nature in sorted(ouverts)]
