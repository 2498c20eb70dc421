import { webApi } from '@slack/bolt';
import { Misconfigured, Refused } from '../platform.ts';

/** Slack's own word for what went wrong, or the SDK's where Slack did not answer. A connection that ends early rejects without a reason. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection ended';
  const { data, code, original } = error as Error & {
    data?: { error?: string };
    code?: string;
    original?: Error & { cause?: { code?: string } };
  };
  return data?.error ?? original?.cause?.code ?? original?.message ?? code ?? error.message;
}

/** The same for people: a permission that is lacking is named, with the way to get it. */
export function sayReason(error: unknown): string {
  const reason = reasonOf(error);
  return reason === 'missing_scope' ? lacks(neededBy(error)) : reason;
}

/** The call took too long: Slack may have carried it out all the same. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export function isNoAnswer(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof Error && 'original' in error && error.original instanceof NoAnswer);
}

/** The same of a connection that broke: nobody knows on this side how far the call came. */
export function isLeftOpen(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === webApi.ErrorCode.RequestError;
}

/** How many seconds Slack asks to wait; undefined when it did something else. Such a call was not carried out. */
export function waitAsked(error: unknown): number | undefined {
  return error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number' ? error.retryAfter : undefined;
}

const unusable = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'not_allowed_token_type',
  'user_removed_from_team',
  'team_disabled',
  'missing_scope',
]);

const whereTokensAre = {
  SLACK_BOT_TOKEN: 'OAuth & Permissions, Bot User OAuth Token (it begins with xoxb-)',
  SLACK_APP_TOKEN: 'Basic Information, App-Level Tokens, one with connections:write (it begins with xapp-)',
};

/** The bot's token was withdrawn, or the app removed from the workspace: the sentence for the operator; undefined for every other error. */
export function revocation(error: unknown): Misconfigured | undefined {
  const known = reasonOf(error) === 'missing_scope' ? error : asMisconfigured(error, 'SLACK_BOT_TOKEN');
  return known instanceof Misconfigured ? known : undefined;
}

/** A refusal of the token itself, as the sentence the operator needs; every other error as it is. */
export function asMisconfigured(error: unknown, variable: keyof typeof whereTokensAre): unknown {
  const reason = reasonOf(error);
  if (!unusable.has(reason)) return error;
  return new Misconfigured(
    `${variable}: Slack refuses it (${reason}). Its value is at https://api.slack.com/apps, your app, ${whereTokensAre[variable]}.`,
    { cause: error },
  );
}

/** What is the matter, and what helps. */
const refusals = {
  channel_not_found: 'The channel does not exist any more, or the bot cannot see it: if it is still there, type /invite @mlpro in it.',
  not_in_channel: 'The bot is not a member of the channel: type /invite @mlpro in it.',
  is_archived: 'The channel is archived: unarchive it, or set the drill up in another one.',
  restricted_action: 'The channel does not let the bot post: change who may post in it, in the settings of the channel.',
  restricted_action_read_only_channel: 'The channel is read-only: change who may post in it, in the settings of the channel.',
  restricted_action_non_threadable_channel:
    'The channel does not let the bot post: change who may post in it, in the settings of the channel.',
  restricted_action_thread_only_channel: 'The channel takes posts in threads only: set the drill up in another one.',
  no_permission: 'The bot may not post in the channel: ask an admin of the workspace to allow it.',
  access_denied: 'The bot may not post in the channel: ask an admin of the workspace to allow it.',
  team_access_not_granted: 'The bot is not allowed in the workspace of the channel: ask an admin of it to allow the app.',
  message_not_found: 'The message is gone.',
  cant_update_message: 'The message is not the bot’s own.',
  edit_window_closed: 'The message may not be edited any more.',
} as const;

const known: ReadonlyMap<string, string> = new Map(Object.entries(refusals));

/** Slack's words for a moment of its own. Whatever else it says is final: the same call would be refused again. */
const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
  'accesslimited',
]);

/**
 * Left the workspace, unknown to it, not to be seen by the app, or a bot, when a conversation is opened; and a conversation that is there no more:
 * https://docs.slack.dev/reference/methods/conversations.open
 */
const notThere = new Set([
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_not_visible',
  'cannot_dm_bot',
  'invalid_user_combination',
  'channel_not_found',
  'is_archived',
]);

/** Whether it is the person who cannot be written to, and not a moment of Slack's or a setting of the app. */
export function isUnreachable(error: unknown): boolean {
  return notThere.has(reasonOf(error));
}

/** A refusal of the channel, as a sentence for the one who set the drill up; every other error as it is. */
export function asRefusal(error: unknown): unknown {
  const reason = reasonOf(error);
  const sentence = known.get(reason) ?? (isSaidBySlack(error) && !passing.has(reason) ? `Slack does not take it: ${reason}.` : undefined);
  if (sentence === undefined || (unusable.has(reason) && reason !== 'missing_scope')) return error;
  const advice = reason === 'missing_scope' ? lacks(neededBy(error)) : sentence;
  return new Refused(advice, { cause: error, isMessageGone: reason === 'message_not_found' });
}

/** The sentence for an app that was installed without permissions, or before they were in the manifest. */
export function lacks(...scopes: readonly string[]): string {
  const named = `${scopes.length === 1 ? 'permission' : 'permissions'} ${new Intl.ListFormat('en-GB').format(scopes)}`;
  return `The app lacks the ${named}: whoever installed it pastes manifest.json at https://api.slack.com/apps, App Manifest, and reinstalls the app (Install App).`;
}

/** The sentence for a channel that does not take the bot's posts. */
export function sayRefusal(reason: 'channel_not_found' | 'not_in_channel' | 'is_archived'): string {
  return refusals[reason];
}

/** Slack's name for the permission that a call needs. */
export function neededBy(error: unknown): string {
  return (error as { data?: { needed?: string } }).data?.needed ?? 'that Slack asks for';
}

function isSaidBySlack(error: unknown): boolean {
  return error instanceof Error && typeof (error as Error & { data?: { error?: unknown } }).data?.error === 'string';
}
