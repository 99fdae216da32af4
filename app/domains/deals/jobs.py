"""Background work of deals."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app.core.jobs import BULK, JobContext, job
from app.domains.deals.service import restaging, stage_time, win_back

ALARM_JOB = "deals.watch_stage_times"
_TIME_DEPENDS_ON = {"time_zone", "phone_region"}


@job(ALARM_JOB, every=timedelta(minutes=1), max_attempts=3)
async def watch_stage_times(context: JobContext, args: dict[str, Any]) -> None:  # noqa: ARG001 - a job's shape
    """Warn of deals whose time in the stage runs short, and have those acted on whose time is over."""
    await stage_time.look_round(context.session, context.actor)


@job(stage_time.OVERDUE_JOB)
async def act_on_overdue(context: JobContext, args: dict[str, Any]) -> None:
    """Do what the stage wants done with one deal."""
    due_at = datetime.fromisoformat(args["due_at"])
    await stage_time.act(context.session, context.actor, UUID(args["deal_id"]), due_at)


@job(stage_time.RENEW_JOB, queue=BULK)
async def renew_stage_times(context: JobContext, args: dict[str, Any]) -> None:
    """Set the moments of deals anew: after a stage's limit, the working hours or the workspace's clock was changed."""
    if "data" in args and args["data"].get("changes", {}).keys().isdisjoint(_TIME_DEPENDS_ON | _HOURS):
        return
    stage_id, after = args.get("stage_id"), args.get("after")
    await stage_time.renew(
        context.session,
        context.actor,
        UUID(stage_id) if stage_id else None,
        UUID(after) if after else None,
        again=args.get("again", True),
    )


_HOURS = {"country", "week", "days"}


@job(restaging.JOB, queue=BULK)
async def restage(context: JobContext, args: dict[str, Any]) -> None:
    """Move the next slice of deals out of the stages that a pipeline loses."""
    await restaging.go_on(context.session, context.actor, UUID(args["pipeline_id"]))


@job("deals.look_for_restaging", every=timedelta(minutes=10), max_attempts=3)
async def look_for_restaging(context: JobContext, args: dict[str, Any]) -> None:  # noqa: ARG001 - a job's shape
    """Go on with what was given up halfway: no pipeline stays closed for changes."""
    await restaging.look_round(context.session, context.actor)


@job("deals.look_for_lost", every=timedelta(hours=1), max_attempts=3)
async def look_for_lost(context: JobContext, args: dict[str, Any]) -> None:  # noqa: ARG001 - a job's shape
    """Begin a round of each rule by which lost clients are won back."""
    await win_back.look_round(context.session, context.actor)


@job(win_back.JOB, queue=BULK)
async def win_back_lost(context: JobContext, args: dict[str, Any]) -> None:
    """Open the next slice of a rule's deals."""
    after = (datetime.fromisoformat(args["after"][0]), UUID(args["after"][1])) if args["after"] else None
    await win_back.open_slice(context.session, context.actor, UUID(args["rule_id"]), after)
