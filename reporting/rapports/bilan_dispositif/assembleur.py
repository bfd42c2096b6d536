"""Reading the bilan of the dispositif, inside the caller's snapshot: figures are ``reporting.indicateurs``'."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from animateurs.models import Mission
from conseils.definitions import definition_eloigne
from conseils.models import Avis, Initiative
from reporting.indicateurs import INDICATEURS, collecter
from reporting.periodes import exercices_proposes, periodes_comparees
from reporting.querysets.bilan_dispositif import conseils_du_bilan, convention_du_dispositif
from reporting.rapports.bilan_dispositif import donnees as d
from reporting.rapports.bilan_dispositif.affirmations import affirmations
from reporting.rapports.bilan_dispositif.amelioration import amelioration
from reporting.rapports.bilan_dispositif.comparatifs import comparatifs, histogrammes, lieux, non_calcules
from reporting.rapports.bilan_dispositif.conseils import calendrier, fiches, perimetre
from reporting.rapports.bilan_dispositif.equipe import equipe, outils
from reporting.rapports.bilan_dispositif.lecture import LectureDuDispositif
from reporting.rapports.bilan_dispositif.manques import manques_du_dispositif
from reporting.rapports.bilan_dispositif.sexes import sexes_par_conseil
from reporting.rapports.communs.donnees import TableauSexue
from reporting.rapports.communs.lecture import cadre, temps_par_mission
from reporting.rapports.communs.moyens import budget, demandes
from reporting.rapports.communs.sexes import (
    tableau_eloignes,
    tableau_formes,
    tableau_premieres,
    tableaux_de_la_parole,
    tableaux_de_la_vie,
    tableaux_du_groupe,
)
from reporting.rapports.sujet import Sujet
from socle.exercice import exercice_courant
from territoires.models import Partenaire

CHIFFRES_CLES = ("I01", "I03", "I06", "I07", "I31", "I12", "I14", "I22")


def assembler(sujet: Sujet, moment: datetime) -> d.BilanDispositif:
    """Read the bilan of the dispositif for an exercice, as things stand at ``moment``."""
    lecture = _lire(sujet.exercice, timezone.localdate(moment))
    chiffres = {code: lecture.chiffre(code) for code, i in INDICATEURS.items() if i.chiffre or i.de_paris}
    contexte = fiches(lecture)
    return d.BilanDispositif(
        cadre=cadre(lecture, lecture.convention),
        dispositif=_dispositif(lecture),
        vide=lecture.vide,
        chiffres=tuple(chiffres[code] for code in CHIFFRES_CLES),
        definitions=tuple(chiffres.values()),
        equipe=equipe(lecture),
        outils=outils(lecture),
        conseils=contexte,
        perimetre=perimetre(lecture),
        comparatifs=comparatifs(lecture),
        histogrammes=histogrammes(lecture),
        carte=lieux(lecture),
        calendrier=calendrier(lecture),
        missions=temps_par_mission(lecture),
        affirmations=affirmations(lecture),
        parole=_parole(lecture),
        amelioration=amelioration(lecture),
        definition_eloigne=definition_eloigne(),
        eloignes=tableau_eloignes(lecture.table),
        tableaux_sexues=_tableaux_sexues(lecture),
        sexes_par_conseil=sexes_par_conseil(lecture),
        non_calcules=non_calcules(),
        manques=manques_du_dispositif(lecture, contexte),
    )


def _lire(exercice: int, jour: date) -> LectureDuDispositif:
    periodes = periodes_comparees(exercice, jour)
    # As on the dashboard: a conseil closed since is still told of, and counted in the year before.
    conseils = tuple(conseils_du_bilan(periodes[1]))
    return LectureDuDispositif(
        jour=jour,
        exercice=exercice,
        periodes=periodes,
        compare=exercice - 1 in exercices_proposes(exercice_courant(jour)),
        table=collecter([c.pk for c in conseils], periodes, jour=jour),
        conseils=conseils,
        convention=convention_du_dispositif(periodes[0]),
    )


def _dispositif(lecture: LectureDuDispositif) -> d.Dispositif | None:
    convention = lecture.convention
    if convention is None:
        return None
    premier, dernier = (exercice_courant(jour) for jour in (convention.debut, convention.fin))
    return d.Dispositif(
        annee=lecture.exercice - premier + 1,
        duree=dernier - premier + 1,
        debut=convention.debut,
        fin=convention.fin,
        operateur=convention.operateur,
        arrondissements=tuple(sorted(a.numero for a in convention.arrondissements.all())),
        objectifs=tuple(o.intitule for o in convention.objectifs.all()),
        missions=tuple(Mission.objects.filter(interne=False).values_list("intitule", flat=True)),
        postes_animateurs=convention.postes_animateurs,
        postes_coordination=convention.postes_coordination,
    )


def _parole(lecture: LectureDuDispositif) -> d.Parole:
    return d.Parole(
        actes_par_type=lecture.decomptes("avis", Avis.Type),
        institutions=_institutions(lecture),
        initiatives_par_route=lecture.decomptes("initiatives", Initiative.Route),
        demandes=demandes(lecture.table),
        budget=budget(lecture.table, compare=lecture.compare),
    )


def _institutions(lecture: LectureDuDispositif) -> tuple[d.InstitutionInterpellee, ...]:
    """In alphabetical order: their answers are not ranked either."""
    noms = Partenaire.objects.order_by("nom").values_list("nom", flat=True).distinct()
    lignes = [
        d.InstitutionInterpellee(
            nom, *(lecture.nombre(cle, details=(nom,)) for cle in ("adresses", "adresses_repondus"))
        )
        for nom in noms
    ]
    return tuple(ligne for ligne in lignes if ligne.adresses)


def _tableaux_sexues(lecture: LectureDuDispositif) -> tuple[TableauSexue, ...]:
    table = lecture.table
    return (
        *tableaux_du_groupe(table),
        *tableaux_de_la_vie(table),
        tableau_premieres(table),
        tableau_formes(table),
        *tableaux_de_la_parole(table),
    )
