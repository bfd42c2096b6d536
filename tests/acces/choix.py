"""The choices that forms narrow to one conseil, by address: each is widened in turn to every row of the base."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django import forms

from tests.acces.canaris import territoire

LIGNE = frozenset({"acteurs", "action", "reunion"})
CHOIX = {
    "pv_approuver": {"approuve_en"},
    "version_adopter": {"reunion"},
    "initiative_ajouter": {"acteurs", "structure_acteur", "nee_d_expression", "nee_de_decision", "nee_en_reunion"},
    "initiative_modifier": {"acteurs", "structure_acteur", "nee_d_expression", "nee_de_decision", "nee_en_reunion"},
    "depense_ajouter": {"initiative"},
    "depense_corriger": {"initiative"},
    "formation_participants": {"membres"},
    "representant_designer": {"membre"},
    "seance_compte_rendu": {"restitue_en"},
    "contribution_ajouter": {"reunion"},
    "contribution_modifier": {"reunion"},
    "avis_rediger": {"expressions"},
    "avis_modifier": {"expressions"},
    "avis_adopter": {"adopte_en"},
    "tirage_ouvrir": {"conseil"},
    "suite_constater": {"reunion"},
    "ma_semaine": LIGNE,
    "semaine": LIGNE,
    "ligne_deplacer": LIGNE,
    "ligne_dupliquer": LIGNE,
    "ligne_modifier": LIGNE,
    "ligne_partager": LIGNE,
    "action_lier": {"initiatives", "reunions"},
    "rapport_demander_sorte": {"conseil"},
}
# Widened, these change nothing: whoever keeps one conseil is not asked which, and the sheet of a meeting is its own
# list, that its service checks too (tests/conseils/test_presences.py).
SANS_EFFET = {
    "formation_ajouter": {"conseils"},
    "formation_modifier": {"conseils"},
    "presences": {"excuses", "membres"},
}


@contextmanager
def choix_lus(elargi: str = "") -> Iterator[set[str]]:
    """The fields, among those that pages show, whose choices belong to a conseil; ``elargi`` proposes them all."""
    lus: set[str] = set()
    lire = forms.BaseForm.__getitem__

    def lire_le_champ(formulaire: forms.BaseForm, nom: str):
        champ = formulaire.fields.get(nom)
        if (
            isinstance(champ, forms.ModelChoiceField)
            and champ.queryset is not None
            and territoire(champ.queryset.model)
        ):
            lus.add(nom)
            if nom == elargi:
                _elargir(champ)
        return lire(formulaire, nom)

    with patch.object(forms.BaseForm, "__getitem__", lire_le_champ):
        yield lus


def _elargir(champ: forms.ModelChoiceField) -> None:
    champ.queryset = champ.queryset.model._base_manager.all()
    vars(champ).pop("_choices", None)  # grouped by the form, of the rows that it had
    champ.widget.choices = champ.choices
