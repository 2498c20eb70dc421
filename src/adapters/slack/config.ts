/** What the Slack adapter has to be told. With an app-level token it uses Socket Mode, otherwise signed HTTP requests. */
export interface SlackConfig {
  readonly botToken: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** Where HTTP mode listens. */
  readonly port?: number;
  readonly host?: string;
  /** Another Slack than the real one, for tests: `http://127.0.0.1:4040/api/`. */
  readonly apiUrl?: string;
}
