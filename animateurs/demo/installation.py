"""Installing the demonstration."""

from datetime import date

from django.db import transaction
from django.db.models import Model

from animateurs.demo.absences import absenter
from animateurs.demo.amelioration import ameliorer
from animateurs.demo.avis import donner_la_parole
from animateurs.demo.calendrier import Calendrier
from animateurs.demo.composition import composer
from animateurs.demo.comptes import creer_comptes, habiliter_hors_equipe
from animateurs.demo.consultations import consulter
from animateurs.demo.equipe import MODELE, installer_equipe
from animateurs.demo.excuses import excuser_des_absents
from animateurs.demo.feuilles import tracer_les_feuilles
from animateurs.demo.groupes import installer_conseils, peupler_groupes
from animateurs.demo.initiatives import entreprendre
from animateurs.demo.instances import tenir_les_instances
from animateurs.demo.journal import USAGES, tenir_journaux
from animateurs.demo.organisation import organiser
from animateurs.demo.passations import annoter_des_chiffres, passer_la_main_dans_le_13e
from animateurs.demo.presences import saisir_presences
from animateurs.demo.profils import PROFILS
from animateurs.demo.relances import relancer
from animateurs.demo.rencontres import noter_les_rencontres
from animateurs.demo.reunions import programmer
from animateurs.demo.savoirs import tenir_les_savoirs
from animateurs.demo.scene import Scene
from animateurs.demo.suites import preparer_suites
from animateurs.demo.tirages import preparer_tirage
from animateurs.demo.venues import compter_les_venues
from animateurs.models import Affectation, Convention, LigneJournal, SemaineJournal, TypeActivite
from comptes.models import Compte
from conseils.models import (
    ConseilCitoyen,
    Mandat,
    Membre,
    Presence,
    Reunion,
)
from conseils.services.indexation import reindexer
from territoires.models import Quartier

COMPTES_RENDUS = (Compte, Affectation, Membre, Mandat, Reunion, Presence, SemaineJournal, LigneJournal)


class InstallationImpossible(Exception):
    """``str()`` says what is missing or in the way, and what to do."""


@transaction.atomic
def installer(*, graine: int, jour: date) -> dict[type[Model], int]:
    """Install the whole demonstration as of ``jour``; return how many rows of each kind there are."""
    _exiger_references()
    scene = Scene(graine, Calendrier(jour))
    comptes = creer_comptes(scene)
    habiliter_hors_equipe(scene, comptes)
    installer_conseils(scene)
    affectations = installer_equipe(scene, comptes)
    mandats = peupler_groupes(scene)
    composer(scene, mandats)
    agendas = programmer(scene)
    saisir_presences(scene, mandats, agendas)
    compter_les_venues(scene, agendas)
    excuser_des_absents(scene, mandats, agendas)
    preparer_suites(scene, agendas)
    organiser(scene, comptes)
    tenir_les_savoirs(scene, mandats)
    entreprendre(scene)
    donner_la_parole(scene, comptes)
    tenir_journaux(scene, affectations, agendas, comptes["coordination"])
    noter_les_rencontres(scene)
    absenter(scene, affectations)
    ameliorer(scene, comptes)
    tracer_les_feuilles(scene, comptes["coordination"])
    passer_la_main_dans_le_13e(scene, comptes, affectations)
    annoter_des_chiffres(scene, comptes)
    preparer_tirage(scene, comptes["coordination"])
    tenir_les_instances(scene, comptes["coordination"])
    consulter(scene, comptes["coordination"])
    relancer(scene, comptes)
    reindexer()  # rows written in bulk tell nobody
    return {modele: modele.objects.count() for modele in COMPTES_RENDUS}


def _exiger_references() -> None:
    conseils = ConseilCitoyen.objects.filter(arrondissement__numero__in=PROFILS)
    complets = (
        ("importer_territoires", Quartier.objects.exists()),
        (
            "importer_conseils",
            conseils.count() == len(PROFILS),
        ),
        ("importer_convention", Convention.objects.filter(code=MODELE).exists() and _types_complets()),
    )
    manquants = [commande for commande, complet in complets if not complet]
    if manquants:
        raise InstallationImpossible(
            f"Les données de référence manquent : lancez d'abord manage.py {', puis '.join(manquants)}."
        )


def _types_complets() -> bool:
    return set(USAGES) <= set(TypeActivite.objects.values_list("code", flat=True))
