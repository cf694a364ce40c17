#!/usr/bin/env node
// The least that a live meeting costs: a bare server that sends a frame of fixed size to everybody who listens under the same address.
//   node echo.mjs BYTES PORT
// GET /room/N listens; POST /room/N tells all who listen there. The body of the POST is sent along, so that a message is known again.
import { createServer } from 'node:http'

const [, , bytes, port] = process.argv
const rooms = new Map()

createServer((request, response) => {
  const listeners = rooms.get(request.url) ?? new Set()
  rooms.set(request.url, listeners)
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: here\n\n')
    listeners.add(response)
    request.on('close', () => listeners.delete(response))
    return
  }
  let body = ''
  request.setEncoding('utf8').on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    const frame = `data: ${body.padEnd(Number(bytes))}\n\n`
    for (const listener of listeners) listener.write(frame)
    response.writeHead(204).end()
  })
}).listen(Number(port), '127.0.0.1', () => console.log('echo ready'))
