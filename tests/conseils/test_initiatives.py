"""Initiatives: their number, their route, their states, who carries them, what finances them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from comptes.models import LigneAudit
from conseils.models import ComptagePorteurs, Initiative, Jalon
from conseils.services import financements
from conseils.services import initiatives as services
from socle.transitions import TransitionRefusee
from tests import fabriques as f
from tests.conseils.aides import refus

CHAMPS = {
    "titre": "Jardin du passage",
    "description": "Planter le passage.",
    "route": "porte_directement",
    "structure_acteur": None,
    "structure_partenaire": None,
    "nee_en_reunion": None,
    "nee_de_decision": None,
    "nee_d_expression": None,
    "proposee_le": date(2026, 3, 2),
}
DEMANDE = {
    "source": "fph",
    "precision": "",
    "numero_projet": "",
    "etat": "depose",
    "decide_le": None,
    "demande": Decimal(800),
    "accorde": None,
    "depense": None,
}
ACCORDEE = {"etat": "accorde", "decide_le": date(2026, 5, 4), "accorde": Decimal(600)}


@pytest.fixture
def initiative(dix_huitieme):
    return f.InitiativeFabrique(conseil=dix_huitieme)


def proposer(conseil, par, **change):
    return services.proposer_initiative(conseil=conseil, par=par, **CHAMPS | change)


def avancer(initiative, par, acte, **options):
    return services.avancer_initiative(initiative=initiative, par=par, acte=acte, **options)


# -- What it is --


def test_le_numero_public_suit_le_conseil_et_l_annee(animatrice, coordinatrice, dix_huitieme, dix_neuvieme):
    numeros = [proposer(dix_huitieme, animatrice).numero for _ in range(2)]
    numeros.append(proposer(dix_huitieme, animatrice, proposee_le=date(2025, 5, 5)).numero)
    numeros.append(proposer(dix_neuvieme, coordinatrice).numero)
    assert numeros == ["IN-18-2026-001", "IN-18-2026-002", "IN-18-2025-001", "IN-19-2026-001"]


def test_une_initiative_confiee_l_est_a_une_structure(animatrice, dix_huitieme):
    acteur, partenaire = f.ActeurFabrique(conseil=dix_huitieme), f.PartenaireFabrique()
    confiee = {"route": "initie_confie"}
    with refus("structure_acteur", "Indiquez la structure"):
        proposer(dix_huitieme, animatrice, **confiee)
    with refus("structure_partenaire", "Une seule structure"):
        proposer(dix_huitieme, animatrice, **confiee, structure_acteur=acteur, structure_partenaire=partenaire)
    assert proposer(dix_huitieme, animatrice, **confiee, structure_acteur=acteur).structure == acteur
    assert proposer(dix_huitieme, animatrice, **confiee, structure_partenaire=partenaire).structure == partenaire


@pytest.mark.parametrize("route", ["porte_habitants_accompagnes", "porte_directement"])
def test_les_autres_routes_n_ont_pas_de_structure(animatrice, dix_huitieme, route):
    acteur = f.ActeurFabrique(conseil=dix_huitieme)
    with refus("structure_acteur", "Seule une initiative confiée"):
        proposer(dix_huitieme, animatrice, route=route, structure_acteur=acteur)
    initiative = proposer(dix_huitieme, animatrice, route=route)
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=initiative.pk).update(structure_acteur=acteur)


def test_une_seule_origine_et_de_ce_conseil(animatrice, dix_huitieme, dix_neuvieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme)
    expression = f.ExpressionFabrique(conseil=dix_huitieme)
    with refus("nee_d_expression", "Une seule origine"):
        proposer(dix_huitieme, animatrice, nee_en_reunion=reunion, nee_d_expression=expression)
    with refus("nee_en_reunion", "d’un autre conseil"):
        proposer(dix_neuvieme, animatrice, nee_en_reunion=reunion)
    assert proposer(dix_huitieme, animatrice, nee_en_reunion=reunion).nee_en_reunion == reunion


def test_les_liens_sont_ceux_du_conseil(animatrice, dix_huitieme):
    dedans, dehors = f.QuartierFabrique(), f.QuartierFabrique()
    dix_huitieme.quartiers.add(dedans)
    with refus("quartiers"):
        proposer(dix_huitieme, animatrice, quartiers=[dedans, dehors])
    with refus("acteurs"):
        proposer(dix_huitieme, animatrice, acteurs=[f.ActeurFabrique(conseil__arrondissement__numero=11)])
    initiative = proposer(dix_huitieme, animatrice, quartiers=[dedans])
    dix_huitieme.quartiers.remove(dedans)
    # A quartier that has left the perimeter since stays where it was.
    services.modifier_initiative(initiative=initiative, par=animatrice, **CHAMPS, quartiers=[dedans])
    assert list(initiative.quartiers.all()) == [dedans]


def test_modifier_garde_le_numero_et_ne_trace_que_des_noms_de_champs(animatrice, initiative):
    services.modifier_initiative(initiative=initiative, par=animatrice, **CHAMPS | {"titre": "Potager de Zoé"})
    relue = Initiative.objects.get()
    assert (relue.numero, relue.titre) == (initiative.numero, "Potager de Zoé")
    ligne = LigneAudit.objects.de(initiative).get()
    assert ligne.detail["champs"] == ["titre", "description"]
    assert "Zoé" not in str(ligne.detail)


@pytest.mark.parametrize("jour", [date(2013, 1, 1), date(2026, 11, 19)])
def test_une_date_de_proposition_plausible(animatrice, dix_huitieme, jour):
    with refus("proposee_le"):
        proposer(dix_huitieme, animatrice, proposee_le=jour)


# -- Its states --


def test_de_l_idee_a_ce_qu_elle_a_appris(animatrice, initiative):
    avancer(initiative, animatrice, "preparer")
    lancee = avancer(initiative, animatrice, "lancer", le=date(2026, 4, 1))
    assert (lancee.etat, lancee.debut) == ("en_cours", date(2026, 4, 1))
    finie = avancer(initiative, animatrice, "terminer")
    assert (finie.etat, finie.fin) == ("terminee", date(2026, 11, 18))
    evaluee = services.evaluer_initiative(
        initiative=initiative, par=animatrice, resultat="partiel", apprentissage="Demander les clés plus tôt."
    )
    assert (evaluee.etat, evaluee.apprentissage) == ("evaluee", "Demander les clés plus tôt.")
    etats = LigneAudit.objects.de(initiative).values_list("de", "vers")
    assert list(etats) == [
        ("idee", "en_preparation"),
        ("en_preparation", "en_cours"),
        ("en_cours", "terminee"),
        ("terminee", "evaluee"),
    ]


def test_on_n_evalue_pas_sans_dire_ce_que_cela_a_appris(animatrice, initiative):
    with pytest.raises(TransitionRefusee, match="une fois terminée"):
        services.evaluer_initiative(initiative=initiative, par=animatrice, resultat="atteint", apprentissage="Rien.")
    avancer(initiative, animatrice, "lancer")
    avancer(initiative, animatrice, "terminer")
    with refus("apprentissage"):
        services.evaluer_initiative(initiative=initiative, par=animatrice, resultat="atteint", apprentissage="  ")
    with refus("resultat"):
        services.evaluer_initiative(initiative=initiative, par=animatrice, resultat="", apprentissage="Beaucoup.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=initiative.pk).update(etat="evaluee")


def test_abandonner_dit_pourquoi_et_reprendre_l_efface(animatrice, initiative):
    with refus("motif"):
        avancer(initiative, animatrice, "abandonner", motif=" ")
    assert avancer(initiative, animatrice, "abandonner", motif="Terrain vendu").motif == "Terrain vendu"
    with pytest.raises(TransitionRefusee):
        avancer(initiative, animatrice, "lancer")
    reprise = avancer(initiative, animatrice, "reprendre")
    assert (reprise.etat, reprise.motif) == ("en_preparation", "")


@pytest.mark.parametrize(
    ("acte", "le"),
    [
        ("lancer", date(2026, 3, 1)),
        ("lancer", date(2026, 11, 19)),
        ("terminer", date(2026, 3, 31)),
        ("terminer", date(2026, 11, 19)),
    ],
)
def test_les_dates_se_suivent(animatrice, initiative, acte, le):
    if acte == "terminer":
        avancer(initiative, animatrice, "lancer", le=date(2026, 4, 1))
    with refus("le"):
        avancer(initiative, animatrice, acte, le=le)


# -- Bearers, milestones, documents --


def test_les_porteurs_se_comptent_sans_nom(animatrice, initiative):
    services.compter_porteurs(
        initiative=initiative,
        par=animatrice,
        nombres={("F", "18-25"): 3, ("H", "18-25"): 2, ("N", "N"): 1, ("F", "60+"): 0},
    )
    services.compter_porteurs(initiative=initiative, par=animatrice, nombres={("F", "18-25"): 4, ("N", "N"): 1})
    assert set(ComptagePorteurs.objects.values_list("sexe", "tranche_age", "nombre")) == {
        ("F", "18-25", 4),
        ("N", "N", 1),
    }
    assert LigneAudit.objects.de(initiative).last().detail == {"porteurs": 5}


@pytest.mark.parametrize("nombre", [-1, 501])
def test_un_comptage_invraisemblable_est_refuse(animatrice, initiative, nombre):
    with refus("public_F_18-25"):
        services.compter_porteurs(initiative=initiative, par=animatrice, nombres={("F", "18-25"): nombre})


def test_un_jalon_est_en_retard_par_sa_date(animatrice, initiative):
    services.poser_jalon(
        initiative=initiative, par=animatrice, libelle="Devis", echeance=date(2026, 11, 17), fait_le=None
    )
    services.poser_jalon(
        initiative=initiative, par=animatrice, libelle="Semis", echeance=date(2026, 11, 18), fait_le=None
    )
    devis, semis = Jalon.objects.select_related("initiative")
    assert (devis.en_retard, semis.en_retard) == (True, False)
    assert list(Jalon.objects.en_retard_le(date(2026, 11, 18))) == [devis]
    with refus("fait_le"):
        services.modifier_jalon(jalon=devis, par=animatrice, fait_le=date(2026, 11, 19))
    assert not services.modifier_jalon(jalon=devis, par=animatrice, fait_le=date(2026, 11, 18)).en_retard
    avancer(initiative, animatrice, "abandonner", motif="Terrain vendu")
    Jalon.objects.update(fait_le=None)
    assert not Jalon.objects.select_related("initiative").first().en_retard
    assert not Jalon.objects.en_retard_le(date(2026, 11, 18))


def test_un_document_est_ce_que_dit_son_contenu(animatrice, initiative, settings, tmp_path):
    options = {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}
    with refus("fichier"):
        services.joindre_document(
            initiative=initiative,
            par=animatrice,
            titre="Plan",
            diffusable=True,
            fichier=SimpleUploadedFile("plan.pdf", b"MZ"),
        )
    services.joindre_document(
        initiative=initiative,
        par=animatrice,
        titre="Plan",
        diffusable=True,
        fichier=SimpleUploadedFile("plan.exe", b"%PDF-1.7"),
    )
    assert [chemin.suffix for chemin in tmp_path.rglob("*.*")] == [".pdf"]


# -- Money --


def test_une_demande_accordee(animatrice, initiative):
    financement = financements.ouvrir_financement(initiative=initiative, par=animatrice, **DEMANDE)
    obtenu = financements.modifier_financement(financement=financement, par=animatrice, **DEMANDE | ACCORDEE)
    assert (obtenu.etat, obtenu.accorde) == ("accorde", 600)


@pytest.mark.parametrize(
    ("change", "champ"),
    [
        ({"source": "autre"}, "precision"),
        ({"numero_projet": "BP-12"}, "numero_projet"),
        ({"etat": "accorde", "decide_le": date(2026, 5, 4)}, "accorde"),
        ({"etat": "accorde", "accorde": Decimal(600)}, "decide_le"),
        ({"etat": "refuse"}, "decide_le"),
        ({"accorde": Decimal(600)}, "accorde"),
        ({"decide_le": date(2026, 5, 4)}, "decide_le"),
        (ACCORDEE | {"decide_le": date(2026, 11, 19)}, "decide_le"),
        ({"demande": Decimal(-1)}, "demande"),
        (ACCORDEE | {"source": "budget_propre", "depense": Decimal(10)}, "depense"),
    ],
)
def test_une_demande_refusee_dit_ou(animatrice, initiative, change, champ):
    with refus(champ):
        financements.ouvrir_financement(initiative=initiative, par=animatrice, **DEMANDE | change)


def test_depenser_plus_qu_accorde_se_confirme(animatrice, initiative):
    trop = DEMANDE | ACCORDEE | {"depense": Decimal("600.01")}
    with refus("confirmation", "600,01 € dépensés pour 600 € accordés"):
        financements.ouvrir_financement(initiative=initiative, par=animatrice, **trop)
    financements.ouvrir_financement(initiative=initiative, par=animatrice, **trop, confirmation=True)
    financements.ouvrir_financement(
        initiative=initiative, par=animatrice, **trop | {"depense": Decimal(600), "accorde": Decimal(900)}
    )


def test_le_budget_propre_finance_une_fois(animatrice, initiative):
    for _ in range(2):
        financements.ouvrir_financement(initiative=initiative, par=animatrice, **DEMANDE)
    propre = DEMANDE | {"source": "budget_propre"}
    financements.ouvrir_financement(initiative=initiative, par=animatrice, **propre)
    with refus("__all__", "finance déjà cette initiative"):
        financements.ouvrir_financement(initiative=initiative, par=animatrice, **propre)


def test_une_demande_decidee_ne_se_retire_pas(animatrice, initiative):
    deposee = f.FinancementFabrique(initiative=initiative)
    financements.retirer_financement(financement=deposee, par=animatrice)
    assert not initiative.financements.exists()
    refusee = f.FinancementFabrique(initiative=initiative, etat="refuse", decide_le=date(2026, 5, 4))
    with refus("__all__", "a été décidée"):
        financements.retirer_financement(financement=refusee, par=animatrice)


# -- What the figures of others will read --


def test_les_listes_pour_les_chiffres(dix_huitieme):
    etats = ["idee", "idee", "en_cours", "terminee", "evaluee", "abandonnee"]
    for etat in etats:
        f.InitiativeFabrique(
            conseil=dix_huitieme,
            etat=etat,
            debut=None if etat == "idee" else date(2026, 4, 1),
            fin=date(2026, 9, 1) if etat in ("terminee", "evaluee") else None,
            motif="Terrain vendu" if etat == "abandonnee" else "",
            **({"resultat": "atteint", "apprentissage": "Beaucoup."} if etat == "evaluee" else {}),
        )
    initiatives = Initiative.objects.all()
    assert (initiatives.ouvertes().count(), initiatives.lancees().count(), initiatives.abouties().count()) == (3, 4, 2)
