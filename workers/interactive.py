"""The worker of what people wait for: short jobs, many at a time."""

from app.core.jobs import INTERACTIVE
from workers.runner import serve

if __name__ == "__main__":
    serve(INTERACTIVE, max_jobs=50, job_timeout=30)
