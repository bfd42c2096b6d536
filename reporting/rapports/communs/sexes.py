"""The sexed tables of all the conseils of a ``Table``, with their small counts hidden together.

The same totals appear in several tables: which of them are hidden is decided once and given to every
table, since a figure hidden here and printed there is not hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from conseils.models import ComptageFormation, Mandat, Sexe, TrancheAge
from reporting.confidentialite import masquer_ligne, masquer_tableau, petit
from reporting.indicateurs import Table
from reporting.rapports.communs.donnees import LigneSexuee, PartSexuee, TableauSexue
from reporting.rapports.communs.libelles import majuscule

SEXES = ("femmes", "hommes", "non renseigné")

Nombres = tuple[int, ...]
Ligne = tuple[str, Nombres]


def tableaux_du_groupe(table: Table) -> tuple[TableauSexue, ...]:
    """The groupe moteur by collège, by age, by origin. Its totals are always printed."""
    return (
        tableau_sexue(
            "Groupe moteur par collège",
            _par_detail(table, "membres", Mandat.College),
            en_bref="Groupe moteur",
            sommes_publiees=True,
        ),
        tableau_sexue("Groupe moteur par tranche d’âge", _par_detail(table, "membres_age", TrancheAge)),
        tableau_sexue(
            "Groupe moteur par origine", _par_detail(table, "membres_origine", Mandat.Origine), sommes_publiees=True
        ),
    )


def tableaux_de_la_vie(table: Table) -> tuple[TableauSexue, ...]:
    """Entries, exits and participations."""
    membres, public = qualites(table)
    ensemble, des_membres, du_public = totaux_masques(membres, public)
    return (
        _mouvements("Entrées au groupe moteur", _par_detail(table, "entrees", Mandat.Origine)),
        _mouvements("Sorties du groupe moteur", _par_detail(table, "sorties", Mandat.MotifFin)),
        tableau_sexue(
            "Participations par qualité",
            [("Membres du groupe moteur", membres), ("Autres participants", public)],
            ensemble,
            sommes_publiees=True,
        ),
        tableau_sexue(
            "Participations de membres par tranche d’âge",
            _par_detail(table, "presences", TrancheAge),
            des_membres,
            en_bref="Venues de membres",
        ),
        tableau_sexue(
            "Participations d’autres personnes par tranche d’âge",
            _par_detail(table, "public", TrancheAge),
            du_public,
            en_bref="Autres venues",
        ),
    )


def tableau_eloignes(table: Table) -> TableauSexue:
    """Of the public: éloignés, others who answered, and those who did not."""
    _, public = qualites(table)
    _, _, du_public = totaux_masques(*qualites(table))
    eloignes, reponses = par_sexe(table, "eloignes"), par_sexe(table, "reponses_eloignes")
    lignes = [
        ("Éloignés de la participation", eloignes),
        ("Autres réponses", _difference(reponses, eloignes)),
        ("N’ont pas répondu", _difference(public, reponses)),
    ]
    return tableau_sexue("Participants, hors membres, selon leur réponse", lignes, du_public)


def tableau_premieres(table: Table) -> TableauSexue:
    """Of the public: those who said that they came for the first time, and everybody else."""
    membres, public = qualites(table)
    premieres = par_sexe(table, "premieres")
    lignes = [("Premières venues", premieres), ("Déjà venus, ou sans réponse", _difference(public, premieres))]
    return tableau_sexue(
        "Participants, hors membres, venus pour la première fois", lignes, totaux_masques(membres, public)[2]
    )


def part_par_sexe(table: Table, code: str) -> tuple[PartSexuee, ...]:
    """A share for each sex. Hidden for two of them rather than one: with the whole, one would be found again."""
    valeur = table.valeur(code)
    parts = [part for part in (valeur.femmes, valeur.hommes, valeur.non_renseigne) if part is not None]
    caches = masquer_ligne([p.numerateur for p in parts]) | masquer_ligne(
        [p.denominateur - p.numerateur for p in parts]
    )
    return tuple(
        PartSexuee(libelle, None if j in caches or p.valeur is None else round(p.valeur, 2), j in caches)
        for j, (libelle, p) in enumerate(zip(SEXES, parts, strict=True))
    )


def tableau_formes(table: Table) -> TableauSexue:
    """People trained: members once, the others at each session."""
    lignes = [
        ("Membres du conseil", par_sexe(table, "membres_formes_periode")),
        *_par_detail(table, "formes_autres", ComptageFormation.Public),
    ]
    return tableau_sexue("Personnes formées, par public", lignes, masquer_ligne(_somme([n for _, n in lignes])))


def tableaux_de_la_parole(table: Table) -> tuple[TableauSexue, ...]:
    """People who sat in instances, who answered consultations, who carry initiatives; the few are left out."""
    venus, reponses = par_sexe(table, "representants"), par_sexe(table, "reponses_consultation")
    porteurs = _par_detail(table, "porteurs", TrancheAge)
    par_age = _somme([n for _, n in porteurs])
    tableaux = [
        (venus, TableauSexue("Représentants venus aux séances d’instances", "", (), _ensemble(venus))),
        (reponses, TableauSexue("Réponses aux consultations", "", (), _ensemble(reponses))),
        (par_age, tableau_sexue("Porteurs d’initiatives par tranche d’âge", porteurs, masquer_ligne(par_age))),
    ]
    return tuple(t for nombres, t in tableaux if sum(nombres) and not petit(sum(nombres)))


def _ensemble(nombres: Nombres) -> LigneSexuee:
    return _ligne("Ensemble", nombres, masquer_ligne(nombres))


def qualites(table: Table) -> tuple[Nombres, Nombres]:
    """Participations of members, and of the others."""
    return par_sexe(table, "presences"), par_sexe(table, "public")


def totaux_masques(membres: Nombres, public: Nombres) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Which sexes are hidden among all participations, those of members, those of the others."""
    ensemble = masquer_ligne(_somme([membres, public]))
    caches = masquer_tableau([membres, public], ensemble, sommes_publiees=True)
    return ensemble, _colonnes(caches, 0), _colonnes(caches, 1)


