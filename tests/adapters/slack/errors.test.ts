import { expect, it } from 'vitest';
import { Refused } from '../../../src/adapters/platform.ts';
import { asRefusal, isNoAnswer, NoAnswer, revocation, sayReason, waitAsked } from '../../../src/adapters/slack/errors.ts';

const said = (error: string) => Object.assign(new Error(`An API error occurred: ${error}`), { data: { ok: false, error } });

it.each([
  ['is_archived', 'The channel is archived: unarchive it', false],
  ['not_in_channel', 'type /invite @mlpro in it.', false],
  ['channel_not_found', 'The channel does not exist any more', false],
  ['message_not_found', 'The message is gone.', true],
  ['missing_scope', 'reinstalls the app (Install App)', false],
  ['msg_too_long', 'Slack does not take it: msg_too_long.', false],
  ['invalid_blocks', 'Slack does not take it: invalid_blocks.', false],
  ['messages_tab_disabled', 'Slack does not take it: messages_tab_disabled.', false],
  ['slack_connect_file_link_sharing_blocked', 'Slack does not take it', false],
  ['a_code_of_next_year', 'Slack does not take it: a_code_of_next_year.', false],
])('"%s" is a refusal that says why', (code, sentence, isGone) => {
  const refusal = asRefusal(said(code));
  expect(refusal).toBeInstanceOf(Refused);
  expect(refusal).toMatchObject({ message: expect.stringContaining(sentence), isGone });
});

it.each(['internal_error', 'fatal_error', 'service_unavailable', 'ratelimited', 'request_timeout', 'token_revoked', 'invalid_auth'])(
  '"%s" is not the channel’s fault, so it is tried again',
  (code) => {
    const error = said(code);
    expect(asRefusal(error)).toBe(error);
  },
);

it.each([new Error('connect ECONNREFUSED'), Object.assign(new Error('wait'), { retryAfter: 20 }), undefined, 'cut'])(
  'what Slack did not say is passed on: %s',
  (error) => {
    expect(asRefusal(error)).toBe(error);
  },
);

it.each([
  ['chat:write', 'chat:write'],
  ['channels:read,groups:read', 'channels:read,groups:read'],
  ['users:read', 'users:read'],
  ['im:write', 'im:write'],
  [undefined, 'that Slack asks for'],
])('a lacking permission is named: %s', (needed, named) => {
  const error = Object.assign(new Error('no'), { data: { ok: false, error: 'missing_scope', ...(needed && { needed }) } });
  expect(sayReason(error)).toBe(
    `The app lacks the permission ${named}: whoever installed it pastes manifest.json at https://api.slack.com/apps, App Manifest, and reinstalls the app (Install App).`,
  );
});

it.each([
  ['token_revoked', true],
  ['account_inactive', true],
  ['invalid_auth', true],
  ['not_authed', true],
  ['token_expired', true],
  ['missing_scope', false],
  ['ratelimited', false],
  ['channel_not_found', false],
  ['internal_error', false],
  ['user_not_found', false],
])('"%s" ends the bot on Slack: %s', (code, ends) => {
  expect(revocation(said(code))?.message.includes('SLACK_BOT_TOKEN') ?? false).toBe(ends);
});

it.each([
  [new NoAnswer('late'), true],
  [Object.assign(new Error('request failed'), { original: new NoAnswer('late') }), true],
  [Object.assign(new Error('request failed'), { original: new Error('ECONNREFUSED') }), false],
  [said('internal_error'), false],
  [new Error('status 500'), false],
  [undefined, false],
])('%s may have been carried out: %s', (error, may) => {
  expect(isNoAnswer(error)).toBe(may);
  expect(waitAsked(error)).toBeUndefined();
});
