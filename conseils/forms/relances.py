"""Forms of the delays to answer and of the suspended reminders."""

from conseils.forms.base import DateInput, FormulaireModele
from conseils.models import DelaiReponse, PauseRelance


class PauseForm(FormulaireModele):
    class Meta:
        model = PauseRelance
        fields = ["du", "au", "motif"]
        labels = {"du": "Du", "au": "Jusqu'au", "motif": "Pourquoi"}
        widgets = {"du": DateInput(), "au": DateInput()}


class DelaiForm(FormulaireModele):
    """An institution of its own; for a line that exists, the delay only."""

    class Meta:
        model = DelaiReponse
        fields = ["type", "partenaire", "jours", "tacite", "source"]
        labels = {"type": "Type d'acte", "partenaire": "Institution"}
        help_texts = {
            "jours": "Vide : aucune date n'est fixée et personne n'est relancé.",
            "source": "Le texte qui fixe ce délai, ou qui l'a choisi.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partenaire"].required = True
        self.fields["partenaire"].empty_label = "Choisir…"
        if self.instance.pk:
            del self.fields["type"], self.fields["partenaire"]
