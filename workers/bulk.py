"""The worker of what may take its time: imports, checks of the whole base. One long job at a time."""

from app.core.jobs import BULK
from workers.runner import serve

if __name__ == "__main__":
    serve(BULK, places=2, seconds=1800)
