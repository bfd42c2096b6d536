"""Addresses of the conseils. The number of a conseil is that of its arrondissement."""

from django.urls import include, path

from conseils.views import assiduite, composition, conseils, contacts, groupes, invites, reunions

urls_groupe_moteur = [
    path("", composition.groupe_moteur, name="groupe_moteur"),
    path("evolution/", composition.groupe_moteur_evolution, name="groupe_moteur_evolution"),
    path("ajouter/", composition.membre_ajouter, name="membre_ajouter"),
    path("membres/<int:pk>/modifier/", composition.membre_modifier, name="membre_modifier"),
    path("membres/<int:pk>/mandat/", composition.mandat_ouvrir, name="mandat_ouvrir"),
    path("mandats/<int:pk>/corriger/", composition.mandat_corriger, name="mandat_corriger"),
    path("mandats/<int:pk>/clore/", composition.mandat_clore, name="mandat_clore"),
    path("groupes/creer/", groupes.groupe_creer, name="groupe_creer"),
    path("groupes/<int:pk>/modifier/", groupes.groupe_modifier, name="groupe_modifier"),
    path("groupes/<int:pk>/fermer/", groupes.groupe_fermer, name="groupe_fermer"),
    path("groupes/<int:pk>/rouvrir/", groupes.groupe_rouvrir, name="groupe_rouvrir"),
    path("invites/ajouter/", invites.invite_ajouter, name="invite_ajouter"),
    path("invites/<int:pk>/modifier/", invites.invite_modifier, name="invite_modifier"),
]

urls_reunions = [
    path("", reunions.reunions, name="reunions"),
    path("ajouter/", reunions.reunion_ajouter, name="reunion_ajouter"),
    path("<int:pk>/", reunions.reunion, name="reunion"),
    path("<int:pk>/modifier/", reunions.reunion_modifier, name="reunion_modifier"),
    path("<int:pk>/annuler/", reunions.reunion_annuler, name="reunion_annuler"),
    path("<int:pk>/contacts/", contacts.contacts, name="contacts"),
    path("<int:pk>/presences/", reunions.presences, name="presences"),
]

urlpatterns = [
    path("conseils/", conseils.conseils, name="conseils"),
    path("conseils/<int:numero>/", conseils.conseil, name="conseil"),
    path("conseils/<int:numero>/modifier/", conseils.conseil_modifier, name="conseil_modifier"),
    path("conseils/<int:numero>/assiduite/", assiduite.assiduite, name="assiduite"),
    path("conseils/<int:numero>/assiduite/<int:pk>/", assiduite.absences_suivre, name="absences_suivre"),
    path("conseils/<int:numero>/contacts/<int:pk>/traiter/", contacts.contact_traiter, name="contact_traiter"),
    path("conseils/<int:numero>/groupe-moteur/", include(urls_groupe_moteur)),
    path("conseils/<int:numero>/reunions/", include(urls_reunions)),
]
