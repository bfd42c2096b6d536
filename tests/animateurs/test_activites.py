"""The kinds of activity and the registres, kept by the coordination; « Autre » made into kinds."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from animateurs.models import LigneJournal, Registre, TypeActivite
from animateurs.precisions import cle_de, precisions
from animateurs.services import activites as services
from animateurs.services.reference import importer_convention
from comptes.models import LigneAudit
from territoires.services.reference import importer_territoires
from tests import fabriques as f

pytestmark = pytest.mark.django_db
LISTE = reverse("activites")


@pytest.fixture
def client(connecte, coordinatrice):
    return connecte(coordinatrice)


@pytest.fixture
def autre():
    mission = f.MissionFabrique(code="INT", ordre=4)
    return f.TypeActiviteFabrique(code="autre", libelle="Autre (préciser)", ordre=99, mission=mission)


@pytest.fixture
def trois():
    """Three kinds of one mission."""
    return [f.TypeActiviteFabrique(code=code, libelle=code.capitalize(), ordre=i) for i, code in enumerate("abc")]


def agir(client, vue, code, **donnees):
    return client.post(reverse(vue, args=[code]), donnees, follow=True)


def dits(page) -> str:
    return " ".join(str(message) for message in page.context["messages"])


def ordre_lu(client) -> list[str]:
    return [t.code for _, types in client.get(LISTE).context["catalogue"].par_mission for t in types]


# -- The list ----------------------------------------------------------------------------------


def test_la_liste_dit_la_mission_le_registre_et_l_usage_de_l_annee(client, affectation):
    registre = f.RegistreFabrique()
    permanence = f.TypeActiviteFabrique(registre=registre)
    for lundi, jours in ((date(2026, 11, 16), (0, 1)), (date(2025, 12, 29), (2, 3)), (date(2025, 3, 3), (0,))):
        semaine = f.SemaineFabrique(affectation=affectation, lundi=lundi)
        for jour in jours:
            f.LigneFabrique(semaine=semaine, jour=jour, type_activite=permanence)
    catalogue = client.get(LISTE).context["catalogue"]
    [(mission, [lue])] = catalogue.par_mission
    # Two in November, and of the two of the new year's week only that of Thursday 1 January.
    assert (mission, lue.registre, lue.usages) == (permanence.mission, registre, 3)


def test_le_nombre_de_requetes_ne_depend_pas_des_lignes(client, semaine, autre, django_assert_num_queries):
    for tour, combien in ((1, 1), (2, 2)):
        for rang in range(combien):
            f.TypeActiviteFabrique(code=f"type-{tour}-{rang}", registre=f.RegistreFabrique(code=f"r-{tour}-{rang}"))
            f.LigneFabrique(semaine=semaine, type_activite=autre, precision=f"Chose {tour} {rang}")
        with django_assert_num_queries(5):
            client.get(LISTE)


@pytest.mark.parametrize("qui", ["animatrice", "prefecture", "ville", "partenaire", "lecteur", "administrateur"])
def test_la_coordination_seule_la_tient(qui, request, connecte, trois):
    compte = request.getfixturevalue(qui)
    assert connecte(compte).get(LISTE).status_code == 403
    for acte in (
        lambda: services.ajouter_type(par=compte, libelle="Nouveau", mission=trois[0].mission),
        lambda: services.ajouter_registre(par=compte, libelle="Nouveau", source="x"),
        lambda: services.modifier_reference(objet=trois[0], par=compte, libelle="Changé"),
        lambda: services.proposer(objet=trois[0], actif=False, par=compte),
        lambda: services.deplacer_type(type_activite=trois[0], rangs=1, par=compte),
        lambda: services.promouvoir(cle="x", par=compte, type_activite=trois[0]),
    ):
        with pytest.raises(PermissionDenied):
            acte()


# -- Adding, rewording, retiring, moving -------------------------------------------------------


def test_ajouter_un_type(client, trois, autre):
    page = client.post(
        reverse("type_activite_ajouter"),
        {
            "libelle": "Réunion de parents d’élèves",
            "mission": trois[0].mission.pk,
            "registre": "",
            "exemples": "école",
        },
    )
    nouveau = TypeActivite.objects.get(libelle="Réunion de parents d’élèves")
    assert page.url == f"{LISTE}#typeactivite-{nouveau.code}"
    assert (nouveau.code, nouveau.ordre, nouveau.actif) == ("reunion-de-parents-deleves", 3, True)
    assert ordre_lu(client)[-2:] == ["reunion-de-parents-deleves", "autre"]
    assert LigneAudit.objects.get(acte="type_activite.ajouter").objet_id == nouveau.pk


@pytest.mark.parametrize(
    ("champs", "refus"),
    [
        ({"libelle": ""}, "libelle"),
        ({"libelle": "x" * 81}, "libelle"),
        ({"libelle": "  B "}, "libelle"),
        ({"mission": ""}, "mission"),
        ({"mission": "999999"}, "mission"),
        ({"registre": "999999"}, "registre"),
    ],
)
def test_une_saisie_refusee_garde_ce_qui_est_ecrit(client, trois, champs, refus):
    saisie = {"libelle": "Nouvelle", "mission": trois[0].mission.pk, "exemples": "gardé là", "registre": ""} | champs
    page = client.post(reverse("type_activite_ajouter"), saisie)
    assert list(page.context["form"].errors) == [refus]
    assert "gardé là" in page.text
    assert TypeActivite.objects.count() == 3


def test_un_libelle_deja_pris_par_un_type_retire_le_dit(client, trois):
    TypeActivite.objects.filter(code="b").update(actif=False, libelle="Veillée")
    page = client.post(reverse("type_activite_ajouter"), {"libelle": "VEILLEE", "mission": trois[0].mission.pk})
    assert "proposez-le de nouveau" in page.context["form"].errors["libelle"][0]


def test_deux_libelles_au_meme_code_restent_deux_types(coordinatrice, trois):
    long = "Réunion des habitants et des partenaires du quartier "
    premier = services.ajouter_type(par=coordinatrice, libelle=f"{long}nord", mission=trois[0].mission)
    second = services.ajouter_type(par=coordinatrice, libelle=f"{long}sud", mission=trois[0].mission)
    assert second.code == f"{premier.code}-2"


def test_modifier_ne_change_ni_le_code_ni_les_lignes_passees(client, semaine, trois):
    ligne = f.LigneFabrique(semaine=semaine, type_activite=trois[0])
    autre_mission = f.MissionFabrique(code="M3", ordre=3)
    saisie = {"libelle": "Renommée", "mission": autre_mission.pk, "registre": f.RegistreFabrique().pk}
    client.post(reverse("type_activite_modifier", args=["a"]), saisie)
    ligne.refresh_from_db()
    assert (str(ligne.type_activite), ligne.type_activite.code) == ("Renommée", "a")
    assert ligne.mission == trois[0].mission
    assert LigneAudit.objects.get(acte="type_activite.modifier").detail["champs"] == ["libelle", "mission", "registre"]


def test_retirer_puis_proposer_de_nouveau(client, connecte, animatrice, semaine, trois):
    ligne = f.LigneFabrique(semaine=semaine, type_activite=trois[0])
    assert "n’est plus proposé" in dits(agir(client, "type_activite_proposer", "a", actif="non"))
    assert "a" not in ordre_lu(client)
    assert [t.code for t in client.get(LISTE).context["catalogue"].retires] == ["a"]
    ligne.refresh_from_db()
    assert ligne.type_activite == trois[0]
    saisie = connecte(animatrice).get(reverse("semaine", args=[semaine.lundi])).context["form"]
    assert trois[0] not in saisie.fields["type_activite"].queryset
    agir(client, "type_activite_proposer", "a", actif="oui")
    assert "a" in ordre_lu(client)


@pytest.mark.parametrize("code", ["autre", "animer-reunion"])
def test_ce_dont_l_application_se_sert_ne_se_retire_pas(client, code):
    f.TypeActiviteFabrique(code=code, libelle=code)
    page = agir(client, "type_activite_proposer", code, actif="non")
    assert "pas retirée" in dits(page)
    assert TypeActivite.objects.get(code=code).actif


@pytest.mark.parametrize(
    ("code", "sens", "attendu"),
    [("b", "haut", "bac"), ("b", "bas", "acb"), ("a", "haut", "abc"), ("c", "bas", "abc"), ("b", "ailleurs", "abc")],
)
def test_deplacer_d_un_rang(client, trois, code, sens, attendu):
    agir(client, "type_activite_deplacer", code, sens=sens)
    assert "".join(ordre_lu(client)) == attendu


def test_deplacer_separe_des_rangs_egaux_et_laisse_autre_derriere(client, trois, autre):
    TypeActivite.objects.update(ordre=5, mission=autre.mission)
    agir(client, "type_activite_deplacer", "c", sens="haut")
    agir(client, "type_activite_deplacer", "autre", sens="haut")
    rangs = dict(TypeActivite.objects.values_list("code", "ordre"))
    assert rangs["a"] < rangs["c"] < rangs["b"]
    assert rangs["autre"] == 5


def test_les_registres_s_ajoutent_se_modifient_et_se_retirent(client):
    client.post(reverse("registre_ajouter"), {"libelle": "Écoute", "source": "Équipe"})
    registre = Registre.objects.get(code="ecoute")
    page = client.post(reverse("registre_ajouter"), {"libelle": "ECOUTE", "source": "Équipe"})
    assert list(page.context["form"].errors) == ["libelle"]
    client.post(reverse("registre_modifier", args=["ecoute"]), {"libelle": "Écoute active", "source": "Norme"})
    agir(client, "registre_proposer", "ecoute", actif="non")
    registre.refresh_from_db()
    assert (registre.libelle, registre.source, registre.actif) == ("Écoute active", "Norme", False)
    assert registre not in client.get(reverse("type_activite_ajouter")).context["form"].fields["registre"].queryset
    actes = LigneAudit.objects.filter(objet_type="animateurs.registre").order_by("pk").values_list("acte", flat=True)
    assert list(actes) == ["registre.ajouter", "registre.modifier", "registre.retirer"]


# -- « Autre (préciser) » ----------------------------------------------------------------------


@pytest.mark.parametrize("texte", ["Porte à porte", "porte-à-porte", "PORTE A PORTE ", "Porte à porte !"])
def test_ce_qui_se_confond(texte):
    assert cle_de(texte) == "porte-a-porte"


def test_les_precisions_se_groupent_sans_casse_ni_accent(semaine, autre):
    for texte in ("Tournage", "Porte à porte", "porte-a-porte", "Porte à porte"):
        f.LigneFabrique(semaine=semaine, type_activite=autre, precision=texte)
    f.LigneFabrique(semaine=semaine, precision="Tournage")  # not under « Autre »
    assert [(p.texte, p.lignes, sorted(p.variantes)) for p in precisions()] == [
        ("Porte à porte", 3, ["Porte à porte", "porte-a-porte"]),
        ("Tournage", 1, ["Tournage"]),
    ]


@pytest.fixture
def passees(semaine, transmise, autre):
    """Three lines that say the same, one of them in a validated week, and one that says something else."""
    transmise.etat, transmise.validee_le = "validee", "2026-11-16T09:00:00Z"
    transmise.save()
    transmise.lignes.all().delete()
    dits = ((semaine, "Porte à porte", 60), (semaine, "PORTE A PORTE", 90), (transmise, "porte-à-porte", 120))
    lignes = [f.LigneFabrique(semaine=s, type_activite=autre, precision=p, minutes=m) for s, p, m in dits]
    return [*lignes, f.LigneFabrique(semaine=semaine, type_activite=autre, precision="Tournage", minutes=30)]


def test_promouvoir_une_precision_et_les_lignes_passees_suivent(client, passees, trois):
    adresse = reverse("precision_promouvoir", args=["porte-a-porte"])
    assert "3 activités" in client.get(adresse).text.replace("\xa0", " ").replace("\n", " ")
    avant = list(LigneJournal.objects.order_by("pk").values_list("minutes", "mission", "note"))
    assert [champ.label for champ in client.get(adresse).context["form"]] == [
        "Ranger sous",
        "Libellé",
        "Exemples",
        "Mission",
        "Registre",
    ]
    page = client.post(adresse, {"libelle": "Porte-à-porte", "mission": trois[0].mission.pk}, follow=True)
    nouveau = TypeActivite.objects.get(libelle="Porte-à-porte")
    assert "3 en tout" in dits(page)
    types = LigneJournal.objects.order_by("pk").values_list("type_activite__code", flat=True)
    assert list(types) == [nouveau.code] * 3 + ["autre"]
    assert list(LigneJournal.objects.order_by("pk").values_list("minutes", "mission", "note")) == avant
    trace = LigneAudit.objects.get(acte="type_activite.promouvoir")
    assert (trace.objet_id, trace.detail) == (nouveau.pk, {"lignes": 3})
    passees[2].semaine.refresh_from_db()
    assert passees[2].semaine.etat == "validee"
    assert [p.texte for p in precisions()] == ["Tournage"]


def test_ranger_sous_un_type_qui_existe(client, passees, trois):
    donnees = {"type_activite": trois[1].pk, "libelle": "ignoré", "mission": ""}
    client.post(reverse("precision_promouvoir", args=["porte-a-porte"]), donnees)
    assert LigneJournal.objects.filter(type_activite=trois[1]).count() == 3
    trois[1].refresh_from_db()
    assert trois[1].libelle == "B"
    assert TypeActivite.objects.count() == 5  # with those of the fixtures


@pytest.mark.parametrize(("champ", "valeur"), [("libelle", ""), ("mission", ""), ("libelle", "b")])
def test_une_promotion_refusee_ne_change_rien(client, passees, trois, champ, valeur):
    donnees = {"libelle": "Porte-à-porte", "mission": trois[0].mission.pk, "exemples": "gardés"} | {champ: valeur}
    page = client.post(reverse("precision_promouvoir", args=["porte-a-porte"]), donnees)
    assert list(page.context["form"].errors) == [champ]
    assert "gardés" in page.text
    assert len(precisions()) == 2


def test_une_precision_deja_rangee_n_existe_plus(client, coordinatrice, passees, trois):
    services.promouvoir(cle="porte-a-porte", par=coordinatrice, type_activite=trois[0])
    assert client.get(reverse("precision_promouvoir", args=["porte-a-porte"])).status_code == 404
    with pytest.raises(ValidationError, match="déjà été rangée"):
        services.promouvoir(cle="porte-a-porte", par=coordinatrice, type_activite=trois[0])


def test_on_ne_range_ni_sous_autre_ni_sous_un_type_retire(coordinatrice, passees, autre, trois):
    services.proposer(objet=trois[0], actif=False, par=coordinatrice)
    trois[0].refresh_from_db()
    for vers in (autre, trois[0]):
        with pytest.raises(ValidationError):
            services.promouvoir(cle="porte-a-porte", par=coordinatrice, type_activite=vers)


def test_une_precision_promue_survit_a_l_import(coordinatrice, affectation):
    importer_territoires()
    importer_convention()
    semaine = f.SemaineFabrique(affectation=affectation)
    f.LigneFabrique(semaine=semaine, type_activite=TypeActivite.objects.get(code="autre"), precision="Tournage")
    mission = TypeActivite.objects.get(code="permanence").mission
    promu, _ = services.promouvoir(cle="tournage", par=coordinatrice, libelle="Tournage", mission=mission)
    importer_convention()
    promu.refresh_from_db()
    assert promu.actif
    assert list(TypeActivite.objects.values_list("code", flat=True))[-1] == "autre"
