from django.urls import path

from conseils.views import reglement

urlpatterns = [
    path("", reglement.reglement, name="reglement"),
    path("ajouter/", reglement.version_ajouter, name="version_ajouter"),
    path("<int:pk>/fichier/", reglement.version_fichier, name="version_fichier"),
    path("<int:pk>/adopter/", reglement.version_adopter, name="version_adopter"),
    path("<int:pk>/verifier/prefecture/", reglement.version_verifier_prefecture, name="version_verifier_prefecture"),
    path("<int:pk>/verifier/ville/", reglement.version_verifier_ville, name="version_verifier_ville"),
]
