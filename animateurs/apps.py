from django.apps import AppConfig


class AnimateursConfig(AppConfig):
    name = "animateurs"
    verbose_name = "Animateurs"
