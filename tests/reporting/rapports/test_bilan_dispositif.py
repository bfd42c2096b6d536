"""The bilan of the dispositif: sums over sums, the order of the arrondissements, and nobody to be found."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from unittest.mock import patch

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from reporting.confidentialite import petit
from reporting.indicateurs import INDICATEURS, collecter
from reporting.models import Rapport
from reporting.periodes import periodes_comparees
from reporting.rapports.bilan_dispositif import BilanDispositif, assembler
from reporting.rapports.bilan_dispositif.faits import faits_marquants
from reporting.rapports.canonique import ecrire, lire
from reporting.rapports.communs.masques import masques_de_la_colonne
from reporting.rapports.document import Edition, composer
from reporting.rapports.recits import Recit
from reporting.rapports.sortes import SORTES
from reporting.rapports.sujet import Sujet
from territoires.models import Engagement
from tests import fabriques as f
from tests.conftest import MAINTENANT
from tests.reporting.rapports.dispositif import accompagner, peupler_le_dispositif
from tests.reporting.rapports.exemple import NOM_SECRET

pytestmark = pytest.mark.django_db
SORTE = SORTES["bilan-dispositif"]
MILLE_CINQ = "1\u202f500\u00a0€"
ORDRE = ["11e", "14e", "20e"]


def _bilan(exercice=2026):
    return assembler(Sujet(exercice), timezone.now())


def _html(bilan):
    return composer(SORTE, Edition("BD-2026-01", SORTE.titre, timezone.localtime(), None, bilan))


@pytest.fixture(scope="module")
def lus(django_db_setup, django_db_blocker):
    """The three conseils read once: their bilan, its page, and a table of their figures read beside it."""
    with django_db_blocker.unblock(), time_machine.travel(MAINTENANT, tick=False), transaction.atomic():
        conseils = peupler_le_dispositif()
        bilan = _bilan()
        table = collecter([c.pk for c in conseils], periodes_comparees(2026, timezone.localdate()))
        page = _html(bilan)
        transaction.set_rollback(True)
    return bilan, page, table


@pytest.fixture
def bilan(lus):
    return lus[0]


@pytest.fixture
def page(lus):
    return lus[1]


def _colonne(bilan, code):
    """The texts of an indicator, conseil by conseil, then of all."""
    comparatif = next(c for c in bilan.comparatifs if code in [colonne.code for colonne in c.colonnes])
    rang = [colonne.code for colonne in comparatif.colonnes].index(code)
    return [ligne.cases[rang].texte for ligne in (*comparatif.lignes, comparatif.ensemble)]


@pytest.mark.parametrize(
    ("code", "attendu"),
    [
        ("I01", ["10", "4", "12", "26"]),
        ("I03", ["80\u00a0%", "75\u00a0%", "50\u00a0%", "65\u00a0%"]),
        ("I06", ["1", "2", "3", "6"]),
        ("I07", ["40", "8", "40", "88"]),
        ("I08", ["100\u00a0%", "100\u00a0%", "100\u00a0%", "100\u00a0%"]),
        ("I14", ["1", "0", "1", "2"]),
        ("I29", ["4\u00a0%", "–", "0\u00a0%", "1\u00a0%"]),
        ("I22", ["50\u00a0%", "–", "0\u00a0%", "33\u00a0%"]),
    ],
)
def test_des_sommes_sur_des_sommes_et_jamais_des_moyennes(bilan, code, attendu):
    assert _colonne(bilan, code) == attendu
    assert bilan.par_code[code].texte == attendu[-1]


def test_les_conseils_dans_l_ordre_des_arrondissements_quels_que_soient_leurs_chiffres(bilan, page):
    for comparatif in bilan.comparatifs:
        assert [ligne.libelle for ligne in comparatif.lignes] == ORDRE
    for tableau in bilan.sexes_par_conseil:
        assert [ligne.libelle for ligne in tableau.lignes] == ORDRE
    assert [c.arrondissement for c in bilan.conseils] == [11, 14, 20]
    assert [h.libelles for h in bilan.histogrammes] == [tuple(ORDRE)] * len(bilan.histogrammes)
    for corps in re.findall(r'<table class="comparatif">.*?</table>', page, re.DOTALL):
        assert re.findall(r'<th scope="row">(.*?)</th>', corps) == [*ORDRE, "Ensemble"]


def test_la_part_de_quelques_habitants_et_celle_qui_la_trahirait_sont_cachees(bilan):
    """Three éloignés in the 14e; the whole (19 of 48) is printed, so one other conseil is hidden with it."""
    onzieme, quatorzieme, vingtieme, ensemble = _colonne(bilan, "I31")
    assert (quatorzieme, ensemble) == ("n. c.", "40\u00a0%")
    assert [onzieme, vingtieme].count("n. c.") == 1


def test_aucun_petit_effectif_et_aucun_qui_se_retrouve_par_difference(bilan):
    groupe_moteur, *autres = bilan.sexes_par_conseil
    assert [ligne.effectifs for ligne in groupe_moteur.lignes] == [(8, 2, 0, 10), (3, 1, 0, 4), (6, 6, 0, 12)]
    assert [t.titre for t in autres][:3] == [
        "Participations de membres, par conseil",
        "Participations d’autres personnes, par conseil",
        "Venues d’habitants éloignés, par conseil",
    ]
    for tableau in autres:
        visibles = [ligne.effectifs for ligne in tableau.lignes]
        assert not any(petit(n or 0) for effectifs in visibles for n in effectifs), tableau.titre
        for colonne in zip(*visibles, tableau.ensemble.effectifs, strict=True):
            assert colonne.count(None) != 1, tableau.titre


def test_un_petit_effectif_cache_en_cache_un_autre():
    class Table:
        conseils = (1, 2, 3)

        def valeur(self, code, conseil, periode):
            return type("Valeur", (), {"numerateur": (3, 9, 7)[conseil - 1]})

    assert masques_de_la_colonne(Table(), "I12r", 0) == {0, 2}
    assert masques_de_la_colonne(Table(), "I01", 0) == frozenset()


def test_le_meme_chiffre_dans_la_page_et_dans_la_table(bilan, page, lus):
    """Read back from the HTML, against ``Table.valeur``: the figures are nobody else's."""
    corps = re.findall(r'<table class="comparatif">.*?</table>', page, re.DOTALL)
    assert len(corps) == len(bilan.comparatifs)
    for comparatif, html in zip(bilan.comparatifs, corps, strict=True):
        lus_dans_la_page = re.findall(r'<span class="fort">(.*?)</span>', html)
        attendus = [
            lus[2].valeur(colonne.code, conseil).texte
            for conseil in (*lus[2].conseils, None)
            for colonne in comparatif.colonnes
        ]
        for lu, attendu in zip(lus_dans_la_page, attendus, strict=True):
            assert lu in (attendu, "n. c.")


