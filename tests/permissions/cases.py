"""The rows of the matrix: for each operation, which record its addresses and bodies name.

`$client` and the like stand for ids of the world; the walk puts in one's own, the team's, another team's, another
workspace's, and ids of nothing. An operation without a row fails the test.
"""

from dataclasses import dataclass, field
from typing import Any

OWNED = ("client", "deal", "task", "call", "person")
"""Kinds whose visibility follows their owner; the others belong to the whole workspace."""
TOMORROW = "2027-01-20T10:00:00Z"
NEXT = {"kind": "call", "title": "Call", "due_at": TOMORROW}

WIN_BACK = {
    "source_pipeline_ids": ["$pipeline"],
    "loss_reason_ids": [],
    "wait_days": 90,
    "stage_id": None,
    "owner_kind": "person",
    "owner_id": "$user",
    "task": {"kind": "call", "title": "Ask again", "in_hours": 8},
    "most_daily": 20,
    "is_active": True,
}


@dataclass(frozen=True, slots=True)
class Case:
    """How to call one operation."""

    path: dict[str, str] = field(default_factory=dict)
    """Path parameter → kind of record."""
    body: dict[str, Any] | None = None
    query: dict[str, str] = field(default_factory=dict)
    record: str | None = None
    """The kind of record that decides who may: its owner is whom the scope is measured by."""
    self_only: bool = False
    """Works on the caller's own things, whoever she is."""
    private: bool = False
    """A thing of one person, or of those who may read the records it is about: for others it is not there."""
    public: bool = False
    changes: tuple[str, ...] = ()
    """Groups of fields of which the body takes something away."""
    writes: tuple[str, ...] = ()
    """Groups of fields that the body writes into, where something stands or not: rights over fields decide too."""
    text: str | None = None
    """Path parameters that are no record: put in as they are."""


