from django.urls import include, path

from conseils.views import decisions_instances as decisions
from conseils.views import instances, representations

urls_conseil = [
    path("designer/", representations.representant_designer, name="representant_designer"),
    path("sieges/<int:siege>/retirer/", representations.representant_retirer, name="representant_retirer"),
    path("compte-rendu/", representations.seance_compte_rendu, name="seance_compte_rendu"),
]

urls_seance = [
    path("", instances.seance, name="seance"),
    path("modifier/", instances.seance_modifier, name="seance_modifier"),
    path("statut/", instances.seance_statuer, name="seance_statuer"),
    path("points/ajouter/", instances.seance_point_ajouter, name="seance_point_ajouter"),
    path("points/<int:point>/modifier/", instances.seance_point_modifier, name="seance_point_modifier"),
    path("points/<int:point>/deplacer/", instances.seance_point_deplacer, name="seance_point_deplacer"),
    path("points/<int:point>/retirer/", instances.seance_point_retirer, name="seance_point_retirer"),
    path("taches/<int:tache>/cocher/", instances.tache_cocher, name="tache_cocher"),
    path("decisions/ajouter/", decisions.decision_ajouter, name="decision_instance_ajouter"),
    path("decisions/<int:decision>/modifier/", decisions.decision_modifier, name="decision_instance_modifier"),
    path("decisions/<int:decision>/suivre/", decisions.decision_suivre, name="decision_instance_suivre"),
    path("conseils/<int:numero>/", include(urls_conseil)),
]

urlpatterns = [
    path("", instances.instances, name="instances"),
    path("ajouter/", instances.seance_ajouter, name="seance_ajouter"),
    path("bilan/<int:annee>/", instances.bilan_dater, name="bilan_dater"),
    path("<int:pk>/", include(urls_seance)),
]
