"""Reads: who is in mandate, which meetings, which counts."""

from datetime import date

import pytest

from conseils.composition import image_du_groupe
from conseils.exercices import exercice_demande, exercices_connus
from conseils.models import ConseilCitoyen, Mandat, Membre, Reunion
from conseils.organisation import Organisation, organisation_le
from conseils.querysets.conseil import perimetre_de
from conseils.tableaux import Ligne
from socle.periode import Periode
from tests import fabriques as f

JOUR = date(2026, 11, 18)


def mandat(conseil, debut=date(2020, 1, 1), fin=None, **champs):
    motif = "autre" if fin else ""
    return f.MandatFabrique(membre__conseil=conseil, debut=debut, fin=fin, motif_fin=motif, **champs)


@pytest.mark.parametrize(
    ("debut", "fin", "en_mandat"),
    [
        (date(2026, 11, 18), None, True),
        (date(2026, 11, 19), None, False),
        (date(2026, 1, 1), date(2026, 11, 18), True),
        (date(2026, 1, 1), date(2026, 11, 17), False),
    ],
)
def test_en_mandat_le(dix_huitieme, debut, fin, en_mandat):
    unique = mandat(dix_huitieme, debut, fin)
    assert unique.couvre(JOUR) is en_mandat
    assert Membre.objects.en_mandat_le(JOUR).exists() is en_mandat
    assert Mandat.objects.actifs_le(JOUR).exists() is en_mandat
    assert ConseilCitoyen.objects.avec_effectif(JOUR).get().effectif == int(en_mandat)


def test_deux_mandats_passes_ne_font_pas_un_mandat(dix_huitieme):
    """Begun before the day in one mandat, ended after it in another: each condition must meet the same one."""
    passe = mandat(dix_huitieme, date(2020, 1, 1), date(2021, 1, 1))
    f.MandatFabrique(membre=passe.membre, debut=date(2027, 1, 1))
    assert not Membre.objects.en_mandat_le(JOUR).exists()


def test_en_mandat_dans_deux_groupes_compte_une_personne(dix_huitieme):
    premier = mandat(dix_huitieme)
    f.MandatFabrique(membre=premier.membre, groupe=f.GroupeMoteurFabrique(conseil=dix_huitieme, nom="Nord"))
    assert Membre.objects.en_mandat_le(JOUR).count() == 1
    assert ConseilCitoyen.objects.avec_effectif(JOUR).get().effectif == 1


def test_image_du_groupe(dix_huitieme):
    mandat(dix_huitieme, membre__sexe="F")
    mandat(dix_huitieme, membre__sexe="H", origine="tirage")
    mandat(dix_huitieme, membre__sexe="N", college="acteurs")
    mandat(dix_huitieme, fin=date(2025, 1, 1))
    image = image_du_groupe(dix_huitieme, JOUR)
    assert (image.effectif, image.habitants.total, image.acteurs.total) == (3, 2, 1)
    assert image.colleges.ensemble == Ligne("Ensemble", 1, 1, 1)
    assert [ligne.total for ligne in image.origines.lignes] == [1, 2, 0]


def test_reunions_proches(dix_huitieme):
    reunion = {"conseil": dix_huitieme, "presences_saisies": False}
    f.ReunionFabrique(**reunion, date=date(2026, 12, 10), statut="prevue")
    prochaine = f.ReunionFabrique(**reunion, date=JOUR, statut="prevue")
    f.ReunionFabrique(**reunion, date=date(2026, 11, 17), statut="prevue")
    derniere = f.ReunionFabrique(**reunion, date=date(2026, 11, 10), statut="tenue")
    f.ReunionFabrique(**reunion, date=date(2026, 11, 12), statut="annulee")
    conseil = ConseilCitoyen.objects.avec_reunions_proches(JOUR).get()
    assert (conseil.prochaines, conseil.dernieres) == ([prochaine], [derniere])


def test_toute_reunion_est_a_venir_ou_passee(dix_huitieme):
    reunion = {"conseil": dix_huitieme, "presences_saisies": False}
    future = f.ReunionFabrique(**reunion, date=date(2026, 12, 1), statut="prevue")
    annulee = f.ReunionFabrique(**reunion, date=date(2026, 12, 2), statut="annulee")
    oubliee = f.ReunionFabrique(**reunion, date=date(2026, 11, 1), statut="prevue")
    assert list(Reunion.objects.a_venir(JOUR)) == [future]
    assert list(Reunion.objects.passees_ou_annulees(JOUR)) == [annulee, oubliee]
    assert list(Reunion.objects.presences_a_saisir(JOUR)) == [oubliee]