CASES: dict[str, Case] = {
    # set-up, log-in and one's own account
    "setup_state": Case(public=True),
    "setup_run": Case(public=True, body={}),
    "auth_login": Case(public=True, body={"email": "nobody@example.com", "password": "wrong"}),
    "invitations_view": Case(public=True, path={"token": "=none"}),
    "invitations_accept": Case(public=True, path={"token": "=none"}, body={}),
    "live": Case(public=True),
    "ready": Case(public=True),
    "telephony_hooks_take": Case(public=True, path={"key": "=none"}, body={}),
    "telephony_hooks_check": Case(public=True, path={"key": "=none"}),
    "auth_logout": Case(self_only=True),
    "auth_me": Case(self_only=True),
    "auth_change_me": Case(self_only=True, body={"theme": "dark"}),
    "auth_change_password": Case(
        self_only=True, body={"current_password": "wrong", "new_password": "x" * 20}
    ),
    "auth_sessions": Case(self_only=True),
    "auth_end_session": Case(self_only=True, path={"session_id": "session"}),
    "auth_end_other_sessions": Case(self_only=True),
    "notifications_list": Case(self_only=True),
    "notifications_count": Case(self_only=True),
    "notifications_read": Case(self_only=True, body={}),
    # people and access
    "users_list": Case(query={"team_id": "$team"}),
    "users_directory": Case(self_only=True),
    "users_get": Case(path={"user_id": "user"}),
    "users_change": Case(
        path={"user_id": "user"}, body={"name": "Renamed", "team_id": "$team", "role_id": "$role"}
    ),
    "invitations_list": Case(),
    "invitations_create": Case(
        body={"name": "N", "email": "n@example.com", "role_id": "$role", "team_id": "$team"}
    ),
    "invitations_withdraw": Case(path={"invitation_id": "invitation"}),
    "teams_list": Case(self_only=True),
    "teams_create": Case(body={"name": "West", "parent_id": "$team"}),
    "teams_change": Case(path={"team_id": "team"}, body={"name": "East"}),
    "teams_delete": Case(path={"team_id": "team"}),
    "roles_list": Case(self_only=True),
    "roles_change": Case(path={"role_id": "role"}, body={"name": "Reader"}),
    "api_keys_list": Case(),
    "api_keys_create": Case(body={"name": "k", "scopes": {"clients:read": "own"}}),
    "api_keys_revoke": Case(path={"key_id": "api_key"}),
    "workspace_change": Case(body={"name": "Renamed"}),
    "working_hours_get": Case(self_only=True),
    "working_hours_set": Case(
        body={"country": None, "week": [[{"start": "09:00", "end": "18:00"}]] * 5 + [[], []], "days": []}
    ),
    "working_hours_countries": Case(self_only=True),
    "working_hours_holidays": Case(self_only=True, query={"country": "UZ", "year": "2026"}),
    "events_list": Case(),
    "events_audit": Case(query={"subject_id": "$client", "actor_id": "$user"}),
    # the workspace's own fields
    "field_groups_list": Case(self_only=True),
    "field_groups_create": Case(body={"subject_type": "client", "name": "Delivery"}),
    "field_groups_order": Case(query={"subject_type": "client"}, body={"ids": ["$field_group"]}),
    "field_groups_change": Case(path={"group_id": "field_group"}, body={"name": "Delivery"}),
    "field_groups_delete": Case(path={"group_id": "spare_field_group"}),
    "fields_order": Case(path={"group_id": "field_group"}, body={"ids": ["$field"]}),
    "fields_list": Case(self_only=True),
    "fields_create": Case(body={"group_id": "$field_group", "name": "Lift", "kind": "yes_no"}),
    "fields_change": Case(path={"field_id": "field"}, body={"name": "Floor"}),
    "jobs_list": Case(),
    "jobs_retry": Case(path={"job_id": "dead_job"}),
    "jobs_give_up": Case(path={"job_id": "spare_dead_job"}),
    "search_all": Case(self_only=True, query={"q": "Client"}),
    # clients
    "clients_list": Case(query={"owner_id": "$person", "company_id": "$client"}),
    "clients_count": Case(query={"owner_id": "$person"}),
    "clients_tags": Case(),
    "clients_query": Case(body={"filter": {"field": "kind", "is": "person"}}),
    "clients_query_count": Case(body={"filter": {"field": "kind", "is": "person"}}),
    "clients_query_groups": Case(body={"group_by": "owner_id"}),
    "segments_list": Case(),
    "segments_create": Case(body={"name": "S", "kind": "static"}),
    "segments_get": Case(path={"segment_id": "segment"}),
    "segments_change": Case(private=True, path={"segment_id": "segment"}, body={"name": "T"}),
    "segments_remove": Case(private=True, path={"segment_id": "doomed_segment"}),
    "segments_count": Case(path={"segment_id": "segment"}),
    "segments_why": Case(path={"segment_id": "segment"}, query={"client_id": "$client"}, record="client"),
    "segments_add_members": Case(
        private=True, path={"segment_id": "segment"}, body={"client_ids": ["$client"]}
    ),
    "segments_drop_member": Case(private=True, path={"segment_id": "segment", "client_id": "client"}),
    "fields_registry": Case(private=True),
    "views_list": Case(private=True),
    "views_create": Case(private=True, body={"name": "V", "shape": {"sort": ["name"]}}),
    "views_get": Case(private=True, path={"view_id": "view"}),
    "views_change": Case(private=True, path={"view_id": "view"}, body={"name": "W"}),
    "views_remove": Case(private=True, path={"view_id": "view"}),
    "views_pin": Case(private=True, path={"view_id": "view"}),
    "views_unpin": Case(private=True, path={"view_id": "view"}),
    "bulk_begin": Case(
        private=True, body={"action": "assign_owner", "params": {"owner_id": "$person"}, "selection": {}}
    ),
    "bulk_list": Case(private=True),
    "bulk_get": Case(private=True, path={"operation_id": "bulk"}),
    "bulk_rows": Case(private=True, path={"operation_id": "bulk"}),
    "bulk_pause": Case(private=True, path={"operation_id": "bulk"}),
    "bulk_resume": Case(private=True, path={"operation_id": "bulk"}),
    "bulk_cancel": Case(private=True, path={"operation_id": "bulk"}),
    "bulk_undo": Case(private=True, path={"operation_id": "bulk"}),
    "quality_get": Case(),
    "quality_filling": Case(),
    "quality_filling_rows": Case(query={"user_id": "$person", "what": "filled"}),
    "quality_trend": Case(query={"owner_id": "$person"}),
    "quality_standard": Case(),
    "quality_set_standard": Case(body={"fields": ["phone", "email"]}),
    "clients_disclose": Case(path={"client_id": "client"}, record="client", changes=("personal", "events")),
    "clients_disclose_files": Case(
        path={"client_id": "client"}, record="client", changes=("personal", "events")
    ),
    "clients_erase": Case(
        path={"client_id": "spare_client"},
        record="client",
        body={"reason": "Asked for it"},
        changes=("personal", "events"),
    ),
    "clients_quality": Case(path={"client_id": "client"}, record="client"),
    "clients_lookup": Case(query={"phone": "+998901111111"}),
    "clients_similar": Case(body={"name": "Client +998901234100", "company_id": "$client"}),
    "clients_create": Case(
        body={"kind": "person", "name": "Somebody New", "company_id": "$client", "owner_id": "$person"}
    ),
    "clients_get": Case(path={"client_id": "client"}, record="client"),
    "clients_change": Case(
        path={"client_id": "client"},
        record="client",
        body={"note": "N", "owner_id": "$person"},
        writes=("events",),
    ),
    "clients_timeline": Case(path={"client_id": "client"}, record="client"),
    "clients_reveals": Case(query={"client_id": "$client", "user_id": "$person"}),
    "clients_reveal": Case(
        path={"client_id": "client"}, record="client", body={"reason": "Calling back by hand"}
    ),
    "clients_field_history": Case(path={"client_id": "client", "name": "=position"}, record="client"),
    "clients_consents": Case(path={"client_id": "client"}, record="client"),
    "clients_record_consent": Case(
        path={"client_id": "client"},
        record="client",
        body={"channel": "email", "is_granted": True, "how": "form"},
        writes=("personal",),
    ),
    "clients_shares": Case(path={"client_id": "client"}, record="client"),
    "clients_share": Case(path={"client_id": "client"}, record="client", body={"user_ids": ["$user"]}),
    "clients_employments": Case(path={"client_id": "client"}, record="client"),
    "clients_put_employment": Case(
        path={"client_id": "client", "company_id": "company"},
        record="client",
        body={"position": "Director"},
        writes=("personal",),
    ),
    "clients_remove_employment": Case(
        path={"client_id": "client", "company_id": "company"}, record="client", changes=("personal",)
    ),
    "clients_pinned_notes": Case(path={"client_id": "client"}, record="client"),
    "clients_pin_note": Case(
        path={"client_id": "client", "note_id": "note"}, record="client", writes=("events",)
    ),
    "clients_unpin_note": Case(
        path={"client_id": "client", "note_id": "note"}, record="client", writes=("events",)
    ),
    "clients_colleagues": Case(path={"client_id": "client"}, record="client"),
    "clients_files": Case(path={"client_id": "client"}, record="client"),
    "clients_put_file": Case(
        path={"client_id": "client", "file_id": "=01920000-0000-7000-8000-000000000001"},
        record="client",
        query={"name": "plan.pdf"},
        writes=("events",),
    ),
    "clients_file_content": Case(path={"client_id": "client", "file_id": "file"}, record="client"),
    "clients_remove_file": Case(
        path={"client_id": "client", "file_id": "doomed_file"}, record="client", writes=("events",)
    ),
    "clients_restore_file": Case(
        path={"client_id": "client", "file_id": "doomed_file"}, record="client", writes=("events",)
    ),
    "clients_preview_merge": Case(
        path={"client_id": "client"},
        query={"other_id": "$spare_client"},
        record="client",
        changes=("personal", "events"),
    ),
    "clients_merge": Case(
        path={"client_id": "client"},
        record="client",
        body={"other_id": "$spare_client", "other_version": 1},
        changes=("personal", "events"),
    ),
    "clients_merges": Case(path={"client_id": "client"}, record="client"),
    "clients_undo_merge": Case(path={"merge_id": "merge"}, record="client", changes=("personal", "events")),
    "clients_add_note": Case(
        path={"client_id": "client"}, record="client", body={"text": "A note"}, writes=("events",)
    ),
    "duplicates_list": Case(changes=("personal", "events")),
    "duplicates_count": Case(changes=("personal", "events")),
    "duplicates_check_state": Case(changes=("personal", "events")),
    "duplicates_check": Case(changes=("personal", "events")),
    "duplicates_dismiss": Case(path={"pair_id": "pair"}, record="client", changes=("personal", "events")),
    "duplicates_reopen": Case(path={"pair_id": "pair"}, record="client", changes=("personal", "events")),
    # imports and exports
    "imports_list": Case(),
    "imports_begin": Case(body={"name": "clients.csv"}, changes=("personal", "events")),
    "imports_paste": Case(body={"text": "Name,Phone\nAnna,901234567"}, changes=("personal", "events")),
    "imports_sheet": Case(
        body={"link": "https://docs.google.com/spreadsheets/d/1aBcDeFgHiJk/edit#gid=0"},
        changes=("personal", "events"),
    ),
    "imports_put_chunk": Case(path={"import_id": "import", "number": "=0"}),
    "imports_read": Case(path={"import_id": "import"}),
    "imports_get": Case(path={"import_id": "import"}),
    "imports_check": Case(path={"import_id": "import"}, body={"mapping": [{"field": "name"}]}),
    "imports_column_values": Case(path={"import_id": "import", "place": "=0"}),
    "imports_samples": Case(path={"import_id": "import"}),
    "imports_run": Case(path={"import_id": "import"}),
    "imports_pause": Case(path={"import_id": "import"}),
    "imports_resume": Case(path={"import_id": "import"}),
    "imports_cancel": Case(path={"import_id": "import"}),
    "imports_undo": Case(path={"import_id": "import"}),
    "imports_errors": Case(path={"import_id": "import"}),
    "exports_clients": Case(body={"format": "csv", "columns": ["name", "phone", "owner_id"]}),
    # tasks
    "tasks_list": Case(query={"assignee_id": "$person", "client_id": "$client", "deal_id": "$deal"}),
    "tasks_create": Case(
        body={
            "kind": "todo",
            "title": "T",
            "due_at": TOMORROW,
            "assignee_id": "$person",
            "client_id": "$client",
        }
    ),
    "tasks_day": Case(query={"assignee_id": "$person"}),
    "tasks_get": Case(path={"task_id": "task"}, record="task"),
    "tasks_change": Case(
        path={"task_id": "task"}, record="task", body={"title": "U", "assignee_id": "$person"}
    ),
    "tasks_complete": Case(path={"task_id": "task"}, record="task", body={"outcome": "done"}),
    "tasks_cancel": Case(path={"task_id": "task"}, record="task", body={}),
    # the catalogue
    "products_list": Case(),
    "products_count": Case(),
    "products_create": Case(body={"name": "Door", "prices": {}}),
    "products_get": Case(path={"product_id": "product"}),
    "products_change": Case(path={"product_id": "product"}, body={"name": "Door"}),
    "price_lists_list": Case(),
    "price_lists_create": Case(body={"name": "Wholesale", "currency": "UZS"}),
    "price_lists_change": Case(path={"price_list_id": "price_list"}, body={"is_active": True}),
    # deals and pipelines
    "pipelines_list": Case(),
    "pipelines_templates": Case(),
    "pipelines_proposed_names": Case(query={"name": "Client thinks"}),
    "pipelines_get": Case(path={"pipeline_id": "pipeline"}),
    "pipelines_create": Case(body={"name": "Second"}),
    "pipelines_change": Case(path={"pipeline_id": "pipeline"}, body={"name": "P"}),
    "pipelines_restage": Case(
        path={"pipeline_id": "pipeline"},
        body={"mapping": {"01920000-0000-7000-8000-000000000001": "01920000-0000-7000-8000-000000000002"}},
    ),
    "pipelines_contract_fields": Case(path={"pipeline_id": "pipeline"}),
    "pipelines_stages": Case(path={"pipeline_id": "pipeline"}),
    "pipelines_create_stage": Case(
        path={"pipeline_id": "pipeline"}, body={"name": "Measured on site", "semantics": "open"}
    ),
    "pipelines_change_stage": Case(path={"pipeline_id": "pipeline", "stage_id": "stage"}, body={"hint": "H"}),
    "pipelines_delete_stage": Case(path={"pipeline_id": "pipeline", "stage_id": "stage"}),
    "win_back_list": Case(path={"pipeline_id": "pipeline"}),
    "win_back_create": Case(path={"pipeline_id": "pipeline"}, body=WIN_BACK),
    "win_back_change": Case(path={"pipeline_id": "pipeline", "rule_id": "win_back_rule"}, body=WIN_BACK),
    "win_back_remove": Case(path={"pipeline_id": "pipeline", "rule_id": "win_back_rule"}),
    "pipelines_create_loss_reason": Case(path={"pipeline_id": "pipeline"}, body={"name": "Moved away"}),
    "pipelines_change_loss_reason": Case(
        path={"pipeline_id": "pipeline", "loss_reason_id": "loss_reason"}, body={"name": "Dear"}
    ),
    "pipelines_delete_loss_reason": Case(
        path={"pipeline_id": "pipeline", "loss_reason_id": "second_loss_reason"}
    ),
    "deals_list": Case(query={"pipeline_id": "$pipeline", "owner_id": "$person", "client_id": "$client"}),
    "deals_count": Case(query={"pipeline_id": "$pipeline"}),
    "deals_board": Case(query={"pipeline_id": "$pipeline"}),
    "deals_suggestions": Case(query={"field": "source"}),
    "deals_query": Case(body={"filter": {"field": "amount", "gt": 1}}),
    "deals_query_count": Case(body={"filter": {"field": "amount", "gt": 1}}),
    "deals_query_board": Case(body={"pipeline_id": "$pipeline"}),
    "deals_summary": Case(query={"client_id": "$client"}),
    "deals_create": Case(
        body={
            "title": "D",
            "client_id": "$client",
            "pipeline_id": "$pipeline",
            "owner_id": "$person",
            "next_task": NEXT,
        }
    ),
    "deals_get": Case(path={"deal_id": "deal"}, record="deal"),
    "deals_change": Case(path={"deal_id": "deal"}, record="deal", body={"title": "E", "owner_id": "$person"}),
    "deals_move": Case(path={"deal_id": "deal"}, record="deal", body={"stage_id": "$next_stage"}),
    "deals_taking_part": Case(query={"client_id": "$client"}, record="client"),
    "deals_participants": Case(path={"deal_id": "deal"}, record="deal"),
    "deals_put_participant": Case(
        path={"deal_id": "deal", "client_id": "client"}, record="deal", body={"role": "user"}
    ),
    "deals_remove_participant": Case(path={"deal_id": "deal", "client_id": "client"}, record="deal"),
    "deals_competitors": Case(path={"deal_id": "deal"}, record="deal"),
    "deals_put_competitor": Case(
        path={"deal_id": "deal", "competitor_id": "competitor"}, record="deal", body={"status": "out"}
    ),
    "deals_remove_competitor": Case(path={"deal_id": "deal", "competitor_id": "competitor"}, record="deal"),
    "competitors_list": Case(),
    "competitors_create": Case(body={"name": "Mebel City"}),
    "competitors_change": Case(path={"competitor_id": "competitor"}, body={"is_active": True}),
    "deals_files": Case(path={"deal_id": "deal"}, record="deal"),
    "deals_put_file": Case(
        path={"deal_id": "deal", "file_id": "=01920000-0000-7000-8000-000000000002"},
        record="deal",
        query={"name": "plan.txt"},
    ),
    "deals_file_content": Case(path={"deal_id": "deal", "file_id": "deal_file"}, record="deal"),
    "deals_remove_file": Case(path={"deal_id": "deal", "file_id": "doomed_deal_file"}, record="deal"),
    "deals_restore_file": Case(path={"deal_id": "deal", "file_id": "doomed_deal_file"}, record="deal"),
    "deals_lines": Case(path={"deal_id": "deal"}, record="deal"),
    "deals_put_lines": Case(
        path={"deal_id": "deal"},
        record="deal",
        body={"lines": [{"product_id": "$product", "quantity": "1", "unit_price": "1"}]},
    ),
    "deals_stages": Case(path={"deal_id": "deal"}, record="deal"),
    "deals_timeline": Case(path={"deal_id": "deal"}, record="deal"),
    "deals_field_history": Case(path={"deal_id": "deal", "name": "=amount"}, record="deal"),
    # telephony
    "telephony_connections_list": Case(),
    "telephony_connections_create": Case(body={"name": "Second office", "provider": "generic"}),
    "telephony_connections_get": Case(path={"connection_id": "connection"}),
    "telephony_connections_change": Case(path={"connection_id": "connection"}, body={"name": "Main office"}),
    "telephony_connections_rotate": Case(path={"connection_id": "connection"}),
    "telephony_connections_delete": Case(path={"connection_id": "spare_connection"}),
    "calls_list": Case(query={"client_id": "$client", "user_id": "$person"}),
    "calls_outcomes": Case(),
    "calls_get": Case(path={"call_id": "call"}, record="call"),
    "calls_card": Case(path={"call_id": "call"}, record="call"),
    "calls_outcome": Case(
        path={"call_id": "call"},
        record="call",
        body={"outcome": "resolved", "deal_id": "$deal", "next_task": NEXT},
    ),
    "demo_calls_start": Case(body={"client_id": "$client", "scenario": "missed"}),
    # figures
    "reports_metrics": Case(),
    "reports_metric_rows": Case(
        path={"name": "=deals_won"}, query={"user_id": "$person", "team_id": "$team"}
    ),
    "plans_list": Case(query={"month": "2026-11"}),
    "plans_set": Case(
        body={"metric": "deals_won", "month": "2026-12", "user_id": "$person", "target": "3"}, record="person"
    ),
    "plans_remove": Case(path={"plan_id": "plan"}, record="plan"),
    "plans_progress": Case(query={"user_id": "$person", "team_id": "$team"}),
}
