import type { OptionGroup } from '../../ui/select.tsx'

/** Names that the time-zone database has replaced, as `Intl` still lists them, with the name people use now. */
const renamed: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

let names: readonly string[] | undefined
let known: Map<string, string> | undefined
let groups: readonly OptionGroup[] | undefined

/** All zones that a person may choose, under the names in use today, sorted. */
export function zones(): readonly string[] {
  names ??= [...new Set([...Intl.supportedValuesOf('timeZone').map(today), 'UTC'])].sort()
  return names
}

/**
 * The zone that a text names, as it is written today (`asia/calcutta` is `Asia/Kolkata`), or undefined.
 * Offsets such as `+02:00` and abbreviations such as `EST` are refused: they know nothing of summer time.
 */
export function zoneNamed(text: string): string | undefined {
  const wanted = text.trim().replaceAll(' ', '_').toLowerCase()
  known ??= new Map(zones().map((zone) => [zone.toLowerCase(), zone]))
  const listed = known.get(wanted)
  if (listed) return listed
  if (!/^[a-z]+\/[a-z_+-]+(\/[a-z_-]+)?$/.test(wanted) || wanted.startsWith('etc/')) return undefined
  return alias(wanted)
}

/** The zones to choose from, by city, under their part of the world. */
export function zoneOptions(): readonly OptionGroup[] {
  groups ??= [...Map.groupBy(zones(), (zone) => zone.split('/')[0] ?? zone)].map(([label, all]) => ({
    label,
    options: all.map((zone) => ({ value: zone, label: cityOf(zone) })),
  }))
  return groups
}

/** `Los Angeles` for `America/Los_Angeles`; for three-part names the last two, as in `Indiana, Knox`. */
export const cityOf = (zone: string): string =>
  zone
    .split('/')
    .slice(zone.split('/').length > 1 ? 1 : 0)
    .map(spaced)
    .join(', ')

/** Where a day ends last: a deadline at its end there is over nowhere before its day is. */
export const lastZone = 'Etc/GMT+12'

/** The whole name for a sentence: `America/Los Angeles`. */
export const spaced = (zone: string): string => zone.replaceAll('_', ' ')

const today = (zone: string): string => renamed[zone] ?? zone

/** `Intl` knows many more names than it lists. */
function alias(wanted: string): string | undefined {
  try {
    return today(new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone)
  } catch {
    return undefined
  }
}
