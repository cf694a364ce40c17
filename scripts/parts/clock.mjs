// Read before the product when its pictures are taken: a clock that whoever started the process can put forward, by `{ minutes }`.
const Real = Date
let ahead = 0

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + ahead)
    else super(...given)
  }

  static now() {
    return Real.now() + ahead
  }
}

process.on('message', ({ minutes }) => {
  ahead += minutes * 60_000
  process.send?.('done')
})
