# The pages of the web application.
FROM node:20-bookworm-slim AS pages
WORKDIR /build
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc frontend/
RUN npm --prefix frontend ci --no-audit --no-fund
COPY openapi openapi
COPY frontend frontend
RUN npm --prefix frontend run build

# The Python packages, with their hashes checked.
FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt .
RUN python -m venv /opt/baton \
    && /opt/baton/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent baton \
    && install --directory --owner=baton --mode=0700 /var/lib/baton
ENV PATH=/opt/baton/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BATON_VAR_DIR=/var/lib/baton
WORKDIR /srv/baton
COPY --from=packages /opt/baton /opt/baton
COPY alembic.ini .
COPY migrations migrations
COPY openapi openapi
COPY workers workers
COPY app app
COPY --from=pages /build/frontend/dist frontend/dist
USER baton
VOLUME /var/lib/baton
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/live', timeout=4)"]
ENTRYPOINT ["python", "-m", "app.cli"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
