"""Which static files production collects: those that a page asks for, not all that the packages bring.

Fifty style sheets and four hundred fonts that nobody downloads were compressed twice in each image: 17 s of
processor and 29 MB, for 2 s and 2 MB.
"""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StatiquesUtiles(StaticFilesConfig):
    """The patterns are those of ``collectstatic --ignore``; a page that names a file left out fails to render."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap-*",
        "bootstrap.css*",
        "bootstrap.rtl.*",
        "django_htmx",
        "ext",
        "htmx.[ace]*",
        "htmx.js",
        "*.woff",
        "*-cyrillic*",
        "*-greek*",
        "*-vietnamese*",
        "source-sans-3-*-[23589]00-*",
    ]
