from django.urls import path

from conseils.views import composition, droits, groupes, invites

urlpatterns = [
    path("", composition.groupe_moteur, name="groupe_moteur"),
    path("evolution/", composition.groupe_moteur_evolution, name="groupe_moteur_evolution"),
    path("ajouter/", composition.membre_ajouter, name="membre_ajouter"),
    path("membres/<int:pk>/modifier/", composition.membre_modifier, name="membre_modifier"),
    path("membres/<int:pk>/mandat/", composition.mandat_ouvrir, name="mandat_ouvrir"),
    path("membres/<int:pk>/donnees/", droits.membre_donnees, name="membre_donnees"),
    path("membres/<int:pk>/donnees/document/", droits.membre_donnees_document, name="membre_donnees_document"),
    path("membres/<int:pk>/donnees/fichier.json", droits.membre_donnees_fichier, name="membre_donnees_fichier"),
    path("membres/<int:pk>/effacer/", droits.membre_effacer, name="membre_effacer"),
    path("mandats/<int:pk>/corriger/", composition.mandat_corriger, name="mandat_corriger"),
    path("mandats/<int:pk>/clore/", composition.mandat_clore, name="mandat_clore"),
    path("groupes/creer/", groupes.groupe_creer, name="groupe_creer"),
    path("groupes/<int:pk>/modifier/", groupes.groupe_modifier, name="groupe_modifier"),
    path("groupes/<int:pk>/fermer/", groupes.groupe_fermer, name="groupe_fermer"),
    path("groupes/<int:pk>/rouvrir/", groupes.groupe_rouvrir, name="groupe_rouvrir"),
    path("invites/ajouter/", invites.invite_ajouter, name="invite_ajouter"),
    path("invites/<int:pk>/modifier/", invites.invite_modifier, name="invite_modifier"),
]
