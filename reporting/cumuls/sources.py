"""Which rows weigh on which months: one declaration for each table that an additive count reads.

``tests/reporting/cumuls/test_sources.py`` reads the SQL of these counts and refuses a table or a column that
is not declared here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chemin:
    """From a row ``{x}`` to the conseil and the day that it weighs on.

    ``jour`` is a date, moved by ``plus`` days; ``de``: the tables between, joined by ``ou``.
    """

    conseil: str
    jour: str
    plus: str = ""
    de: str = ""
    ou: str = ""


@dataclass(frozen=True)
class Source:
    """``colonnes``: those that change a count. Writing another one touches nothing."""

    table: str
    colonnes: tuple[str, ...]
    chemins: tuple[Chemin, ...]


def _de_reunion(table: str, *colonnes: str) -> Source:
    chemin = Chemin("r.conseil_id", "r.date", de="conseils_reunion r", ou="r.id = {x}.reunion_id")
    return Source(table, ("reunion_id", *colonnes), (chemin,))


def _de_delegation(table: str, *colonnes: str) -> Source:
    chemin = Chemin(
        "d.conseil_id",
        "f.debut",
        de="conseils_delegationformation d, conseils_formation f",
        ou="d.id = {x}.delegation_id AND f.id = d.formation_id",
    )
    return Source(table, ("delegation_id", *colonnes), (chemin,))


def _d_initiative(table: str, *colonnes: str) -> Source:
    chemin = Chemin("i.conseil_id", "i.proposee_le", de="conseils_initiative i", ou="i.id = {x}.initiative_id")
    return Source(table, ("initiative_id", *colonnes), (chemin,))


_REUNIONS = (
    Source(
        "conseils_reunion",
        (
            "conseil_id",
            "date",
            "statut",
            "type",
            "echelle",
            "lieu_prete",
            "auto_animee",
            "presences_saisies",
        ),
        (Chemin("{x}.conseil_id", "{x}.date"),),
    ),
    _de_reunion("conseils_presence", "membre_id", "nature"),
    _de_reunion("conseils_comptagepublic", "sexe", "tranche_age", "nombre"),
    _de_reunion("conseils_comptageeloignes", "sexe", "reponses", "eloignes", "deja_venus"),
    _de_reunion("conseils_comptagepremieres", "sexe", "nombre"),
    Source(
        "conseils_membre",
        ("sexe", "tranche_age"),
        (
            Chemin(
                "r.conseil_id",
                "r.date",
                de="conseils_presence p, conseils_reunion r",
                ou="p.membre_id = {x}.id AND r.id = p.reunion_id",
            ),
            Chemin(
                "d.conseil_id",
                "s.date",
                de="conseils_representation p, conseils_delegationseance d, conseils_seance s",
                ou="p.membre_id = {x}.id AND d.id = p.delegation_id AND s.id = d.seance_id",
            ),
        ),
    ),
)

_JOURNAL = (
    Source(
        "animateurs_lignejournal",
        ("semaine_id", "jour", "mission_id", "minutes"),
        (
            Chemin(
                "a.conseil_id",
                "s.lundi",
                plus="{x}.jour",
                de="animateurs_semainejournal s, animateurs_affectation a",
                ou="s.id = {x}.semaine_id AND a.id = s.affectation_id",
            ),
        ),
    ),
    Source(
        "animateurs_semainejournal",
        ("affectation_id", "lundi", "etat"),
        (
            Chemin(
                "a.conseil_id",
                "{x}.lundi",
                plus="l.jour",
                de="animateurs_lignejournal l, animateurs_affectation a",
                ou="l.semaine_id = {x}.id AND a.id = {x}.affectation_id",
            ),
        ),
    ),
    Source(
        "animateurs_affectation",
        ("conseil_id",),
        (
            Chemin(
                "{x}.conseil_id",
                "s.lundi",
                plus="l.jour",
                de="animateurs_semainejournal s, animateurs_lignejournal l",
                ou="s.affectation_id = {x}.id AND l.semaine_id = s.id",
            ),
        ),
    ),
    Source(
        "animateurs_mission",
        ("code",),
        (
            Chemin(
                "a.conseil_id",
                "s.lundi",
                plus="l.jour",
                de="animateurs_lignejournal l, animateurs_semainejournal s, animateurs_affectation a",
                ou="l.mission_id = {x}.id AND s.id = l.semaine_id AND a.id = s.affectation_id",
            ),
        ),
    ),
)

_FORMATIONS = (
    Source(
        "conseils_delegationformation",
        ("formation_id", "conseil_id", "participants_saisis"),
        (Chemin("{x}.conseil_id", "f.debut", de="conseils_formation f", ou="f.id = {x}.formation_id"),),
    ),
    Source(
        "conseils_formation",
        ("debut", "minutes", "nature", "organisme"),
        (Chemin("d.conseil_id", "{x}.debut", de="conseils_delegationformation d", ou="d.formation_id = {x}.id"),),
    ),
    _de_delegation("conseils_comptageformation", "public", "sexe", "nombre"),
    _de_delegation("conseils_competencesdeclarees", "sexe", "reponses", "somme_avant", "somme_apres"),
)

_AVIS = (
    Source(
        "conseils_avis",
        ("conseil_id", "type", "etat", "transmis_le"),
        (
            Chemin("{x}.conseil_id", "{x}.transmis_le"),
            Chemin("{x}.conseil_id", "d.repondu_le", de="conseils_destinataire d", ou="d.avis_id = {x}.id"),
        ),
    ),
    Source(
        "conseils_destinataire",
        ("avis_id", "partenaire_id", "repondu_le"),
        (
            Chemin("a.conseil_id", "a.transmis_le", de="conseils_avis a", ou="a.id = {x}.avis_id"),
            Chemin("a.conseil_id", "{x}.repondu_le", de="conseils_avis a", ou="a.id = {x}.avis_id"),
        ),
    ),
    Source(
        "conseils_reponse",
        ("destinataire_id", "hors_delai"),
        (
            Chemin(
                "a.conseil_id",
                "d.repondu_le",
                de="conseils_destinataire d, conseils_avis a",
                ou="d.id = {x}.destinataire_id AND a.id = d.avis_id",
            ),
        ),
    ),
    Source(
        "territoires_partenaire",
        ("nom",),
        tuple(
            Chemin(
                "a.conseil_id",
                jour,
                de="conseils_destinataire d, conseils_avis a",
                ou="d.partenaire_id = {x}.id AND a.id = d.avis_id",
            )
            for jour in ("a.transmis_le", "d.repondu_le")
        ),
    ),
)

_INSTANCES = (
    Source(
        "conseils_seance",
        ("statut", "date"),
        (Chemin("d.conseil_id", "{x}.date", de="conseils_delegationseance d", ou="d.seance_id = {x}.id"),),
    ),
    Source(
        "conseils_delegationseance",
        ("conseil_id", "seance_id"),
        (Chemin("{x}.conseil_id", "s.date", de="conseils_seance s", ou="s.id = {x}.seance_id"),),
    ),
    Source(
        "conseils_representation",
        ("delegation_id", "membre_id", "presence"),
        (
            Chemin(
                "d.conseil_id",
                "s.date",
                de="conseils_delegationseance d, conseils_seance s",
                ou="d.id = {x}.delegation_id AND s.id = d.seance_id",
            ),
        ),
    ),
)

_INITIATIVES = (
    Source(
        "conseils_initiative",
        ("conseil_id", "proposee_le", "fin", "route", "resultat"),
        (Chemin("{x}.conseil_id", "{x}.proposee_le"), Chemin("{x}.conseil_id", "{x}.fin")),
    ),
    _d_initiative("conseils_comptageporteurs", "sexe", "tranche_age", "nombre"),
    _d_initiative("conseils_financement", "source", "etat", "demande"),
    Source(
        "conseils_reponsequestionnaire",
        ("conseil_id", "recue_le", "sexe"),
        (Chemin("{x}.conseil_id", "{x}.recue_le"),),
    ),
)

SOURCES = (*_REUNIONS, *_JOURNAL, *_FORMATIONS, *_AVIS, *_INSTANCES, *_INITIATIVES)
