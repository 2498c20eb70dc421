import { closest } from '../closest.ts';
import { canonicalTimeZone, timeZoneHere } from '../time.ts';

/** A time zone that somebody typed, or what to say instead. */
export type ReadZone = { readonly kind: 'zone'; readonly zone: string } | { readonly kind: 'problem'; readonly remedy: string };

/** Abbreviations mean different zones to different people, and most of them one half of the year only. */
const abbreviations = new Map(
  Object.entries({
    'CET CEST MEZ MESZ': 'Europe/Berlin, Europe/Paris or Europe/Madrid',
    'WET WEST': 'Europe/Lisbon or Atlantic/Canary',
    'EET EEST': 'Europe/Athens, Europe/Helsinki or Europe/Kyiv',
    MSK: 'Europe/Moscow',
    BST: 'Europe/London or Asia/Dhaka',
    IST: 'Asia/Kolkata, Europe/Dublin or Asia/Jerusalem',
    'EST EDT ET EASTERN': 'America/New_York, America/Toronto or Australia/Sydney',
    'CST CDT CT CENTRAL': 'America/Chicago, America/Mexico_City or Asia/Shanghai',
    'MST MDT MT MOUNTAIN': 'America/Denver or America/Phoenix',
    'PST PDT PT PACIFIC': 'America/Los_Angeles, America/Vancouver or Asia/Manila',
    'AST ADT': 'America/Halifax or Asia/Riyadh',
    HST: 'Pacific/Honolulu',
    BRT: 'America/Sao_Paulo',
    SAST: 'Africa/Johannesburg',
    GST: 'Asia/Dubai',
    SGT: 'Asia/Singapore',
    HKT: 'Asia/Hong_Kong',
    JST: 'Asia/Tokyo',
    KST: 'Asia/Seoul',
    'AEST AEDT': 'Australia/Sydney or Australia/Brisbane',
    'NZST NZDT': 'Pacific/Auckland',
  }).flatMap(([names, zones]) => names.split(' ').map((name) => [name.toLowerCase(), zones] as const)),
);

const regions = ['Africa', 'America', 'America/Argentina', 'Antarctica', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'];

/** Reads an IANA name in any case, or a city that is the last part of exactly one; whatever may mean several is refused with their names. */
export function readZone(typed: string): ReadZone {
  const name = plainZone(typed);
  const meant = abbreviations.get(name);
  if (meant !== undefined)
    return problem(`“${typed.trim().toUpperCase()}” may be ${meant}. Say which, and summer time will be right as well.`);
  const zone = canonicalTimeZone(name) ?? timeZoneHere(properly(name));
  if (zone !== undefined) return { kind: 'zone', zone };
  const [city, ...others] = zonesOfCity(name);
  if (city !== undefined && others.length === 0) return { kind: 'zone', zone: city };
  return problem(city === undefined ? (sayOffset(name) ?? sayUnknown(name)) : `That may be ${[city, ...others].join(' or ')}. Say which.`);
}

/** Whether a word is meant for a zone, known or not. */
export function looksLikeZone(word: string): boolean {
  const name = plainZone(word);
  return /^[a-z_]+\/[\w+/-]+$/i.test(word) || abbreviations.has(name) || offset.test(name) || isZone(word);
}

export function isZone(words: string): boolean {
  return readZone(words).kind === 'zone';
}

function problem(remedy: string): ReadZone {
  return { kind: 'problem', remedy };
}

function plainZone(typed: string): string {
  return typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s*\/\s*/g, '/')
    .replace(/\b(time ?zone|time|in)\b/g, '')
    .replace(/[.,;]+$/, '')
    .trim()
    .replace(/\s+/g, '_');
}

/** `europe/kyiv` as it is spelt: a name that this machine does not have is known by its spelling only. */
function properly(name: string): string {
  return name.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());
}

/** Lists differ in which of two names of a zone they have, so all regions are tried for a city that no list has. */
function zonesOfCity(city: string): readonly string[] {
  if (city === '') return [];
  const listed = listedCities().get(city);
  return listed ?? regions.flatMap((region) => canonicalTimeZone(`${region}/${city}`) ?? []);
}

let cities: ReadonlyMap<string, readonly string[]> | undefined;

/** Zones by their last part, as this machine lists them; read once. */
function listedCities(): ReadonlyMap<string, readonly string[]> {
  cities ??= readCities();
  return cities;
}

function readCities(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const city = zone.toLowerCase().split('/').at(-1) ?? zone;
    found.set(city, [...(found.get(city) ?? []), zone]);
  }
  return found;
}

const offset = /^(?:utc|gmt)?_?([+−-])0?(\d{1,2})(?::?(\d{2}))?$/;

/** The names of fixed offsets have their sign the other way round. */
function sayOffset(name: string): string | undefined {
  const [found, sign, hours, minutes = '00'] = offset.exec(name) ?? [];
  if (found === undefined) return undefined;
  const fixed = minutes === '00' ? canonicalTimeZone(`Etc/GMT${sign === '+' ? '-' : '+'}${hours}`) : undefined;
  const way = fixed === undefined ? '' : ` For the offset all year, say ${fixed}: there, the sign is the other way round.`;
  return `An offset knows no summer time. Name a city, such as Europe/Berlin.${way}`;
}

function sayUnknown(name: string): string {
  const zones = [...listedCities().values()].flat();
  const city = closest(name, [...listedCities().keys()], 0.2);
  const meant = closest(name, zones, 0.2) ?? listedCities().get(city ?? '')?.[0];
  const usual = 'A time zone is an IANA name, such as Europe/Berlin or America/New_York.';
  return meant === undefined ? usual : `Did you mean ${meant}? ${usual}`;
}
