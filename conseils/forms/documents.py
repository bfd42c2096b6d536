"""Form of a document attached to a meeting."""

from conseils.forms.base import FormulaireModele
from conseils.models import DocumentReunion


class DocumentForm(FormulaireModele):
    class Meta:
        model = DocumentReunion
        fields = ["titre", "fichier", "diffusable"]
