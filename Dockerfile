FROM python:3.12-slim AS packages
COPY requirements/base.txt /tmp/requirements.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --no-input --disable-pip-version-check --require-hashes -r /tmp/requirements.txt

FROM python:3.12-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    VAR_DIR=/var/lib/sympraxis
# Uploads are the one thing that this user may write; code and static files belong to root.
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin sympraxis \
    && install -d /var/lib/sympraxis \
    && install -d -o sympraxis -g sympraxis /var/lib/sympraxis/media
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
# The build reaches no server: the addresses are placeholders that nothing connects to.
RUN python -m core.translations compile \
    && SECRET_KEY=build DATABASE_URL=postgres://build@127.0.0.1:1/build REDIS_URL=redis://127.0.0.1:1/0 \
       python manage.py collectstatic --no-input --verbosity 0
USER sympraxis
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "8", "--no-ws", "config.wsgi:application"]
