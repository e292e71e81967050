export { clip, visibleLine, visibleLines } from '../lib/visible.ts';
