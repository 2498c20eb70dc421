import { DefaultRestOptions, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * Sends a form as bytes. discord.js makes it with its own copy of undici, and hands it to whichever copy has set the dispatcher of the process, which is
 * Slack's where both platforms run: that one does not know the other's forms, and sends nothing.
 */
export const sendFormsAsBytes: MakeRequest = async (url, init) => {
  const fields = fieldsOf(init.body);
  if (fields === undefined) return DefaultRestOptions.makeRequest(url, init);
  const form = new FormData();
  for (const [name, value] of fields) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, value.name);
  }
  const encoded = new Response(form);
  const headers = { ...(init.headers as Readonly<Record<string, string>>), 'content-type': encoded.headers.get('content-type') ?? '' };
  return DefaultRestOptions.makeRequest(url, { ...init, headers, body: new Uint8Array(await encoded.arrayBuffer()) });
};

/** What is in a form; undefined for any other body. Its class is that of another copy of the library. */
function fieldsOf(body: unknown): Iterable<[string, string | File]> | undefined {
  const isForm = typeof body === 'object' && body !== null && Object.prototype.toString.call(body) === '[object FormData]';
  return isForm ? (body as Iterable<[string, string | File]>) : undefined;
}