def test_personne_n_est_nomme(bilan, page):
    assert NOM_SECRET not in page
    assert NOM_SECRET not in ecrire(bilan)
    assert "Animation du conseil citoyen du 11e" in page


def test_les_donnees_figees_se_relisent(bilan):
    assert lire(BilanDispositif, ecrire(bilan)) == bilan


def test_l_annee_de_la_convention_et_ses_postes(bilan, page):
    dispositif = bilan.dispositif
    assert (dispositif.annee, dispositif.duree, dispositif.derniere_annee) == (2, 3, False)
    assert "année 2 sur 3" in page
    assert "l’année suivante sera la 3<sup>e</sup>" in page
    assert (bilan.equipe.animateurs, dispositif.postes_animateurs) == (1, 8)


def test_les_jours_sans_animateur(bilan):
    """The 11e had somebody all along; from 1 January to 18 November, 222 working days."""
    assert [(v.libelle, v.jours) for v in bilan.equipe.vacances] == [("14e", 222), ("20e", 222)]


@pytest.mark.parametrize(("combien", "attendu"), [(4, (None, None)), (5, (1, 4))])
def test_les_absences_de_quelques_personnes_ne_se_disent_pas(combien, attendu):
    for numero in range(1, combien + 1):
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero))
        affectation = accompagner(conseil)
    # From Monday 9 to Friday 13 November; Wednesday 11 is a public holiday.
    f.AbsenceFabrique(affectation=affectation)
    equipe = _bilan().equipe
    assert (equipe.absences, equipe.jours_absents) == attendu


def test_une_absence_commence_avant_l_exercice_ne_compte_que_ses_jours():
    for numero in range(1, 6):
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero))
        affectation = accompagner(conseil)
    f.AbsenceFabrique(affectation=affectation, debut=date(2025, 12, 22), fin=date(2026, 1, 2))
    assert _bilan().equipe.jours_absents == 1


