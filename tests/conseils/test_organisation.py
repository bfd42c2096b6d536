"""Writing who a conseil is: perimeter, installation by arrêté, portage, loans."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from comptes.models import LigneAudit
from conseils.models import Arrete, ConseilCitoyen, MoyenPrete, Portage
from conseils.services.organisation import corriger_installation, installer_conseil, modifier_conseil
from conseils.services.portage import modifier_moyen, modifier_portage, ouvrir_portage, preter_moyen
from socle.transitions import TransitionRefusee
from tests import fabriques as f

ARRETE = {
    "date_installation": date(2015, 9, 12),
    "reference": "75-2015-09-04-001",
    "date_arrete": date(2015, 9, 4),
}
PORTAGE = {
    "mode": "structure_porteuse",
    "structure": "Les Relais",
    "du": date(2016, 1, 1),
    "au": None,
    "note": "",
}
MOYEN = {
    "nature": "lieu",
    "description": "Salle polyvalente",
    "prete_par": "Mairie du 18e",
    "du": date(2016, 1, 1),
    "au": None,
}


def modifier(conseil, par, quartiers=(), presentation=""):
    return modifier_conseil(conseil=conseil, par=par, quartiers=quartiers, presentation=presentation)


def ouvrir(conseil, par, **champs):
    return ouvrir_portage(conseil=conseil, par=par, **PORTAGE | champs)


def dernier_acte(objet):
    return LigneAudit.objects.de(objet).last()


def test_modifier(dix_huitieme, coordinatrice):
    quartier = f.QuartierFabrique(arrondissements=[dix_huitieme.arrondissement])
    conseil = modifier(dix_huitieme, coordinatrice, [quartier], "Un conseil.")
    conseil.refresh_from_db()
    assert conseil.presentation == "Un conseil."
    assert list(conseil.quartiers.all()) == [quartier]
    assert dernier_acte(conseil).detail == {"champs": ["presentation", "quartiers"]}


def test_quartier_d_un_autre_arrondissement(dix_huitieme, dix_neuvieme, coordinatrice):
    ailleurs = f.QuartierFabrique(arrondissements=[dix_neuvieme.arrondissement])
    with pytest.raises(ValidationError, match="'quartiers'"):
        modifier(dix_huitieme, coordinatrice, [ailleurs])


def test_installer_par_arrete(dix_huitieme, coordinatrice):
    conseil = installer_conseil(conseil=dix_huitieme, par=coordinatrice, **ARRETE)
    conseil.refresh_from_db()
    assert (conseil.statut, conseil.date_installation) == ("installe", date(2015, 9, 12))
    assert (conseil.arrete.reference, conseil.arrete.date) == ("75-2015-09-04-001", date(2015, 9, 4))
    acte = dernier_acte(conseil)
    assert (acte.acte, acte.de, acte.vers) == ("conseil_installe", "prefiguration", "installe")


def test_un_conseil_installe_ne_s_installe_pas_deux_fois(dix_huitieme, coordinatrice):
    installer_conseil(conseil=dix_huitieme, par=coordinatrice, **ARRETE)
    with pytest.raises(TransitionRefusee, match="déjà installé"):
        installer_conseil(conseil=dix_huitieme, par=coordinatrice, **ARRETE)


def test_un_conseil_installe_ne_revient_pas_en_prefiguration():
    for statut in ConseilCitoyen.Statut:
        with pytest.raises(TransitionRefusee, match="ne revient pas en préfiguration"):
            ConseilCitoyen.MACHINE.appliquer(statut, "revenir")


def test_corriger_l_arrete_garde_le_conseil_installe(dix_huitieme, coordinatrice):
    installer_conseil(conseil=dix_huitieme, par=coordinatrice, **ARRETE)
    corriger_installation(conseil=dix_huitieme, par=coordinatrice, **ARRETE | {"reference": "75-2015-09-04-002"})
    assert Arrete.objects.get().reference == "75-2015-09-04-002"
    dix_huitieme.refresh_from_db()
    assert dix_huitieme.statut == "installe"
    assert dernier_acte(dix_huitieme).detail == {"champs": ["reference"]}


@pytest.mark.parametrize("champ", ["date_installation", "date_arrete"])
@pytest.mark.parametrize("jour", [date(2014, 2, 20), date(2026, 11, 19)])
def test_dates_d_installation_refusees(dix_huitieme, coordinatrice, champ, jour):
    with pytest.raises(ValidationError, match=f"'{champ}'"):
        installer_conseil(conseil=dix_huitieme, par=coordinatrice, **ARRETE | {champ: jour})


def test_statut_et_date_vont_ensemble_dans_la_base(dix_huitieme):
    for champs in ({"statut": "installe"}, {"date_installation": date(2015, 9, 12)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConseilCitoyen.objects.filter(pk=dix_huitieme.pk).update(**champs)


@pytest.mark.parametrize("mode", ["association_ad_hoc", "structure_porteuse", "collectif_informel"])
def test_les_trois_modes_de_portage(dix_huitieme, coordinatrice, mode):
    portage = ouvrir(dix_huitieme, coordinatrice, mode=mode)
    assert Portage.objects.get() == portage
    assert dernier_acte(portage).detail == {"mode": mode}


def test_une_structure_porteuse_a_un_nom(dix_huitieme, coordinatrice):
    with pytest.raises(ValidationError, match="'structure'"):
        ouvrir(dix_huitieme, coordinatrice, structure=" ")


def test_un_portage_succede_a_un_autre(dix_huitieme, coordinatrice):
    premier = ouvrir(dix_huitieme, coordinatrice)
    fin = {"au": date(2020, 12, 31)}
    modifier_portage(portage=premier, par=coordinatrice, **PORTAGE | fin)
    ouvrir(dix_huitieme, coordinatrice, mode="association_ad_hoc", du=date(2021, 1, 1))
    en_cours = dix_huitieme.portages.en_cours_le
    assert [en_cours(jour).get().mode for jour in (date(2020, 12, 31), date(2021, 1, 1))] == [
        "structure_porteuse",
        "association_ad_hoc",
    ]


@pytest.mark.parametrize(
    ("du", "au"),
    [
        (date(2018, 1, 1), None),  # begins inside
        (date(2015, 1, 1), date(2016, 1, 1)),  # ends on its first day
        (date(2020, 12, 31), date(2021, 6, 1)),  # begins on its last
        (date(2015, 1, 1), None),  # around
    ],
)
def test_deux_portages_ne_se_chevauchent_pas(dix_huitieme, coordinatrice, du, au):
    ouvrir(dix_huitieme, coordinatrice, au=date(2020, 12, 31))
    with pytest.raises(ValidationError, match="Un autre portage court sur ces dates"):
        ouvrir(dix_huitieme, coordinatrice, du=du, au=au)


def test_un_portage_ne_se_chevauche_pas_lui_meme(dix_huitieme, coordinatrice):
    portage = ouvrir(dix_huitieme, coordinatrice)
    modifier_portage(portage=portage, par=coordinatrice, **PORTAGE | {"note": "Décidé avec la Ville."})
    assert dernier_acte(portage).detail == {"champs": ["note"]}


def test_la_base_n_accepte_qu_un_portage_en_cours(dix_huitieme):
    f.PortageFabrique(conseil=dix_huitieme)
    with pytest.raises(IntegrityError):
        f.PortageFabrique(conseil=dix_huitieme)


@pytest.mark.parametrize(
    ("champ", "du", "au"),
    [
        ("du", date(2014, 2, 20), None),
        ("du", date(2026, 11, 19), None),
        ("au", date(2020, 1, 2), date(2020, 1, 1)),
        ("au", date(2020, 1, 2), date(2026, 11, 19)),
    ],
)
def test_dates_refusees(dix_huitieme, coordinatrice, champ, du, au):
    with pytest.raises(ValidationError, match=f"'{champ}'"):
        ouvrir(dix_huitieme, coordinatrice, du=du, au=au)
    with pytest.raises(ValidationError, match=f"'{champ}'"):
        preter_moyen(conseil=dix_huitieme, par=coordinatrice, **MOYEN | {"du": du, "au": au})


def test_preter_puis_rendre(dix_huitieme, coordinatrice):
    moyen = preter_moyen(conseil=dix_huitieme, par=coordinatrice, **MOYEN)
    modifier_moyen(moyen=moyen, par=coordinatrice, **MOYEN | {"au": date(2026, 11, 17)})
    assert MoyenPrete.objects.get().au == date(2026, 11, 17)
    assert not dix_huitieme.moyens.en_cours_le(date(2026, 11, 18)).exists()
