"""The sexed figures of each conseil with their total, their small counts hidden across the whole table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reporting.confidentialite import masquer_ligne, petit
from reporting.rapports.bilan_dispositif.lecture import LectureDuDispositif
from reporting.rapports.communs.donnees import LigneSexuee, TableauSexue
from reporting.rapports.communs.sexes import (
    par_sexe,
    qualites,
    tableau_eloignes,
    tableau_formes,
    tableau_sexue,
    totaux_masques,
)


def sexes_par_conseil(lecture: LectureDuDispositif) -> tuple[TableauSexue, ...]:
    """Nothing for a single conseil: its figures are the total, which is printed already."""
    return tuple(_tableaux(lecture)) if len(lecture.conseils) > 1 else ()


def _tableaux(lecture: LectureDuDispositif) -> Iterator[TableauSexue]:
    """The totals are hidden where the tables of the whole dispositif hide them."""
    _, des_membres, du_public = totaux_masques(*qualites(lecture.table))
    yield _groupe_moteur(lecture)
    for titre, cle, totaux in (
        ("Participations de membres, par conseil", "presences", des_membres),
        ("Participations d’autres personnes, par conseil", "public", du_public),
    ):
        yield _tableau(lecture, titre, cle, totaux, sommes_publiees=True)
    for titre, cle, totaux in _peu_nombreux(lecture):
        if lecture.nombre(cle) and not petit(lecture.nombre(cle)):
            yield _tableau(lecture, titre, cle, totaux)


def _groupe_moteur(lecture: LectureDuDispositif) -> TableauSexue:
    """In full, as in the bilan of each conseil: parity is told, and would give the hidden cells away."""
    lignes = [
        LigneSexuee(c.arrondissement.ordinal, *_avec_la_somme(par_sexe(lecture.table, "membres", conseil=c.pk)))
        for c in lecture.conseils
    ]
    ensemble = LigneSexuee("Ensemble", *_avec_la_somme(par_sexe(lecture.table, "membres")))
    return TableauSexue("Groupe moteur, par conseil", "", tuple(lignes), ensemble)


def _avec_la_somme(nombres: Sequence[int]) -> tuple[int, ...]:
    return (*nombres, sum(nombres))


def _peu_nombreux(lecture: LectureDuDispositif) -> Iterator[tuple[str, str, frozenset[int]]]:
    """Counts whose totals are not printed anyhow: title, count, hidden totals."""
    for titre, cle, dans_l_ensemble in (
        ("Venues d’habitants éloignés, par conseil", "eloignes", tableau_eloignes),
        ("Membres formés dans l’exercice, par conseil", "membres_formes_periode", tableau_formes),
    ):
        effectifs = dans_l_ensemble(lecture.table).lignes[0].effectifs
        yield titre, cle, frozenset(j for j, nombre in enumerate(effectifs) if nombre is None)
    for titre, cle in (
        ("Représentants venus aux instances, par conseil", "representants"),
        ("Porteurs d’initiatives, par conseil", "porteurs"),
        ("Réponses aux consultations, par conseil", "reponses_consultation"),
    ):
        yield titre, cle, masquer_ligne(par_sexe(lecture.table, cle))


def _tableau(
    lecture: LectureDuDispositif, titre: str, cle: str, totaux: Collection[int], *, sommes_publiees: bool = False
) -> TableauSexue:
    lignes = [(c.arrondissement.ordinal, par_sexe(lecture.table, cle, conseil=c.pk)) for c in lecture.conseils]
    return tableau_sexue(titre, lignes, totaux, sommes_publiees=sommes_publiees)
