"""The registry of the kinds of documents: code, title, what they are for, what they are about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sorte:
    """A kind of document.

    ``prefixe`` begins its public numbers. ``par_conseil``: it is about one conseil, otherwise about the whole
    dispositif; ``objets``: it is about one thing of these, which says which conseil and which exercice.
    ``assembleur`` reads the database and returns an instance of ``donnees``, which ``gabarit`` prints. These
    are paths, not objects, because the models read this registry before there are models to assemble.
    ``interne``: it stays in the team even when it is published, because it names people.
    """

    code: str
    titre: str
    description: str
    prefixe: str
    assembleur: str
    donnees: str
    gabarit: str
    par_conseil: bool = True
    objets: str = ""
    interne: bool = False


SORTES: dict[str, Sorte] = {
    sorte.code: sorte
    for sorte in (
        Sorte(
            code="bilan-conseil",
            titre="Bilan annuel d'un conseil citoyen",
            description="Quatorze chapitres sur un conseil et un exercice, avec les données sexuées en annexe.",
            prefixe="BC",
            assembleur="reporting.rapports.bilan_conseil.assembler",
            donnees="reporting.rapports.bilan_conseil.Bilan",
            gabarit="reporting/pdf/bilan_conseil.html",
        ),
    )
}

INTERNES = [sorte.code for sorte in SORTES.values() if sorte.interne]
