/** The four sliders of the closing rating, each 0 to 10. Apart from the forms, for the browser draws them and reads no form. */
export const ratingNames = ['heard', 'topic', 'method', 'worth'] as const

/** How a meeting was for somebody, as far as they said. */
export type Rating = Readonly<Record<(typeof ratingNames)[number], number | undefined>> & { readonly better: string }
