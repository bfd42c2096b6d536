"""The one place where what is imported (I40 to I43) enters a dossier: parts D, E, I and J."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from reporting.confidentialite import NON_COMMUNIQUE, masquer_ligne
from reporting.querysets import importes as lectures
from reporting.querysets.copil import objectifs_des_priorites
from reporting.rapports.communs.chiffres import chiffre
from reporting.rapports.communs.donnees import Chiffre
from reporting.rapports.communs.libelles import majuscule
from reporting.rapports.dossier_copil import donnees_importees as d
from reporting.rapports.dossier_copil.lecture import Lecture
from socle.templatetags.typographie import date_fr, nombre
from territoires.models import Appreciation, Engagement, MesureCible, MesureParis, MesureQuartier, Quartier

PAUVRETE = MesureQuartier.Indicateur.PAUVRETE
# Only the opinions belong to a conseil: the others have no meaning but for all of Paris.
DU_CONSEIL, DE_PARIS = ("I40",), ("I41", "I41r", "I42", "I43", "I43s", "I43d")


def lire_les_donnees_importees(lecture: Lecture, quartiers: Iterable[Quartier]) -> d.Importees:
    """Targets, commitments, series and opinions, as known on ``lecture.arrete_au``.

    For one territory: the targets of the objectives of its priorities, then the money, the quartiers and the
    opinions of its arrondissement.
    """
    mesures, cibles = _partout_et_ici(lecture, lectures.dernieres_mesures_des_cibles(lecture.arrete_au), _concernes)
    annees = (lecture.exercice, lecture.exercice - 1)
    engages, engagements = _partout_et_ici(lecture, lectures.engagements_par_signataire(annees), _d_ici)
    donnees = list(lectures.appreciations_de_la_periode(lecture.periodes[0]))
    opinions = _d_ici(lecture, donnees)
    lus = {"cibles": (mesures, cibles), "engagements": (engages, engagements), "opinions": (donnees, opinions)}
    return d.Importees(
        cibles=tuple(_cible(mesure) for mesure in cibles),
        cibles_sans_mesure=lectures.nombre_de_cibles() - len(mesures) if lecture.paris and mesures else 0,
        engagements=tuple(_engagements(engagements, lecture.exercice)),
        ecarts=tuple(_ecarts(quartiers, lecture)),
        opinions=_opinions(opinions),
        chiffres=tuple(_chiffres(lecture)),
        ailleurs=tuple(part for part, (partout, ici) in lus.items() if partout and not ici),
    )


def _partout_et_ici(lecture: Lecture, lignes: Iterable, trier: Callable[[Lecture, list], list]) -> tuple[list, list]:
    """What was imported, and what of it is about this dossier: all of it for Paris."""
    toutes = list(lignes)
    return toutes, toutes if lecture.paris else trier(lecture, toutes)


def _d_ici(lecture: Lecture, lignes: list[dict]) -> list[dict]:
    arrondissements = {conseil.arrondissement_id for conseil in lecture.conseils}
    return [ligne for ligne in lignes if ligne["arrondissement"] in arrondissements]


def _chiffres(lecture: Lecture) -> Iterator[Chiffre]:
    """Those that can be told. No money at all is a figure that nobody gave."""
    for code in (*DU_CONSEIL, *(DE_PARIS if lecture.paris else ())):
        lu = chiffre(lecture.annee, code, compare=True)
        if lu.valeur is not None and (lu.unite != "€" or lu.valeur or lu.avant):
            yield lu


# -- Part D -------------------------------------------------------------------------------------------------


def _concernes(lecture: Lecture, mesures: list[MesureCible]) -> list[MesureCible]:
    """Those whose objective is that of a priority, or stands above or below it in the contract."""
    codes = objectifs_des_priorites(lecture.cles, lecture.arrete_au)
    avec_objectif = [mesure for mesure in mesures if mesure.cible.element]
    return [m for m in avec_objectif if any(_meme_branche(m.cible.element.code, code) for code in codes)]


def _meme_branche(code: str, autre: str) -> bool:
    return f"{code}.".startswith(f"{autre}.") or f"{autre}.".startswith(f"{code}.")


def _cible(mesure: MesureCible) -> d.CibleSuivie:
    cible = mesure.cible
    visee = f"{cible.get_sens_display()} {_exact(cible.valeur)}" if cible.valeur is not None else "à suivre"
    return d.CibleSuivie(
        element=str(cible.element or ""),
        libelle=f"{cible.libelle} ({cible.unite})",
        derniere=_exact(mesure.valeur),
        derniere_le=mesure.date,
        visee=visee,
        echeance=cible.echeance,
        source=mesure.source,
    )


def _exact(valeur: Decimal) -> str:
    """With its decimals when it has some."""
    decimales = max(0, -valeur.normalize().as_tuple().exponent)
    return nombre(valeur, decimales)


# -- Part E -------------------------------------------------------------------------------------------------


def _engagements(lignes: Iterable[dict], exercice: int) -> Iterator[d.EngagementFinancier]:
    """One line for each signatory and kind of money, whatever the axes, the places and the sources."""
    for (signataire, nature), groupe in groupby(lignes, lambda e: (e["signataire__nom"], e["nature"])):
        siennes = list(groupe)
        yield d.EngagementFinancier(
            signataire=signataire,
            nature=Engagement.Nature(nature).label,
            montant=_total(siennes, exercice),
            avant=_total(siennes, exercice - 1),
            source=" ; ".join(sorted({e["source"] for e in siennes})),
        )


def _total(lignes: list[dict], annee: int) -> Decimal | None:
    montants = [e["total"] for e in lignes if e["annee"] == annee]
    return sum(montants, Decimal(0)) if montants else None


# -- Part I -------------------------------------------------------------------------------------------------


def _ecarts(quartiers: Iterable[Quartier], lecture: Lecture) -> Iterator[d.EcartDunQuartier]:
    annee = lecture.arrete_au.year
    paris = lectures.pauvrete_de_paris(annee)
    for quartier in quartiers:
        pauvretes = [m for m in quartier.mesures.all() if m.indicateur == PAUVRETE and m.annee in paris]
        derniere = max(pauvretes, key=lambda m: m.annee, default=None)
        rang = max((r for r in quartier.rangs.all() if r.annee <= annee), key=lambda r: r.annee, default=None)
        if derniere or rang:
            yield d.EcartDunQuartier(
                quartier=quartier.nom,
                ecart=_ecart(derniere, paris[derniere.annee]) if derniere else "–",
                rang=f"{nombre(rang.rang)} sur {nombre(rang.sur)} en {rang.annee}" if rang else "–",
                sources=tuple(_sources(derniere, derniere and paris[derniere.annee], rang)),
            )


def _ecart(mesure: MesureQuartier, paris: MesureParis) -> str:
    """« + 20,0 points en 2022 »."""
    points = mesure.valeur - paris.valeur
    signe = "+" if points > 0 else "−" if points else ""
    return f"{signe}{nombre(abs(points), 1)} points en {mesure.annee}"


def _sources(*lus) -> list[str]:
    return sorted({lu.source for lu in lus if lu})


# -- Part J -------------------------------------------------------------------------------------------------


def _opinions(lignes: list[dict]) -> tuple[d.OpinionRecueillie, ...]:
    """Few answers are hidden, with another line when they could be found again in the mean of all."""
    caches = masquer_ligne([ligne["total_reponses"] for ligne in lignes])
    return tuple(_opinion(ligne, cacher=rang in caches) for rang, ligne in enumerate(lignes))


def _opinion(ligne: dict, *, cacher: bool) -> d.OpinionRecueillie:
    moyen, numero = majuscule(Appreciation.Moyen(ligne["moyen"]).label), ligne["arrondissement__numero"]
    lieu = "1er" if numero == 1 else f"{numero}e"
    note = Decimal(ligne["total_notes"]) / ligne["total_reponses"]
    return d.OpinionRecueillie(
        origine=f"{moyen}, {lieu}, {date_fr(ligne['date'])}",
        note=NON_COMMUNIQUE if cacher else nombre(note, 1),
        reponses=NON_COMMUNIQUE if cacher else nombre(ligne["total_reponses"]),
        source=ligne["source"],
    )
