from django.urls import path

from conseils.views import projets_territoire as projets

urlpatterns = [
    path("", projets.projet_territoire, name="projet_territoire"),
    path("versions/ajouter/", projets.projet_version_ajouter, name="projet_version_ajouter"),
    path("priorites/ajouter/", projets.priorite_ajouter, name="priorite_ajouter"),
    path("priorites/<int:pk>/modifier/", projets.priorite_modifier, name="priorite_modifier"),
    path("priorites/<int:pk>/avancement/", projets.avancement_noter, name="avancement_noter"),
    path("contributions/ajouter/", projets.contribution_ajouter, name="contribution_ajouter"),
    path("contributions/<int:pk>/modifier/", projets.contribution_modifier, name="contribution_modifier"),
]
