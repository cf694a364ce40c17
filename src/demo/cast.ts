/** Someone of the demo. `joined` is how many days ago they came. */
export interface Role {
  readonly name: string
  readonly pronouns: string
  /** An IANA name. */
  readonly zone: string
  readonly locale: 'en' | 'es'
  readonly joined: number
}

const role = (name: string, zone: string, joined: number, locale: 'en' | 'es' = 'en', pronouns = ''): Role => ({
  ...{ name, zone, joined, locale, pronouns },
})

/** Everyone in the demo; all are invented. */
export const cast = {
  miriam: role('Miriam Adler', 'Europe/Berlin', 96),
  jonas: role('Jonas Lindqvist', 'Europe/Stockholm', 95, 'en', 'he'),
  lucia: role('Lucía Fernández', 'Europe/Madrid', 62, 'es', 'ella'),
  andres: role('Andrés Quispe', 'America/Lima', 61, 'es'),
  camila: role('Camila Rojas', 'America/Bogota', 60, 'es', 'ella'),
  iker: role('Iker Etxeberria', 'Europe/Madrid', 58, 'es'),
  valentina: role('Valentina Suárez', 'America/Montevideo', 57, 'es'),
  amara: role('Amara Okafor', 'Africa/Lagos', 44, 'en', 'she'),
  tomasz: role('Tomasz Wieczorek', 'Europe/Warsaw', 43, 'en', 'he'),
  priya: role('Priya Raghunathan', 'Europe/London', 41, 'en', 'she'),
  samuel: role('Samuel Osei', 'Africa/Accra', 40),
  hannah: role('Hannah Brandt', 'Europe/Berlin', 39, 'en', 'she'),
  rafael: role('Rafael Monteiro', 'America/Sao_Paulo', 38),
  noor: role('Noor Haddad', 'Asia/Beirut', 37, 'en', 'she'),
  linh: role('Linh Tran', 'Asia/Ho_Chi_Minh', 24),
  arjun: role('Arjun Mehta', 'Asia/Kolkata', 23, 'en', 'he'),
  wanjiru: role('Wanjiru Kamau', 'Africa/Nairobi', 22, 'en', 'she'),
  oliver: role('Oliver Hughes', 'Europe/London', 20, 'en', 'he'),
  isla: role('Isla Robertson', 'Australia/Sydney', 19),
  sofia: role('Sofia Papadaki', 'Europe/Athens', 16, 'en', 'she'),
  mateo: role('Mateo Herrera', 'America/Mexico_City', 14, 'es'),
  grace: role('Grace Mutua', 'Africa/Nairobi', 12),
  elif: role('Elif Demir', 'Europe/Istanbul', 9, 'en', 'she'),
  yusuf: role('Yusuf Bello', 'Africa/Lagos', 5, 'en', 'he'),
} as const satisfies Record<string, Role>

export type CastName = keyof typeof cast

export const castNames = Object.keys(cast).filter((name): name is CastName => Object.hasOwn(cast, name))

/** Nobody reads mail under these names: the ending is kept free for examples (RFC 2606). */
export const addressOf = (who: CastName): string => `${who}@long-table.example`
