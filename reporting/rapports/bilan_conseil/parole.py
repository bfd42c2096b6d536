"""Reading the chapters on the council's word and means, as they stood on the last day of the period.

Counts and sums of money come from ``reporting.indicateurs``; the lists say what is behind them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import timezone

from conseils.models import (
    Avis,
    ConseilCitoyen,
    Destinataire,
    Initiative,
    Reponse,
    Seance,
    Suite,
    Thematique,
)
from reporting.confidentialite import petit
from reporting.indicateurs import Table
from reporting.querysets import actes_transmis, consultations_menees, initiatives_en_vie, seances_ouvertes
from reporting.rapports.bilan_conseil import donnees_parole as d
from reporting.rapports.communs.libelles import majuscule
from reporting.rapports.communs.moyens import CENTIME, budget, demandes
from socle.periode import Periode
from socle.templatetags.typographie import date_fr

PLURIEL = 2


def parole_du_conseil(conseil: ConseilCitoyen, table: Table, periode: Periode, *, compare: bool) -> d.Parole:
    """Everything that chapters 7 to 11 print. ``compare``: there is a year before."""
    return d.Parole(
        actes=tuple(_acte(avis, periode.fin) for avis in actes_transmis(conseil, periode)),
        seances=tuple(_seance(seance) for seance in seances_ouvertes(conseil, periode)),
        initiatives=tuple(_initiative(i) for i in initiatives_en_vie(conseil, periode)),
        demandes=demandes(table),
        consultations=tuple(_consultation(c) for c in consultations_menees(conseil, periode)),
        themes=_themes(table),
        budget=budget(table, compare=compare),
    )


def _acte(avis: Avis, le: date) -> d.Acte:
    return d.Acte(
        numero=avis.numero,
        type=majuscule(avis.get_type_display()),
        titre=avis.titre,
        objectifs=tuple(str(o) for o in avis.objectifs.all()) or ((avis.sujet_libre,) if avis.sujet_libre else ()),
        transmis_le=avis.transmis_le,
        votes=_votes(avis),
        divergences=tuple(divergence.texte for divergence in avis.divergences.all()),
        adresses=tuple(_adresse(destinataire, avis, le) for destinataire in avis.destinataires.all()),
    )


def _votes(avis: Avis) -> str:
    if avis.voix_pour is None:
        return ""
    abstentions = "abstention" if avis.abstentions < PLURIEL else "abstentions"
    return f"{avis.voix_pour} pour, {avis.voix_contre} contre, {avis.abstentions} {abstentions}"


def _adresse(destinataire: Destinataire, avis: Avis, le: date) -> d.ActeAdresse:
    connues = [r for r in destinataire.reponses.all() if r.le <= le]
    repondu_le = min((r.le for r in connues if r.sens in Reponse.FINALES), default=None)
    return d.ActeAdresse(
        institution=destinataire.partenaire.nom,
        reponse=_reponse(destinataire, connues, le),
        repondu_le=repondu_le,
        delai=repondu_le and (repondu_le - avis.transmis_le).days,
        suites=tuple(_suite(s, le) for r in connues for s in r.suites.all()),
    )


def _reponse(destinataire: Destinataire, connues: list[Reponse], le: date) -> str:
    """Where the answer stands on that day. A tacit agreement is an answer; a late one says so."""
    finales = [r for r in connues if r.sens in Reponse.FINALES]
    if finales:
        retard = ", hors délai" if any(r.hors_delai for r in connues) else ""
        return f"{majuscule(finales[-1].get_sens_display())}{retard}"
    echeance = destinataire.echeance
    if echeance and echeance < le:
        return "Le silence vaut accord" if destinataire.tacite else f"En retard, attendue le {date_fr(echeance)}"
    if connues:
        return f"À l’étude jusqu’au {date_fr(connues[-1].etude_jusqu_au)}"
    return f"Attendue le {date_fr(echeance)}" if echeance else "Attendue, sans délai fixé"


def _suite(suite: Suite, le: date) -> d.SuiteEngagee:
    constat = next((c for c in reversed(suite.constats.all()) if c.le <= le), None)
    return d.SuiteEngagee(
        action=suite.action,
        responsable=suite.responsable,
        echeance=suite.echeance,
        etat=suite.get_etat_display(),
        effet=constat.get_resultat_display() if constat else "",
        preuve=constat.preuve if constat else "",
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
