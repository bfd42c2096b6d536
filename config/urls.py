"""Every address of the application. Stable, French, readable."""

from django.urls import include, path

urlpatterns = [
    path("", include("comptes.urls")),
    path("", include("territoires.urls")),
    path("", include("conseils.urls")),
    path("", include("animateurs.urls")),
    path("", include("reporting.urls")),
]
