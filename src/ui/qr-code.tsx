interface QrCodeProps {
  /** Rows of squares, `true` for dark, with the light border that cameras need. */
  squares: readonly (readonly boolean[])[]
  /** What it leads to, for whoever does not see it. */
  label: string
}

/** A code that a telephone's camera reads. Always dark on light: inverted, some cameras do not. */
export function QrCode({ squares, label }: QrCodeProps) {
  const size = squares.length
  const path = squares.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('')
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
