"""Settings, read from the environment.

Two ways of running, one file:

- embedded (the default): SQLite, Celery on a directory, no server to install;
- production (``APP_MODE=production``): PostgreSQL and Redis, and no default for anything secret.
"""

import base64
import hashlib
import secrets
import tomllib
from datetime import timedelta
from pathlib import Path

import environ
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
env = environ.Env()

PRODUCTION = env.str("APP_MODE", "embarque") == "production"
DEBUG = env.bool("DEBUG", False)
# Demonstration: a fictional team and its accounts. Never in production.
DEMO = env.bool("DEMO", False)

DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)


FAIRE_UNE_CLE = 'python3 -c "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
# What production cannot do without, and what to put in it.
EXIGEES = {
    "SECRET_KEY": "la clé de signature, 50 caractères aléatoires",
    "ALLOWED_HOSTS": "les noms d'hôte servis, séparés par des virgules",
    "DATABASE_URL": "l'adresse PostgreSQL, postgres://…",
    "REDIS_URL": "l'adresse Redis, redis://…",
    "CLE_CHIFFREMENT": f"la clé des secrets enregistrés, à faire avec {FAIRE_UNE_CLE}",
}


def required() -> dict[str, str]:
    """Return what production cannot do without, or name at once everything that is missing."""
    valeurs = {nom: env.str(nom, "") for nom in EXIGEES}
    if manquent := [f"  {nom} manque : {EXIGEES[nom]}" for nom, valeur in valeurs.items() if not valeur]:
        liste = "\n".join(manquent)
        raise ImproperlyConfigured(
            f"La configuration est incomplète, l'application ne démarre pas.\n{liste}\n"
            "Définissez ces variables d'environnement (fichier .env, modèle .env.exemple ; docs/exploitation.md)."
        )
    return valeurs


def local_secret_key() -> str:
    """Return the embedded installation's key, made once and kept beside its data."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text().strip()


def encryption_keys(value: str) -> list[str]:
    """Return the keys of what is encrypted at rest: the first encrypts, each decrypts (comptes/chiffrement.py)."""
    keys = [key.strip() for key in value.split(",")]
    try:
        for key in keys:
            Fernet(key)
    except ValueError as error:
        raise ImproperlyConfigured(
            "CLE_CHIFFREMENT ne convient pas : une clé, ou plusieurs séparées par des virgules, faites avec "
            f"{FAIRE_UNE_CLE}."
        ) from error
    return keys


def derived_key(secret: str) -> str:
    """Return an encryption key that follows from the signing key: enough on one's own machine."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"chiffrement:{secret}".encode()).digest()).decode()


if PRODUCTION:
    if DEMO:
        raise ImproperlyConfigured("DEMO est refusé en production : données et mots de passe fictifs.")
    SECRET_KEY, HOTES, DATABASE_URL, REDIS_URL, CHIFFREMENT = required().values()
    ALLOWED_HOSTS = [hote.strip() for hote in HOTES.split(",")]
    CLES_CHIFFREMENT = encryption_keys(CHIFFREMENT)
else:
    SECRET_KEY = env.str("SECRET_KEY", "") or local_secret_key()
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
    DATABASE_URL = env.str("DATABASE_URL", "")
    REDIS_URL = env.str("REDIS_URL", "")
    CLES_CHIFFREMENT = encryption_keys(cles) if (cles := env.str("CLE_CHIFFREMENT", "")) else [derived_key(SECRET_KEY)]

# -- Applications ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "socle.statiques.StatiquesUtiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "socle",
    "territoires",
    "comptes",
    "conseils",
    "animateurs",
    "reporting",
]

