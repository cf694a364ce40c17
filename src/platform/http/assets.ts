import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Built files: stylesheets and islands, under names that carry a hash of their contents. */
export interface Assets {
  /** The address of a built file by its plain name, such as `app.css`. */
  address(name: string): string
  serve(path: string): Response | undefined
}

const types: Record<string, string> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml', png: 'image/png' }

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
      if (!files.has(file)) return undefined
      const type = types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
      return new Response(bodyOf(file), {
        headers: { 'content-type': type, 'content-encoding': 'gzip', vary: 'accept-encoding', 'cache-control': 'public, max-age=31536000, immutable' },
      })
    },
  }
}
