import { ask, roleOf, takeToken } from './ask';
import { ConsoleTongue } from './tongue';

/** Who is here: their language, what their role may, and their way to the server. */
export class Operator {
  readonly tongue = new ConsoleTongue();
  readonly token = takeToken();
  readonly acting = roleOf(this.token);

  /** Whether they may read what people wrote, where a case or a grant lets them. */
  get mayRead(): boolean {
    return this.acting === 'moderator' || this.acting === 'mediator';
  }

  readonly call = <T>(method: string, path: string, body?: unknown): Promise<T> =>
    ask<T>(this.token ?? '', method, path, body);
}
