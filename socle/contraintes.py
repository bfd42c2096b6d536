"""Factories of database constraints, the same on SQLite and PostgreSQL, with French messages."""

from django.db.models import CheckConstraint, F, Q


def dates_ordonnees(debut: str, fin: str, *, nom: str) -> CheckConstraint:
    """``fin``, when set, is not before ``debut``."""
    return CheckConstraint(
        condition=Q(**{f"{fin}__isnull": True}) | Q(**{f"{fin}__gte": F(debut)}),
        name=nom,
        violation_error_message="La date de fin ne peut pas précéder la date de début.",
    )


def ensemble_ou_pas(*champs: str, nom: str, message: str) -> CheckConstraint:
    """All of ``champs`` are set, or none (« publié le » goes with « publié par »)."""
    tous = Q(**{f"{champ}__isnull": False for champ in champs})
    aucun = Q(**{f"{champ}__isnull": True for champ in champs})
    return CheckConstraint(condition=tous | aucun, name=nom, violation_error_message=message)
