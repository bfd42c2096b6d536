"""Every list that may be exported, by code. A new one is a declaration in one of these modules."""

from reporting.exports.declaration import registre
from reporting.exports.listes import chiffres, conseils, equipe, moyens, parole

JEUX = registre(conseils.LISTES, parole.LISTES, moyens.LISTES, equipe.LISTES, chiffres.LISTES)
