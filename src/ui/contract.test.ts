import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const source = join(import.meta.dirname, '..')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
const read = (name: string): string => readFileSync(join(source, name), 'utf8')
const sheets = files.filter((name) => name.endsWith('.css'))
const pages = files.filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))

/** Lines of a file that match, with where they stand. */
const lines = (name: string, pattern: RegExp): string[] =>
  read(name)
    .split('\n')
    .flatMap((line, index) => (pattern.test(line) ? [`${name}:${index + 1} ${line.trim()}`] : []))

/** Where a sheet would forget that some people read from right to left. */
const physical =
  /(^|[\s;{])((margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)|left|right|top|bottom|width|height|(min|max)-(width|height)|border-(top|bottom)-(left|right)-radius)\s*:|text-align:\s*(left|right)|float:\s*(left|right)|clear:\s*(left|right)/

describe('the stylesheets', () => {
  test.each(sheets)('%s knows start and end, not left and right', (name) => {
    expect(lines(name, physical)).toEqual([])
  })

  test.each(sheets)('%s loads nothing from elsewhere', (name) => {
    expect(lines(name, /url\(\s*["']?(https?:)?\/\//)).toEqual([])
  })

  test.each(sheets.filter((name) => !/tokens|print|people/.test(name)))(
    '%s takes its colours from the tokens',
    (name) => {
      expect(lines(name, /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i)).toEqual([])
    },
  )

  test('stand all in the index, each in a layer', () => {
    const listed = [...read('ui/css/index.css').matchAll(/@import "\.\/(.+?)" layer\(\w+\);/g)].map(([, name]) => name)
    const there = readdirSync(join(source, 'ui', 'css')).filter((name) => name !== 'index.css')
    expect(listed.sort()).toEqual(there.sort())
  })

  test('use every class that they name', () => {
    const named = new Set(
      sheets.flatMap((name) =>
        [
          ...read(name)
            .replaceAll(/\d\.\d/g, '')
            .matchAll(/\.([a-z][\w-]*)/g),
        ].map(([, found]) => found ?? ''),
      ),
    )
    const gallery = join(source, '..', 'test', 'gallery')
    const shown = readdirSync(gallery).map((name) => readFileSync(join(gallery, name), 'utf8'))
    const written = [...files.filter((name) => /\.tsx?$/.test(name)).map(read), ...shown].join('\n')
    const made = /^(css|tint-\d|level-\d|shade-\d)$/
    expect([...named].filter((name) => !made.test(name) && !new RegExp(`\\b${name}\\b`).test(written))).toEqual([])
  })
})

describe('the pages', () => {
  test.each(pages)('%s brings no style, script or markup of its own past the policy', (name) => {
    expect(lines(name, /\sstyle=[{"]|dangerouslySetInnerHTML|<style|javascript:|\son[a-z]+="/)).toEqual([])
  })
})
