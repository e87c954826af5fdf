import type { Session } from '../../session';
import type { Source } from './draft';
import { vendorOf } from './drafts';
import { type HoursBody, type HoursView, hoursBody } from './hours';

export function hoursSource(session: Session): Source<HoursBody> {
  const path = `/v1/vendors/${encodeURIComponent(vendorOf(session))}/hours`;
  return {
    load: async () => {
      const view = await session.api.get<HoursView>(path);
      // Who has published none yet begins with the zone they are in.
      const zone = view.published
        ? view.timeZone
        : Intl.DateTimeFormat().resolvedOptions().timeZone || view.timeZone;
      return hoursBody({ ...view, timeZone: zone });
    },
    save: async hours => hoursBody(await session.api.put<HoursView>(path, hoursBody(hours))),
  };
}
