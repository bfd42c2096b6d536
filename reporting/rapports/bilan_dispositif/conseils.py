"""The context of each conseil, and the quartiers of all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal

from conseils.models import ConseilCitoyen, Seance
from conseils.reglement import reglements_des
from reporting.querysets import bilan_dispositif as lectures
from reporting.rapports.bilan_dispositif import donnees as d
from reporting.rapports.bilan_dispositif.lecture import LectureDuDispositif
from socle.templatetags.typographie import date_fr
from territoires.models import Quartier

QPV, QVA = Quartier.Categorie.QPV, Quartier.Categorie.QVA


def fiches(lecture: LectureDuDispositif) -> tuple[d.FicheConseil, ...]:
    """One per conseil, as things stood on the last day of the period."""
    periode, cles = lecture.periodes[0], lecture.cles
    etats = {
        "reglements": reglements_des(cles, periode.fin),
        "portages": lectures.portages_en_cours(cles, periode),
        "feuilles": lectures.feuilles_de_l_exercice(cles, lecture.exercice),
        "moyens": lectures.moyens_en_cours(cles, periode),
    }
    return tuple(_fiche(conseil, lecture, **etats) for conseil in lecture.conseils)


def _fiche(conseil: ConseilCitoyen, lecture: LectureDuDispositif, **etats) -> d.FicheConseil:
    portage, feuille = (etats[nom].get(conseil.pk) for nom in ("portages", "feuilles"))
    quartiers = conseil.perimetre
    return d.FicheConseil(
        arrondissement=conseil.arrondissement.numero,
        statut=conseil.statut_le(lecture.periodes[0].fin),
        qpv=_combien(quartiers, QPV),
        qva=_combien(quartiers, QVA),
        population=_population(quartiers),
        reglement=etats["reglements"][conseil.pk].etat.label,
        portage=portage.get_mode_display() if portage else "",
        structure=portage.structure if portage else "",
        feuille=feuille.situation[1] if feuille else "",
        moyens=tuple(f"{m.description} ({m.prete_par})" for m in etats["moyens"] if m.conseil_id == conseil.pk),
        acteurs=conseil.acteurs_connus,
        interlocuteurs=conseil.interlocuteurs_connus,
    )


def perimetre(lecture: LectureDuDispositif) -> d.Perimetre:
    """A quartier shared by two conseils is counted once."""
    quartiers = list({q.pk: q for c in lecture.conseils for q in c.perimetre}.values())
    annees = {q.population_annee for q in quartiers if q.categorie == QPV and q.population_annee}
    return d.Perimetre(
        _combien(quartiers, QPV), _combien(quartiers, QVA), _population(quartiers), tuple(sorted(annees))
    )


def _combien(quartiers: Collection[Quartier], categorie: str) -> int:
    return len([q for q in quartiers if q.categorie == categorie])


def _population(quartiers: Collection[Quartier]) -> Decimal | None:
    """Of the QPV whose population is published; ``None`` when none is."""
    connues = [q.population for q in quartiers if q.categorie == QPV and q.population is not None]
    return sum(connues) if connues else None


def calendrier(lecture: LectureDuDispositif) -> tuple[d.CalendrierDunLieu, ...]:
    """The séances held: those of Paris, then those of each arrondissement, in order."""
    seances = lectures.seances_tenues(lecture.periodes[0])
    lieux = [("Tout Paris", None), *((c.arrondissement.ordinal, c.arrondissement_id) for c in lecture.conseils)]
    return tuple(
        d.CalendrierDunLieu(libelle, tuple(_par_instance([s for s in seances if s.arrondissement_id == lieu])))
        for libelle, lieu in lieux
    )


def _par_instance(seances: Collection[Seance]) -> Iterator[str]:
    """« Direction de projet : 10 février, 17 mars »."""
    dates = defaultdict(list)
    for seance in seances:
        dates[seance.type.nom].append(date_fr(seance.date, "j F"))
    return (f"{instance} : {', '.join(jours)}" for instance, jours in sorted(dates.items()))