def test_les_lecons_et_ce_que_sont_devenues_les_decisions(bilan):
    suites = bilan.amelioration
    assert [(a.intitule, a.etat, a.precision) for a in suites.passees] == [
        ("Traîne encore", "à faire, en retard", ""),
        ("Inviter plus tôt", "faite", "Vu."),
        ("Compter par sexe", "en cours", ""),
    ]
    assert [lecon.constat for lecon in suites.lecons] == ["Leçon de 2026"]
    assert [a.intitule for a in suites.ouvertes] == ["Traîne encore", "Compter par sexe", "Accueillir les nouveaux"]


def test_une_action_close_apres_l_exercice_y_etait_encore_ouverte():
    f.ActionCorrectiveFabrique(
        lecon=f.LeconFabrique(exercice=2025), etat="faite", close_le=date(2026, 3, 2), effet="Vu.",
        echeance=date(2026, 3, 1),
    )  # fmt: skip
    [lecon] = _bilan(2025).amelioration.lecons
    assert [(a.etat, a.precision) for a in lecon.actions] == [("en cours", "")]


def test_chaque_affirmation_a_ses_preuves_et_ses_limites(bilan, page):
    assert [a.ancre for a in bilan.affirmations] == ["eloignes", "attentes", "visibilite"]
    for affirmation in bilan.affirmations:
        assert affirmation.preuves
        assert len(affirmation.limites) >= 3
    eloignes, attentes, visibilite = (" ".join(a.limites) for a in bilan.affirmations)
    # 88 came, 48 answered.
    assert "45\u00a0% des participations, hors membres (40 sur 88), sont sans réponse" in eloignes
    assert "11e, 14e, 20e" in attentes
    assert "2 réponses attendues des institutions sont en retard" in visibilite
    assert page.count("Ce que ces chiffres ne disent pas") == 3


def test_le_nombre_des_sans_reponse_ne_trahit_pas_quelques_habitants(dix_huitieme):
    """3 éloignés, 20 others, 8 silent: the table hides 3 and 8, and the sentence must not tell 8."""
    reunion = f.ReunionFabrique(conseil=dix_huitieme)
    f.ComptagePublicFabrique(reunion=reunion, sexe="F", nombre=31)
    f.ComptageEloignesFabrique(reunion=reunion, sexe="F", reponses=23, eloignes=3)
    bilan = _bilan()
    assert [ligne.total for ligne in bilan.eloignes.lignes] == [None, 20, None]
    assert "sans réponse" not in " ".join(bilan.affirmations[0].limites)


def test_un_indicateur_absent_du_catalogue_se_dit():
    with patch.dict(INDICATEURS):  # put back in its place, which the generated page follows
        del INDICATEURS["I24"]
        bilan = _bilan()
    assert "I24" in bilan.non_calcules
    assert "Prise en compte des avis" in bilan.affirmations[1].absentes
    assert all("I24" not in [c.code for c in comparatif.colonnes] for comparatif in bilan.comparatifs)


def test_ce_qui_vaut_pour_paris_seulement(dix_huitieme):
    """Not a column of the conseils, but defined like the others; nothing imported is said, not printed as zero."""
    assert "Non renseigné&nbsp;: aucune donnée importée." in _html(_bilan())
    ville = f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris")
    Engagement.objects.create(
        code="e1", annee=2026, signataire=ville, nature="specifique", montant=Decimal("1500"), source="x"
    )
    bilan = _bilan()
    assert [(c.code, c.texte) for c in bilan.contexte] == [("I43", MILLE_CINQ), ("I43s", MILLE_CINQ)]
    assert {"I11", "I41", "I41r", "I42", "I43", "I43s", "I43d"} <= bilan.par_code.keys()
    assert "Le contrat de ville, à l’échelle de Paris" in _html(bilan)


def test_chaque_chapitre_porte_son_texte(bilan):
    recits = tuple(Recit(cle, f"Texte de {cle}.") for cle, _ in SORTE.sections)
    page = _html(replace(bilan, recits=recits))
    # In its own chapter: between its anchor and the next one.
    lus = re.findall(r'id="(\w+)">\s*<h2>.*?</h2>\s*<div class="recit"><p>Texte de (\w+)\.</p>', page)
    assert lus == [(cle, cle) for cle, _ in SORTE.sections]


