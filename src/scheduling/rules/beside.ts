/** What is not of the series. `apart`: a meeting in everybody's own time; `soon`: one that was asked for without saying why. */
export type Beside = 'apart' | 'soon'

export const besideNamed = (kind: string): Beside | undefined =>
  kind === 'apart' || kind === 'soon' ? kind : undefined
