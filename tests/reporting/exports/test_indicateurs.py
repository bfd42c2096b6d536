"""The figures of the export: those of the table, counted by hand, and the small ones hidden."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.confidentialite import NON_COMMUNIQUE as NC
from reporting.exports.declaration import Filtres
from reporting.exports.listes import JEUX
from reporting.exports.masquage import SEXES, TOUT, champs_masques, compte_des_personnes
from reporting.indicateurs import INDICATEURS, Part, Valeur, collecter
from socle.periode import Periode
from tests import fabriques as f
from tests import personnes


def membres(numero, femmes, hommes):
    conseil = personnes.conseil(numero)
    for sexe in "F" * femmes + "H" * hommes:
        f.MandatFabrique(membre=f.MembreFabrique(conseil=conseil, sexe=sexe), debut=date(2025, 6, 1))
    return conseil


@pytest.fixture
def trois(db):
    return [membres(18, 12, 8), membres(19, 9, 2), membres(20, 7, 7)]


def lire(lignes, compte, **filtres):
    """{(code, arrondissement): line}."""
    return {(x["code"], x["arrondissement"]): x for x in lignes(compte, "indicateurs", **filtres)}


CHIFFRES = ("valeur", "femmes", "hommes", "non_renseigne", "numerateur", "denominateur")


def chiffres(ligne):
    return [ligne[c] for c in CHIFFRES]


def test_les_chiffres_sont_ceux_comptes_a_la_main(trois, coordinatrice, lignes):
    lues = lire(lignes, coordinatrice, exercice=2026)
    assert chiffres(lues["I01", "18"]) == ["20", "12", "8", "0", "20", ""]
    assert chiffres(lues["I01", ""]) == ["45", "28", "17", "0", "45", ""]
    assert chiffres(lues["I03", "18"]) == ["60", "", "", "", "12", "20"]
    assert lues["I03", ""]["valeur"] == "62,2222"  # 28 / 45
    assert (lues["I01", ""]["conseil"], lues["I01", "18"]["registre"]) == ("Paris", "effectivité")
    assert (lues["I01", "18"]["au"], lues["I01", "18"]["calcule_le"]) == ("2026-11-18", "2026-11-18")


def test_les_memes_qu_au_tableau(trois, coordinatrice, lignes):
    table = collecter([c.pk for c in trois], [Periode(date(2026, 1, 1), date(2026, 11, 18))])
    lues = lire(lignes, coordinatrice, exercice=2026)
    for code in INDICATEURS:
        for conseil, numero in [(trois[0].pk, "18"), (None, "")]:
            valeur = table.valeur(code, conseil).valeur
            attendu = "" if valeur is None else f"{valeur.quantize(Decimal('0.0001')).normalize():f}".replace(".", ",")
            assert lues[code, numero]["valeur"] == attendu, code


def test_les_petits_effectifs_sont_masques_hors_de_l_equipe(trois, prefecture, lignes):
    lues = lire(lignes, prefecture, exercice=2026)
    # Two men in the 19e: hidden, with the women of the same row and two cells elsewhere, so that neither
    # the row's sum nor the column's gives them back.
    assert lues["I01", "19"]["hommes"] == lues["I01", "19"]["femmes"] == NC
    assert sum(lues["I01", numero]["hommes"] == NC for numero in ("18", "19", "20")) >= 2
    assert sum(lues["I01", numero]["femmes"] == NC for numero in ("18", "19", "20")) >= 2
    assert lues["I01", ""]["valeur"] == "45"
    # Nine of eleven: the two others would be told by the rate.
    assert (lues["I03", "19"]["valeur"], lues["I03", "19"]["numerateur"]) == (NC, NC)
    assert sum(lues["I03", numero]["valeur"] == NC for numero in ("18", "19", "20")) == 2


def test_filtrer_un_conseil_ne_revele_rien_de_plus(trois, prefecture, lignes):
    tous = lire(lignes, prefecture, exercice=2026)
    assert all(ligne == tous[cle] for cle, ligne in lire(lignes, prefecture, exercice=2026, conseil=19).items())


def test_ce_qui_ne_compte_personne_n_est_pas_masque(trois, prefecture, lignes):
    f.ReunionFabrique(conseil=trois[0], date=date(2026, 3, 2), statut="tenue")
    assert lire(lignes, prefecture, exercice=2026)["I06", "18"]["valeur"] == "1"
    assert not compte_des_personnes(INDICATEURS["I06"])
    assert compte_des_personnes(INDICATEURS["I01"])
    assert compte_des_personnes(INDICATEURS["I31"])


@pytest.mark.parametrize(("role", "lit"), [("prefecture", True), ("partenaire", False)])
def test_l_argent_a_son_propre_droit(request, role, lit, trois, lignes):
    codes = {code for code, _ in lire(lignes, request.getfixturevalue(role), exercice=2026)}
    assert ("I29" in codes) is lit


def test_sans_conseil_il_n_y_a_que_paris(coordinatrice, lignes):
    assert {arrondissement for _, arrondissement in lire(lignes, coordinatrice)} == {""}


@pytest.mark.parametrize("filtres", [{}, {"conseil": 18}, {"exercice": 2026}, {"conseil": 77}])
def test_le_nombre_de_lignes_annonce_est_le_bon(trois, prefecture, lignes, filtres):
    annonce = JEUX["indicateurs"].compter(prefecture, Filtres(**filtres))
    assert annonce == len(lignes(prefecture, "indicateurs", **filtres))


def taux(numerateur, denominateur):
    return Valeur(numerateur, denominateur, indicateur=INDICATEURS["I03"])


@pytest.mark.parametrize(
    ("conseils", "masques"),
    [
        ([(10, 20), (12, 20)], [False, False, False]),
        ([(3, 20), (12, 20), (9, 18)], [True, False, True, False]),  # and the smallest other
        ([(0, 20), (20, 20)], [False, False, False]),  # none or all: about nobody in particular
        ([(3, 20)], [True, True]),  # alone, it is the total
        ([(0, 0), (18, 20)], [False, True, True]),  # hidden with the total that it makes alone
    ],
)
def test_un_taux_fragile_et_celui_qui_le_revelerait(conseils, masques):
    total = taux(sum(n for n, _ in conseils), sum(d for _, d in conseils))
    caches = champs_masques(INDICATEURS["I03"], [taux(*c) for c in conseils], total)
    assert [champs >= TOUT for champs in caches] == masques


def test_les_sexes_d_un_taux_sont_masques_ensemble():
    sexue = next(i for i in INDICATEURS.values() if i.sexue and i.denominateur and compte_des_personnes(i))
    valeurs = [
        Valeur(15, 30, indicateur=sexue, femmes=Part(14, 16), hommes=Part(1, 14), non_renseigne=Part(0, 0)),
        Valeur(15, 30, indicateur=sexue, femmes=Part(7, 15), hommes=Part(8, 15), non_renseigne=Part(0, 0)),
        Valeur(20, 40, indicateur=sexue, femmes=Part(10, 20), hommes=Part(10, 20), non_renseigne=Part(0, 0)),
    ]
    total = Valeur(50, 100, indicateur=sexue, femmes=Part(31, 51), hommes=Part(19, 49), non_renseigne=Part(0, 0))
    assert champs_masques(sexue, valeurs, total) == [frozenset(SEXES), frozenset(SEXES), frozenset(), frozenset()]


def test_la_definition_accompagne_chaque_chiffre(trois, coordinatrice, lignes):
    assert all(x["definition"] and x["unite"] for x in lignes(coordinatrice, "indicateurs", exercice=2026))
    assert [c.nom for c in JEUX["indicateurs"].colonnes][:2] == ["code", "libelle"]
