import { type Outcome, type Seen, type SlackStandIn, startSlack } from '../tests/standins/slack/index.ts';
import { compare, type People, type Round } from './platform.ts';
import type { Row } from './measure.ts';
import { ownWorld, startProcess, withFolder } from './setting.ts';

/** The bot and a bare one, each a process with the real Bolt in Socket Mode, each at a stand-in of Slack of its own. */
export function benchSlack(): Promise<Row[]> {
  return withFolder(async (folder) => {
    const ours = await startSlack();
    const theirs = await startSlack();
    const env = ({ botToken, appToken, apiUrl }: typeof ours) => ({
      SLACK_BOT_TOKEN: botToken,
      SLACK_APP_TOKEN: appToken,
      SLACK_API_URL: apiUrl,
    });
    const processes = [startProcess('src/main.ts', { ...env(ours), ...ownWorld(folder) }), startProcess('bench/bare.ts', env(theirs))];
    await ours.waitFor(() => ours.socket.connections() === 1);
    await theirs.waitFor(() => theirs.socket.connections() === 1);
    const rows = await compare<Seen>({
      ...peopleOnSlack(ours),
      bare: (user) => round(theirs.command('/mlpro route anything', { user })),
      user: (at) => {
        const id = `U0BENCH${at}`;
        for (const slack of [ours, theirs]) slack.addUser({ id });
        return id;
      },
      forget: () => {
        for (const slack of [ours, theirs]) slack.calls.length = 0;
      },
    });
    await Promise.all(processes.map(({ stop }) => stop()));
    await Promise.all([ours.stop(), theirs.stop()]);
    return rows;
  });
}

/** People at the keyboard who use our bot. */
export function peopleOnSlack(slack: SlackStandIn): People<Seen> {
  return {
    name: 'Slack',
    command: (text, user) => round(slack.command(`/mlpro ${text}`, { user })),
    press: (label, on, user) => round(slack.press(label, on, { user })),
  };
}

async function round(sent: Promise<Outcome>): Promise<Round<Seen>> {
  const outcome = await sent;
  const seen = await outcome.answer();
  return { first: outcome.ms, full: seen.ms, seen };
}