def par_sexe(table: Table, cle: str, details: Collection[str] | None = None, *, conseil: int | None = None) -> Nombres:
    """One count for women, for men, for the others; of all the conseils of the table, or of one."""
    return tuple(table.mesure(cle, conseil, sexes=(sexe,), details=details) for sexe in Sexe.values)


def _par_detail(table: Table, cle: str, choix: type) -> list[Ligne]:
    return [(majuscule(c.label), par_sexe(table, cle, (c.value,))) for c in choix]


def tableau_sexue(
    titre: str,
    lignes: Sequence[Ligne],
    totaux_masques: Collection[int] = (),
    *,
    en_bref: str = "",
    sommes_publiees: bool = False,
) -> TableauSexue:
    """A sexed table, its small cells hidden with those that would give them away."""
    nombres = [n for _, n in lignes]
    caches = masquer_tableau(nombres, totaux_masques, sommes_publiees=sommes_publiees)
    return TableauSexue(
        titre,
        en_bref,
        tuple(_ligne(libelle, n, _colonnes(caches, i)) for i, (libelle, n) in enumerate(lignes)),
        _ligne("Ensemble", _somme(nombres), totaux_masques),
    )


def _mouvements(titre: str, lignes: Sequence[Ligne]) -> TableauSexue:
    """Entries or exits: how many for each reason is printed elsewhere, and who is nowhere else."""
    return tableau_sexue(titre, lignes, masquer_ligne(_somme([n for _, n in lignes])), sommes_publiees=True)


def _ligne(libelle: str, nombres: Nombres, caches: Collection[int]) -> LigneSexuee:
    visibles = [None if j in caches else n for j, n in enumerate([*nombres, sum(nombres)])]
    return LigneSexuee(libelle, *visibles)


def _colonnes(caches: Collection[tuple[int, int]], ligne: int) -> frozenset[int]:
    return frozenset(j for i, j in caches if i == ligne)


def _somme(lignes: Sequence[Nombres]) -> Nombres:
    return tuple(sum(colonne) for colonne in zip(*lignes, strict=True))


def _difference(plus: Nombres, moins: Nombres) -> Nombres:
    return tuple(max(0, a - b) for a, b in zip(plus, moins, strict=True))
