"""Addresses of the conseils. The number of a conseil is that of its arrondissement."""

from django.urls import include, path

from conseils.views import composition, conseils, reunions, tirages

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

urls_tirages = [
    path("", tirages.tirages, name="tirages"),
    path("ouvrir/", tirages.tirage_ouvrir, name="tirage_ouvrir"),
    path("<str:numero>/", tirages.tirage, name="tirage"),
    path("<str:numero>/modifier/", tirages.tirage_modifier, name="tirage_modifier"),
    path("<str:numero>/liste/", tirages.tirage_liste, name="tirage_liste"),
    path("<str:numero>/colonnes/", tirages.tirage_colonnes, name="tirage_colonnes"),
    path("<str:numero>/vider/", tirages.tirage_vider, name="tirage_vider"),
    path("<str:numero>/quotas/", tirages.tirage_quotas, name="tirage_quotas"),
    path("<str:numero>/sceller/", tirages.tirage_sceller, name="tirage_sceller"),
    path("<str:numero>/tirer/", tirages.tirage_tirer, name="tirage_tirer"),
    path("<str:numero>/relancer/", tirages.tirage_relancer, name="tirage_relancer"),
    path("<str:numero>/invitations/", tirages.tirage_invitations, name="tirage_invitations"),
    path("<str:numero>/clore/", tirages.tirage_clore, name="tirage_clore"),
    path("<str:numero>/public/", tirages.tirage_public, name="tirage_public"),
    path("<str:numero>/public/vivier-<int:rang>.csv", tirages.tirage_vivier, name="tirage_vivier"),
]

urlpatterns = [
    path("conseils/", conseils.conseils, name="conseils"),
    path("conseils/<int:numero>/", conseils.conseil, name="conseil"),
    path("conseils/<int:numero>/modifier/", conseils.conseil_modifier, name="conseil_modifier"),
    path("conseils/<int:numero>/groupe-moteur/", include(urls_groupe_moteur)),
    path("conseils/<int:numero>/reunions/", include(urls_reunions)),
    path("tirages/", include(urls_tirages)),
]
