"""Every list that may be exported, by code. A new one is a declaration in one of these modules."""

from reporting.exports.declaration import registre
from reporting.exports.listes import (
    amelioration,
    chiffres,
    conseils,
    consultations,
    equipe,
    moyens,
    parole,
    territoire,
)

JEUX = registre(
    conseils.LISTES,
    territoire.LISTES,
    parole.LISTES,
    consultations.LISTES,
    moyens.LISTES,
    equipe.LISTES,
    amelioration.LISTES,
    chiffres.LISTES,
)
