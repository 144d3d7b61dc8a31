# Quire in a container: no root, fit for a read-only file system.
#
#   docker build -t quire .
#   docker run --read-only --tmpfs /tmp -v quire-state:/var/lib/quire \
#     -v "$PWD/content:/content:ro" -p 127.0.0.1:8000:8000 quire
#
# Written to while it runs, and nothing else:
#   /var/lib/quire  snapshots and caches: a volume. Losing it costs only the time of a build.
#   /tmp            what processes hand to each other: a tmpfs.
# Read: /content, a git repository (bare or with a work tree) or a plain folder.

FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements/pip.txt requirements/build.txt requirements/runtime.txt requirements/
# Nothing is resolved: the locks are complete, and the pip that reads them is locked as well.
RUN python -m venv /opt/build \
 && python -m venv --without-pip /opt/quire \
 && /opt/build/bin/pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements/pip.txt \
 && /opt/build/bin/pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements/build.txt \
 && /opt/build/bin/pip --python /opt/quire/bin/python install --no-cache-dir --no-deps --only-binary :all: --require-hashes -r requirements/runtime.txt
COPY LICENSE README.md pyproject.toml ./
COPY service service
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/build/bin/pip --python /opt/quire/bin/python install --no-cache-dir --no-deps --no-index /wheels/quire-*.whl

FROM python:3.12-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 quire \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin quire \
 && install -d -o 10001 -g 10001 -m 0700 /var/lib/quire \
 && install -d /content
COPY --from=build /opt/quire /opt/quire
ENV PATH=/opt/quire/bin:/usr/local/bin:/usr/bin:/bin \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    QUIRE_HOST=0.0.0.0 \
    QUIRE_PORT=8000 \
    QUIRE_STATE_DIR=/var/lib/quire \
    QUIRE_LOG_FORMAT=json
USER 10001:10001
WORKDIR /
VOLUME ["/var/lib/quire"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as web; web.build_opener(web.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['QUIRE_PORT'] + '/readyz', timeout=3)"]
ENTRYPOINT ["quire"]
CMD ["serve", "/content"]
