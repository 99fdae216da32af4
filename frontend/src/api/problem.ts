import { maybeText, text } from '@/i18n/text';

/** One missing or wrong value, as RFC 9457 problem details of Baton name it. */
export interface ProblemField {
  pointer: string;
  code: string;
  params: Record<string, unknown>;
}

interface ProblemBody {
  status?: number;
  code?: string;
  detail?: string | null;
  params?: Record<string, unknown>;
  errors?: Partial<ProblemField>[];
  trace_id?: string | null;
}

/** A refusal of the API, or a failure to reach it (`network_lost`). Everything that the API client throws is one. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly params: Record<string, unknown>;
  readonly fields: readonly ProblemField[];
  readonly traceId: string | null;
  /** Seconds after which the server asks to try again. */
  readonly retryAfter: number | null;

  constructor(status: number, body: ProblemBody, retryAfter: number | null = null) {
    super(body.code ?? `http_${status}`);
    this.status = status;
    this.code = body.code ?? codeOfStatus(status);
    this.params = body.params ?? {};
    this.traceId = body.trace_id ?? null;
    this.retryAfter = retryAfter;
    this.fields = (body.errors ?? []).map((field) => ({
      pointer: field.pointer ?? '',
      code: field.code ?? 'invalid',
      params: field.params ?? {},
    }));
  }
}

/** Whatever was thrown, as a problem; abortion by the caller stays what it is. */
export function toProblem(error: unknown, response?: Response): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (response === undefined) return new ApiProblem(0, { code: 'network_lost' });
  const retryAfter = Number(response.headers.get('Retry-After'));
  return new ApiProblem(
    response.status,
    isBody(error) ? error : {},
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  );
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** What to say to the person, in her language. */
export function problemMessage(error: unknown): string {
  if (!(error instanceof ApiProblem)) return text('problems')('unknown');
  const known = maybeText('problems', error.code, error.params);
  if (known !== undefined) return known;
  return maybeText('problems', codeOfStatus(error.status)) ?? text('problems')('unknown');
}

/** What to say beside a field. */
export function fieldMessage(field: ProblemField): string {
  return maybeText('problems', `fields.${field.code}`, field.params) ?? text('problems')('fields.invalid');
}

/** The messages of a form's fields by name, for `form.setErrors`: pointer "/contact_points/0/value" → "contact_points.0.value". */
export function formErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.fields.map((field) => [
      field.pointer.replace(/^\/(body\/)?/, '').replaceAll('/', '.'),
      fieldMessage(field),
    ]),
  );
}

function isBody(value: unknown): value is ProblemBody {
  return typeof value === 'object' && value !== null;
}

function codeOfStatus(status: number): string {
  if (status === 0) return 'network_lost';
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 412) return 'version_conflict';
  if (status === 422) return 'invalid_request';
  if (status === 428) return 'version_required';
  if (status === 429) return 'too_many_requests';
  return status >= 500 ? 'server_error' : 'unknown';
}