MIDDLEWARE = [
    "socle.entetes.Entetes",
    "csp.middleware.CSPMiddleware",
    "socle.reprise.Reprise",
    "django.middleware.security.SecurityMiddleware",
    "socle.methodes.MethodesServies",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "comptes.middleware.ConnexionExigee",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "comptes.middleware.SecondFacteur",
    "comptes.lectures.JournalDesLectures",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "comptes.contexte.navigation",
                "comptes.contexte.aide",
            ],
            "builtins": ["socle.templatetags.typographie"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# -- Database ----------------------------------------------------------------------------------

if DATABASE_URL:
    DATABASES = {"default": env.db_url_config(DATABASE_URL)}
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
else:
    # Measured with four writing processes: no write refused with these, a third refused without.
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "base.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
# Seconds during which a page waits for a database that restarts (docs/decisions/0014-rien-ne-se-perd.md).
REPRISE_DELAI = env.int("REPRISE_DELAI", 15)
# Once this file is there, /sante/ sends the proxy to the other container: ours is about to stop (scripts/servir.py).
RETRAIT = env.str("RETRAIT", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "socle.cache.CacheFacultatif",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    # Limits of sign-in and codes already served are counted here: each process's own memory would count for
    # itself, and let as many more attempts through.
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_partage",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# -- Accounts ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "comptes.Compte"
AUTHENTICATION_BACKENDS = ["comptes.backends.PorteBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "comptes.mots_de_passe.RobustesseValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accueil"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # an invitation is a reset link: a week to answer it

ACCOUNT_ADAPTER = "comptes.adaptateur.AdaptateurSurInvitation"
ACCOUNT_FORMS = {"login": "comptes.forms.ConnexionForm", "reset_password": "comptes.forms.OubliForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# The invitation link proves the address; nobody else can create an account.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A sensitive act asks again who is there when nothing proved it since then.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60

# ProConnect (docs/decisions/0015-proconnect.md): off until the three are given.
PROCONNECT_DOMAINE = env.str("PROCONNECT_DOMAINE", "")
PROCONNECT_CLIENT_ID = env.str("PROCONNECT_CLIENT_ID", "")
PROCONNECT_SECRET = env.str("PROCONNECT_SECRET", "")
PROCONNECT_ACTIF = bool(PROCONNECT_DOMAINE and PROCONNECT_CLIENT_ID and PROCONNECT_SECRET)

# The second factor (docs/decisions/0012-mfa.md). The accounts of the demonstration share a printed password:
# a code on somebody's telephone would only shut the others out.
MFA_EXIGEE = not DEMO
MFA_ADAPTER = "comptes.adaptateur.AdaptateurMfa"
MFA_FORMS = {
    "authenticate": "comptes.forms_mfa.CodeForm",
    "reauthenticate": "comptes.forms_mfa.ConfirmationParCodeForm",
    "activate_totp": "comptes.forms_mfa.ActivationForm",
    "add_webauthn": "comptes.forms_mfa.CleForm",
    "edit_webauthn": "comptes.forms_mfa.NomDeCleForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Conseils citoyens de Paris"
# A code served is refused for one period: tolerating the neighbours would let it serve twice.
MFA_TOTP_TOLERANCE = 0
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation link proved it
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # browsers themselves allow it on localhost only

# Written at sign-in only: telling when each page was last seen would cost a write per page.
USERSESSIONS_TRACK_ACTIVITY = False

# In the base alone: with a copy in Redis, no page would survive its absence, and an ended session might.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600

# -- E-mail ------------------------------------------------------------------------------------

# Where the links of e-mails lead. Never taken from the request: its Host header can be forged.
ADRESSE_SITE = env.str(
    "ADRESSE_SITE", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else f"http://localhost:{env.int('PORT', 8000)}"
).rstrip("/")

if env.str("EMAIL_URL", ""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "courriels"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Conseils citoyens de Paris <ne-pas-repondre@demo.invalid>")

# -- Background work ---------------------------------------------------------------------------
# The job row in the database is the truth; the broker only wakes the worker
# (docs/decisions/0003-file-de-travaux.md).

if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
else:
    BROKER_DIR = DATA_DIR / "broker"
    BROKER_DIR.mkdir(exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost//"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "Europe/Paris"

# -- Language and time -------------------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français")]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# -- Static and private files ------------------------------------------------------------------
# Front-end packages are locked in package-lock.json and served from node_modules.

STATIC_URL = "/static/"
# Embedded, whitenoise serves straight from the folders below; production collects them at build time.
STATIC_ROOT = env.str("STATIC_ROOT", str(BASE_DIR / "static-racine")) if PRODUCTION else None
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", BASE_DIR / "node_modules/bootstrap/dist/css"),
    ("vendor/htmx", BASE_DIR / "node_modules/htmx.org/dist"),
    ("vendor/police", BASE_DIR / "node_modules/@fontsource/source-sans-3/files"),
]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site borrows them
STORAGES = {
    "default": {
        "BACKEND": "socle.fichiers.StockagePrive",
        "OPTIONS": {"location": DATA_DIR / "documents", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# -- Security ----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    # Sign-in limits count by address: behind the proxy, the client's is the last that it forwards.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXYS", 1)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

# -- The scheme --------------------------------------------------------------------------------
# The convention does not say in which month its exercices begin (requirements, section 16).

EXERCICE_PREMIER_MOIS = env.int("EXERCICE_PREMIER_MOIS", 1)
# Above, the entry of a meeting's attendance asks for confirmation: no room of the conseils holds more.
PRESENCES_PLAUSIBLES = env.int("PRESENCES_PLAUSIBLES", 150)
# Seconds given to the draw of a panel (docs/decisions/0006-tirage-au-sort.md).
TIRAGE_DELAI = env.int("TIRAGE_DELAI", 240)
# Who is « éloigné de la participation »: empty for the wording of conseils/definitions.py.
CONSEILS_DEFINITION_ELOIGNE = env.str("CONSEILS_DEFINITION_ELOIGNE", "")

# -- Exports -----------------------------------------------------------------------------------

# Above that many lines a file is made in the background; how long it is then kept.
EXPORT_SEUIL = env.int("EXPORT_SEUIL", 2_000)
EXPORT_CONSERVATION = timedelta(days=env.int("EXPORT_CONSERVATION_JOURS", 7))

# -- Personal data -----------------------------------------------------------------------------
# Who answers for it, as printed on /donnees-personnelles/; `check --deploy` refuses what is left empty.

ORGANISMES_DONNEES = {
    "Responsable du traitement": env.str("RESPONSABLE_TRAITEMENT", ""),
    "Contact pour exercer vos droits": env.str("CONTACT_DONNEES", ""),
    "Délégué à la protection des données": env.str("DELEGUE_DONNEES", ""),
    "Hébergeur": env.str("HEBERGEUR", ""),
}

# -- Logs --------------------------------------------------------------------------------------

# « json »: one object a line, for whoever collects them.
FORMAT_JOURNAUX = env.str("JOURNAUX", "simple")
# Without a token, /metriques/ does not exist.
METRIQUES_JETON = env.str("METRIQUES_JETON", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "simple": {"format": "{levelname} {name} {message}", "style": "{"},
        "json": {"()": "socle.journaux.EnJson"},
    },
    "filters": {"sans_jeton": {"()": "socle.journaux.SansJeton"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": FORMAT_JOURNAUX, "filters": ["sans_jeton"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "WARNING"},
    },
}
