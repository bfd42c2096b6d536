"""What a conseil does in an instance, and what the instance decides."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from comptes.models import LigneAudit
from conseils.models import DecisionInstance, DelegationSeance, Representation, Seance
from conseils.services.decisions_instances import ajouter_decision, modifier_decision, suivre_decision
from conseils.services.representations import designer, rendre_compte, retirer
from tests import fabriques as f

pytestmark = pytest.mark.django_db
TEXTES = {"dit": "", "decide": "", "restitution": "", "restitue_en": None}


@pytest.fixture
def tenue(dix_huitieme):
    return f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 11, 10), statut="tenue")


@pytest.fixture
def membre(dix_huitieme):
    return f.MandatFabrique(membre__conseil=dix_huitieme, membre__nom="Zzyzx").membre


# -- seats ------------------------------------------------------------------------------------------


def test_designer_un_membre_en_mandat(tenue, dix_huitieme, membre, animatrice):
    representation = designer(seance=tenue, conseil=dix_huitieme, par=animatrice, membre=membre, nature="designe")
    assert (representation.presence, representation.delegation.conseil) == ("inconnue", dix_huitieme)
    ligne = LigneAudit.objects.de(representation.delegation).get()
    assert "Zzyzx" not in f"{ligne.detail} {representation}"


def test_designer_refuse_qui_n_est_pas_en_mandat_ce_jour_la(tenue, dix_huitieme, dix_neuvieme, animatrice):
    parti = f.MandatFabrique(membre__conseil=dix_huitieme, fin=date(2026, 11, 9), motif_fin="demission").membre
    voisin = f.MandatFabrique(membre__conseil=dix_neuvieme).membre
    for qui in (parti, voisin):
        with pytest.raises(ValidationError, match="mandat le jour"):
            designer(seance=tenue, conseil=dix_huitieme, par=animatrice, membre=qui, nature="designe")
    assert not DelegationSeance.objects.exists()


def test_un_membre_n_a_qu_un_siege(tenue, dix_huitieme, membre, animatrice):
    designer(seance=tenue, conseil=dix_huitieme, par=animatrice, membre=membre, nature="designe")
    with pytest.raises(ValidationError, match="déjà"):
        designer(seance=tenue, conseil=dix_huitieme, par=animatrice, membre=membre, nature="suppleant")
    with pytest.raises(IntegrityError), transaction.atomic():
        f.RepresentationFabrique(delegation=tenue.delegations.get(), membre=membre)


@pytest.mark.parametrize("cas", ["fermée", "voisine", "annulée"])
def test_pas_de_siege_ailleurs(cas, dix_huitieme, dix_neuvieme, membre, animatrice):
    seance = {
        "fermée": lambda: f.SeanceFabrique(
            type=f.TypeInstanceFabrique(code="revue-projets", ouverte_au_conseil=False)
        ),
        "voisine": lambda: f.SeanceFabrique(arrondissement=dix_neuvieme.arrondissement),
        "annulée": lambda: f.SeanceFabrique(statut="annulee"),
    }[cas]()
    with pytest.raises(ValidationError, match=r"siège|annulée"):
        designer(seance=seance, conseil=dix_huitieme, par=animatrice, membre=membre, nature="designe")


def test_retirer_un_siege_sauf_a_qui_est_venu(tenue, dix_huitieme, membre, animatrice):
    siege = f.RepresentationFabrique(
        delegation=f.DelegationSeanceFabrique(seance=tenue, conseil=dix_huitieme), membre=membre, presence="present"
    )
    with pytest.raises(ValidationError, match="noté présent"):
        retirer(representation=siege, par=animatrice)
    Representation.objects.update(presence="absent")
    retirer(representation=siege, par=animatrice)
    assert not Representation.objects.exists()


# -- what was said, decided and told back -----------------------------------------------------------


def test_rendre_compte(tenue, dix_huitieme, membre, animatrice):
    siege = designer(seance=tenue, conseil=dix_huitieme, par=animatrice, membre=membre, nature="designe")
    assemblee = f.AssembleeFabrique(conseil=dix_huitieme, date=date(2026, 11, 17))
    rendre_compte(
        seance=tenue,
        conseil=dix_huitieme,
        par=animatrice,
        presences={siege.pk: "present"},
        dit="Le square",
        decide="Une visite",
        restitution="Lu en assemblée",
        restitue_en=assemblee,
    )
    delegation = tenue.delegations.get()
    assert (delegation.dit, delegation.restitue_en) == ("Le square", assemblee)
    assert delegation.representations.get().presence == "present"
    ligne = LigneAudit.objects.de(delegation).last()
    assert ligne.detail == {"champs": ["dit", "decide", "restitution", "restitue_en"], "presences": 1}


def test_rendre_compte_attend_que_la_seance_soit_tenue(dix_huitieme, animatrice):
    seance = f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement)
    with pytest.raises(ValidationError, match="une fois la séance tenue"):
        rendre_compte(seance=seance, conseil=dix_huitieme, par=animatrice, presences={}, **TEXTES)


@pytest.mark.parametrize(
    ("jour", "numero", "texte", "champ"),
    [
        (date(2026, 11, 9), 18, "Lu", "restitue_en"),  # before the séance
        (date(2026, 11, 17), 19, "Lu", "restitue_en"),  # another conseil's
        (date(2026, 11, 17), 18, " ", "restitution"),
    ],
)
def test_la_restitution_se_fait_ensuite_et_chez_soi(
    tenue, dix_huitieme, dix_neuvieme, animatrice, jour, numero, texte, champ
):
    reunion = f.AssembleeFabrique(conseil={18: dix_huitieme, 19: dix_neuvieme}[numero], date=jour)
    with pytest.raises(ValidationError) as refus:
        rendre_compte(
            seance=tenue,
            conseil=dix_huitieme,
            par=animatrice,
            presences={},
            **TEXTES | {"restitution": texte, "restitue_en": reunion},
        )
    assert list(refus.value.error_dict) == [champ]


def test_la_presence_d_un_siege_etranger_ne_change_pas(tenue, dix_huitieme, animatrice):
    autre = f.RepresentationFabrique(delegation__seance=f.SeanceFabrique(date=date(2026, 10, 1)))
    rendre_compte(seance=tenue, conseil=dix_huitieme, par=animatrice, presences={autre.pk: "present"}, **TEXTES)
    autre.refresh_from_db()
    assert autre.presence == "inconnue"


def test_la_presence_du_conseil(dix_huitieme, dix_neuvieme):
    """For the indicators: present when one at least came; another conseil's seat is not ours."""
    venue, absente, voisine, vide = (f.SeanceFabrique(date=date(2026, 10, j), statut="tenue") for j in (1, 2, 3, 4))
    for seance, conseil, presence in (
        (venue, dix_huitieme, "absent"),
        (venue, dix_huitieme, "present"),
        (absente, dix_huitieme, "absent"),
        (absente, dix_huitieme, "inconnue"),
        (voisine, dix_neuvieme, "present"),
    ):
        delegation = f.DelegationSeanceFabrique(seance=seance, conseil=conseil)
        f.RepresentationFabrique(delegation=delegation, presence=presence)
    presences = Seance.objects.avec_presence_de(dix_huitieme).values_list("pk", "conseil_present")
    assert dict(presences) == {venue.pk: True, absente.pk: False, voisine.pk: False, vide.pk: False}


