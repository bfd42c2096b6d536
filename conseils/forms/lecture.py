"""Days asked for in the address of a page. A day that makes no sense is explained; it is never an error page."""

from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.utils import timezone

from conseils.definitions import LOI
from conseils.forms.base import DateInput, MiseEnPage
from socle.templatetags.typographie import date_fr, typo


class JourPasse(forms.DateField):
    """A day since the law that has come: of a day to come, nobody knows the composition."""

    default_error_messages = {"invalid": "Cette date n’existe pas : écrivez-la comme 2025-03-10."}
    widget = DateInput

    def __init__(self, **options) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], required=False, **options)
        self.widget.attrs["class"] = "form-control"

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value < LOI:
            raise forms.ValidationError("Aucun conseil citoyen n’existait avant la loi du 21 février 2014.")
        if value and value > timezone.localdate():
            message = f"Le {date_fr(value)} est à venir : choisissez un jour passé, ou aujourd'hui."
            raise forms.ValidationError(typo(message))


class LectureForm(MiseEnPage, forms.Form):
    """Days of the address over days proposed."""

    def __init__(self, demande: QueryDict, **proposes: date) -> None:
        super().__init__({nom: jour.isoformat() for nom, jour in proposes.items()} | demande.dict())
        for champ in self.fields.values():
            # Here and not in the field, which is built once, when the process starts.
            champ.widget.attrs["max"] = timezone.localdate().isoformat()


class JourForm(LectureForm):
    """The day of a composition."""

    le = JourPasse(label="Composition au")

    def __init__(self, demande: QueryDict) -> None:
        super().__init__(demande, le=timezone.localdate())

    def jour(self) -> date:
        """The day asked for; today when there is none, or when it makes no sense."""
        self.is_valid()
        return self.cleaned_data.get("le") or timezone.localdate()


def _premier_janvier_avant(jour: date) -> date:
    """The first of January strictly before ``jour``: a period has two days."""
    return date((jour - timedelta(days=1)).year, 1, 1)


class EvolutionForm(LectureForm):
    """Two days, in order."""

    du = JourPasse(label="Entre le")
    au = JourPasse(label="et le")

    def __init__(self, demande: QueryDict) -> None:
        aujourd_hui = timezone.localdate()
        super().__init__(demande, du=_premier_janvier_avant(aujourd_hui), au=aujourd_hui)

    def clean(self) -> dict:
        """Two days in order; an empty one is the first of January, or today."""
        jours = super().clean()
        au = jours.get("au") or timezone.localdate()
        du = jours.get("du") or _premier_janvier_avant(au)
        if not self.errors and du >= au:
            self.add_error("du", typo("Le premier jour doit précéder le second : échangez-les ou corrigez-les."))
        return {"du": du, "au": au}

    def jours(self) -> tuple[date, date] | None:
        """The two days, or nothing when they make no sense."""
        return (self.cleaned_data["du"], self.cleaned_data["au"]) if self.is_valid() else None
