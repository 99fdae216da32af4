"""Routes of people and access."""

from fastapi import APIRouter

from app.domains.identity.api import auth, organisation, people, working_hours

router = APIRouter()
for part in (auth.router, people.router, organisation.router, working_hours.router):
    router.routes.extend(part.routes)

__all__ = ["router"]
