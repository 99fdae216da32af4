"""The composition root: the one explicit list of what the product consists of.

Each domain appears here once with everything it contributes: events, jobs, subscribers, projectors, topics, search,
subjects. Its routes stand in `app/routes.py`, which only the API process loads. Order is the domains' order, lowest first.
"""

from collections.abc import Sequence
from types import ModuleType

from app.core.config import Settings
from app.core.db import Outbox
from app.core.events import subscribe
from app.core.filters import add_fields, add_source
from app.core.runtime import Runtime
from app.domains.clients import jobs as client_jobs
from app.domains.clients import service as clients
from app.domains.clients.bulk import BULK_ACTIONS, BULK_SUBJECT
from app.domains.clients.fields import CLIENT_FIELDS, SUBJECT
from app.domains.clients.models import Client
from app.domains.clients.permissions import ClientPermission
from app.domains.clients.privacy import jobs as privacy_jobs
from app.domains.clients.privacy.queries import forget_work
from app.domains.clients.privacy.traces import BULK_TRACES, FILE_MARKS, OWN_NAMES
from app.domains.clients.privacy.traces import TRACES as TRACES_OF_CLIENTS
from app.domains.clients.quality import jobs as quality_jobs
from app.domains.clients.quality import queries as quality
from app.domains.clients.queries import shaped
from app.domains.clients.schemas import ClientVersion, TimelineAdded
from app.domains.clients.segments import bulk as segments_bulk
from app.domains.clients.segments import jobs as segments_jobs  # noqa: F401 - its jobs are known by being imported
from app.domains.clients.segments.queries import live_field
from app.domains.clients.service import files as client_files
from app.domains.deals import fields as deal_fields
from app.domains.deals import jobs as deal_jobs
from app.domains.deals import pipeline_queries, product_fields, shaped_queries
from app.domains.deals import service as deals
from app.domains.deals.bulk import BULK_ACTIONS as DEAL_ACTIONS
from app.domains.deals.bulk import BULK_SUBJECT as DEALS
from app.domains.deals.client_fields import CLIENT_FIELDS as DEALS_OF_CLIENT
from app.domains.deals.events import (
    DealChanged,
    DealCompetitorChanged,
    DealCreated,
    DealLinesChanged,
    DealMoved,
    DealParticipantChanged,
    DealRestaged,
    DealRevived,
    DealWon,
)
from app.domains.deals.models import Deal
from app.domains.deals.permissions import DealPermission
from app.domains.deals.privacy import TRACES as TRACES_OF_DEALS
from app.domains.deals.schemas import DealLeft, DealNews
from app.domains.deals.service import gate, next_step, pipelines, stage_time
from app.domains.identity import queries as identity_queries
from app.domains.identity.events import WorkingHoursChanged, WorkspaceChanged
from app.domains.identity.permissions import IdentityPermission
from app.domains.identity.service import actors, setup
from app.domains.identity.service.access import DatabaseAuthenticator
from app.domains.products import service as products
from app.domains.reports import jobs as reports
from app.domains.reports.events import PlanChanged
from app.domains.reports.permissions import ReportPermission
from app.domains.reports.schemas import PersonProgress
from app.domains.tasks import service as tasks
from app.domains.tasks.bulk import BULK_ACTIONS as PLANNING
from app.domains.tasks.client_fields import CLIENT_FIELDS as TASKS_OF_CLIENT
from app.domains.tasks.events import TaskCancelled, TaskChanged, TaskCompleted, TaskCreated
from app.domains.tasks.privacy import TRACES as TRACES_OF_TASKS
from app.domains.tasks.schemas import TaskNews
from app.domains.tasks.service import handing
from app.domains.telephony import jobs as telephony_jobs
from app.domains.telephony import privacy as telephony_privacy
from app.domains.telephony.client_fields import CLIENT_FIELDS as CALLS_OF_CLIENT
from app.domains.telephony.events import (
    CallAnswered,
    CallEnded,
    CallMissed,
    CallOutcomeRecorded,
    CallRinging,
)
from app.domains.telephony.schemas import CallOut, ScreenPop
from app.domains.telephony.service import frames as call_frames
from app.domains.transfer import events as transfer_events
from app.domains.transfer import jobs as transfer
from app.domains.transfer import privacy as transfer_privacy
from app.domains.transfer.schemas import ImportProgress
from app.platform.background import events as background_events
from app.platform.background import jobs as background_jobs  # noqa: F401 - its job registers itself
from app.platform.background.tidying import tidy_with
from app.platform.bulk import jobs as bulk_jobs  # noqa: F401 - the same
from app.platform.bulk.actions import act_with, add_bulk
from app.platform.bulk.schemas import BulkOut
from app.platform.bulk.service import PROGRESS
from app.platform.customfields import events as field_events
from app.platform.customfields import filtering
from app.platform.customfields import service as customfields
from app.platform.customfields.service import SURROUNDINGS
from app.platform.erasure.service import erase_with
from app.platform.erasure.traces import add_traces, exempt
from app.platform.files import queries as file_queries
from app.platform.files import service as files
from app.platform.history.concealing import conceal_with
from app.platform.notifications import service as notifications
from app.platform.notifications.schemas import NotificationCreated, NotificationOut
from app.platform.realtime.frames import Topic, add_topic, project_with
from app.platform.realtime.publisher import publish_committed
from app.platform.search.providers import Provider, add_provider
from app.platform.subjects import add_resolver
from app.platform.views import models as views  # noqa: F401 - erasing sweeps every table, also where no routes are
from app.platform.views.subjects import ListSubject, add_subject

