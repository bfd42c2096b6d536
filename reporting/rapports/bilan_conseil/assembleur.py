"""Reading a bilan, inside the caller's snapshot. Counts come from ``reporting.indicateurs`` only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from animateurs.heures import chiffres_annotables
from animateurs.models import Mission
from conseils.autonomie import notes
from conseils.definitions import definition_eloigne
from conseils.models import (
    Avis,
    ConseilCitoyen,
    DelegationFormation,
    EvaluationAutonomie,
    Formation,
    Initiative,
    Mandat,
    Reunion,
)
from reporting.indicateurs import INDICATEURS, collecter
from reporting.periodes import periodes_comparees
from reporting.querysets import (
    convention_du_conseil,
    evaluations_connues,
    exercices_du_conseil,
    formations_suivies,
    notes_du_conseil,
    quartiers_du_perimetre,
    reunions_tenues,
)
from reporting.rapports.bilan_conseil import donnees as d
from reporting.rapports.bilan_conseil.carte import carte_du_perimetre
from reporting.rapports.bilan_conseil.organisation import fiche_du_conseil
from reporting.rapports.bilan_conseil.parole import parole_du_conseil
from reporting.rapports.communs.attentions import attentions, manques
from reporting.rapports.communs.lecture import Lecture, cadre, temps_par_mission
from reporting.rapports.communs.libelles import majuscule
from reporting.rapports.communs.sexes import (
    part_par_sexe,
    tableau_eloignes,
    tableau_formes,
    tableau_premieres,
    tableaux_de_la_parole,
    tableaux_de_la_vie,
    tableaux_du_groupe,
)
from reporting.rapports.sujet import Sujet
from socle.exercice import periode_de_l_exercice
from territoires.models import MesureQuartier, Quartier

CHIFFRES_CLES = ("I01", "I03", "I06", "I07", "I08", "I09", "I31", "I30")


@dataclass(frozen=True)
class _Lecture(Lecture):
    """What the parts of the bilan of one conseil are read from."""

    conseil: ConseilCitoyen


def assembler(sujet: Sujet, moment: datetime) -> d.Bilan:
    """Read the bilan of a conseil for an exercice, as things stand at ``moment``."""
    lecture = _lire(sujet.conseil, sujet.exercice, timezone.localdate(moment))
    return d.Bilan(
        cadre=cadre(lecture, convention_du_conseil(lecture.conseil, lecture.periodes[0])),
        conseil=fiche_du_conseil(lecture.conseil, lecture.periodes[0].fin),
        attentions=attentions(lecture.table),
        notes=_notes(lecture.conseil, lecture.exercice),
        manques=manques(lecture.table, en_cours=lecture.en_cours),
        **_chiffres(lecture),
        **_perimetre(lecture),
        **_groupe(lecture),
        **_reunions(lecture),
        **_animation(lecture),
        **_publics(lecture),
        **_formation_et_autonomie(lecture),
        **_parole(lecture),
    )


# The chapters of the document: each returns the fields of ``Bilan`` that it prints.


def _chiffres(lecture: _Lecture) -> dict:
    chiffres = {code: lecture.chiffre(code) for code, i in INDICATEURS.items() if i.chiffre}
    return {"chiffres": tuple(chiffres[code] for code in CHIFFRES_CLES), "definitions": tuple(chiffres.values())}


def _perimetre(lecture: _Lecture) -> dict:
    quartiers = quartiers_du_perimetre(lecture.conseil)
    return {
        "quartiers": tuple(_quartier(q) for q in quartiers),
        "sources_quartiers": _sources(quartiers),
        "carte": carte_du_perimetre(lecture.conseil, quartiers),
    }


def _groupe(lecture: _Lecture) -> dict:
    return {
        "composition": lecture.decomptes("membres", Mandat.College),
        "origines": lecture.decomptes("membres_origine", Mandat.Origine),
        "entrees": lecture.decomptes("entrees", Mandat.Origine),
        "sorties": lecture.decomptes("sorties", Mandat.MotifFin),
    }


def _reunions(lecture: _Lecture) -> dict:
    return {
        "reunions": tuple(_reunion(r) for r in reunions_tenues(lecture.conseil, lecture.periodes[0])),
        "reunions_par_type": _par_type(lecture),
        "reunions_par_echelle": lecture.decomptes("reunions_echelle", Reunion.Echelle),
        "reunions_particulieres": _particulieres(lecture),
        "mois": _mois(lecture),
    }


def _animation(lecture: _Lecture) -> dict:
    return {"missions": temps_par_mission(lecture), "semaines": _semaines(lecture)}


def _publics(lecture: _Lecture) -> dict:
    table = lecture.table
    return {
        "tableaux_sexues": (*tableaux_du_groupe(table), *tableaux_de_la_vie(table), *tableaux_de_la_parole(table)),
        "eloignes": tableau_eloignes(table),
        "definition_eloigne": definition_eloigne(),
        "premieres": tableau_premieres(table),
        "retours": part_par_sexe(table, "I32"),
    }


def _formation_et_autonomie(lecture: _Lecture) -> dict:
    evaluations = evaluations_connues(lecture.conseil, lecture.periodes[0])
    return {
        "formations": tuple(_formation(f) for f in formations_suivies(lecture.conseil, lecture.periodes[0])),
        "formations_par_organisme": lecture.decomptes("formations_organisme", Formation.Organisme),
        "formes": tableau_formes(lecture.table),
        "semestre_evalue": str(evaluations[0]) if evaluations else "",
        "autonomie": _autonomie(evaluations),
    }


def _parole(lecture: _Lecture) -> dict:
    return {
        "parole": parole_du_conseil(lecture.conseil, lecture.table, lecture.periodes[0], compare=lecture.compare),
        "actes_par_type": lecture.decomptes("avis", Avis.Type),
        "initiatives_par_route": lecture.decomptes("initiatives", Initiative.Route),
    }


def _lire(conseil: ConseilCitoyen, exercice: int, jour: date) -> _Lecture:
    periodes = periodes_comparees(exercice, jour)
    compare = exercice - 1 in exercices_du_conseil(conseil)
    return _Lecture(jour, exercice, periodes, compare, collecter([conseil.pk], periodes, jour=jour), conseil)


def _par_type(lecture: _Lecture) -> tuple[d.ReunionsDunType, ...]:
    lignes = [
        d.ReunionsDunType(
            majuscule(t.label),
            lecture.nombre("reunions", details=(t.value,)),
            lecture.avant("reunions", details=(t.value,)),
            lecture.nombre("presences_type", details=(t.value,)),
            lecture.nombre("public_type", details=(t.value,)),
        )
        for t in Reunion.Type
    ]
    return tuple(ligne for ligne in lignes if ligne.reunions or ligne.reunions_avant)


def _particulieres(lecture: _Lecture) -> tuple[d.Decompte, ...]:
    return (
        lecture.decompte("animées par des membres", "reunions_auto"),
        lecture.decompte("dans un lieu prêté par la Ville", "reunions_pretees"),
        lecture.decompte("sans présences saisies", "reunions_sans_presences"),
    )


def _mois(lecture: _Lecture) -> tuple[d.Mois, ...]:
    """Twelve months beside the twelve of the year before; those to come are left empty."""
    entiers = [periode_de_l_exercice(a) for a in (lecture.exercice, lecture.exercice - 1)]
    mois, mois_avant = (periode.mois_inclus() for periode in entiers)
    table = collecter([lecture.conseil.pk], [*mois, *mois_avant], cles={"reunions"}, jour=lecture.jour)
    return tuple(
        d.Mois(
            m.debut,
            table.mesure("reunions", periode=i) if m.debut <= lecture.jour else None,
            table.mesure("reunions", periode=i + len(mois)) if lecture.compare else None,
        )
        for i, m in enumerate(mois)
    )


def _semaines(lecture: _Lecture) -> tuple[d.Decompte, ...]:
    return (
        lecture.decompte("semaines dues", "semaines_dues"),
        lecture.decompte("semaines transmises", "semaines_transmises"),
    )


def _quartier(quartier: Quartier) -> d.QuartierDuPerimetre:
    population, revenu = (
        _derniere(quartier, code)
        for code in (MesureQuartier.Indicateur.POPULATION, MesureQuartier.Indicateur.REVENU_MEDIAN)
    )
    return d.QuartierDuPerimetre(
        code=quartier.code,
        nom=quartier.nom,
        categorie=quartier.categorie,
        population=population and population.valeur,
        population_annee=population and population.annee,
        revenu=revenu and revenu.valeur,
        revenu_annee=revenu and revenu.annee,
        perimetres=", ".join(sorted(str(p) for p in quartier.perimetres.all())),
    )


def _derniere(quartier: Quartier, indicateur: str) -> MesureQuartier | None:
    mesures = [m for m in quartier.mesures.all() if m.indicateur == indicateur]
    return max(mesures, key=lambda m: m.annee, default=None)


def _sources(quartiers: list[Quartier]) -> tuple[str, ...]:
    return tuple(sorted({q.source for q in quartiers} | {m.source for q in quartiers for m in q.mesures.all()}))


def _reunion(reunion: Reunion) -> d.ReunionTenue:
    lieu_precis = f"{reunion.lieu} ({reunion.quartier})" if reunion.quartier else reunion.lieu
    return d.ReunionTenue(
        date=reunion.date,
        type=majuscule(reunion.get_type_display()),
        intitule=reunion.intitule,
        lieu=lieu_precis,
        membres=reunion.membres if reunion.presences_saisies else None,
        autres=reunion.autres if reunion.presences_saisies else None,
    )


def _formation(delegation: DelegationFormation) -> d.FormationSuivie:
    formation = delegation.formation
    return d.FormationSuivie(
        date=formation.debut,
        nature=majuscule(formation.get_nature_display()),
        intitule=formation.intitule,
        organisme=formation.nom_organisme,
        publics=", ".join(formation.publics),
        minutes=formation.minutes,
        personnes=delegation.nombre_membres + delegation.nombre_autres if delegation.participants_saisis else None,
    )


def _autonomie(evaluations: list[EvaluationAutonomie]) -> tuple[d.NiveauAutonomie, ...]:
    """The last half-year beside the one evaluated before it."""
    if not evaluations:
        return ()
    avant = {n.critere: n.niveau for evaluation in evaluations[1:] for n in notes(evaluation)}
    return tuple(
        d.NiveauAutonomie(n.critere.libelle, n.niveau, avant.get(n.critere), n.sens, n.preuve)
        for n in notes(evaluations[0])
    )


def _notes(conseil: ConseilCitoyen, exercice: int) -> tuple[d.NoteSurUnChiffre, ...]:
    """Signed notes follow their figure into the document; a withdrawn one does not."""
    libelles = chiffres_annotables(list(Mission.objects.all()))
    return tuple(
        d.NoteSurUnChiffre(
            libelles.get(note.code, note.code), note.texte, str(note.auteur), timezone.localdate(note.ecrite_le)
        )
        for note in notes_du_conseil(conseil, exercice)
    )
