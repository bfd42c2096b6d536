from django.urls import path

from conseils.views import organisation

urlpatterns = [
    path("", organisation.organisation, name="organisation"),
    path("installation/", organisation.installation, name="installation"),
    path("installation/arrete/", organisation.arrete_fichier, name="arrete_fichier"),
    path("portages/ajouter/", organisation.portage_ajouter, name="portage_ajouter"),
    path("portages/<int:pk>/modifier/", organisation.portage_modifier, name="portage_modifier"),
    path("moyens/ajouter/", organisation.moyen_ajouter, name="moyen_ajouter"),
    path("moyens/<int:pk>/modifier/", organisation.moyen_modifier, name="moyen_modifier"),
]
