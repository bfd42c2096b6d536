"""A number that no column can hold, wherever keys are looked up: found nowhere, on both engines."""

from importlib import import_module

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from conseils.models import Reunion
from socle.entiers import entier
from tests import fabriques as f
from tests.conftest import connecter

pytestmark = pytest.mark.django_db
TROP = (2**63, -(2**63) - 1, 10**20)
FORMULAIRES = ("comptes.forms", "conseils.forms", "animateurs.forms", "reporting.forms")


@pytest.mark.parametrize("nombre", TROP)
@pytest.mark.parametrize("chemin", ["pk", "conseil", "conseil_id", "conseil__arrondissement__numero", "points__pk"])
def test_ce_qu_aucune_colonne_ne_tient_n_est_la_cle_de_rien(nombre, chemin):
    point = f.PointFabrique()
    tenable = Reunion.objects.values_list(chemin, flat=True).get()
    assert not Reunion.objects.filter(**{chemin: nombre}).exists()
    assert not Reunion.objects.filter(**{f"{chemin}__in": [nombre]}).exists()
    assert Reunion.objects.filter(**{f"{chemin}__in": [nombre, tenable]}).get() == point.reunion


def _choix_de_lignes() -> dict[str, forms.Field]:
    """Every field of the application that picks rows, one or several."""
    a_voir, champs = [forms.BaseForm], {}
    for module in FORMULAIRES:
        import_module(module)
    while a_voir:
        classe = a_voir.pop()
        a_voir += classe.__subclasses__()
        if classe.__module__.startswith(FORMULAIRES):
            champs |= {f"{classe.__name__}.{nom}": champ for nom, champ in classe.base_fields.items()}
    return {nom: champ for nom, champ in champs.items() if isinstance(champ, forms.ModelChoiceField)}


def test_chaque_choix_de_lignes_le_refuse(db):
    champs = _choix_de_lignes()
    assert {type(champ) for champ in champs.values()} >= {forms.ModelChoiceField, forms.ModelMultipleChoiceField}
    assert len(champs) > 40
    for champ in champs.values():
        if champ.queryset is None:  # given by the form, conseil by conseil
            champ.queryset = Reunion.objects.all()
        for nombre in map(str, TROP):
            with pytest.raises(ValidationError):
                champ.clean([nombre] if isinstance(champ, forms.ModelMultipleChoiceField) else nombre)


@pytest.mark.parametrize("multiple", [True, False])
def test_il_est_refuse_a_cote_de_son_champ(multiple, coordinatrice):
    nouvelle = reverse("action_corrective_ajouter", args=[f.LeconFabrique().pk])
    adresses = {True: reverse("formation_equipe_ajouter"), False: nouvelle}
    champ = "participants" if multiple else "responsable"
    reponse = connecter(coordinatrice).post(adresses[multiple], {champ: str(2**63)})
    assert list(reponse.context["form"].errors[champ])


@pytest.mark.parametrize("texte", ["", " 1", "-1", "1.0", "²", "٣", "9" * 19, "9" * 5000, "x"])
def test_un_entier_s_ecrit_en_chiffres(texte):
    assert entier(texte) is None


@pytest.mark.parametrize(("texte", "nombre"), [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_un_entier_se_lit(texte, nombre):
    assert entier(texte) == nombre
