"""Addresses of the conseils. The number of a conseil is that of its arrondissement."""

from django.urls import include, path

from conseils.views import autonomie, composition, conseils, diagnostic, formations, reunions

urls_groupe_moteur = [
    path("", composition.groupe_moteur, name="groupe_moteur"),
    path("ajouter/", composition.membre_ajouter, name="membre_ajouter"),
    path("membres/<int:pk>/modifier/", composition.membre_modifier, name="membre_modifier"),
    path("membres/<int:pk>/mandat/", composition.mandat_ouvrir, name="mandat_ouvrir"),
    path("mandats/<int:pk>/corriger/", composition.mandat_corriger, name="mandat_corriger"),
    path("mandats/<int:pk>/clore/", composition.mandat_clore, name="mandat_clore"),
]

urls_reunions = [
    path("", reunions.reunions, name="reunions"),
    path("ajouter/", reunions.reunion_ajouter, name="reunion_ajouter"),
    path("<int:pk>/", reunions.reunion, name="reunion"),
    path("<int:pk>/modifier/", reunions.reunion_modifier, name="reunion_modifier"),
    path("<int:pk>/annuler/", reunions.reunion_annuler, name="reunion_annuler"),
    path("<int:pk>/presences/", reunions.presences, name="presences"),
]

urls_formations = [
    path("", formations.formations, name="formations"),
    path("ajouter/", formations.formation_ajouter, name="formation_ajouter"),
    path("<int:pk>/", formations.formation, name="formation"),
    path("<int:pk>/modifier/", formations.formation_modifier, name="formation_modifier"),
    path("<int:pk>/supprimer/", formations.formation_supprimer, name="formation_supprimer"),
    path("<int:pk>/participants/", formations.formation_participants, name="formation_participants"),
]

urls_autonomie = [
    path("", autonomie.autonomie, name="autonomie"),
    path("evaluer/", autonomie.autonomie_evaluer, name="autonomie_evaluer"),
    path("<int:pk>/corriger/", autonomie.autonomie_corriger, name="autonomie_corriger"),
]

urls_diagnostic = [
    path("", diagnostic.diagnostic, name="diagnostic"),
    path("expressions/ajouter/", diagnostic.expression_ajouter, name="expression_ajouter"),
    path("expressions/<int:pk>/modifier/", diagnostic.expression_modifier, name="expression_modifier"),
    path("acteurs/", diagnostic.acteurs, name="acteurs"),
    path("acteurs/ajouter/", diagnostic.acteur_ajouter, name="acteur_ajouter"),
    path("acteurs/<int:pk>/modifier/", diagnostic.acteur_modifier, name="acteur_modifier"),
    path("acteurs/<int:pk>/interlocuteur/", diagnostic.interlocuteur_ajouter, name="interlocuteur_ajouter"),
    path("interlocuteurs/<int:pk>/retirer/", diagnostic.interlocuteur_retirer, name="interlocuteur_retirer"),
]

urlpatterns = [
    path("conseils/", conseils.conseils, name="conseils"),
    path("conseils/<int:numero>/", conseils.conseil, name="conseil"),
    path("conseils/<int:numero>/modifier/", conseils.conseil_modifier, name="conseil_modifier"),
    path("conseils/<int:numero>/groupe-moteur/", include(urls_groupe_moteur)),
    path("conseils/<int:numero>/reunions/", include(urls_reunions)),
    path("conseils/<int:numero>/formations/", include(urls_formations)),
    path("conseils/<int:numero>/autonomie/", include(urls_autonomie)),
    path("conseils/<int:numero>/diagnostic/", include(urls_diagnostic)),
]
