import type { webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { lacks, reasonOf } from './errors.ts';
import { scopes } from './manifest.ts';

/** What the app was granted, compared with what its manifest asks for. */
export interface Permissions {
  /** Asks Slack, and logs what is missing, once for as long as it is the same. Never rejects. */
  check(): Promise<void>;
  /** What is missing, all of it, with the way out; nothing where Slack has not told. */
  lacking(): readonly string[];
}

export function makePermissions(web: webApi.WebClient, log: Log): Permissions {
  let missing: readonly string[] = [];

  async function check(): Promise<void> {
    const granted = await web.auth.test().then(grantedIn, (error: unknown) => {
      log.debug({ reason: reasonOf(error) }, 'Slack did not say what the app is allowed.');
      return undefined;
    });
    if (granted === undefined) return;
    const before = missing.join();
    missing = missingFrom(granted);
    if (missing.join() === before) return;
    if (missing.length > 0) log.error({ missing }, `${lacks(...missing)} Until then, what needs them does not work.`);
    else log.info('The app has every permission that its manifest asks for.');
  }

  return { check, lacking: () => (missing.length > 0 ? [lacks(...missing)] : []) };
}

/** Slack names them in the header `x-oauth-scopes` of every answer. */
export function grantedIn({ response_metadata: data }: webApi.WebAPICallResult): readonly string[] | undefined {
  return data?.scopes;
}

export function missingFrom(granted: readonly string[]): string[] {
  return scopes.filter((scope) => !granted.includes(scope));
}
