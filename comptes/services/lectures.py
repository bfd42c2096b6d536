"""Keeping who opened a page that shows personal data."""

import logging

from django.db import DatabaseError

from comptes.models import Compte, LectureDonnees

logger = logging.getLogger(__name__)


def noter_lecture(*, par: Compte, page: str, adresse: str) -> None:
    """Append one line. When the database cannot take it, the line goes to the application's logs instead."""
    try:
        LectureDonnees.objects.create(par_id=par.pk, par_nom=str(par), page=page[:60], adresse=adresse[:200])
    except DatabaseError:
        logger.exception("lecture de données non consignée : compte %s, page %s, %s", par.pk, page, adresse)
