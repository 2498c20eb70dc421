import { closest } from '../closest.ts';
import { canonicalTimeZone, timeZoneHere } from '../time.ts';

/** A time zone that somebody typed, or what to say instead. */
export type ReadZone = { readonly kind: 'zone'; readonly zone: string } | { readonly kind: 'problem'; readonly remedy: string };

/** Abbreviations mean different zones to different people, and most of them one half of the year only; large countries have several. */
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
    US: 'America/New_York, America/Chicago, America/Denver or America/Los_Angeles',
    TEXAS: 'America/Chicago or America/Denver',
    CANADA: 'America/Toronto, America/Vancouver, America/Edmonton or America/Halifax',
    BRAZIL: 'America/Sao_Paulo or America/Manaus',
    MEXICO: 'America/Mexico_City or America/Tijuana',
    AUSTRALIA: 'Australia/Sydney, Australia/Brisbane, Australia/Adelaide or Australia/Perth',
    RUSSIA: 'Europe/Moscow or Asia/Yekaterinburg',
    SPAIN: 'Europe/Madrid or Atlantic/Canary',
    PORTUGAL: 'Europe/Lisbon or Atlantic/Azores',
    INDONESIA: 'Asia/Jakarta or Asia/Makassar',
  }).flatMap(([names, zones]) => names.split(' ').map((name) => [name.toLowerCase(), zones] as const)),
);

/** Cities, states and countries by which people call where they are, and after which no zone is named. Those with several zones are asked back about. */
const places: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Europe/Berlin': 'germany deutschland munich munchen hamburg frankfurt cologne koln stuttgart dusseldorf leipzig',
    'Europe/Paris': 'france lyon marseille toulouse nice',
    'Europe/London': 'uk england scotland wales britain great_britain united_kingdom manchester edinburgh birmingham cambridge oxford',
    'Europe/Madrid': 'barcelona valencia seville',
    'Europe/Rome': 'italy milan turin naples',
    'Europe/Zurich': 'switzerland geneva basel bern zurich',
    'Europe/Vienna': 'austria graz',
    'Europe/Amsterdam': 'netherlands holland rotterdam the_hague eindhoven',
    'Europe/Warsaw': 'poland krakow wroclaw gdansk',
    'Europe/Stockholm': 'sweden gothenburg malmo',
    'Europe/Dublin': 'ireland cork',
    'Europe/Istanbul': 'turkey ankara',
    'Asia/Kolkata':
      'india bangalore bengaluru mumbai delhi new_delhi hyderabad chennai pune calcutta gurgaon gurugram noida ahmedabad kochi jaipur',
    'Asia/Shanghai': 'china beijing shenzhen guangzhou hangzhou chengdu',
    'Asia/Tokyo': 'japan osaka kyoto',
    'Asia/Seoul': 'korea south_korea busan',
    'Asia/Ho_Chi_Minh': 'vietnam hanoi saigon',
    'Asia/Karachi': 'pakistan lahore islamabad',
    'Asia/Dubai': 'uae emirates abu_dhabi united_arab_emirates',
    'Asia/Riyadh': 'saudi_arabia jeddah',
    'Asia/Jerusalem': 'israel tel_aviv haifa',
    'Asia/Bangkok': 'thailand',
    'Asia/Manila': 'philippines',
    'Africa/Lagos': 'nigeria abuja',
    'Africa/Johannesburg': 'south_africa cape_town durban pretoria',
    'Africa/Nairobi': 'kenya',
    'Africa/Cairo': 'egypt',
    'America/New_York':
      'new_york_city nyc boston washington washington_dc philadelphia miami atlanta pittsburgh baltimore charlotte orlando florida virginia massachusetts',
    'America/Chicago': 'dallas houston austin san_antonio minneapolis st_louis new_orleans nashville illinois minnesota',
    'America/Denver': 'colorado salt_lake_city utah',
    'America/Phoenix': 'arizona tucson',
    'America/Los_Angeles':
      'california san_francisco sf la seattle portland san_diego san_jose sacramento oakland bay_area silicon_valley las_vegas washington_state',
    'America/Toronto': 'ottawa montreal quebec waterloo',
    'America/Vancouver': 'british_columbia victoria',
    'America/Edmonton': 'calgary alberta',
    'America/Sao_Paulo': 'rio rio_de_janeiro brasilia belo_horizonte',
    'America/Argentina/Buenos_Aires': 'argentina',
    'America/Bogota': 'colombia medellin',
    'America/Lima': 'peru',
    'Australia/Sydney': 'canberra',
    'Pacific/Auckland': 'new_zealand wellington',
    US: 'usa america united_states the_us the_usa states',
  }).flatMap(([zone, names]) => names.split(' ').map((name) => [name, zone] as const)),
);

const regions = ['Africa', 'America', 'America/Argentina', 'Antarctica', 'Asia', 'Atlantic', 'Australia', 'Europe', 'Indian', 'Pacific'];

/** Reads an IANA name in any case, or a city that is the last part of exactly one; whatever may mean several is refused with their names. */
export function readZone(typed: string): ReadZone {
  const name = nameIn(typed);
  const meant = abbreviations.get(name.toLowerCase());
  if (meant !== undefined) return problem(`That may be ${meant}. Say which, and summer time will be right as well.`);
  const [zone, ...others] = zonesNamed(name);
  if (zone !== undefined && others.length === 0) return { kind: 'zone', zone };
  return problem(zone === undefined ? (sayOffset(name) ?? sayUnknown(name)) : `That may be ${[zone, ...others].join(' or ')}. Say which.`);
}

/** The same without a word on what else may be meant: that takes a look at every zone there is. */
export function isZone(words: string): boolean {
  const name = nameIn(words);
  return !abbreviations.has(name.toLowerCase()) && zonesNamed(name).length === 1;
}

function nameIn(typed: string): string {
  const said = plainZone(typed);
  return places.get(said.replace(/^the_/, '')) ?? said;
}

/** One by its own name, or those of a city. */
function zonesNamed(name: string): readonly string[] {
  const zone = canonicalTimeZone(name) ?? timeZoneHere(properly(name));
  return zone === undefined ? zonesOfCity(name) : [zone];
}

/** Whether a word is meant for a zone, known or not. */
export function looksLikeZone(word: string): boolean {
  const name = plainZone(word);
  return /^[a-z_]+\/[\w+/-]+$/i.test(word) || abbreviations.has(name) || offset.test(name) || isZone(word);
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
    .replace(/[.,;!?]+$/, '')
    .replace(
      /^(?:(?:my|the|set|change|it|is|to|i|i'm|i’m|am|we|are|live|work|study|now|moved|based|near|from|at|in|time ?zone|zone)\s+)+/,
      '',
    )
    .replace(/(?:\s+(?:please|pls|now|today|time ?zone|time|local|again))+$/, '')
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

/** Whether a word is a zone with a slip of the finger. */
export function isNearZone(word: string): boolean {
  return nearest(plainZone(word)) !== undefined;
}

function nearest(name: string): string | undefined {
  const city = closest(name, [...listedCities().keys()], 0.2);
  return closest(name, [...listedCities().values()].flat(), 0.2) ?? listedCities().get(city ?? '')?.[0];
}

function sayUnknown(name: string): string {
  const meant = nearest(name);
  const usual = 'A time zone is an IANA name, such as Europe/Berlin or America/New_York.';
  return meant === undefined ? usual : `Did you mean ${meant}? ${usual}`;
}
