import { composer } from './composer';
import { frame } from './frame';
import { list } from './list';
import { menu } from './menu';
import { thread } from './thread';
import { tokens } from './tokens';

export const sheets = [tokens, frame, list, thread, composer, menu];
