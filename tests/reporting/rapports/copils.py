"""Séances of comités de pilotage for the tests of their dossiers."""

from datetime import date, time

from django.utils import timezone

from reporting.rapports.dossier_copil import assembler
from reporting.rapports.dossier_copil.objets import CONTRAT
from tests import fabriques as f

DERNIERE, PROCHAINE = date(2026, 3, 10), date(2026, 12, 10)


def copil_de_paris(jour=PROCHAINE, **champs):
    type_ = f.TypeInstanceFabrique(code="comite-pilotage-contrat", echelle="parisienne", frequence_min=2)
    return f.SeanceFabrique(type=type_, arrondissement=None, date=jour, **champs)


def copil_du_territoire(conseil, jour=PROCHAINE, **champs):
    return f.SeanceFabrique(arrondissement=conseil.arrondissement, date=jour, heure=time(14, 30), **champs)


def direction(jour, statut="tenue"):
    type_ = f.TypeInstanceFabrique(code="direction-projet", echelle="parisienne", ouverte_au_conseil=False)
    return f.SeanceFabrique(type=type_, arrondissement=None, date=jour, statut=statut)


def equipe_elargie(conseil, jour, statut="tenue"):
    type_ = f.TypeInstanceFabrique(code="equipe-operationnelle-elargie", ouverte_au_conseil=False)
    return f.SeanceFabrique(type=type_, arrondissement=conseil.arrondissement, date=jour, statut=statut)


def convocations(seance, faite_le=None, par=None):
    jalon = f.JalonReferenceFabrique(code="convocations", intitule="Convocations envoyées")
    return f.TacheFabrique(seance=seance, jalon=jalon, pour_le=date(2026, 11, 19), faite_le=faite_le, faite_par=par)


def acte(conseil, transmis_le, *, echeance=None, titre="Un banc", **destinataire):
    """One act sent to the Ville."""
    avis = f.AvisFabrique(conseil=conseil, transmis_le=transmis_le, titre=titre)
    f.DestinataireFabrique(avis=avis, echeance=echeance, **destinataire)
    return avis


def dossier(seance):
    return assembler(CONTRAT.sujet(seance), timezone.localtime())
