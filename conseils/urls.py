"""Addresses of the conseils. The number of a conseil is that of its arrondissement."""

from django.urls import include, path

from conseils.views import composition, conseils, organisation, reglement, reunions

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

urls_organisation = [
    path("", organisation.organisation, name="organisation"),
    path("installation/", organisation.installation, name="installation"),
    path("installation/arrete/", organisation.arrete_fichier, name="arrete_fichier"),
    path("portages/ajouter/", organisation.portage_ajouter, name="portage_ajouter"),
    path("portages/<int:pk>/modifier/", organisation.portage_modifier, name="portage_modifier"),
    path("moyens/ajouter/", organisation.moyen_ajouter, name="moyen_ajouter"),
    path("moyens/<int:pk>/modifier/", organisation.moyen_modifier, name="moyen_modifier"),
]

urls_reglement = [
    path("", reglement.reglement, name="reglement"),
    path("ajouter/", reglement.version_ajouter, name="version_ajouter"),
    path("<int:pk>/fichier/", reglement.version_fichier, name="version_fichier"),
    path("<int:pk>/adopter/", reglement.version_adopter, name="version_adopter"),
    path("<int:pk>/verifier/prefecture/", reglement.version_verifier_prefecture, name="version_verifier_prefecture"),
    path("<int:pk>/verifier/ville/", reglement.version_verifier_ville, name="version_verifier_ville"),
]

urlpatterns = [
    path("conseils/", conseils.conseils, name="conseils"),
    path("conseils/<int:numero>/", conseils.conseil, name="conseil"),
    path("conseils/<int:numero>/modifier/", conseils.conseil_modifier, name="conseil_modifier"),
    path("conseils/<int:numero>/groupe-moteur/", include(urls_groupe_moteur)),
    path("conseils/<int:numero>/reunions/", include(urls_reunions)),
    path("conseils/<int:numero>/organisation/", include(urls_organisation)),
    path("conseils/<int:numero>/reglement/", include(urls_reglement)),
]
