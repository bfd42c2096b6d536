from django.urls import path

from conseils.views import formations

urlpatterns = [
    path("", formations.formations, name="formations"),
    path("ajouter/", formations.formation_ajouter, name="formation_ajouter"),
    path("<int:pk>/", formations.formation, name="formation"),
    path("<int:pk>/modifier/", formations.formation_modifier, name="formation_modifier"),
    path("<int:pk>/supprimer/", formations.formation_supprimer, name="formation_supprimer"),
    path("<int:pk>/participants/", formations.formation_participants, name="formation_participants"),
]