# -- decisions --------------------------------------------------------------------------------------


CHAMPS = {"texte": "Ouvrir le square", "responsable": None, "responsable_autre": "DEVE", "echeance": None}


def test_une_decision_a_un_responsable_et_un_seul(tenue, coordinatrice):
    ville = f.PartenaireFabrique(code="ville-de-paris")
    for champs in ({"responsable_autre": " "}, {"responsable": ville}):
        with pytest.raises(ValidationError, match="pas les deux"):
            ajouter_decision(seance=tenue, par=coordinatrice, **CHAMPS | champs)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.DecisionInstanceFabrique(responsable=ville)
    decision = ajouter_decision(
        seance=tenue, par=coordinatrice, **CHAMPS | {"responsable": ville, "responsable_autre": ""}
    )
    assert decision.qui == "France Médiation"


def test_une_decision_suit_une_seance_tenue_et_sa_date(tenue, coordinatrice):
    with pytest.raises(ValidationError, match="une fois la séance tenue"):
        ajouter_decision(seance=f.SeanceFabrique(), par=coordinatrice, **CHAMPS)
    decision = ajouter_decision(seance=tenue, par=coordinatrice, **CHAMPS | {"echeance": date(2026, 11, 10)})
    with pytest.raises(ValidationError, match="précède la séance"):
        modifier_decision(decision=decision, par=coordinatrice, echeance=date(2026, 11, 9))


