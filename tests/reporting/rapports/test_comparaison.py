"""What differs between two sets of frozen data: figures, then records. Oracles typed by hand."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from reporting.models import Rapport
from reporting.rapports.comparaison import Difference, Paire, chiffres, comparer
from reporting.rapports.sujet import Sujet
from reporting.services import publication, travaux
from tests import fabriques as f
from tests.reporting.rapports.conftest import produire, soumettre, valider


@dataclass(frozen=True)
class Reunion:
    date: date
    intitule: str
    membres: int | None


@dataclass(frozen=True)
class Chiffre:
    code: str
    libelle: str
    valeur: Decimal | None
    avant: Decimal | None
    masque: bool = False

    @property
    def texte(self):
        return "n. c." if self.masque else f"{self.valeur} %"

    @property
    def texte_avant(self):
        return f"{self.avant} %"


@dataclass(frozen=True)
class Budget:
    reste: Decimal


@dataclass(frozen=True)
class Donnees:
    chiffres: tuple[Chiffre, ...] = ()
    definitions: tuple[Chiffre, ...] = ()
    reunions: tuple[Reunion, ...] = ()
    manques: tuple[str, ...] = ()
    budget: Budget | None = None
    en_cours: bool = False
    suivi: str = field(default="", metadata={"libelle": "suivi de l'année"})


TAUX = Chiffre("I05", "Taux de présence", Decimal(52), Decimal(48))
MAI = Reunion(date(2026, 5, 5), "Assemblée", 12)
JUIN = Reunion(date(2026, 6, 2), "Atelier", None)


def test_rien_ne_differe():
    assert comparer(Donnees((TAUX,), (TAUX,), (MAI,)), Donnees((TAUX,), (TAUX,), (MAI,))) == ()


def test_un_chiffre_se_lit_comme_il_s_imprime_et_une_seule_fois():
    """The same indicator stands in two lists of the document."""
    autre = replace(TAUX, valeur=Decimal(54))
    ecarts = comparer(Donnees((TAUX,), (TAUX,)), Donnees((autre,), (autre,)))
    assert ecarts == (Difference("Chiffres", "Taux de présence", "", "52 %", "54 %"),)
    assert ecarts[0].quoi == "Taux de présence"
    assert ecarts[0].nature == "changement"


def test_un_chiffre_masque_ne_dit_pas_sa_valeur():
    (ecart,) = comparer(Donnees((TAUX,)), Donnees((replace(TAUX, valeur=Decimal(3), masque=True),)))
    assert (ecart.avant, ecart.apres) == ("52 %", "n. c.")


def test_une_reunion_de_plus_est_un_ajout_et_non_un_decalage():
    (ecart,) = comparer(Donnees(reunions=(JUIN,)), Donnees(reunions=(MAI, JUIN)))
    assert (ecart.nature, ecart.objet) == ("ajout", "Assemblée, 5 mai 2026")
    assert ecart.apres == "membres du groupe moteur : 12"


def test_une_reunion_retiree_et_une_reunion_corrigee():
    ecarts = comparer(Donnees(reunions=(MAI, JUIN)), Donnees(reunions=(replace(JUIN, membres=9),)))
    assert [(e.nature, e.objet, e.champ, e.avant, e.apres) for e in ecarts] == [
        ("retrait", "Assemblée, 5 mai 2026", "", "membres du groupe moteur : 12", None),
        ("changement", "Atelier, 2 juin 2026", "membres du groupe moteur", "–", "9"),
    ]


def test_deux_lignes_du_meme_nom_ne_se_confondent_pas():
    (ecart,) = comparer(Donnees(reunions=(MAI,)), Donnees(reunions=(MAI, MAI)))
    assert ecart.nature == "ajout"


def test_une_phrase_un_objet_un_oui():
    ecarts = comparer(
        Donnees(manques=("Présences",)), Donnees(budget=Budget(Decimal("12.50")), en_cours=True, suivi="Oui")
    )
    assert [(e.chapitre, e.avant, e.apres) for e in ecarts] == [
        ("Ce que le document ne couvre pas", "Présences", None),
        ("Budget", None, "reste : 12,50"),
        ("Exercice en cours", "non", "oui"),
        ("Suivi de l'année", "–", "Oui"),
    ]


def test_les_chiffres_cote_a_cote():
    nouveau = Chiffre("I06", "Autonomie", Decimal(3), None)
    cote = chiffres(Donnees(definitions=(TAUX,)), Donnees(definitions=(TAUX, nouveau)))
    assert cote == [Paire("Taux de présence", "52 %", "52 %"), Paire("Autonomie", None, "3 %")]
    assert [paire.change for paire in cote] == [False, True]


# -- A correction, and the page -------------------------------------------------------------------

pytestmark = pytest.mark.usefixtures("imprimerie")


@pytest.fixture
def correction(publie, coordinatrice):
    """One meeting was missing from what has been published."""
    f.ReunionFabrique(conseil=publie.conseil, intitule="Oubliée", date=date(2026, 5, 5), statut="tenue")
    sujet = Sujet(2026, publie.conseil)
    rapport = travaux.demander(sorte="bilan-conseil", sujet=sujet, motif="Une réunion oubliée.", par=coordinatrice)
    return produire(rapport)


def test_une_correction_demande_son_motif(publie, connecte, coordinatrice):
    saisi = {"conseil": publie.conseil.pk, "exercice": 2026, "motif": " "}
    page = connecte(coordinatrice).post("/rapports/demander/bilan-conseil/", saisi)
    assert "BC-18-2026-01 est déjà publié" in page.context["form"].errors["motif"][0]
    assert Rapport.objects.count() == 1


def test_un_motif_sans_rien_a_corriger_ne_s_enregistre_pas(dix_huitieme):
    rapport = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, dix_huitieme), motif="Pour rien.", par=None)
    assert (rapport.remplace, rapport.motif_correction) == (None, "")


def test_la_correction_dit_ce_qui_change(correction, publie, coordinatrice, prefecture, ville):
    assert correction.remplace == publie
    publication.publier(
        rapport=valider(soumettre(correction, coordinatrice), prefecture, ville), par=coordinatrice
    )  # fmt: skip
    page = produire(correction).html
    assert "Il remplace le document BC-18-2026-01, du 18 novembre 2026" in page
    assert "Une réunion oubliée." in page
    assert "Oubliée, 5 mai 2026" in page
    assert Rapport.objects.filter(etat="publie").count() == 2


def test_comparer_a_l_ecran(correction, publie, connecte, coordinatrice):
    client = connecte(coordinatrice)
    adresse = reverse("rapports_comparer")
    page = client.get(adresse, {"a": publie.numero, "b": correction.numero})
    assert ("ajout", "Oubliée, 5 mai 2026") in [(e.nature, e.objet) for e in page.context["differences"]]
    assert f'{adresse}?a={publie.numero}&amp;b={correction.numero}' in client.get(
        reverse("rapport", args=[correction.numero])
    ).content.decode()  # fmt: skip


def test_comparer_reste_dans_les_droits(correction, publie, connecte, lecteur, coordinatrice):
    adresse = reverse("rapports_comparer")
    assert connecte(lecteur).get(adresse, {"a": publie.numero, "b": correction.numero}).status_code == 404
    page = connecte(coordinatrice).get(adresse, {"a": publie.numero, "b": publie.numero})
    assert "même document" in page.content.decode()


def test_comparer_attend_que_les_deux_soient_produits(projet, connecte, coordinatrice, dix_neuvieme):
    """And never sets a conseil against another."""
    autre = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, dix_neuvieme), par=None)
    encore = travaux.demander(sorte="bilan-conseil", sujet=Sujet(2026, projet.conseil), par=None)
    client = connecte(coordinatrice)
    for second, refus in ((encore, "pas encore produit"), (autre, "ne portent pas sur la même chose")):
        page = client.get(reverse("rapports_comparer"), {"a": projet.numero, "b": second.numero}, follow=True)
        assert refus in page.content.decode()
