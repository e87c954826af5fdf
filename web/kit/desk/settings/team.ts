import type { Session } from '../../session';
import type { Source } from './draft';
import { vendorOf } from './drafts';

/** How a vendor's team works. What a newer server adds is handed back as it came. */
export interface TeamSettings {
  visibility: 'all' | 'own';
  unassigned: boolean;
  [more: string]: unknown;
}

export function teamSource(session: Session): Source<TeamSettings> {
  const path = `/v1/vendors/${encodeURIComponent(vendorOf(session))}/team/settings`;
  return {
    load: () => session.api.get<TeamSettings>(path),
    save: settings => session.api.put<TeamSettings>(path, settings),
  };
}
