"""Part H: the animation in one page, from the bilan of the dispositif or from one feuille de route."""

from __future__ import annotations

from django.utils import timezone

from animateurs.feuilles.suivi import ActionSuivie, lire_pour
from animateurs.models import FeuilleDeRoute
from conseils.models import ConseilCitoyen
from reporting.indicateurs import INDICATEURS
from reporting.querysets.copil import convention_de_paris, feuilles_validees
from reporting.rapports.bilan_dispositif.affirmations import affirmations
from reporting.rapports.bilan_dispositif.equipe import equipe
from reporting.rapports.bilan_dispositif.lecture import LectureDuDispositif
from reporting.rapports.communs.chiffres import chiffre
from reporting.rapports.communs.libelles import majuscule
from reporting.rapports.communs.tableaux import LigneDeChiffres, TableauDeChiffres
from reporting.rapports.dossier_copil import donnees as d
from reporting.rapports.dossier_copil.lecture import Lecture
from socle.templatetags.typographie import nombre

CODES = ("I30", "I30a", "I30b", "I30c", "I21")
FEUILLE = ("Actions prévues", "Faites", "En retard")


def animation(lecture: Lecture) -> d.Animation:
    feuilles = feuilles_validees(lecture.cles, lecture.exercice, lecture.arrete_au)
    return d.Animation(
        chiffres=tuple(chiffre(lecture.annee, code, compare=True) for code in CODES),
        par_conseil=_par_conseil(lecture, feuilles) if lecture.paris else None,
        feuille=None if lecture.paris else _feuille(lecture, feuilles),
        dispositif=_dispositif(lecture) if lecture.paris else None,
    )


def _dispositif(lecture: Lecture) -> d.DispositifEnUnePage:
    """The posts and what supports each of the three claims, read by the chapters of the bilan of the dispositif."""
    lue = LectureDuDispositif(
        jour=lecture.arrete_au,
        exercice=lecture.exercice,
        periodes=lecture.periodes,
        compare=True,
        table=lecture.annee,
        conseils=lecture.conseils,
        convention=convention_de_paris(lecture.arrete_au),
    )
    postes, prevus = equipe(lue), lue.convention
    return d.DispositifEnUnePage(
        animateurs=postes.animateurs,
        animateurs_prevus=prevus and prevus.postes_animateurs,
        coordination=postes.coordination,
        coordination_prevue=prevus and prevus.postes_coordination,
        affirmations=tuple(d.AffirmationEnBref(a.enonce, a.preuves) for a in affirmations(lue)),
    )


def _par_conseil(lecture: Lecture, feuilles: dict[int, FeuilleDeRoute]) -> TableauDeChiffres:
    colonnes = (*(INDICATEURS[code].titre_court for code in CODES), *FEUILLE)
    lignes = tuple(_ligne(lecture, conseil, feuilles.get(conseil.pk)) for conseil in lecture.conseils)
    return TableauDeChiffres("L’animation, conseil par conseil", colonnes, lignes)


def _ligne(lecture: Lecture, conseil: ConseilCitoyen, feuille: FeuilleDeRoute | None) -> LigneDeChiffres:
    textes = (chiffre(lecture.annee, code, compare=False, conseil=conseil.pk).texte for code in CODES)
    actions = (feuille.total, feuille.faites, feuille.en_retard) if feuille else (None, None, None)
    return LigneDeChiffres(conseil.nom, (*textes, *map(nombre, actions)))


def _feuille(lecture: Lecture, feuilles: dict[int, FeuilleDeRoute]) -> d.FeuilleEnUnePage | None:
    """What was validated, with where each action stands; nothing before the first validation."""
    feuille = next(iter(feuilles.values()), None)
    lue = lire_pour(feuille, lecture.arrete_au, equipe=False) if feuille else None
    if lue is None:
        return None
    return d.FeuilleEnUnePage(
        exercice=feuille.exercice,
        revision=lue.revision.rang,
        validee_le=timezone.localdate(lue.revision.validee_le),
        actions=tuple(_action(action) for action in lue.actions),
    )


def _action(suivie: ActionSuivie) -> d.ActionEnUneLigne:
    dite = suivie.lisible
    return d.ActionEnUneLigne(dite["intitule"], dite["repond_a"], dite["echeance"], majuscule(suivie.libelle))
