"""What others observe (I40 to I43) in the dossiers of the comités de pilotage, against figures typed by hand."""

from datetime import date
from decimal import Decimal

import pytest

from territoires import models as t
from tests import fabriques as f
from tests.reporting.rapports.copils import copil_de_paris, copil_du_territoire, dossier

EUROS = "2\u202f000,50\u00a0€"
INSEE, VILLE, ENQUETE = "Insee, Filosofi", "Ville, annexe financière", "Enquête de juin"


@pytest.fixture
def observe(dix_huitieme, dix_neuvieme):
    _cibles(dix_huitieme)
    _engagements(dix_huitieme)
    _quartier(dix_huitieme)
    _opinions(dix_huitieme, dix_neuvieme)


def _cibles(conseil):
    """Two measured, of which one reached; one never measured; one measured after the day of the figures."""
    contrat = t.ContratVille.objects.create(
        code="paris", titre="Contrat", debut=date(2015, 1, 1), fin=date(2030, 12, 31), source="x"
    )
    axe, autre = (
        t.ElementContrat.objects.create(contrat=contrat, code=c, niveau="axe", intitule=f"Axe {c}", source="x")
        for c in ("1", "2")
    )
    f.PrioriteFabrique(projet=f.ProjetTerritoireFabrique(conseil=conseil), element=axe)
    objectif = t.ElementContrat.objects.create(
        contrat=contrat, code="1.1", niveau="objectif", intitule="Réussir", source="x"
    )
    _cible("decrocheurs", objectif, "5", "au_plus", (date(2026, 1, 5), "6.6"), (date(2026, 6, 30), "4.75"))
    _cible("creches", autre, "110", "au_moins", (date(2026, 6, 30), "107"))
    _cible("musees", autre, "6000", "au_moins")
    _cible("laep", autre, "5", "au_moins", (date(2026, 11, 19), "5"))


def _cible(code, element, valeur, sens, *mesures):
    cible = t.Cible.objects.create(
        code=code, libelle=code.capitalize(), element=element, valeur=valeur, unite="%", sens=sens, source="x"
    )
    for le, mesuree in mesures:
        t.MesureCible.objects.create(cible=cible, date=le, valeur=mesuree, source=INSEE)


def _engagements(conseil):
    ville = f.PartenaireFabrique(code="ville-de-paris", nom="Ville de Paris")
    lignes = ((2026, None, "1500.50"), (2026, conseil.arrondissement, "500"), (2025, None, "1000"), (2024, None, "9"))
    for rang, (annee, arrondissement, montant) in enumerate(lignes):
        t.Engagement.objects.create(
            code=f"e{rang}", annee=annee, signataire=ville, nature="specifique", arrondissement=arrondissement,
            montant=Decimal(montant), source=VILLE,
        )  # fmt: skip


def _quartier(conseil):
    """35.5 − 15.5 in 2022, the last year when both are known."""
    quartier = f.QuartierFabrique(nom="Blémont", arrondissements=[conseil.arrondissement])
    conseil.quartiers.add(quartier)
    for annee, valeur in ((2021, "40"), (2022, "35.5"), (2023, "99")):
        quartier.mesures.create(indicateur="taux_pauvrete", annee=annee, valeur=valeur, source=INSEE)
    for annee, valeur in ((2021, "15"), (2022, "15.5")):
        t.MesureParis.objects.create(indicateur="taux_pauvrete", annee=annee, valeur=valeur, source="Apur")
    for annee, rang in ((2024, 900), (2025, 130), (2027, 1)):
        quartier.rangs.create(annee=annee, rang=rang, sur=1300, source="Cget")


def _opinions(dix_huitieme, dix_neuvieme):
    """18e: 10 women and 6 men, 35 + 21 points. 19e: 3 people, who are too few to be told."""
    lignes = ((dix_huitieme, "F", 10, 35, 10), (dix_huitieme, "H", 6, 21, 10), (dix_neuvieme, "N", 3, 9, 11))
    for rang, (conseil, sexe, reponses, somme, jour) in enumerate(lignes):
        t.Appreciation.objects.create(
            code=f"a{rang}", date=date(2026, 6, jour), moyen="debat_annuel", arrondissement=conseil.arrondissement,
            sexe=sexe, reponses=reponses, somme=somme, source=ENQUETE,
        )  # fmt: skip


def test_les_cibles_a_leur_derniere_mesure(observe):
    importees = dossier(copil_de_paris()).importees
    lues = [(c.libelle, c.derniere, c.derniere_le, c.visee) for c in importees.cibles]
    assert lues == [
        ("Decrocheurs (%)", "4,75", date(2026, 6, 30), "au plus 5"),
        ("Creches (%)", "107", date(2026, 6, 30), "au moins 110"),
    ]
    assert (importees.cibles_sans_mesure, importees.sources_des_cibles) == (2, [INSEE])
    assert importees.par_code["I42"].texte == "50\u00a0%"


def test_un_territoire_n_a_que_les_cibles_de_ses_priorites(observe, dix_huitieme):
    importees = dossier(copil_du_territoire(dix_huitieme)).importees
    assert [c.element for c in importees.cibles] == ["1.1 Réussir"]
    assert importees.cibles_sans_mesure == 0
    assert set(importees.par_code) == {"I40"}


def test_les_engagements_par_signataire(observe, dix_huitieme):
    paris, ici = (dossier(s).importees for s in (copil_de_paris(), copil_du_territoire(dix_huitieme)))
    [ville] = paris.engagements
    assert (ville.signataire, ville.nature, ville.source) == ("Ville de Paris", "crédits spécifiques", VILLE)
    assert (ville.montant, ville.avant) == (Decimal("2000.50"), 1000)
    assert [(e.montant, e.avant) for e in ici.engagements] == [(500, None)]
    # No droit commun: a figure that nobody gave is not printed.
    assert [(c.code, c.texte) for c in paris.chiffres_des_engagements] == [("I43", EUROS), ("I43s", EUROS)]


def test_l_ecart_a_paris_et_le_rang(observe, dix_huitieme):
    [ecart] = dossier(copil_du_territoire(dix_huitieme)).importees.ecarts
    assert (ecart.quartier, ecart.ecart) == ("Blémont", "+20,0 points en 2022")
    assert ecart.rang == "130 sur 1\u202f300 en 2025"
    assert ecart.sources == ("Apur", "Cget", INSEE)


def test_peu_de_reponses_ne_se_retrouvent_pas(observe, dix_huitieme):
    """Beside a hidden line, the only other one would give it back with the mean of both."""
    paris, ici = (dossier(s).importees for s in (copil_de_paris(), copil_du_territoire(dix_huitieme)))
    assert [(o.note, o.reponses) for o in paris.opinions] == [("n. c.", "n. c.")] * 2
    [opinion] = ici.opinions
    assert opinion.origine == "Débat annuel d'évaluation, 18e, 10 juin 2026"
    assert (opinion.note, opinion.reponses, opinion.source) == ("3,5", "16", ENQUETE)
    assert ici.par_code["I40"].texte == "3,5"


def test_importe_ailleurs_n_est_pas_rien_d_importe(observe, dix_neuvieme):
    importees = dossier(copil_du_territoire(dix_neuvieme)).importees
    assert importees.ailleurs == ("cibles", "engagements")
    assert importees.ecarts == ()
