"""The budget propre: the envelope shared by hand, expenses that never exceed a part, what remains."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from comptes.models import LigneAudit
from conseils.models import Depense, Enveloppe, Financement, PartBudget
from conseils.services import budget as services
from tests import fabriques as f
from tests.conseils.aides import refus

PDF = b"%PDF-1.7\n%%EOF"
CHAMPS = {
    "date": date(2026, 5, 4),
    "libelle": "Terreau et outils",
    "poste": "materiel",
    "montant": Decimal(120),
    "initiative": None,
}


@pytest.fixture(autouse=True)
def rangement(settings, tmp_path):
    options = {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}


@pytest.fixture
def part(dix_huitieme):
    return f.PartBudgetFabrique(conseil=dix_huitieme, montant=2500)


def repartir(par, parts, montant=20_000, exercice=2026):
    parts = {conseil: Decimal(part) for conseil, part in parts.items()}
    return services.repartir(exercice=exercice, par=par, montant=Decimal(montant), source="Convention", parts=parts)


def saisir(conseil, par, **change):
    return services.saisir_depense(conseil=conseil, par=par, **CHAMPS | change)


# -- The envelope and its parts --


def test_l_enveloppe_vaut_vingt_mille_euros_et_le_dit(db):
    enveloppe = Enveloppe.objects.create(exercice=2026)
    assert enveloppe.montant == 20_000
    assert "20 000 € par an" in enveloppe.source


def test_les_parts_se_fixent_a_la_main(coordinatrice, dix_huitieme, dix_neuvieme):
    repartir(coordinatrice, {dix_huitieme: 12_000, dix_neuvieme: 5_000})
    enveloppe = Enveloppe.objects.avec_repartition().get()
    assert (enveloppe.reparti, enveloppe.a_repartir) == (17_000, 3_000)
    assert LigneAudit.objects.de(enveloppe).get().detail["parts_changees"] == 2


def test_les_parts_ne_depassent_pas_l_enveloppe(coordinatrice, dix_huitieme, dix_neuvieme):
    with refus("montant", "21 000 €, soit 1 000 € de plus"):
        repartir(coordinatrice, {dix_huitieme: 12_000, dix_neuvieme: 9_000})
    assert not PartBudget.objects.exists()
    repartir(coordinatrice, {dix_huitieme: 12_000, dix_neuvieme: 8_000})


def test_les_parts_des_conseils_absents_du_formulaire_comptent(coordinatrice, dix_huitieme, dix_neuvieme):
    repartir(coordinatrice, {dix_huitieme: 12_000})
    with refus("montant", "1 000 € de plus"):
        repartir(coordinatrice, {dix_neuvieme: 9_000})


def test_l_enveloppe_ne_descend_pas_sous_les_parts(coordinatrice, dix_huitieme):
    repartir(coordinatrice, {dix_huitieme: 12_000})
    with refus("montant"):
        repartir(coordinatrice, {dix_huitieme: 12_000}, montant=11_999)
    assert Enveloppe.objects.get().montant == 20_000


def test_une_part_ne_descend_pas_sous_ce_qui_est_depense(coordinatrice, part, dix_huitieme):
    f.DepenseFabrique(part=part, montant=1_800)
    with refus("part_18", "déjà dépensé 1 800"):
        repartir(coordinatrice, {dix_huitieme: 1_799})
    repartir(coordinatrice, {dix_huitieme: 1_800})
    assert PartBudget.objects.get().montant == 1_800


def test_une_part_a_zero_n_est_pas_une_ligne(coordinatrice, dix_huitieme):
    repartir(coordinatrice, {dix_huitieme: 0})
    assert not PartBudget.objects.exists()


# -- Expenses --


def test_une_depense_prend_sur_la_part_de_son_exercice(animatrice, part, dix_huitieme):
    f.PartBudgetFabrique(conseil=dix_huitieme, enveloppe__exercice=2025, montant=50)
    assert saisir(dix_huitieme, animatrice).part == part
    with refus("montant", "Il reste 50"):
        saisir(dix_huitieme, animatrice, date=date(2025, 12, 31))


def test_une_depense_ne_depasse_pas_le_reste(animatrice, part, dix_huitieme):
    saisir(dix_huitieme, animatrice, montant=Decimal("2380.50"))
    with refus("montant", "Il reste 119,50 € sur la part de 2 500 € : cette dépense la dépasse de 0,50 €"):
        saisir(dix_huitieme, animatrice, montant=Decimal(120))
    saisir(dix_huitieme, animatrice, montant=Decimal("119.50"))
    assert PartBudget.objects.avec_depense().get().reste == 0


@pytest.mark.parametrize(
    ("change", "champ"),
    [
        ({"date": date(2026, 11, 19)}, "date"),
        ({"date": date(2024, 5, 4)}, "date"),
        ({"montant": Decimal(0)}, "montant"),
        ({"libelle": ""}, "libelle"),
        ({"poste": "yacht"}, "poste"),
    ],
)
def test_une_depense_refusee_dit_ou(animatrice, part, dix_huitieme, change, champ):
    with refus(champ):
        saisir(dix_huitieme, animatrice, **change)


def test_une_depense_ne_finance_pas_l_initiative_d_un_autre(animatrice, part, dix_huitieme, dix_neuvieme):
    with refus("initiative"):
        saisir(dix_huitieme, animatrice, initiative=f.InitiativeFabrique(conseil=dix_neuvieme))


def test_un_justificatif_se_reconnait_a_son_contenu(animatrice, part, dix_huitieme):
    with refus("fichier"):
        saisir(dix_huitieme, animatrice, fichier=SimpleUploadedFile("ticket.pdf", b"MZ"))
    depense = saisir(dix_huitieme, animatrice, fichier=SimpleUploadedFile("ticket.pdf", PDF))
    with depense.justificatif.open() as fichier:
        assert fichier.read() == PDF


def test_corriger_compte_une_fois_et_garde_ce_qui_etait(animatrice, part, dix_huitieme):
    depense = saisir(dix_huitieme, animatrice, montant=Decimal(2_000))
    corrigee = services.corriger_depense(
        depense=depense, par=animatrice, motif="Facture relue", **CHAMPS | {"montant": Decimal(2_400)}
    )
    assert corrigee.montant == 2_400
    ligne = LigneAudit.objects.de(depense).last()
    assert (ligne.de, ligne.vers, ligne.motif, ligne.detail["champs"]) == (
        "2000.00",
        "2400",
        "Facture relue",
        ["montant"],
    )
    with refus("montant", "Il reste 2 500"):
        services.corriger_depense(
            depense=depense, par=animatrice, motif="Encore", **CHAMPS | {"montant": Decimal(2_501)}
        )


def test_corriger_la_date_change_de_part(animatrice, part, dix_huitieme):
    ancienne = f.PartBudgetFabrique(conseil=dix_huitieme, enveloppe__exercice=2025)
    depense = saisir(dix_huitieme, animatrice)
    corrigee = services.corriger_depense(
        depense=depense, par=animatrice, motif="Payée en décembre", **CHAMPS | {"date": date(2025, 12, 9)}
    )
    assert corrigee.part == ancienne


def test_une_depense_annulee_reste_et_ne_compte_plus(animatrice, part, dix_huitieme):
    depense = saisir(dix_huitieme, animatrice, montant=Decimal(2_500))
    with refus("motif"):
        services.annuler_depense(depense=depense, par=animatrice, motif=" ")
    services.annuler_depense(depense=depense, par=animatrice, motif="Saisie deux fois")
    assert PartBudget.objects.avec_depense().get().reste == 2_500
    assert Depense.objects.get().motif == "Saisie deux fois"
    for service in (services.annuler_depense, services.corriger_depense):
        with refus("motif", "annulée le 18/11/2026"):
            service(depense=depense, par=animatrice, motif="Encore")


def test_ce_qui_est_depense_du_budget_propre_a_une_seule_maison(part, dix_huitieme):
    initiative = f.InitiativeFabrique(conseil=dix_huitieme)
    propre = f.FinancementFabrique(initiative=initiative, source="budget_propre", demande=500)
    f.FinancementFabrique(initiative=initiative, source="fph", depense=70)
    for montant in (120, 30):
        f.DepenseFabrique(part=part, initiative=initiative, montant=montant)
    f.DepenseFabrique(part=part, initiative=initiative, montant=999, annulee_le=date(2026, 6, 1), motif="Erreur")
    f.DepenseFabrique(part=part, montant=40)
    lus = Financement.objects.avec_depense().order_by("pk")
    assert [lu.montant_depense for lu in lus] == [150, 70]
    with pytest.raises(IntegrityError), transaction.atomic():
        Financement.objects.filter(pk=propre.pk).update(depense=150)


def test_les_sommes_d_une_part(part):
    """By hand: 100 + 12,30 spent on material, 50 on printing, 900 cancelled; 2 500 − 162,30 = 2 337,70."""
    f.DepenseFabrique(part=part, montant=100)
    f.DepenseFabrique(part=part, montant=Decimal("12.30"))
    f.DepenseFabrique(part=part, montant=50, poste="impression")
    f.DepenseFabrique(part=part, montant=900, annulee_le=date(2026, 6, 1), motif="Erreur")
    lue = PartBudget.objects.avec_depense().get()
    assert (lue.depense, lue.reste) == (Decimal("162.30"), Decimal("2337.70"))
    assert Depense.objects.par_poste() == [("impression", 50), ("materiel", Decimal("112.30"))]
    assert PartBudget.objects.totaux() == {
        "montant": 2_500,
        "depense": Decimal("162.30"),
        "reste": Decimal("2337.70"),
    }