def test_la_vie_d_une_decision(coordinatrice):
    decision = f.DecisionInstanceFabrique()
    etats = []
    for acte in ("engager", "faire", "reprendre"):
        decision = suivre_decision(decision=decision, par=coordinatrice, acte=acte)
        etats.append((decision.etat, decision.close_le))
    assert etats == [("en_cours", None), ("faite", date(2026, 11, 18)), ("a_faire", None)]
    with pytest.raises(ValidationError, match="motif"):
        suivre_decision(decision=decision, par=coordinatrice, acte="abandonner")
    decision = suivre_decision(decision=decision, par=coordinatrice, acte="abandonner", motif="Sans objet")
    assert (decision.etat, decision.motif) == ("abandonnee", "Sans objet")


@pytest.mark.parametrize(
    "champs",
    [
        {"etat": "faite"},
        {"close_le": date(2026, 4, 1)},
        {"etat": "abandonnee", "close_le": date(2026, 4, 1)},
        {"motif": "Sans objet"},
    ],
)
def test_la_base_refuse_une_decision_boiteuse(champs):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.DecisionInstanceFabrique(**champs)


@pytest.mark.parametrize(
    ("champs", "retard"),
    [
        ({"echeance": date(2026, 11, 17)}, True),
        ({"echeance": date(2026, 11, 17), "etat": "en_cours"}, True),
        ({"echeance": date(2026, 11, 18)}, False),
        ({"echeance": None}, False),
        ({"echeance": date(2026, 11, 17), "etat": "faite", "close_le": date(2026, 11, 18)}, False),
    ],
)
def test_le_retard_se_deduit(champs, retard):
    assert f.DecisionInstanceFabrique(**champs).en_retard is retard


def test_les_suites_reviennent_a_la_seance_suivante_de_la_meme_instance(dix_huitieme, dix_neuvieme):
    def decision(texte, *, jour=date(2026, 3, 10), arrondissement=None, type_=None, **champs):
        arrondissement = arrondissement or dix_huitieme.arrondissement
        seance = f.SeanceFabrique(
            type=type_ or f.TypeInstanceFabrique(), arrondissement=arrondissement, date=jour, statut="tenue"
        )
        f.DecisionInstanceFabrique(seance=seance, texte=texte, **champs)

    close = {"etat": "faite"}
    decision("à faire")
    decision("en cours", jour=date(2025, 3, 10), etat="en_cours")
    decision("close avant", close_le=date(2026, 11, 30), **close)
    decision("close ce jour-là", close_le=date(2026, 12, 10), **close)
    decision("d'un autre arrondissement", arrondissement=dix_neuvieme.arrondissement)
    decision("d'une autre instance", type_=f.TypeInstanceFabrique(code="revue-projets"))
    decision("plus tard", jour=date(2026, 12, 11))
    seance = f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 12, 10))
    suites = DecisionInstance.objects.suites_pour(seance)
    assert [d.texte for d in suites] == ["en cours", "à faire", "close ce jour-là"]
