import { Icon, Link, useReader } from '../../ui/index.ts'
import type { BoardData } from './board.tsx'
import { useColumns } from './words.tsx'

/** Somebody on the board. With JavaScript they can be taken up by their grip, by pointer or keyboard. */
export function Seated({ id, board: { people, proposal } }: { id: string; board: BoardData }) {
  const { say } = useReader()
  const called = useColumns()
  const person = people.get(id)
  if (!person) return null
  const told = proposal.policy.attributes
    .filter(({ kind }) => kind === 'category')
    .slice(0, 3)
    .map(({ column }) => person.answers[column] || say('formation.seated.silent', { column: called(column) }))
  const city = person.zone.split('/').at(-1)?.replaceAll('_', ' ')
  const locked = proposal.locks.people.includes(id)
  return (
    <li class="person" id={`person-${id}`}>
      <strong dir="auto">
        <Link to={`/formation/${proposal.id}/people/${id}`}>{person.name}</Link>
      </strong>
      {locked && <Icon name="lock" size={16} />}
      <button type="button" class="grip" aria-label={say('formation.grip', { name: person.name })} />
      <span class="quiet">{[...told, city].join(' · ')}</span>
      {locked && <span class="unseen">{say('formation.locked')}</span>}
    </li>
  )
}