JOBS: Sequence[ModuleType] = (
    client_jobs,
    quality_jobs,
    privacy_jobs,
    deal_jobs,
    telephony_jobs,
    reports,
    transfer,
)
"""Where background work is written: a job is known by its module being imported."""

EVENTS: Sequence[ModuleType] = (transfer_events, background_events, field_events)
"""What only routes speak of: whoever relays events must know them too, and an event is known by its module as well."""


def register() -> None:
    """Bind what the domains contribute to the platform. Safe to call more than once."""
    SURROUNDINGS.phone_region = actors.phone_region
    SURROUNDINGS.colleagues = actors.colleagues
    SURROUNDINGS.pipelines = pipeline_queries.known
    SURROUNDINGS.files = file_queries.present
    add_topic(Topic("me", None), {"notification": NotificationOut})
    project_with(NotificationCreated, notifications.project)
    add_topic(
        Topic("client", ClientPermission.READ, clients.may_hear),
        {"timeline.added": TimelineAdded, "client.changed": ClientVersion},
    )
    project_with(None, clients.project)
    add_provider(Provider(ClientPermission.READ, clients.find))
    add_resolver("client", clients.resolve)
    conceal_with(client_files.closed)
    tidy_with(identity_queries.ended_sessions)
    tidy_with(identity_queries.ended_invitations)
    tidy_with(quality.old_days)
    tidy_with(files.forgotten)
    add_topic(Topic("me", None), {transfer.PROGRESS: ImportProgress})
    _register_tasks_and_deals()
    _register_telephony()
    _register_lists()
    _register_traces()
    add_topic(Topic("counters", ReportPermission.READ), {"counters.changed": PersonProgress})
    for counted in (
        DealWon,
        DealRevived,
        TaskCompleted,
        CallRinging,
        CallAnswered,
        CallEnded,
        CallOutcomeRecorded,
        PlanChanged,
    ):
        project_with(counted, reports.project)


