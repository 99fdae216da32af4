/**
 * The names by which screens call the records of the API. Taken from the operations, not from schema names:
 * an operation id is a promise of the contract, the name of a schema is not.
 */
import type {
  BulkBeginData,
  BulkGetResponse,
  BulkRowsResponse,
  ClientsQueryData,
  ClientsQueryResponse,
  FieldsRegistryResponse,
  SegmentsListResponse,
  SegmentsWhyResponse,
  ViewsListResponse,
  ApiKeysListResponse,
  AuthMeResponse,
  AuthSessionsResponse,
  CallsCardResponse,
  CallsListResponse,
  CallsOutcomesResponse,
  ClientsChangeData,
  ClientsConsentsResponse,
  ClientsCreateData,
  ClientsFilesResponse,
  ClientsGetResponse,
  ClientsListResponse,
  ClientsPreviewMergeResponse,
  ClientsSimilarData,
  ClientsSimilarResponse,
  ClientsTimelineResponse,
  DealsBoardResponse,
  DealsGetResponse,
  CompetitorsListResponse,
  DealsCompetitorsResponse,
  DealsLinesResponse,
  DealsParticipantsResponse,
  DealsPutLinesData,
  DealsListData,
  DealsListResponse,
  DealsQueryData,
  DealsMoveData,
  DealsSummaryResponse,
  DuplicatesListResponse,
  FieldGroupsListResponse,
  FieldsCreateData,
  FieldsListResponse,
  ImportsCheckData,
  ImportsGetResponse,
  ImportsSamplesResponse,
  InvitationsListResponse,
  InvitationsViewResponse,
  JobsListResponse,
  NotificationsListResponse,
  PipelinesListResponse,
  PipelinesTemplatesResponse,
  PlansListResponse,
  PriceListsListResponse,
  ProductsListResponse,
  PlansProgressResponse,
  ReportsMetricRowsResponse,
  ReportsMetricsResponse,
  QualityGetResponse,
  QualityStandardResponse,
  RolesListResponse,
  SearchAllResponse,
  TasksCompleteData,
  TasksCreateData,
  TasksDayResponse,
  TasksGetResponse,
  TeamsListResponse,
  TelephonyConnectionsCreateResponse,
  TelephonyConnectionsListResponse,
  UsersDirectoryResponse,
  UsersListResponse,
  WinBackListResponse,
  WorkingHoursGetResponse,
} from './generated/types.gen';

type Item<Page extends { items: readonly unknown[] }> = Page['items'][number];

export type Me = AuthMeResponse;
export type Scope = 'own' | 'team' | 'all';
export type Theme = 'light' | 'dark' | 'system';
export type Session = Item<AuthSessionsResponse>;
export type User = Item<UsersListResponse>;
export type DirectoryUser = Item<UsersDirectoryResponse>;
export type Team = Item<TeamsListResponse>;
export type Role = Item<RolesListResponse>;
export type Invitation = Item<InvitationsListResponse>;
/** What the invited person sees before she accepts. */
export type InvitationView = InvitationsViewResponse;
export type ApiKey = Item<ApiKeysListResponse>;
/** A piece of background work. */
export type Job = Item<JobsListResponse>;

/** A client in a shaped list. */
export type ShapedRow = Item<ClientsQueryResponse>;
export type ClientsQueryBody = ClientsQueryData['body'];
export type DealsQueryBody = DealsQueryData['body'];
export type DealsListQuery = NonNullable<DealsListData['query']>;
export type RegistryField = Item<FieldsRegistryResponse>;
export type SavedView = Item<ViewsListResponse>;
export type Segment = Item<SegmentsListResponse>;
export type SegmentWhy = SegmentsWhyResponse;
export type BulkWork = BulkGetResponse;
export type BulkLeftOut = BulkRowsResponse['items'][number];
export type BulkBody = BulkBeginData['body'];

