import type { PlatformEnvironment } from '../platform.ts';

/** What the Slack adapter has to be told. With an app-level token it uses Socket Mode, otherwise signed HTTP requests. */
export interface SlackConfig {
  readonly botToken: string;
  readonly appToken?: string | undefined;
  readonly signingSecret?: string | undefined;
  /** Where HTTP mode listens. */
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  /** Another Slack than the real one, for tests: `http://127.0.0.1:4040/api/`. */
  readonly apiUrl?: string | undefined;
}

const pages = 'https://api.slack.com/apps, your app';
const botTokenRemedy = `${pages}, OAuth & Permissions.`;
const appTokenRemedy = `${pages}, Basic Information, App-Level Tokens, with connections:write.`;

/** Undefined when Slack is not wanted, or cannot be started as it is. */
export function readSlackConfig(environment: PlatformEnvironment): SlackConfig | undefined {
  const { get, report } = environment;
  const [botToken, appToken, signingSecret] = [get('SLACK_BOT_TOKEN'), get('SLACK_APP_TOKEN'), get('SLACK_SIGNING_SECRET')];
  if (!botToken && !appToken && !signingSecret) return undefined;
  checkTokens(environment, botToken, appToken, signingSecret);
  const port = environment.port('PORT');
  if (!appToken && !signingSecret)
    report('SLACK_APP_TOKEN', 'nothing', 'a token that begins with xapp- (or SLACK_SIGNING_SECRET and PORT for HTTP)', appTokenRemedy);
  if (!appToken && signingSecret && port === undefined && !get('PORT'))
    report('PORT', 'nothing', 'the port on which Slack’s requests arrive', 'Choose a free port, such as 3000.');
  return botToken
    ? { botToken, appToken, signingSecret, port, host: environment.host, apiUrl: environment.url('SLACK_API_URL') }
    : undefined;
}

function checkTokens(
  { report, describe }: PlatformEnvironment,
  botToken: string | undefined,
  appToken: string | undefined,
  signingSecret: string | undefined,
): void {
  if (!botToken?.startsWith('xoxb-'))
    report('SLACK_BOT_TOKEN', botToken ? describe(botToken) : 'nothing', 'a token that begins with xoxb-', botTokenRemedy);
  if (appToken && !appToken.startsWith('xapp-'))
    report('SLACK_APP_TOKEN', describe(appToken), 'a token that begins with xapp-', appTokenRemedy);
  if (signingSecret && !/^[0-9a-f]{32}$/.test(signingSecret))
    report(
      'SLACK_SIGNING_SECRET',
      describe(signingSecret),
      '32 characters of 0-9 and a-f',
      `${pages}, Basic Information, App Credentials.`,
    );
}