def _register_tasks_and_deals() -> None:
    add_topic(Topic("me", None), {"task.changed": TaskNews})
    for task_event in (TaskCreated, TaskChanged, TaskCompleted, TaskCancelled):
        project_with(task_event, tasks.project)
        project_with(task_event, deals.project_task)
    changed = {"deal.changed": DealNews, "deal.moved": DealNews, "deal.left": DealLeft}
    add_topic(
        Topic("board", DealPermission.READ, deals.may_hear_board), {"deal.created": DealNews, **changed}
    )
    add_topic(Topic("deal", DealPermission.READ, deals.may_hear_deal), changed)
    for deal_event in (
        DealCreated,
        DealChanged,
        DealLinesChanged,
        DealParticipantChanged,
        DealCompetitorChanged,
        DealMoved,
        DealRestaged,
    ):
        project_with(deal_event, deals.project)
    add_provider(Provider(DealPermission.READ, deals.find))
    add_resolver("deal", deals.resolve)
    tasks.guard_with(next_step)
    clients.guard_with(gate.keep_demanded)
    clients.hand_on_with(handing)
    setup.start_with(products.start)
    setup.start_with(pipelines.start)
    subscribe(WorkingHoursChanged, stage_time.RENEW_JOB)
    subscribe(WorkspaceChanged, stage_time.RENEW_JOB)


def _register_telephony() -> None:
    add_topic(Topic("me", None), {call_frames.SCREEN_POP: ScreenPop, call_frames.CALL_CHANGED: CallOut})
    for call_event in (CallRinging, CallAnswered, CallEnded, CallMissed, CallOutcomeRecorded):
        project_with(call_event, call_frames.project)
    subscribe(CallMissed, telephony_jobs.CALL_BACK_JOB)


def _register_lists() -> None:
    add_subject(
        ListSubject(SUBJECT, ClientPermission.READ, IdentityPermission.WORKSPACE_MANAGE, shaped.frame_of)
    )
    for fields in (CLIENT_FIELDS, DEALS_OF_CLIENT, TASKS_OF_CLIENT, CALLS_OF_CLIENT):
        add_fields(SUBJECT, fields)
    add_bulk(BULK_SUBJECT, [*BULK_ACTIONS, *PLANNING, *segments_bulk.BULK_ACTIONS])
    add_source(SUBJECT, "segment", live_field)
    add_source(SUBJECT, quality.COMPLETENESS, quality.field)
    add_source(SUBJECT, customfields.PREFIX, filtering.source(SUBJECT, Client.custom))
    _register_lists_of_deals()
    act_with(actors.actor_of)
    add_topic(Topic("me", None), {PROGRESS: BulkOut})


def _register_lists_of_deals() -> None:
    name = deal_fields.SUBJECT
    administer = IdentityPermission.WORKSPACE_MANAGE
    add_subject(ListSubject(name, DealPermission.READ, administer, shaped_queries.frame_of))
    add_fields(name, deal_fields.DEAL_FIELDS)
    for place in (deal_fields.PIPELINE, deal_fields.STAGE, deal_fields.REASON):
        add_source(name, place, deal_fields.places)
    add_source(name, product_fields.PRODUCT, product_fields.product)
    add_source(name, customfields.PREFIX, filtering.source(name, Deal.custom))
    add_bulk(DEALS, DEAL_ACTIONS)


def _register_traces() -> None:
    for traces in (
        TRACES_OF_CLIENTS,
        TRACES_OF_DEALS,
        TRACES_OF_TASKS,
        telephony_privacy.TRACES,
        transfer_privacy.TRACES,
        BULK_TRACES,
    ):
        add_traces(traces)
    erase_with(forget_work)
    erase_with(files.forget)
    erase_with(telephony_privacy.forget)
    erase_with(transfer_privacy.forget)
    exempt("users", "invitations", "sessions", "roles", "teams", "api_keys", "telephony_connections")
    exempt("working_hours")
    exempt(*OWN_NAMES, *FILE_MARKS, "products", "price_lists", "competitors")


def build_runtime(settings: Settings) -> Runtime:
    """Return a process's resources, wired to the domains."""
    register()
    runtime = Runtime(settings)
    runtime.authenticator = DatabaseAuthenticator(runtime)

    async def project(outbox: Outbox) -> None:
        await publish_committed(runtime.db, runtime.redis, outbox)

    runtime.project = project
    return runtime