def test_les_faits_marquants_ne_disent_que_ce_qui_est_ecrit(bilan):
    faits = faits_marquants(bilan)
    assert 0 < len(faits) <= 12
    assert not [fait for fait in faits if NOM_SECRET in fait or "n. c." in fait]
    assert "Actes adressés à Ville : 2, dont 1 avec réponse." in faits


def test_les_institutions_par_ordre_alphabetique(bilan):
    assert [(i.nom, i.adresses, i.repondus) for i in bilan.parole.institutions] == [("Etat", 1, 0), ("Ville", 2, 1)]


def test_ce_qui_manque_se_dit(bilan, page):
    manques = " ".join(bilan.manques)
    assert "Aucun semestre évalué sur la grille d’autonomie : tous les conseils." in manques
    assert "Aucune part du budget propre enregistrée : 14e." in manques
    assert "L’exercice n’est pas achevé" in manques
    assert "Aucune feuille de route de l’exercice enregistrée : tous les conseils." in manques
    assert "plus de 700 personnes" in page
    assert "2015-1118" in page


def test_le_reglement_le_portage_et_les_prets_sont_ceux_du_dernier_jour(dix_huitieme, dix_neuvieme):
    f.PortageFabrique(conseil=dix_huitieme, structure="Les Relais", du=date(2026, 1, 1))
    f.MoyenPreteFabrique(conseil=dix_huitieme, description="Salle d'angle", prete_par="Mairie", du=date(2026, 1, 1))
    f.VersionReglementFabrique(
        conseil=dix_huitieme, adoptee_en=f.AssembleeFabrique(conseil=dix_huitieme, date=date(2026, 2, 1))
    )
    f.FeuilleFabrique(conseil=dix_huitieme, etat="validee")
    bilan = _bilan()
    dix_huit, dix_neuf = bilan.conseils
    assert (dix_huit.structure, dix_huit.reglement, dix_huit.feuille) == ("Les Relais", "adopté", "validée")
    assert (dix_neuf.structure, dix_neuf.reglement, dix_neuf.feuille, dix_neuf.moyens) == ("", "aucun", "", ())
    assert "Salle d’angle (Mairie)" in _html(bilan)
    assert _bilan(2025).conseils[0].reglement == "rédigé"


def test_un_quartier_partage_compte_une_fois_dans_l_ensemble(dix_huitieme, dix_neuvieme):
    partage = f.QuartierFabrique(arrondissements=[dix_huitieme.arrondissement, dix_neuvieme.arrondissement])
    partage.mesures.create(indicateur="population", annee=2018, valeur=4000, source="essai")
    for conseil in (dix_huitieme, dix_neuvieme):
        conseil.quartiers.set([partage])
    bilan = _bilan()
    assert [(c.qpv, c.population) for c in bilan.conseils] == [(1, 4000), (1, 4000)]
    assert (bilan.perimetre.qpv, bilan.perimetre.population, bilan.perimetre.annees) == (1, 4000, (2018,))


def test_les_seances_tenues_par_territoire(dix_huitieme):
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 5, 5), statut="tenue")
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 6, 1), statut="tenue")
    f.SeanceFabrique(arrondissement=dix_huitieme.arrondissement, date=date(2026, 7, 1))
    paris, dix_huit = _bilan().calendrier
    assert (paris.libelle, paris.seances) == ("Tout Paris", ())
    assert dix_huit.seances == ("Instance comite-pilotage-projet-territoire : 5 mai, 1er juin",)


def test_sans_conseil_ni_convention_le_document_le_dit():
    bilan = _bilan()
    page = _html(bilan)
    assert bilan.vide
    assert "Aucune donnée n’est enregistrée sur l’exercice 2026" in page
    assert "Aucune convention enregistrée ne court" in page
    assert "Aucun conseil citoyen n’est enregistré" in page
    assert "Aucun exercice antérieur n’est connu : rien ne peut être comparé." in bilan.manques


def test_un_seul_conseil_n_a_pas_de_tableau_par_conseil(dix_huitieme):
    f.ReunionFabrique(conseil=dix_huitieme, date=date(2026, 3, 1))
    bilan = _bilan()
    assert (bilan.vide, bilan.sexes_par_conseil) == (False, ())
    assert "Un conseil citoyen a tenu 1 réunion" in re.sub(r"\s+", " ", _html(bilan))


