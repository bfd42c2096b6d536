"""Acts on a feuille as it stands, whatever its version."""

from animateurs.services import feuilles as services


def ajouter(feuille, par, champs, **autres):
    feuille.refresh_from_db()
    return services.ajouter_action(feuille=feuille, version=feuille.version, par=par, **champs | autres)


def passer(acte, feuille, par, **autres):
    feuille.refresh_from_db()
    return getattr(services, acte)(feuille=feuille, version=feuille.version, par=par, **autres)
