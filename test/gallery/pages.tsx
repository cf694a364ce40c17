import type { VNode } from 'preact'
import type { ReaderContext } from '../../src/ui/index.ts'
import { CircleHome } from './circle.tsx'
import { broughtBack, JoinForm } from './forms.tsx'
import { Home } from './home.tsx'
import { Board } from './organiser.tsx'
import { Parts } from './parts.tsx'
import { Room } from './room.tsx'

interface GalleryPage {
  page: VNode
  reader?: Partial<ReaderContext>
}

export const pages: Record<string, GalleryPage> = {
  circle: { page: <CircleHome /> },
  home: {
    page: <Home />,
    reader: {
      path: '/',
      nav: [
        { to: '/forum', label: 'Forum' },
        { to: '/insights', label: 'Insights' },
        { to: '/in', label: 'Sign in' },
      ],
    },
  },
  form: { page: <JoinForm /> },
  problems: { page: <JoinForm />, reader: { filled: broughtBack } },
  refusal: {
    page: <JoinForm />,
    reader: {
      filled: {
        ...broughtBack,
        problems: {},
        refusal: 'Your circle has ten people already: that is as many as a circle can hold.',
      },
    },
  },
  room: { page: <Room /> },
  board: { page: <Board /> },
  parts: { page: <Parts /> },
  colour: { page: <CircleHome />, reader: { community: { name: 'Plum Guild', colour: '#8a2b6d' } } },
}
