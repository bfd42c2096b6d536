"""Part F: what the conseils sent since the last séance, what they are still owed, what came of it."""

from __future__ import annotations

from conseils.models import Avis, ConseilCitoyen, Destinataire
from reporting.indicateurs import INDICATEURS
from reporting.querysets.copil import actes_depuis, reponses_dues
from reporting.rapports.communs.actes import acte_au
from reporting.rapports.communs.chiffres import chiffre
from reporting.rapports.communs.tableaux import LigneDeChiffres, TableauDeChiffres
from reporting.rapports.dossier_copil import donnees as d
from reporting.rapports.dossier_copil.lecture import Lecture
from socle.templatetags.typographie import nombre

CODES = ("I14", "I22", "I23", "I24", "I22r", "I39")
DUES = "Encore dues"
# Read over all that was ever sent, not only since the last séance.
TOUJOURS = 1


def parole(lecture: Lecture) -> d.Parole:
    avis = list(actes_depuis(lecture.cles, lecture.periode))
    return d.Parole(
        chiffres=tuple(chiffre(lecture.depuis, code, compare=False) for code in CODES),
        par_conseil=_par_conseil(lecture) if lecture.paris else None,
        actes=() if lecture.paris else tuple(acte_au(a, lecture.arrete_au) for a in avis),
        reponses_dues=tuple(_due(r, lecture) for r in reponses_dues(lecture.cles, lecture.arrete_au)),
        sans_etat=tuple(a.numero for a in avis if not _a_un_etat(a)),
    )


def _a_un_etat(avis: Avis) -> bool:
    """An act sent to nobody is awaited by nobody: nothing can be said of its answer."""
    return bool(avis.destinataires.all())


def _par_conseil(lecture: Lecture) -> TableauDeChiffres:
    colonnes = (*(INDICATEURS[code].titre_court for code in CODES), DUES)
    lignes = tuple(_ligne(lecture, conseil) for conseil in lecture.conseils)
    return TableauDeChiffres("Actes transmis depuis la dernière séance, conseil par conseil", colonnes, lignes)


def _ligne(lecture: Lecture, conseil: ConseilCitoyen) -> LigneDeChiffres:
    textes = (chiffre(lecture.depuis, code, compare=False, conseil=conseil.pk).texte for code in CODES)
    return LigneDeChiffres(conseil.nom, (*textes, nombre(combien_de_dues(lecture, conseil.pk))))


def combien_de_dues(lecture: Lecture, conseil: int | None = None) -> int:
    """Acts addressed that nobody has answered, whenever they were sent."""
    adresses, repondus = (lecture.depuis.mesure(cle, conseil, TOUJOURS) for cle in ("adresses", "adresses_repondus"))
    return adresses - repondus


def _due(destinataire: Destinataire, lecture: Lecture) -> d.ReponseDue:
    echeance, avis = destinataire.echeance, destinataire.avis
    return d.ReponseDue(
        lieu=str(avis.conseil.arrondissement),
        acte=str(avis),
        institution=destinataire.partenaire.nom,
        transmis_le=avis.transmis_le,
        echeance=echeance,
        en_retard=echeance is not None and echeance < lecture.arrete_au,
    )