export type ClientRow = Item<ClientsListResponse>;
export type Client = ClientsGetResponse;
export type ClientsCreateBody = ClientsCreateData['body'];
export type ClientChange = ClientsChangeData['body'];
export type ContactPoint = Client['contact_points'][number];
/** One word of a client about a channel. */
export type Consent = Item<ClientsConsentsResponse>;
/** A file on a card. */
export type StoredFile = Item<ClientsFilesResponse>;
export type TimelineEntry = Item<ClientsTimelineResponse>;
/** Two records beside each other, before they become one. */
export type MergePreview = ClientsPreviewMergeResponse;
export type MergeField = MergePreview['fields'][number];
/** What is known so far of somebody who is being added, and whom she may be. */
export type SimilarBody = ClientsSimilarData['body'];
export type SimilarClient = Item<ClientsSimilarResponse>;
export type DuplicatePair = Item<DuplicatesListResponse>;
export type TableImport = ImportsGetResponse;
export type ImportPlan = ImportsCheckData['body'];
export type ImportRow = Item<ImportsSamplesResponse>;
export type SearchHit = Item<SearchAllResponse>;

export type WinBackRule = Item<WinBackListResponse>;
export type WorkingHours = WorkingHoursGetResponse;
export type Pipeline = Item<PipelinesListResponse>;
export type Stage = Pipeline['stages'][number];
export type ChecklistItem = Stage['checklist'][number];
export type PipelineTemplate = Item<PipelinesTemplatesResponse>;
export type LossReason = Pipeline['loss_reasons'][number];
export type DealCard = Item<DealsListResponse>;
export type Deal = DealsGetResponse;
export type Board = DealsBoardResponse;
export type BoardColumn = Board['columns'][number];
export type DealMove = DealsMoveData['body'];
/** What a deal sells. */
export type DealLines = DealsLinesResponse;
export type DealLine = DealLines['lines'][number];
export type DealLineInput = DealsPutLinesData['body']['lines'][number];
export type Competitor = Item<CompetitorsListResponse>;
/** A competitor in a deal. */
export type DealRival = Item<DealsCompetitorsResponse>;
export type ParticipantRole = Item<DealsParticipantsResponse>['role'];
export type DealSummary = Item<DealsSummaryResponse>;

export type Product = Item<ProductsListResponse>;
export type PriceList = Item<PriceListsListResponse>;

export type Task = TasksGetResponse;
export type TaskKind = Task['kind'];
export type TaskDay = TasksDayResponse;
export type TaskInput = TasksCreateData['body'];
export type TaskOutcome = TasksCompleteData['body']['outcome'];
/** How a task ended, and what follows. */
export type FinishInput = TasksCompleteData['body'];
/** The dated next step that every open deal must have. */
export type NextStep = { kind: TaskKind; title: string; due_at: string };

export type Call = Item<CallsListResponse>;
export type CallOutcome = Item<CallsOutcomesResponse>;
export type ScreenPop = CallsCardResponse;
export type SubjectCard = ScreenPop['deals'][number];
export type Connection = Item<TelephonyConnectionsListResponse>;
/** With the secret, which is shown this once. */
export type NewConnection = TelephonyConnectionsCreateResponse;

export type Notification = Item<NotificationsListResponse>;

export type Metric = Item<ReportsMetricsResponse>;
export type MetricRow = Item<ReportsMetricRowsResponse>;
export type Plan = Item<PlansListResponse>;
export type PersonProgress = Item<PlansProgressResponse>;
export type MetricProgress = PersonProgress['metrics'][number];

export type ClientStandard = QualityStandardResponse;
export type QualityFigure = QualityGetResponse['figures'][number];
export type FilledField = QualityGetResponse['fields'][number];
export type KeptBase = QualityGetResponse['people'][number];

export type FieldGroup = Item<FieldGroupsListResponse>;
/** One of the workspace's own fields. */
export type Field = Item<FieldsListResponse>;
export type FieldKind = Field['kind'];
export type FieldInput = FieldsCreateData['body'];
/** What a role may do with a group of fields, each more than the one before. */
export type Access = 'none' | 'masked' | 'read' | 'fill' | 'edit';

export type Permission =
  | 'clients:read'
  | 'clients:write'
  | 'clients:export'
  | 'clients:import'
  | 'clients:privacy'
  | 'deals:read'
  | 'deals:write'
  | 'deals:configure'
  | 'deals:override'
  | 'products:read'
  | 'products:manage'
  | 'tasks:read'
  | 'tasks:write'
  | 'calls:read'
  | 'calls:write'
  | 'fields:manage'
  | 'telephony:manage'
  | 'reports:read'
  | 'plans:manage'
  | 'users:read'
  | 'users:manage'
  | 'teams:manage'
  | 'roles:manage'
  | 'api_keys:manage'
  | 'audit:read'
  | 'events:read'
  | 'workspace:manage';
