"""What a conseil stands on: its act, its règlement, who carries it, where it sits, what it shows."""

from datetime import date

import factory

from conseils.models import (
    Arrete,
    MoyenPrete,
    PagePublique,
    Portage,
    SiegeParticipation,
    VerificationReglement,
    VersionReglement,
)
from tests.fabriques.communs import Fabrique
from tests.fabriques.composition import ConseilFabrique
from tests.fabriques.comptes import CompteFabrique


class SiegeParticipationFabrique(Fabrique):
    class Meta:
        model = SiegeParticipation

    conseil = factory.SubFactory(ConseilFabrique)
    instance = "conseil_quartier"
    nombre = 2
    du = date(2026, 1, 5)


class PortageFabrique(Fabrique):
    class Meta:
        model = Portage

    conseil = factory.SubFactory(ConseilFabrique)
    mode = "association_ad_hoc"
    structure = "Paroles du Nord"
    du = date(2016, 1, 4)


class MoyenPreteFabrique(Fabrique):
    class Meta:
        model = MoyenPrete

    conseil = factory.SubFactory(ConseilFabrique)
    nature = "lieu"
    description = "Salle de la Maison des associations"
    prete_par = "Ville de Paris"
    du = date(2016, 1, 4)


class ArreteFabrique(Fabrique):
    class Meta:
        model = Arrete

    conseil = factory.SubFactory(ConseilFabrique)
    reference = "75-2015-09-12-004"
    date = date(2015, 9, 4)


class VersionReglementFabrique(Fabrique):
    class Meta:
        model = VersionReglement

    conseil = factory.SubFactory(ConseilFabrique)
    numero = 1
    ecrit_le = date(2016, 2, 1)
    texte = "Article 1. Le conseil se réunit en assemblée ouverte."


class VerificationReglementFabrique(Fabrique):
    class Meta:
        model = VerificationReglement

    version = factory.SubFactory(VersionReglementFabrique)
    institution = "prefecture"
    avis = "conforme"
    le = date(2026, 6, 1)
    par = factory.SubFactory(CompteFabrique)


class PagePubliqueFabrique(Fabrique):
    """An open one."""

    class Meta:
        model = PagePublique

    conseil = factory.SubFactory(ConseilFabrique)
    ouverte = True
