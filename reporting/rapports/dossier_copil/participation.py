"""Part G: who takes part, sexed; the few are hidden, with those who would give them away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conseils.models import ConseilCitoyen, Sexe
from reporting.confidentialite import NON_COMMUNIQUE, masquer_ligne, petit
from reporting.rapports.communs.chiffres import chiffre
from reporting.rapports.communs.donnees import TableauSexue
from reporting.rapports.communs.sexes import (
    Nombres,
    par_sexe,
    tableau_eloignes,
    tableau_sexue,
    tableaux_de_la_vie,
    tableaux_du_groupe,
)
from reporting.rapports.communs.tableaux import LigneDeChiffres, TableauDeChiffres, tableau_par_conseil
from reporting.rapports.dossier_copil import donnees as d
from reporting.rapports.dossier_copil.lecture import Lecture

CODES = ("I01", "I02", "I03", "I07", "I12", "I31")
# Shares only: the counts behind them stand in the sexed tables.
PARTS = ("I02", "I03", "I12", "I31")
CONNUS = (Sexe.FEMME, Sexe.HOMME)
EFFECTIFS = {
    "membres du groupe moteur": ("membres",),
    "participations aux réunions": ("presences", "public"),
    "représentants venus aux séances": ("representants",),
    "réponses à la question sur la participation": ("reponses_eloignes",),
}


def participation(lecture: Lecture) -> d.Participation:
    membres = _membres(lecture)
    return d.Participation(
        chiffres=tuple(chiffre(lecture.annee, code, compare=True) for code in CODES),
        par_conseil=_parts(lecture, membres) if lecture.paris else None,
        tableaux=(membres, *_venues(lecture), *_representants(lecture), tableau_eloignes(lecture.annee)),
        sans_ventilation=tuple(_sans_ventilation(lecture)),
    )


def _membres(lecture: Lecture) -> TableauSexue:
    """The totals of the groupe moteur are always printed."""
    if not lecture.paris:
        return tableaux_du_groupe(lecture.annee)[0]
    lignes = [(c.nom, _nombres(lecture, "membres", c)) for c in lecture.conseils]
    return _tableau("Groupe moteur, conseil par conseil", lignes, en_bref="Groupe moteur", sommes_publiees=True)


def _venues(lecture: Lecture) -> tuple[TableauSexue, ...]:
    if not lecture.paris:
        return (tableaux_de_la_vie(lecture.annee)[2],)
    lignes = [
        (c.nom, _somme(_nombres(lecture, "presences", c), _nombres(lecture, "public", c))) for c in lecture.conseils
    ]
    return (_tableau("Participations aux réunions, conseil par conseil", lignes, en_bref="Participations"),)


def _representants(lecture: Lecture) -> tuple[TableauSexue, ...]:
    """Left out when they are few in all: their total would be about them."""
    nombres = par_sexe(lecture.annee, "representants")
    if not sum(nombres) or petit(sum(nombres)):
        return ()
    lignes = [(c.nom, _nombres(lecture, "representants", c)) for c in lecture.conseils]
    return (_tableau("Représentants venus aux séances d’instances", lignes),)


def _tableau(
    titre: str, lignes: list[tuple[str, Nombres]], *, en_bref: str = "", sommes_publiees: bool = False
) -> TableauSexue:
    """The sums of the columns are hidden as in the annexes, which print them too."""
    totaux = () if sommes_publiees else masquer_ligne(_somme(*[n for _, n in lignes]))
    return tableau_sexue(titre, lignes, totaux, en_bref=en_bref, sommes_publiees=sommes_publiees)


def _nombres(lecture: Lecture, cle: str, conseil: ConseilCitoyen) -> Nombres:
    return par_sexe(lecture.annee, cle, conseil=conseil.pk)


def _somme(*lignes: Nombres) -> Nombres:
    return tuple(sum(colonne) for colonne in zip(*lignes, strict=True))


def _parts(lecture: Lecture, membres: TableauSexue) -> TableauDeChiffres:
    """The share of women is hidden wherever the count of women or of men is: with the total it would tell it."""
    tableau = tableau_par_conseil("Parts, conseil par conseil", PARTS, lecture.conseils, lecture.annee)
    caches = {ligne.libelle for ligne in membres.lignes if None in ligne.effectifs}
    lignes = tuple(_cacher(ligne) if ligne.libelle in caches else ligne for ligne in tableau.lignes)
    return replace(tableau, lignes=lignes)


def _cacher(ligne: LigneDeChiffres) -> LigneDeChiffres:
    rang = PARTS.index("I03")
    return replace(ligne, textes=(*ligne.textes[:rang], NON_COMMUNIQUE, *ligne.textes[rang + 1 :]))


def _sans_ventilation(lecture: Lecture) -> Iterator[str]:
    for libelle, cles in EFFECTIFS.items():
        for conseil in lecture.conseils:
            total, connus = (
                sum(lecture.annee.mesure(cle, conseil.pk, sexes=sexes) for cle in cles) for sexes in (None, CONNUS)
            )
            if total and not connus:
                yield f"{libelle}, {conseil.nom}"
