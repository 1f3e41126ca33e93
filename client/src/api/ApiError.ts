interface ParameterProblem {
  readonly loc?: readonly (string | number)[];
  readonly msg?: string;
}

/** What the server refused, in one sentence for a reader. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    message: string,
    /** HTTP status; 0 when the server was not reached. */
    readonly status: number,
  ) {
    super(message);
  }

  static async fromResponse(response: Response): Promise<ApiError> {
    const text = await response.text().catch(() => '');
    return new ApiError(sentence(detailOf(text) ?? fallback(response.status)), response.status);
  }

  static unreachable(): ApiError {
    return new ApiError('The image server cannot be reached.', 0);
  }
}

function detailOf(body: string): string | undefined {
  let detail: unknown;
  try {
    detail = (JSON.parse(body) as { detail?: unknown } | null)?.detail;
  } catch {
    // Not JSON: a proxy's error page, which says nothing to a reader.
    return undefined;
  }
  if (typeof detail === 'string' && detail.trim() !== '') {
    return detail.trim();
  }
  if (Array.isArray(detail) && detail.length > 0) {
    return (detail as ParameterProblem[])
      .map((problem) => `${problem.loc?.at(-1) ?? 'parameter'}: ${problem.msg ?? 'not accepted'}`)
      .join('; ');
  }
  return undefined;
}

function fallback(status: number): string {
  switch (status) {
    case 404:
      return 'The server does not have this image';
    case 422:
      return 'The server did not accept the request';
    case 503:
      return 'The server is busy, try again in a moment';
    default:
      return `The server answered with status ${status}`;
  }
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
