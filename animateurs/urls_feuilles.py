"""Addresses of the feuilles de route: a conseil and an exercice name one."""

from django.urls import include, path

from animateurs.views import actions, feuilles, feuilles_fichiers

urls_action = [
    path("", actions.action_feuille, name="action_feuille"),
    path("modifier/", actions.action_modifier, name="action_modifier"),
    path("deplacer/", actions.action_deplacer, name="action_deplacer"),
    path("retirer/", actions.action_retirer, name="action_retirer"),
    path("avancer/", actions.action_avancer, name="action_avancer"),
    path("lier/", actions.action_lier, name="action_lier"),
]

urls_feuille = [
    path("", feuilles.feuille, name="feuille"),
    path("diagnostic/", feuilles.feuille_diagnostic, name="feuille_diagnostic"),
    path("reporter/", feuilles.feuille_reporter, name="feuille_reporter"),
    path("soumettre/", feuilles.feuille_soumettre, name="feuille_soumettre"),
    path("valider/", feuilles.feuille_valider, name="feuille_valider"),
    path("renvoyer/", feuilles.feuille_renvoyer, name="feuille_renvoyer"),
    path("reviser/", feuilles.feuille_reviser, name="feuille_reviser"),
    path("revisions/", feuilles.feuille_revisions, name="feuille_revisions"),
    path("exporter/<str:forme>/", feuilles_fichiers.feuille_exporter, name="feuille_exporter"),
    path("importer/", feuilles_fichiers.feuille_importer, name="feuille_importer"),
    path("actions/ajouter/", actions.action_ajouter, name="action_ajouter"),
    path("actions/<int:pk>/", include(urls_action)),
]

urlpatterns = [
    path("feuilles-de-route/", feuilles.feuilles, name="feuilles"),
    path("conseils/<int:numero>/feuille-de-route/", feuilles.feuilles_du_conseil, name="feuilles_du_conseil"),
    path("conseils/<int:numero>/feuille-de-route/ouvrir/", feuilles.feuille_ouvrir, name="feuille_ouvrir"),
    path("conseils/<int:numero>/feuille-de-route/<int:exercice>/", include(urls_feuille)),
]
