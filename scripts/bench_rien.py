"""The trivial page of ``bench_growth``: what the middlewares cost by themselves, beside all the pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

import config.urls


@login_not_required
def rien(request):
    return HttpResponse("rien")


urlpatterns = [path("rien/", rien), *config.urls.urlpatterns]
