from django.urls import path

from conseils.views import cloture, organisation, page_publique, sieges, suppressions

urlpatterns = [
    path("", organisation.organisation, name="organisation"),
    path("installation/", organisation.installation, name="installation"),
    path("installation/arrete/", organisation.arrete_fichier, name="arrete_fichier"),
    path("cloture/", cloture.conseil_clore, name="conseil_clore"),
    path("page-publique/", page_publique.page_publique_regler, name="page_publique_regler"),
    path("reouverture/", cloture.conseil_rouvrir, name="conseil_rouvrir"),
    path("portages/ajouter/", organisation.portage_ajouter, name="portage_ajouter"),
    path("portages/<int:pk>/modifier/", organisation.portage_modifier, name="portage_modifier"),
    path("portages/<int:pk>/supprimer/", suppressions.portage_supprimer, name="portage_supprimer"),
    path("moyens/ajouter/", organisation.moyen_ajouter, name="moyen_ajouter"),
    path("moyens/<int:pk>/modifier/", organisation.moyen_modifier, name="moyen_modifier"),
    path("moyens/<int:pk>/supprimer/", suppressions.moyen_supprimer, name="moyen_supprimer"),
    path("sieges/ajouter/", sieges.siege_ajouter, name="siege_ajouter"),
    path("sieges/<int:pk>/modifier/", sieges.siege_modifier, name="siege_modifier"),
    path("sieges/<int:pk>/supprimer/", suppressions.siege_supprimer, name="siege_supprimer"),
]
