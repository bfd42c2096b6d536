"""The FALC version: each sentence typed by hand, and the European rules kept whatever the bilan holds."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import timezone

from reporting.models import Rapport
from reporting.rapports import canonique
from reporting.rapports.bilan_conseil import assembler
from reporting.rapports.communs.donnees import Acte, ActeAdresse, Chiffre, SuiteEngagee
from reporting.rapports.document import composer
from reporting.rapports.recits import Recit
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from reporting.rapports.syntheses.falc import mots
from reporting.rapports.syntheses.falc.conseil import ecrire
from reporting.rapports.syntheses.falc.donnees import Falc
from reporting.rapports.syntheses.falc.phrases import (
    PERSONNES,
    citer,
    comparer,
    compter,
    institution,
    part,
    repondre,
    sur_dix,
)
from reporting.services import production, travaux
from reporting.services.recits import ecrire as ecrire_un_texte
from tests.reporting.rapports.papiers import source_de

pytestmark = pytest.mark.django_db

FALC = SORTES["falc-conseil"]
CSS = settings.BASE_DIR / "static" / "css"
LONG = "Monsieur le maire, nous demandons que la rue soit éclairée toute la nuit et que le square rouvre "


@pytest.fixture(scope="module")
def falc(edition):
    return ecrire(source_de(edition), edition.donnees)


def _chiffre(valeur, avant=None, **champs):
    textes = dict.fromkeys(("code", "libelle", "definition", "source", "registre", "reference"), "")
    nombres = {nom: None if n is None else Decimal(n) for nom, n in (("valeur", valeur), ("avant", avant))}
    reste = {"unite": "personnes", "inconnus": None, "masque": False, "avant_masque": False}
    return Chiffre(**textes | nombres | reste | champs)


def _textes(phrases):
    return [phrase.texte for phrase in phrases]


def _de(falc, titre):
    return _textes(next(q.phrases for q in falc.questions if q.titre == titre))


@pytest.mark.parametrize(
    ("combien", "dit"),
    [
        (None, "Aucune réunion."),
        (0, "Aucune réunion."),
        (1, "1 réunion."),
        (Decimal(31), "31 réunions."),
        (1123, "1\u202f123 réunions."),
    ],
)
def test_zero_un_plusieurs(combien, dit):
    assert compter(combien, "Aucune réunion.", "1 réunion.", "{} réunions.") == dit


@pytest.mark.parametrize(
    ("chiffre", "dit"),
    [
        (_chiffre(31, 30), ["C’est plus que l’année d’avant."]),
        (_chiffre(30, 31), ["C’est moins que l’année d’avant."]),
        (_chiffre(30, 30), ["C’est autant que l’année d’avant."]),
        (_chiffre(30, None), []),
        (_chiffre(None, 30), []),
        (_chiffre(30, None, avant_masque=True), []),
        (_chiffre(None, 30, masque=True), []),
    ],
)
def test_comparer(chiffre, dit):
    assert _textes(comparer(chiffre)) == dit


@pytest.mark.parametrize(
    ("pourcent", "dit"),
    [
        ("100", "toutes les personnes"),
        ("96", "presque toutes les personnes"),
        ("60", "6 personnes sur 10"),
        ("55", "environ 6 personnes sur 10"),
        ("54.76", "environ 5 personnes sur 10"),
        ("10", "1 personne sur 10"),
        ("4.9", "moins de 1 personne sur 10"),
    ],
)
def test_sur_dix(pourcent, dit):
    assert sur_dix(Decimal(pourcent), PERSONNES) == dit


@pytest.mark.parametrize(
    ("chiffre", "dit"),
    [
        (_chiffre("55"), ["Environ 6 personnes sur 10 sont des femmes."]),
        (_chiffre("0"), ["Il n’y a pas de femme."]),
        (_chiffre(None), ["Nous ne savons pas."]),
        (
            _chiffre(None, masque=True),
            ["Nous ne disons pas ce nombre.", "Un des groupes compte moins de 5 personnes."],
        ),
    ],
)
def test_une_part(chiffre, dit):
    phrases = list(part(chiffre, PERSONNES, "sont des femmes.", "Il n’y a pas de femme.", "Nous ne savons pas."))
    assert _textes(phrases) == dit
    assert [p.sur_dix for p in phrases if p.sur_dix] == ([6] if chiffre.valeur else [])


@pytest.mark.parametrize(
    ("nom", "dit"),
    [
        ("Ville de Paris", "La Ville de Paris a dit oui."),
        ("Préfecture de Paris", "La Préfecture de Paris a dit oui."),
        ("Préfet de police de Paris", "Le Préfet de police de Paris a dit oui."),
        ("Agence régionale de santé", "L’Agence régionale de santé a dit oui."),
        ("Bailleurs sociaux", "Les bailleurs sociaux ont dit oui."),
        ("Paris Habitat", "Paris Habitat a dit oui."),
    ],
)
def test_une_institution(nom, dit):
    assert _textes(repondre(institution(nom), "Acceptée")) == [dit]


@pytest.mark.parametrize(
    ("reponse", "dit"),
    [
        ("Acceptée en partie", ["La Ville a dit oui à une partie."]),
        ("Refusée, hors délai", ["La Ville a dit non.", "La réponse est arrivée en retard."]),
        ("Le silence vaut accord", ["La Ville n’a pas répondu.", "Ici, ne pas répondre veut dire oui."]),
        (
            "En retard, attendue le 1er mai 2026",
            ["La Ville n’a pas répondu.", "La réponse devait arriver le 1er mai 2026."],
        ),
        ("À l’étude jusqu’au 12 janvier 2026", ["La Ville réfléchit encore, jusqu’au 12 janvier 2026."]),
        ("Attendue le 17 février 2026", ["La Ville peut répondre jusqu’au 17 février 2026."]),
        ("Attendue, sans délai fixé", ["La Ville n’a pas répondu."]),
        ("Une réponse d’un autre genre", ["Réponse de la Ville :", "Une réponse d’un autre genre"]),
    ],
)
def test_une_reponse(reponse, dit):
    assert _textes(repondre(institution("Ville"), reponse)) == dit


def test_les_mots_des_autres_sont_cites_et_coupes():
    assert citer("Éclairer la rue").texte == "Éclairer la rue"
    assert citer(LONG).texte == "Monsieur le maire, nous demandons que la rue soit éclairée toute la nuit et que…"
    assert citer(LONG).citation


def test_une_promesse_et_ce_qui_en_a_ete_vu(falc):
    reponses = _de(falc, "Qui a répondu ?")
    rang = reponses.index("La Ville de Paris a dit oui.")
    assert reponses[rang + 1 : rang + 4] == [
        "Voici ce qui était promis :",
        "Remplacer les six lampadaires",
        "Nous sommes allés voir : c’est fait.",
    ]


def test_qui_vient(falc):
    """The example: 26 members then 27, with 8 women and 13 men; 455 who came."""
    assert _de(falc, "Qui vient ?")[1:6] == [
        "Le 18 novembre 2026, 27 personnes sont dans le groupe moteur.",
        "C’est plus que l’année d’avant.",
        "Environ 4 personnes sur 10 du groupe sont des femmes.",
        "Nous avons compté 455 venues à nos réunions.",
        "C’est plus que l’année d’avant.",
    ]


def test_les_difficultes_sont_celles_du_bilan(falc, edition):
    assert [a.split(" ", 3)[1] for a in edition.donnees.attentions] == ["habitants", "groupe"]
    assert _de(falc, "Qu’est-ce qui est difficile ?") == [
        "Environ 5 personnes sur 10 du groupe sont des habitants.",
        "Le contrat de ville demande plus d’habitants.",
        "Il y a plus d’hommes que de femmes dans le groupe.",
        "Il faut autant de femmes que d’hommes.",
        "Nous attendons 1 réponse en retard.",
        "Il manque des informations dans le bilan.",
    ]


def test_d_ou_vient_le_document(falc):
    dit = _de(falc, "D’où vient ce document ?")
    assert dit[:4] == [
        "Ce document vient d’un bilan.",
        "Le numéro du bilan est BC-18-2026-01.",
        "Ce bilan n’est pas fini.",
        "Il peut encore changer.",
    ]


def _long(bilan):
    suite = SuiteEngagee(LONG * 5, "La Ville", None, "Engagée", "fait en partie", "")
    reponses = ("Acceptée en partie, hors délai", "Refusée", "En retard, attendue le 22 septembre 2026", LONG)
    adresses = tuple(ActeAdresse(LONG, reponse, date(2026, 5, 1), 9, (suite,)) for reponse in reponses)
    acte = Acte("A", "Avis", LONG * 2, (), date(2026, 9, 22), "", (), adresses)
    rares = {"I01": Decimal(3), "I02": Decimal(10), "I03": Decimal(90), "I07": Decimal(98765)}
    chiffres = tuple(replace(c, valeur=rares.get(c.code, c.valeur)) for c in bilan.definitions)
    return replace(
        bilan,
        definitions=chiffres,
        conseil=replace(bilan.conseil, nom=LONG),
        parole=replace(bilan.parole, actes=(acte,) * 9, initiatives=bilan.parole.initiatives * 9),
    )


@pytest.fixture(params=["exemple", "vide", "long", "ancien"])
def bilan(request, edition, dix_neuvieme):
    if request.param == "vide":
        return assembler(Sujet(2026, dix_neuvieme), timezone.localtime())
    if request.param == "ancien":
        return replace(edition.donnees, parole=None)
    return _long(edition.donnees) if request.param == "long" else edition.donnees


def test_les_regles_du_facile_a_lire(bilan, edition):
    falc = ecrire(source_de(edition), bilan)
    verifier_les_regles(falc)
    page = composer(FALC, replace(edition, donnees=falc))
    assert page.count("<strong>") >= 2 * sum(len(p.mots) for q in falc.questions for p in q.phrases)


def verifier_les_regles(falc):
    """Short sentences, one a paragraph, no percentage, no acronym, no Roman numeral; hard words are used."""
    phrases = [p for q in falc.questions for p in q.phrases] + list(falc.sans_relecture)
    sens = [s for p in phrases for mot in p.mots for s in mot.sens.split(". ")]
    for texte in [p.texte for p in phrases if not p.citation] + sens:
        assert len(texte.replace("’", " ").split()) <= 15, texte
        assert texte.count(".") <= 1, texte
        assert not re.search(r"%|;|\(|\bn\. c\.|\b[IVX]{2,}\b", texte), texte
        assert not re.search(r"\b(?!FALC\b)[A-Z]{2,}\b", re.sub(r"B[CD](-\d+)+", "", texte)), texte
    for phrase in phrases:
        assert all(mot.mot in phrase.texte for mot in phrase.mots), phrase
    assert all(q.titre.endswith(" ?") and q.phrases for q in falc.questions)


def test_chaque_mot_difficile_est_explique():
    assert all(mot.sens.endswith(".") for mot in vars(mots).values() if isinstance(mot, mots.Mot))


def test_aller_et_retour(falc):
    assert canonique.lire(Falc, canonique.ecrire(falc)) == falc


def test_la_feuille_de_style_garde_les_regles():
    """At least 14 points, aligned on the left, no italic, no word cut."""
    feuille = (CSS / "falc.css").read_text()
    assert min(int(corps) for corps in re.findall(r"font-size: (\d+)pt", feuille)) >= 14
    assert "text-align: left" in feuille
    assert "em { font-style: normal" in feuille
    assert "hyphens: none" in (CSS / "pdf.css").read_text()


def test_un_nom_ne_devient_pas_du_html(edition):
    nom = "<script>alert(1)</script>"
    acte = replace(edition.donnees.parole.actes[0], adresses=(ActeAdresse(nom, "Acceptée", None, None, ()),))
    bilan = replace(
        edition.donnees,
        conseil=replace(edition.donnees.conseil, nom=nom),
        parole=replace(edition.donnees.parole, actes=(acte,)),
    )
    assert "<script>" not in composer(FALC, replace(edition, donnees=ecrire(source_de(edition), bilan)))


def test_sans_relecture_le_document_le_dit(falc, edition):
    sans = "personne n’a dit que la relecture est faite"
    assert sans in composer(FALC, replace(edition, donnees=falc))
    relu = replace(falc, recits=(Recit("relecture", "L’atelier de *relecture* de l’APEI a relu."),))
    page = composer(FALC, replace(edition, donnees=relu))
    assert sans not in page
    assert "L’atelier de <em>relecture</em> de l’APEI a relu." in page


@pytest.mark.usefixtures("imprimerie")
def test_la_relecture_s_ecrit_et_se_fige(projet, animatrice):
    sujet = Sujet(2026, projet.conseil, str(projet.pk))
    ecrire_un_texte(
        sorte="falc-conseil", sujet=sujet, section="relecture", texte="Relu par Léa.", version=0, par=animatrice
    )
    falc = travaux.demander(sorte="falc-conseil", sujet=sujet, par=animatrice)
    production.executer(pk=falc.pk)
    falc = Rapport.objects.get(pk=falc.pk)
    assert falc.numero == "FC-18-2026-01"
    assert "<p>Relu par Léa.</p>" in falc.html
    assert f"Le numéro du bilan est {projet.numero}." in falc.html
