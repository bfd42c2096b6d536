"""Reading the chapters on the council's word and means, as they stood on the last day of the period.

Counts and sums of money come from ``reporting.indicateurs``; the lists say what is behind them.
"""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from conseils.models import ConseilCitoyen, Initiative, Seance, Thematique
from reporting.confidentialite import petit
from reporting.indicateurs import Table
from reporting.querysets import actes_transmis, consultations_menees, initiatives_en_vie, seances_ouvertes
from reporting.rapports.bilan_conseil import donnees_parole as d
from reporting.rapports.communs.actes import acte_au
from reporting.rapports.communs.libelles import majuscule
from reporting.rapports.communs.moyens import CENTIME, budget, demandes
from socle.periode import Periode


def parole_du_conseil(conseil: ConseilCitoyen, table: Table, periode: Periode, *, compare: bool) -> d.Parole:
    """Everything that chapters 7 to 11 print. ``compare``: there is a year before."""
    return d.Parole(
        actes=tuple(acte_au(avis, periode.fin) for avis in actes_transmis(conseil, periode)),
        seances=tuple(_seance(seance) for seance in seances_ouvertes(conseil, periode)),
        initiatives=tuple(_initiative(i) for i in initiatives_en_vie(conseil, periode)),
        demandes=demandes(table),
        consultations=tuple(_consultation(c) for c in consultations_menees(conseil, periode)),
        themes=_themes(table),
        budget=budget(table, compare=compare),
    )


def _seance(seance: Seance) -> d.SeanceOuverte:
    part = next(iter(seance.la_sienne), None)
    return d.SeanceOuverte(
        date=seance.date,
        instance=seance.instance,
        present=seance.conseil_present,
        dit=part.dit if part else "",
        decide=part.decide if part else "",
        restitution=part.restitution if part else "",
    )


def _initiative(initiative: Initiative) -> d.InitiativeEnVie:
    partenaires = [initiative.structure, *initiative.partenaires.all(), *initiative.acteurs.all()]
    financements = initiative.financements.all()
    return d.InitiativeEnVie(
        numero=initiative.numero,
        titre=initiative.titre,
        route=majuscule(initiative.get_route_display()),
        partenaires=tuple(dict.fromkeys(str(p) for p in partenaires if p)),
        etat=majuscule(initiative.get_etat_display()),
        resultat=initiative.get_resultat_display(),
        apprentissage=initiative.apprentissage,
        demande=_total(f.demande for f in financements),
        accorde=_total(f.accorde for f in financements),
        depense=_total(f.montant_depense for f in financements),
    )


def _total(montants) -> Decimal:
    return sum((m for m in montants if m is not None), Decimal(0)).quantize(CENTIME)


def _consultation(consultation) -> d.ConsultationMenee:
    ouverture, cloture = (timezone.localdate(m) for m in (consultation.ouverture, consultation.cloture))
    return d.ConsultationMenee(consultation.titre, consultation.organisateur, ouverture, cloture)


def _themes(table: Table) -> tuple[d.ThemeConsulte, ...]:
    lignes = []
    for nature in Thematique.Nature:
        reponses, propositions, mesures = (
            table.mesure(cle, details=(nature.value,))
            for cle in ("reponses_theme", "propositions", "mesures_consultation")
        )
        if reponses or propositions or mesures:
            libelle = majuscule(nature.label.removesuffix(" (préciser)"))
            lignes.append(d.ThemeConsulte(libelle, None if petit(reponses) else reponses, propositions, mesures))
    return tuple(lignes)
