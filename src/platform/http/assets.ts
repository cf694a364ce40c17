import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { colourSheet } from '../../ui/colour.ts'

/** Built files: stylesheets and islands, under names that carry a hash of their contents. */
export interface Assets {
  /** The address of a built file by its plain name, such as `app.css`. */
  address(name: string): string
  serve(path: string): Response | undefined
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
}

/** Reads `manifest.json` (`{"app.css": "app.1a2b3c.css"}`) in `folder`; files are read and compressed on first use. */
export function openAssets(folder: string): Assets {
  const manifest: Record<string, string> = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const files = new Set(Object.values(manifest))
  const bodies = new Map<string, Buffer<ArrayBuffer>>()

  function bodyOf(file: string): Buffer<ArrayBuffer> {
    const known = bodies.get(file)
    if (known) return known
    const body = gzipSync(readFileSync(join(folder, file)))
    bodies.set(file, body)
    return body
  }

  return {
    address: (name) => `/assets/${manifest[name] ?? name}`,
    serve(path) {
      const file = path.slice('/assets/'.length)
      const colour = /^colour\/([0-9a-f]{6})\.css$/.exec(file)?.[1]
      const sheet = colour ? colourSheet(`#${colour}`) : undefined
      if (sheet) return kept(sheet, 'css', {})
      if (!files.has(file)) return undefined
      return kept(bodyOf(file), file.split('.').at(-1) ?? '', { 'content-encoding': 'gzip', vary: 'accept-encoding' })
    },
  }
}

/** A file whose address changes with its contents. */
function kept(body: string | Buffer<ArrayBuffer>, ending: string, headers: Record<string, string>): Response {
  const type = types[ending] ?? 'application/octet-stream'
  return new Response(body, {
    headers: { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable', ...headers },
  })
}
