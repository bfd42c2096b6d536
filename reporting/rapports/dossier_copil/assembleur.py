"""Reading a dossier, inside the caller's snapshot. Counts come from ``reporting.indicateurs`` only."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from conseils.models import BilanContrat, Seance
from reporting.querysets.copil import convention_de_paris, quartiers_prioritaires
from reporting.rapports.communs.moyens import demandes
from reporting.rapports.dossier_copil import donnees as d
from reporting.rapports.dossier_copil.animation import animation
from reporting.rapports.dossier_copil.annexes import calendrier, frequences, sigles, tableaux_annexes
from reporting.rapports.dossier_copil.controles import controles
from reporting.rapports.dossier_copil.importees import lire_les_donnees_importees
from reporting.rapports.dossier_copil.lecture import Lecture, lire
from reporting.rapports.dossier_copil.parole import parole
from reporting.rapports.dossier_copil.participation import participation
from reporting.rapports.dossier_copil.propositions import propositions
from reporting.rapports.dossier_copil.seance import convocation, decisions, ordre_du_jour
from reporting.rapports.dossier_copil.territoire import evaluation, priorites, quartiers, sources_quartiers
from reporting.rapports.sujet import Sujet
from socle.templatetags.typographie import date_fr


def assembler(sujet: Sujet, moment: datetime) -> d.Dossier:
    """Read the dossier of the séance that ``sujet`` is about, as things stand at ``moment``."""
    seance = Seance.objects.select_related("type", "arrondissement").get(pk=sujet.objet)
    lecture = lire(seance, timezone.localdate(moment))
    bilan = BilanContrat.objects.filter(exercice=lecture.exercice_de_la_seance.debut.year).first()
    suites, suivies = decisions(lecture), priorites(lecture)
    dite, venue = parole(lecture), participation(lecture)
    lus = list(quartiers_prioritaires(lecture.cles))
    return d.Dossier(
        cadre=_cadre(lecture, sujet),
        controles=controles(lecture, bilan, dite, venue),
        convocation=convocation(lecture),
        ordre_du_jour=ordre_du_jour(lecture),
        decisions=suites,
        bilan_valide_le=bilan.valide_le if bilan and bilan.valide_le <= lecture.arrete_au else None,
        priorites=suivies,
        financements=demandes(lecture.annee),
        importees=lire_les_donnees_importees(lecture, lus),
        parole=dite,
        participation=venue,
        animation=animation(lecture),
        quartiers=quartiers(lus, lecture),
        sources_quartiers=sources_quartiers(lus),
        evaluation=evaluation(lecture),
        propositions=propositions(lecture, suites, suivies, dite),
        tableaux_sexues=tableaux_annexes(lecture, venue),
        calendrier=calendrier(lecture),
        frequences=frequences(lecture),
        sigles=sigles(),
    )


def _cadre(lecture: Lecture, sujet: Sujet) -> d.Cadre:
    seance, (periode, avant) = lecture.seance, lecture.periodes
    convention = convention_de_paris(lecture.arrete_au)
    return d.Cadre(
        paris=lecture.paris,
        conseil=sujet.conseil.nom if sujet.conseil else "",
        instance=seance.instance,
        le=seance.date,
        exercice=periode.libelle.removeprefix("exercice "),
        depuis=lecture.periode.debut,
        precedente=lecture.precedente and lecture.precedente.date,
        arrete_au=lecture.arrete_au,
        comparaison=f"{avant.libelle} au {date_fr(avant.fin, 'j F')}",
        convention=convention.intitule if convention else "",
        commanditaires=tuple(p.nom for p in convention.commanditaires.all()) if convention else (),
        partenaire=convention.partenaire.nom if convention else "",
        fictif=bool(convention and convention.fictive),
    )