def test_participants_sans_multiplication(dix_huitieme):
    reunion = f.ReunionFabrique(conseil=dix_huitieme)
    for _ in range(2):
        f.PresenceFabrique(reunion=reunion, membre=mandat(dix_huitieme).membre)
    for nature in ("excuse", "represente"):
        chez = mandat(dix_huitieme).membre if nature == "represente" else None
        f.PresenceFabrique(reunion=reunion, membre=mandat(dix_huitieme).membre, nature=nature, pouvoir_a=chez)
    f.ComptagePublicFabrique(reunion=reunion, sexe="F", nombre=4)
    f.ComptagePublicFabrique(reunion=reunion, sexe="H", nombre=3)
    lue = Reunion.objects.avec_participants().get()
    assert (lue.nombre_membres, lue.nombre_public) == (2, 7)
    vide = f.ReunionFabrique(conseil=dix_huitieme)
    lue = Reunion.objects.avec_participants().get(pk=vide.pk)
    assert (lue.nombre_membres, lue.nombre_public) == (0, 0)


def test_perimetre_et_derniere_population(dix_huitieme):
    quartier = f.QuartierFabrique()
    for annee, valeur in ((2013, 1000), (2018, 1200)):
        quartier.mesures.create(indicateur="population", annee=annee, valeur=valeur, source="test")
    quartier.mesures.create(indicateur="revenu_median", annee=2020, valeur=12000, source="test")
    dix_huitieme.quartiers.add(quartier, f.QuartierFabrique(nom="Sans mesure"))
    connu, inconnu = ConseilCitoyen.objects.avec_perimetre().get().perimetre
    assert (connu.population, connu.population_annee) == (1200, 2018)
    assert inconnu.population is None


def test_le_perimetre_d_un_conseil_dit_les_arrondissements_de_chaque_quartier(dix_huitieme, dix_neuvieme):
    partage, vide = f.QuartierFabrique(nom="Partagé"), f.QuartierFabrique(nom="Vide")
    partage.arrondissements.set([dix_neuvieme.arrondissement, dix_huitieme.arrondissement])
    vide.arrondissements.clear()
    partage.mesures.create(indicateur="population", annee=2018, valeur=1200, source="test")
    dix_huitieme.quartiers.add(vide, partage)
    lus = [(q.nom, q.numeros, q.population, q.population_annee) for q in perimetre_de(dix_huitieme)]
    assert lus == [("Partagé", [18, 19], 1200, 2018), ("Vide", [], None, None)]


def test_l_organisation_d_un_jour(dix_huitieme, django_assert_num_queries):
    """One who carries it, the last of the means lent first; neither what is over nor what is to come."""
    assert organisation_le(dix_huitieme, JOUR) == Organisation(None, [])
    for du, au in ((date(2016, 1, 4), date(2020, 1, 1)), (date(2020, 1, 2), None)):
        f.PortageFabrique(conseil=dix_huitieme, du=du, au=au, structure=f"depuis {du.year}")
        f.MoyenPreteFabrique(conseil=dix_huitieme, du=du, au=au, description=f"fini, de {du.year}" if au else "salle")
    f.MoyenPreteFabrique(conseil=dix_huitieme, du=JOUR, description="photocopieur", prete_par="La mairie")
    f.MoyenPreteFabrique(conseil=dix_huitieme, du=date(2026, 11, 19))
    with django_assert_num_queries(1):
        lue = organisation_le(dix_huitieme, JOUR)
    assert (lue.portage.structure, lue.portage.du, lue.portage.mode) == (
        "depuis 2020",
        date(2020, 1, 2),
        "association_ad_hoc",
    )
    assert [(m.description, m.prete_par, m.nature) for m in lue.moyens] == [
        ("photocopieur", "La mairie", "lieu"),
        ("salle", "Ville de Paris", "lieu"),
    ]


def test_exercices():
    exercices = exercices_connus(date(2024, 5, 1), JOUR)
    assert [exercice.debut.year for exercice in exercices] == [2026, 2025, 2024]
    assert exercices_connus(None, JOUR) == [Periode.exercice(2026)]
    assert exercice_demande("2025", exercices) == Periode.exercice(2025)
    assert exercice_demande("abc", exercices) == Periode.exercice(2026)