def test_un_exercice_en_cours_se_compare_a_la_meme_date(dix_huitieme):
    accompagner(dix_huitieme)
    for jour in (date(2025, 3, 1), date(2025, 12, 1), date(2026, 3, 1)):
        f.ReunionFabrique(conseil=dix_huitieme, date=jour)
    bilan = _bilan()
    assert bilan.cadre.comparaison == "exercice 2025 au 18 novembre"
    assert (bilan.par_code["I06"].texte, bilan.par_code["I06"].texte_avant) == ("1", "1")
    assert (_bilan(2025).cadre.comparaison, _bilan(2025).par_code["I06"].texte) == ("", "2")


def test_un_conseil_clos_avant_n_y_est_pas(dix_huitieme, dix_neuvieme):
    dix_neuvieme.statut, dix_neuvieme.date_cloture, dix_neuvieme.motif_cloture = "clos", date(2024, 12, 31), "Fusion"
    dix_neuvieme.save()
    assert [c.arrondissement for c in _bilan().conseils] == [18]


@pytest.mark.parametrize("combien", [2, 4])
def test_autant_de_requetes_pour_deux_conseils_que_pour_quatre(combien, django_assert_num_queries):
    for numero in range(10, 10 + combien):
        conseil = f.ConseilFabrique(arrondissement=f.ArrondissementFabrique(numero=numero))
        conseil.quartiers.add(f.QuartierFabrique(arrondissements=[conseil.arrondissement]))
        f.VersionReglementFabrique(conseil=conseil)
        f.MoyenPreteFabrique(conseil=conseil)
        f.ReunionFabrique(conseil=conseil)
        accompagner(conseil)
    f.ActionCorrectiveFabrique()
    with django_assert_num_queries(32):
        _bilan()


class _Lecteur(HTMLParser):
    """Tags in order, with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.balises = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.balises.append((tag, dict(attrs)))

    def de(self, *noms):
        return [(tag, attrs) for tag, attrs in self.balises if tag in noms]


def test_la_structure_de_la_page(page):
    lecteur = _Lecteur(page)
    niveaux = [int(tag[1]) for tag, _ in lecteur.de("h1", "h2", "h3", "h4")]
    assert niveaux.count(1) == 1
    assert all(suivant <= niveau + 1 for niveau, suivant in pairwise(niveaux))
    assert all(attrs.get("scope") in ("col", "row") for _, attrs in lecteur.de("th"))
    assert len(lecteur.de("table")) == len(lecteur.de("caption"))
    ancres = [attrs["id"] for _, attrs in lecteur.balises if "id" in attrs]
    assert len(ancres) == len(set(ancres))
    cibles = [attrs["href"].removeprefix("#") for _, attrs in lecteur.de("a")]
    assert len(cibles) == 20
    assert set(cibles) <= set(ancres)
    assert not [attrs for _, attrs in lecteur.balises if "style" in attrs]


def test_les_graphiques_ont_leur_tableau(bilan, page):
    """The map, the shares of women and men, four comparisons, the time; each is described."""
    assert page.count("<figure") == 7
    assert page.count("<desc") >= 5
    assert [t.valeur for t in bilan.tuiles if t.valeur] == ["10", "4", "12"]


def test_la_typographie(page):
    texte = re.sub(r"<[^>]+>", "", page)
    assert not re.search(r"\w [;!?»%€]", texte)
    assert not re.search(r"\w :|« \w|\w'\w|&#x27;|&amp;#", texte)


def test_la_console_le_produit(capsys, tmp_path):
    """The only rendering of this document in the tests."""
    peupler_le_dispositif()
    call_command("produire_rapport", "bilan-dispositif", exercice=2026, sortie=tmp_path / "bilan.pdf")
    rapport = Rapport.objects.get()
    assert (rapport.numero, rapport.conseil, rapport.etat) == ("BD-2026-01", None, "projet")
    assert (tmp_path / "bilan.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert NOM_SECRET not in rapport.donnees + rapport.html
    assert f"{rapport.pages} pages" in capsys.readouterr().out


@pytest.mark.parametrize(("exercice", "refus"), [(2030, "n'a pas commencé"), (1999, "Rien n'est enregistré")])
def test_un_exercice_impossible_est_refuse(exercice, refus):
    with pytest.raises(CommandError, match=refus):
        call_command("produire_rapport", "bilan-dispositif", exercice=exercice)
