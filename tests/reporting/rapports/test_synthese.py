"""The synthesis of a bilan: its very figures, the change in words, and two pages whatever there is to say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from reporting.models import Rapport
from reporting.pdf import rendre
from reporting.rapports import canonique
from reporting.rapports.communs.donnees import Acte, ActeAdresse, SuiteEngagee
from reporting.rapports.document import composer
from reporting.rapports.recits import Recit, en_paragraphes
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from reporting.rapports.syntheses.conseil import resumer
from reporting.rapports.syntheses.coupe import couper, couper_paragraphes
from reporting.rapports.syntheses.donnees import ChiffreCle, Synthese
from reporting.services import production, publication, travaux
from socle.transitions import TransitionRefusee
from tests.reporting.rapports.conftest import produire
from tests.reporting.rapports.papiers import source_de

pytestmark = pytest.mark.django_db

SYNTHESE = SORTES["synthese-conseil"]
LONG = "Monsieur le maire, nous demandons que la rue soit éclairée toute la nuit et que le square rouvre "


@pytest.fixture(scope="module")
def synthese(edition):
    return resumer(source_de(edition), edition.donnees)


def _chiffre(valeur, avant, unite="réunions", **champs):
    nombres = {nom: None if n is None else Decimal(n) for nom, n in (("valeur", valeur), ("avant", avant))}
    reste = {"unite": unite, "libelle": "Réunions", "reference": "", "masque": False, "avant_masque": False}
    return ChiffreCle(**nombres | reste | champs)


@pytest.mark.parametrize(
    ("chiffre", "dit"),
    [
        (_chiffre(27, 24), "3 de plus qu'un an avant (24)"),
        (_chiffre(24, 27), "3 de moins qu'un an avant (27)"),
        (_chiffre(24, 24), "comme un an avant"),
        (_chiffre(24, None), "pas de chiffre un an avant"),
        (_chiffre(24, None, avant_masque=True), "un an avant : non communiqué"),
        (_chiffre(None, 24, masque=True), "effectif trop petit pour être dit"),
        (_chiffre(None, 24), "pas de quoi le calculer"),
        # The difference is that of the two figures printed, 46 % and 39 %.
        (_chiffre("45.6", "39.4", "%"), "7 points de plus qu'un an avant (39\u00a0%)"),
        (_chiffre("45.6", "46.4", "%"), "comme un an avant"),
        (_chiffre("45.6", "45.4", "%"), "1 point de plus qu'un an avant (45\u00a0%)"),
        (_chiffre("239.24", "239.36", "jours"), "0,2 de moins qu'un an avant (239,4)"),
    ],
)
def test_l_evolution_en_toutes_lettres(chiffre, dit):
    assert chiffre.evolution == dit


@pytest.mark.parametrize(
    ("texte", "signes", "garde"),
    [
        ("Court.", 20, "Court."),
        ("Une phrase. Une autre, plus longue.", 20, "Une phrase. […]"),
        ("Une phrase sans aucun point", 20, "Une phrase sans…"),
        ("Un. Une phrase sans aucun point", 20, "Un. Une phrase…"),
        ("Un\nretour  à la ligne", 40, "Un retour à la ligne"),
        ("a" * 30, 10, "a" * 9 + "…"),
    ],
)
def test_couper_proprement(texte, signes, garde):
    assert couper(texte, signes) == garde


def test_couper_des_paragraphes():
    assert couper_paragraphes([], 200) == ((), False)
    assert couper_paragraphes(["Un.", "Deux."], 220) == (("Un.", "Deux."), False)
    assert couper_paragraphes(["Un.", "Deux."], 150) == (("Un.",), True)
    assert couper_paragraphes(["Un.", "b " * 80], 220) == (("Un.", f"{'b ' * 53}b…"), True)


def test_un_texte_perd_ses_marques():
    assert en_paragraphes("Le **local** a *rouvert*.\nEnfin.\n\n- un\n- deux") == [
        "Le local a rouvert. Enfin.",
        "un",
        "deux",
    ]


def test_chaque_chiffre_est_celui_du_bilan(edition, synthese):
    attendus = [(c.libelle, c.texte, c.texte_avant) for c in edition.donnees.chiffres]
    assert [(c.libelle, c.texte, c.texte_avant) for c in synthese.chiffres] == attendus
    groupe = next(t for t in edition.donnees.tableaux_sexues if t.en_bref == "Groupe moteur")
    assert synthese.sexes[0].effectifs == groupe.ensemble.effectifs


def test_ce_qui_a_ete_dit_et_repondu(synthese):
    """Two acts in the example: one answered and seen, one of which the silence is an agreement."""
    eclairer, rapport = sorted(synthese.echanges, key=lambda echange: -len(echange.reponses))
    prefecture, ville = eclairer.reponses
    assert (ville.institution, ville.reponse) == ("Ville de Paris", "Acceptée en 39 jours")
    assert ville.suite == "Remplacer les six lampadaires : fait"
    assert prefecture.reponse == "En retard, attendue le 11 mai 2026"
    assert rapport.reponses[0].reponse == "Le silence vaut accord"
    assert [(due.institution, due.objet) for due in synthese.attendues] == [("Préfecture de Paris", eclairer.titre)]


def test_les_reponses_en_retard_viennent_d_abord(edition):
    def adresse(reponse):
        return ActeAdresse("Ville de Paris", reponse, None, None, ())

    etats = ("Attendue le 1er mai 2026", "Le silence vaut accord", "En retard, attendue le 2 avril 2026")
    acte = replace(edition.donnees.parole.actes[0], adresses=tuple(map(adresse, etats)))
    bilan = replace(edition.donnees, parole=replace(edition.donnees.parole, actes=(acte,)))
    attendues = resumer(source_de(edition), bilan).attendues
    assert [due.etat for due in attendues] == [etats[2], etats[0]]


def test_les_faits_ne_redisent_pas_les_actes(synthese):
    assert len(synthese.faits) == 3
    assert not any("transmis le" in fait for fait in synthese.faits)


def test_aller_et_retour(synthese):
    assert canonique.lire(Synthese, canonique.ecrire(synthese)) == synthese


def test_elle_ne_garde_que_ce_qu_elle_imprime(edition, synthese):
    assert len(canonique.ecrire(synthese)) < len(canonique.ecrire(edition.donnees)) / 5


@pytest.mark.parametrize("recit", [LONG * 80, "- un\n- deux\n" * 100])
def test_deux_pages_avec_le_plus_long_des_bilans(edition, recit):
    """Each text as long as its column allows, or longer; many acts, to many institutions."""
    suite = SuiteEngagee(LONG * 5, "La Ville", None, "Engagée", LONG, "")
    adresse = ActeAdresse((LONG * 2)[:120], "Acceptée en partie, hors délai", date(2026, 5, 1), 1234, (suite,))
    due = replace(adresse, reponse="En retard, attendue le 22 septembre 2026", repondu_le=None, delai=None)
    acte = Acte("A", "Avis sur le rapport annuel", (LONG * 2)[:160], (), date(2026, 9, 22), "", (), (adresse, due) * 3)
    bilan = edition.donnees
    initiative = replace(bilan.parole.initiatives[0], titre=LONG * 2)
    long = replace(
        bilan,
        conseil=replace(bilan.conseil, nom=(LONG * 2)[:120]),
        cadre=replace(bilan.cadre, commanditaires=(LONG,) * 9, fictif=True),
        parole=replace(bilan.parole, actes=(acte,) * 12, initiatives=(initiative,) * 9),
        chiffres=tuple(replace(c, valeur=Decimal("123456.7"), avant=Decimal("98765.4")) for c in bilan.chiffres),
        attentions=(LONG * 3,) * 9,
        manques=(LONG * 3,) * 9,
        recits=tuple(Recit(section, recit) for section in ("annee", "perspectives")),
    )
    page = composer(SYNTHESE, replace(edition, donnees=resumer(source_de(edition), long)))
    assert rendre(page).pages == 2
    for suite in ("chapitre 1.", "chapitre 7.", "chapitre 14.", "9 autres avant eux", "En voici 3,"):
        assert suite in page


@pytest.mark.usefixtures("imprimerie")
def test_elle_se_tire_d_un_bilan_et_n_en_relit_pas_la_base(projet, connecte, animatrice):
    """What happens after the bilan was frozen does not enter its synthesis."""
    fige = projet.donnees
    projet.conseil.nom = "Un autre nom"
    projet.conseil.save()
    connecte(animatrice).post(reverse("rapport_demander_sorte", args=["synthese-conseil"]), {"objet": projet.pk})
    rapport = Rapport.objects.get(sorte="synthese-conseil")
    production.executer(pk=rapport.pk)
    rapport.refresh_from_db()
    assert (rapport.numero, rapport.etat) == ("SC-18-2026-01", "projet")
    assert f'synthèse <span class="numero">SC-18-2026-01</span> du bilan {projet.numero}' in rapport.html
    assert projet.donnees_sha256 in rapport.html
    assert "Un autre nom" not in rapport.html
    assert Rapport.objects.get(pk=projet.pk).donnees == fige


@pytest.mark.usefixtures("imprimerie")
def test_la_page_d_un_bilan_propose_d_en_tirer_les_versions_courtes(projet, connecte, animatrice, coordinatrice):
    page = connecte(animatrice).get(reverse("rapport", args=[projet.numero])).content.decode()
    for sorte, geste in (
        ("synthese-conseil", "Faire la synthèse"),
        ("falc-conseil", "Faire la version facile à lire"),
    ):
        adresse = f"{reverse('rapport_demander_sorte', args=[sorte])}?objet={projet.pk}"
        assert adresse in page
        assert geste in page
        choisi = connecte(animatrice).get(adresse).content.decode()
        assert f'<option value="{projet.pk}" selected>' in choisi


@pytest.mark.usefixtures("imprimerie")
def test_seul_un_bilan_acheve_et_a_portee_se_choisit(demande, connecte, animatrice, animateur_du_19e):
    adresse = reverse("rapport_demander_sorte", args=["synthese-conseil"])
    assert connecte(animatrice).post(adresse, {"objet": demande.pk}).context["form"].errors["objet"]
    production.executer(pk=demande.pk)
    assert connecte(animateur_du_19e).post(adresse, {"objet": demande.pk}).context["form"].errors["objet"]
    synthese = travaux.demander(
        sorte="synthese-conseil", sujet=Sujet(2026, demande.conseil, str(demande.pk)), par=None
    )
    production.executer(pk=synthese.pk)
    # A synthesis is no bilan to write another from.
    assert connecte(animatrice).post(adresse, {"objet": synthese.pk}).context["form"].errors["objet"]


@pytest.mark.usefixtures("imprimerie")
def test_une_synthese_ne_se_publie_pas_avant_son_bilan(projet, valide, coordinatrice):
    def tirer():
        sujet = replace(valide.sujet, objet=str(valide.pk))
        tiree = travaux.demander(sorte="synthese-conseil", sujet=sujet, par=coordinatrice)
        return produire(tiree)

    with pytest.raises(TransitionRefusee, match="n'était pas publié"):
        publication.publier(rapport=tirer(), par=coordinatrice)
    publication.publier(rapport=valide, par=coordinatrice)
    produire(valide)
    publication.publier(rapport=tirer(), par=coordinatrice)
    assert Rapport.objects.filter(sorte="synthese-conseil").latest("pk").etat == "publication"
