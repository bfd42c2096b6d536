"""The forms of the reference data of the journal: kinds of activity, registres, precisions."""

from django import forms
from django.db.models import Q

from animateurs.models import Mission, Registre, TypeActivite
from conseils.forms.base import FormulaireModele


class TypeActiviteForm(FormulaireModele):
    mission = forms.ModelChoiceField(Mission.objects.all(), label="Mission")

    class Meta:
        model = TypeActivite
        fields = ["libelle", "exemples", "mission", "registre"]
        help_texts = {
            "exemples": "Facultatif, pour aider à choisir : réunion d'équipe, échange de pratiques…",
            "registre": "Facultatif : ce que l'activité fait, au sens de la médiation sociale.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offerts = Registre.objects.filter(Q(actif=True) | Q(pk=self.instance.registre_id))
        self.fields["registre"].queryset = offerts
        self.fields["registre"].empty_label = "Aucun"


class PromotionForm(TypeActiviteForm):
    """A precision becomes a kind, or joins one that exists already."""

    type_activite = forms.ModelChoiceField(
        TypeActivite.objects.filter(actif=True).exclude(code=TypeActivite.AUTRE),
        label="Ranger sous",
        required=False,
        empty_label="Une nouvelle activité, à nommer ci-dessous",
    )
    mission = forms.ModelChoiceField(Mission.objects.all(), label="Mission", required=False, empty_label="Choisir…")

    class Meta(TypeActiviteForm.Meta):
        fields = ["type_activite", *TypeActiviteForm.Meta.fields]

    field_order = Meta.fields

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["libelle"].required = False

    def clean(self) -> dict:
        """A new kind needs a name and a mission; a kind that exists already keeps its own."""
        donnees = super().clean()
        if not donnees.get("type_activite"):
            for champ, refus in (("libelle", "Nommez la nouvelle activité."), ("mission", "Choisissez sa mission.")):
                if champ not in self.errors and not donnees.get(champ):
                    self.add_error(champ, refus)
        return donnees


class RegistreForm(FormulaireModele):
    class Meta:
        model = Registre
        fields = ["libelle", "source"]
        help_texts = {"source": "D'où vient ce registre, et qui en a fixé le libellé."}
