"""The form of the coordination that reviews a week."""

from collections.abc import Iterable

from django import forms

from animateurs.models import LigneJournal


class RenvoiForm(forms.Form):
    """Why a week goes back to its animateur: in all, and beside the lines that are to be corrected."""

    A_COTE = "Voyez ce qui est demandé à côté de chaque activité."

    motif = forms.CharField(
        label="Motif du renvoi",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Il sera lu par la personne concernée. Facultatif si vous avez écrit à côté d’une activité.",
    )

    def __init__(self, *args, lignes: Iterable[LigneJournal] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.lignes = list(lignes)
        for ligne in self.lignes:
            self.fields[f"remarque_{ligne.pk}"] = _champ_remarque(ligne)
            ligne.a_dire = self[f"remarque_{ligne.pk}"]

    def clean(self) -> dict:
        """What the service asks for: a reason, and a remark by line."""
        lu = super().clean()
        dites = {ligne.pk: lu.get(f"remarque_{ligne.pk}", "") for ligne in self.lignes}
        remarques = {pk: texte for pk, texte in dites.items() if texte}
        motif = lu.get("motif") or (self.A_COTE if remarques else "")
        if not motif and "motif" not in self.errors:
            self.add_error("motif", "Indiquez le motif : il sera lu par la personne concernée.")
        return {"motif": motif, "remarques": remarques}


def _champ_remarque(ligne: LigneJournal) -> forms.CharField:
    """Typed beside the line, sent with the form of the return wherever it stands on the page."""
    return forms.CharField(
        label=f"Remarque sur « {ligne.intitule} », {ligne.get_jour_display()}",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "form": "renvoyer", "class": "form-control"}),
    )
