import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

export type NoticeTone = 'info' | 'good' | 'warn' | 'wrong'

const icons: Record<NoticeTone, IconName> = { info: 'info', good: 'check', warn: 'warn', wrong: 'wrong' }

interface NoticeProps {
  children: ComponentChildren
  tone?: NoticeTone
  title?: ComponentChildren
  /** Read out when the page opens: for what the person has just done. */
  news?: boolean
}

/** Something to know. The tone is never only a colour: the icon and the words say it too. */
export const Notice = ({ children, tone = 'info', title, news = false }: NoticeProps) => (
  <div class={`notice ${tone}`} role={news ? 'status' : undefined}>
    <Icon name={icons[tone]} size={22} />
    <div>
      {title && <p class="notice-title">{title}</p>}
      <div class="notice-words">{children}</div>
    </div>
  </div>
)
