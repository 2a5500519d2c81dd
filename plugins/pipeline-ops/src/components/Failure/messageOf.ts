/** What the server said about a failure, else what happened on the way to it. */
export function messageOf(error: unknown): string {
  const body = (error as { body?: { error?: { message?: unknown } } }).body;
  const answered = body?.error?.message;
  if (typeof answered === 'string' && answered) {
    return answered;
  }
  return error instanceof Error ? error.message : String(error);
}
