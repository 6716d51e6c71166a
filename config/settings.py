"""Settings of the whole platform. Every deployment difference comes from the environment."""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.database import database_settings
from config.local.addresses import local_addresses
from config.tiles import source_of

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
LOCAL = local_addresses(VAR_DIR)

DEVELOPMENT = env.bool("DEBUG", default=False)
"""Defaults for a machine of one's own: a secret key that is made here, plain http, the demo and its mail catcher."""
DEBUG = DEVELOPMENT and env.bool("DEBUG_PAGES", default=False)
"""Django's own error pages; off by default also in development, so that one sees what visitors see."""
DEMO_MODE = env.bool("DEMO_MODE", default=DEVELOPMENT)
"""Demo sign-ins exist, and may skip the second factor, only while this is on."""

SECRET_KEY = env("SECRET_KEY", default=LOCAL.secret_key if DEVELOPMENT else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is missing: set it in the environment, or set DEBUG=1 for development.")
# "localhost" stays allowed for the health probes of the machine itself.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=["127.0.0.1", "[::1]"]), "localhost"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env("SITE_URL", default="http://localhost:8000")
"""Absolute address of the site without a final slash: links in mails begin with it."""
MAIL_CATCHER = env.bool("MAIL_CATCHER", default=DEVELOPMENT)
"""Show the pages of the local mail catcher; for development and demonstration only."""

INSTALLED_APPS = [
    "config",
    "fairs",
    "networks",
    "knowledge",
    "enterprises",
    "partnerships",
    "accounts",
    "core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "config.static_files.UsedStaticFiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_cotton",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "leaflet",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "core.api.problems.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "partnerships.middleware.SecondFactorMiddleware",
    "core.tenancy.middleware.TenancyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
                "core.ui.context.page",
            ],
            "builtins": ["core.templatetags.ui"],
        },
    },
]

# The application signs in as a role that row-level security binds; "owner" is for migrations alone.
DATABASES = database_settings(env, LOCAL)
DATABASE_APP_ROLE = env("DATABASE_APP_ROLE", default="sympraxis_app")
TENANT_MODEL = "partnerships.Partnership"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default=LOCAL.redis_url)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "sympraxis",
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEVELOPMENT else "https"
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Only in the browser that signed up: allauth looks for the pending sign-in in its session.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "add_email": "accounts.forms.AddEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT
MFA_TOTP_ISSUER = "Sympraxis"
MFA_FORMS = {
    "authenticate": "accounts.forms.AuthenticateForm",
    "reauthenticate": "accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "accounts.forms.ActivateTOTPForm",
}

LANGUAGE_CODE = "el"
LANGUAGES = [("el", _("Greek")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Europe/Athens"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "media"}},
    # Photos are public, papers are not; neither is ever served but by a view that asks the policy.
    "photos": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "photos"}},
    "vault": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "vault"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a table of some hundred products is one form

vars().update(env.email_url("EMAIL_URL", default=LOCAL.email_url))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Σύμπραξις <no-reply@sympraxis.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "core.tasks.beat_heartbeat", "schedule": 10.0},
    "sweep-outbox": {"task": "core.tasks.sweep_outbox", "schedule": 30.0},
    "sweep-jobs": {"task": "core.tasks.sweep_jobs", "schedule": 30.0},
    "sweep-uploads": {"task": "core.tasks.sweep_uploads", "schedule": crontab(hour="4", minute="40")},
    "ending-documents": {"task": "enterprises.tasks.remind_of_expiry", "schedule": crontab(hour="7", minute="30")},
    "forget-settled": {"task": "enterprises.tasks.forget_what_is_settled", "schedule": crontab(hour="4", minute="10")},
    "stale-profiles": {
        "task": "enterprises.tasks.ask_whether_still_true",
        "schedule": crontab(hour="9", minute="15"),
    },
    "merged-organisations": {"task": "enterprises.tasks.gather_after_merges", "schedule": 300.0},
    "stands-to-confirm": {"task": "fairs.tasks.remind_of_offers", "schedule": crontab(hour="9", minute="20")},
    "stands-not-confirmed": {"task": "fairs.tasks.end_offers", "schedule": 300.0},
    "fairs-of-the-day": {"task": "fairs.tasks.keep_fairs_to_their_days", "schedule": crontab(minute="5")},
    "authorisation-answers": {
        "task": "fairs.tasks.remind_of_authorisations",
        "schedule": crontab(hour="8", minute="10"),
    },
    "exhibitors-to-ask": {"task": "fairs.tasks.ask_exhibitors_of_fairs", "schedule": crontab(hour="9", minute="50")},
    "visitors-of-fairs": {"task": "fairs.tasks.remind_visitors", "schedule": crontab(hour="9", minute="40")},
    "expired-posts": {"task": "enterprises.tasks.close_expired_posts", "schedule": crontab(hour="0", minute="10")},
    "opening-hours": {"task": "enterprises.tasks.lay_out_hours", "schedule": crontab(hour="3", minute="20")},
    "founding-deadlines": {
        "task": "enterprises.tasks.remind_of_founding_deadlines",
        "schedule": crontab(hour="7", minute="40"),
    },
    "due-digests": {"task": "knowledge.tasks.send_due_digests", "schedule": 60.0},
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "partnerships.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["core.api.permissions.PolicyPermission"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.OrjsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_RATES": {"subscribe": "20/hour", "own": "2000/hour"},
    "EXCEPTION_HANDLER": "core.api.problems.problem_response",
    "PAGE_SIZE": 25,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Sympraxis API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "ProductKind": "enterprises.states.ProductKind",
        "DocumentKind": "enterprises.states.DocumentKind",
        "FacilityKind": "enterprises.states.FacilityKind",
        "BoardKind": "enterprises.states.BoardKind",
        "FairKind": "fairs.models.fairs.FairKind",
        "ReviewState": "fairs.states.ReviewState",
    },
}

# Without tiles a map stands on the dots of the municipalities, and pages load nothing from another host.
MAP_TILES_URL = env("MAP_TILES_URL", default="")
MAP_TILES_ATTRIBUTION = env("MAP_TILES_ATTRIBUTION", default="")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *([source_of(MAP_TILES_URL)] if MAP_TILES_URL else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = env.bool("SECURE_COOKIES", default=not DEVELOPMENT)
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"discreet": {"()": "core.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
