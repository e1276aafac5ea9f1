import type { Text } from '../../shared/domain/text.ts';
import type { Notice } from '../../shared/notices/notice.ts';
import type { Visit } from '../../shared/records/visit.ts';
import type { VisitsSection } from '../../shared/zone/visits.ts';

type Occasion = 'visit-booked' | 'visit-moved' | 'visit-cancelled';

const subjects: Record<Occasion, Text> = {
  'visit-booked': { zh: '预约成功', en: 'Your visit is booked' },
  'visit-moved': { zh: '预约已改期', en: 'Your visit was moved' },
  'visit-cancelled': { zh: '预约已取消', en: 'Your visit was cancelled' },
};

/** What whoever booked a visit is told about it, once for each change. */
export function visitNotice(visit: Visit, section: VisitsSection, kind: Occasion, reason?: string): Notice {
  const { day, from, to } = visit.appointment;
  const when = `${day} ${from}–${to}`;
  const { address } = section;
  const cancelled = {
    zh: `${when} 的预约已取消${reason ? `：${reason}` : ''}。申请照常办理，可随时重新预约。`,
    en: `Your visit on ${when} was cancelled${reason ? `: ${reason}` : ''}. The applications go on, and you can book again.`,
  };
  const comes = {
    zh: `时间：${when}；地点：${address.zh}。请携带清单所列材料原件，清单和改期、取消的规则见预约页面。`,
    en: `When: ${when}. Where: ${address.en}. Please bring the originals on the list; the list and the rules for moving and cancelling are on the page of the visit.`,
  };
  return {
    id: `${kind} ${visit.id} ${visit.version}`,
    to: { subject: visit.bookedBy, ...(visit.email ? { email: visit.email } : {}) },
    kind,
    subject: subjects[kind],
    text: kind === 'visit-cancelled' ? cancelled : comes,
    link: `/visits/${visit.id}`,
    ...(visit.party.kind === 'employer' ? { about: { employerId: visit.party.id } } : {}),
  };
}
