"""What the rows are narrowed to: read from an address, kept on a job, told in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django import forms

from comptes.models import Compte
from conseils.models import ConseilCitoyen
from reporting.exports.declaration import Filtres, Jeu


class FiltreExport(forms.Form):
    """The filters that this list knows. A value that makes no sense filters nothing, as on the pages."""

    def __init__(self, *args, jeu: Jeu, compte: Compte, exercices: Sequence[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.jeu = jeu
        if jeu.par_conseil:
            self.fields["conseil"] = _entier("Conseil citoyen", _conseils(jeu, compte))
        if jeu.par_exercice:
            self.fields["exercice"] = _entier("Exercice", [(annee, str(annee)) for annee in exercices])
        for nom, choix in jeu.choix.items():
            self.fields[nom] = _choix(choix.titre, choix.choix)

    def filtres(self) -> Filtres:
        self.is_valid()
        lus = {nom: valeur for nom, valeur in getattr(self, "cleaned_data", {}).items() if valeur}
        autres = tuple((nom, lus[nom]) for nom in self.jeu.choix if nom in lus)
        return Filtres(lus.get("conseil"), lus.get("exercice"), autres)


def _conseils(jeu: Jeu, compte: Compte) -> list[tuple[int, str]]:
    conseils = ConseilCitoyen.objects.pour(compte, jeu.permission).order_by("arrondissement__numero")
    return list(conseils.values_list("arrondissement__numero", "nom"))


def _entier(titre: str, choix: Sequence[tuple[int, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=titre, coerce=int, required=False, choices=[("", "Tous"), *choix], widget=_liste(), empty_value=None
    )


def _choix(titre: str, choix: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=titre, required=False, choices=[("", "Tous"), *choix], widget=_liste())


def _liste() -> forms.Select:
    return forms.Select(attrs={"class": "form-select"})


def ecrire(filtres: Filtres) -> str:
    """The filters as an address keeps them."""
    commun = {"conseil": filtres.conseil, "exercice": filtres.exercice}
    return urlencode({nom: valeur for nom, valeur in {**commun, **dict(filtres.autres)}.items() if valeur})


def lire(jeu: Jeu, donnees: Mapping[str, str]) -> Filtres:
    """Back from what ``ecrire`` wrote."""
    conseil, exercice = donnees.get("conseil"), donnees.get("exercice")
    autres = tuple((nom, donnees[nom]) for nom in jeu.choix if nom in donnees)
    return Filtres(int(conseil) if conseil else None, int(exercice) if exercice else None, autres)


def en_clair(jeu: Jeu, filtres: Filtres) -> list[tuple[str, str]]:
    """Each filter that was applied, as it reads."""
    dits = [("Conseil", f"{arrondissement(filtres.conseil)} arrondissement")] if filtres.conseil else []
    dits += [("Exercice", str(filtres.exercice))] if filtres.exercice else []
    return dits + [(jeu.choix[nom].titre, dict(jeu.choix[nom].choix)[valeur]) for nom, valeur in filtres.autres]


def arrondissement(numero: int) -> str:
    """« 18e », in plain text."""
    return f"{numero}{'er' if numero == 1 else 'e'}"
