# -- Front-end packages ------------------------------------------------------------------------
FROM node:24-slim AS front
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

# -- Python libraries --------------------------------------------------------------------------
FROM python:3.12-slim AS bibliotheques
COPY requirements/run.txt requirements/tirage.txt /
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: \
        --requirement /run.txt --requirement /tirage.txt

# -- The reverse proxy: Caddy, for somebody who is not root --------------------------------------
FROM caddy:2 AS proxy
# A new volume takes the owner of the directory that it covers.
RUN mkdir /certificats && chown 1000 /certificats
ENV XDG_CONFIG_HOME=/tmp \
    XDG_DATA_HOME=/certificats
USER 1000

# -- The application ---------------------------------------------------------------------------
FROM python:3.12-slim
# Security fixes of the base image matter more here than frozen versions.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 1000 --home-dir /tmp --no-create-home conseils \
    && install --directory --owner=conseils --mode=700 /donnees

ENV APP_MODE=production \
    DATA_DIR=/donnees \
    PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1

WORKDIR /app
COPY --from=bibliotheques /venv /venv
COPY . .
COPY --from=front /app/node_modules node_modules
# Nothing of these values stays in the image: they only let the settings be read.
RUN SECRET_KEY=aucune ALLOWED_HOSTS=aucun DATABASE_URL=sqlite:// REDIS_URL=redis:// DATA_DIR=/donnees \
    CLE_CHIFFREMENT=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    python manage.py collectstatic --no-input --verbosity 0

USER 1000
VOLUME /donnees
EXPOSE 8000
HEALTHCHECK --start-period=30s --interval=10s CMD ["python", "scripts/sante.py"]
CMD ["python", "scripts/servir.py", "gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
