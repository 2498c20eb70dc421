import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { platforms } from '../src/adapters/platforms.ts';
import { readEnvFile } from '../src/env-file.ts';
import { knownNames } from '../src/variable-names.ts';

let folder = '';
let file = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlpro-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  file = join(folder, `${++count}.env`);
});

const read = () => readEnvFile(file, knownNames(platforms));
const readText = async (text: string | Buffer) => {
  await writeFile(file, text);
  return read();
};
const token = 'DISCORD_TOKEN=abc.def.ghi\n';
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => utf16(text).swap16();

describe('a file that can be read', () => {
  it.each<[string, string | Buffer]>([
    ['UTF-8', token],
    ['UTF-8 with a mark', `\uFEFF${token}`],
    ['UTF-16 with a mark, as PowerShell writes it', utf16(`\uFEFF${token}`)],
    ['UTF-16 with a mark, the other way round', bigEndian(`\uFEFF${token}`)],
    ['UTF-16 with lines of Windows', utf16(`\uFEFF# Bot\r\n${token}\r\n`)],
    ['lines of Windows', token.replace('\n', '\r\n')],
    ['lines of an old Mac', `# Bot\r${token}`],
    ['a comment in Latin-1', Buffer.concat([Buffer.from('# für uns\n', 'latin1'), Buffer.from(token)])],
    ['export before the name', `export ${token}`],
    ['blanks around the sign', 'DISCORD_TOKEN = abc.def.ghi\n'],
    ['quotes', 'DISCORD_TOKEN="abc.def.ghi"\n'],
    ['a colon', 'DISCORD_TOKEN: abc.def.ghi\n'],
    ['a comment after it', 'DISCORD_TOKEN=abc.def.ghi # of the bot\n'],
    ['the empty line of the example before it', `DISCORD_TOKEN=\n${token}`],
    ['the same line twice', token + token],
    ['other programs’ lines', `PASSWORD_OF_OTHERS=a#b\nNONSENSE\n${token}`],
  ])('%s', async (_how, text) => {
    const { values, problems } = await readText(text);
    expect(problems).toEqual([]);
    expect(values.DISCORD_TOKEN).toBe('abc.def.ghi');
  });

  it('that is not there is no problem', () => {
    expect(read()).toEqual({ values: {}, problems: [] });
  });

  it('may be empty, or a link to one', async () => {
    await writeFile(`${file}.real`, token);
    await symlink(`${file}.real`, file);
    expect(read()).toMatchObject({ values: { DISCORD_TOKEN: 'abc.def.ghi' }, problems: [] });
    await writeFile(`${file}.real`, '');
    expect(read()).toEqual({ values: {}, problems: [] });
  });
});

describe('a file that cannot be read is said, with the way out, and not what is in it', () => {
  it.each<[string, () => Promise<unknown>, found: string, remedy: string]>([
    ['UTF-16 without a mark', () => writeFile(file, utf16(token)), 'perhaps UTF-16', 'Save it again as UTF-8'],
    ['UTF-16 without a mark, the other way round', () => writeFile(file, bigEndian(token)), 'perhaps UTF-16', 'UTF-8'],
    ['UTF-32', () => writeFile(file, Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])), 'perhaps UTF-16', 'UTF-8'],
    ['Latin-1', () => writeFile(file, Buffer.from(`${token}POSTGRES_PASSWORD=schön\n`, 'latin1')), 'line 2', 'UTF-8'],
    ['Windows-1252', () => writeFile(file, Buffer.from('44524f503d8093940a', 'hex')), 'line 1', 'UTF-8'],
    ['a picture', () => writeFile(file, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), 'no UTF-8', 'UTF-8'],
    ['a folder', () => mkdir(file), 'a folder', 'Docker makes one'],
    ['a link to nothing', () => symlink('/nowhere/of/that/name', file), 'a link to /nowhere/of/that/name', 'Remove the link'],
    ['a link to itself', () => symlink(file, file), 'leads back to itself', 'Remove the link'],
    ['a link to a folder', () => symlink(folder, file), 'a folder', 'remove it'],
    ['a file of two megabytes', () => writeFile(file, 'A=1\n'.repeat(500_000)), 'more than a megabyte', 'move this file away'],
    ['a device without end', () => symlink('/dev/zero', file), 'more than a megabyte', 'move this file away'],
  ])('%s', async (_what, make, found, remedy) => {
    await make();
    const { values, problems } = read();
    expect(values).toEqual({});
    expect(problems).toMatchObject([{ variable: file, found: expect.stringContaining(found), remedy: expect.stringContaining(remedy) }]);
    expect(JSON.stringify(problems)).not.toMatch(/abc\.def|schön/);
  });

  it('one without the right to read it', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'the superuser may read everything');
    await writeFile(file, token);
    await chmod(file, 0o000);
    expect(read().problems).toMatchObject([{ found: 'a file that the bot may not read' }]);
  });
});

describe('a line that does not set what it seems to set is said', () => {
  it.each<[string, variable: string, found: string]>([
    ['DRILL_SLACK_CHANNEL=#general', 'DRILL_SLACK_CHANNEL', 'nothing before a #'],
    ['DRILL_DISCORD_CHANNEL=study#1', 'DRILL_DISCORD_CHANNEL', 'only 5 characters'],
    ['export POSTGRES_PASSWORD=ab#cd', 'POSTGRES_PASSWORD', 'only 2 characters'],
    ['POSTGRES_PASSWORD="ab#cd', 'POSTGRES_PASSWORD', 'only 3 characters'],
    ['DATABASE_URL=postgres://bot:p#ss@db/mlpro', 'DATABASE_URL', 'only 16 characters'],
    ['CONTENT_DIR=content/c#', 'CONTENT_DIR', 'only 9 characters'],
    ['DISCORD_TOKEN: a#b', 'DISCORD_TOKEN', 'only 1 character before'],
    ['DISCORD_TOKEN abc.def.ghi', 'DISCORD_TOKEN', 'a line that sets nothing'],
    ['SLACK_BOT_TOKEN', 'SLACK_BOT_TOKEN', 'a line that sets nothing'],
    ['LOG_LEVEL : debug', 'LOG_LEVEL', 'a line that sets nothing'],
    ['DISCORD_TOKEN=abc.def.ghi\nDISCORD_TOKEN=', 'DISCORD_TOKEN', '2 lines that differ'],
    ['SLACK_BOT_TOKEN=xoxb-1\nPORT=1\nexport SLACK_BOT_TOKEN=xoxb-2', 'SLACK_BOT_TOKEN', '2 lines that differ'],
  ])('%s', async (text, variable, found) => {
    const { problems } = await readText(`${text}\n`);
    expect(problems).toMatchObject([{ variable, found: expect.stringContaining(found) }]);
    expect(JSON.stringify(problems)).not.toMatch(/abc\.def|xoxb-|p#ss|general/);
  });

  it.each([
    'DRILL_SLACK_CHANNEL=C1 # the channel #study',
    'DRILL_SLACK_CHANNEL= # the channel',
    'DRILL_SLACK_CHANNEL=',
    'POSTGRES_PASSWORD="ab#cd"',
    "POSTGRES_PASSWORD='ab#cd' # quoted",
    'POSTGRES_PASSWORD=`ab#cd`#quoted',
    '# DISCORD_TOKEN=abc#def',
    'DISCORD_TOKEN_OF_OTHERS=a#b',
    'PORT=3000\t# tab',
    'DATABASE_URL=',
  ])('%s is as it seems', async (line) => {
    expect((await readText(`${line}\n`)).problems).toEqual([]);
  });
});
