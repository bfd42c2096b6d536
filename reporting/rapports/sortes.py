"""The registry of the kinds of documents: code, title, what they are for, whether they need a conseil."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sorte:
    """A kind of document.

    ``prefixe`` begins its public numbers; ``par_conseil``: it is about one conseil. ``assembleur`` reads
    the database and returns an instance of ``donnees``, which ``gabarit`` prints. They are paths, not
    objects, because the models read this registry before there are models to assemble.
    """

    code: str
    titre: str
    prefixe: str
    par_conseil: bool
    assembleur: str
    donnees: str
    gabarit: str


SORTES: dict[str, Sorte] = {
    sorte.code: sorte
    for sorte in (
        Sorte(
            code="bilan-conseil",
            titre="Bilan annuel d'un conseil citoyen",
            prefixe="BC",
            par_conseil=True,
            assembleur="reporting.rapports.bilan_conseil.assembler",
            donnees="reporting.rapports.bilan_conseil.Bilan",
            gabarit="reporting/pdf/bilan_conseil.html",
        ),
    )
}
