/** An answer over HTTP; a test names the shape it looks at. Two answers that are alike are equal. */
export interface Answer<B = Record<string, unknown>> {
  status: number;
  /** What came as JSON; empty when something else came. */
  body: B;
  bytes: Buffer;
  /** The Content-Type header. */
  type: string;
}

/** Sends a request as it is. @returns the answer, whatever its status */
export async function ask<B>(url: string, request: RequestInit): Promise<Answer<B>> {
  const response = await fetch(url, request);
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  const body: B = JSON.parse(type.includes('json') ? bytes.toString() : '{}');
  return { status: response.status, body, bytes, type };
}
