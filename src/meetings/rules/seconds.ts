import { z } from 'zod'

/** The one thing that leaves a device: how many seconds its person spoke. Apart from the counting, which browsers do. */
export const secondsForm = z.object({ seconds: z.coerce.number().int().min(0).max(86_400) })
