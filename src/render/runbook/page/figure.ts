import type { Element } from 'hast';
import type { Code } from 'mdast';
import { element } from './elements.ts';

/** A drawing becomes its pictures, a script a block to copy from. A drawing without a picture is told beneath. */
export function figureOrFence(_: unknown, { lang, value, data }: Code): Element[] {
  if (lang === 'mermaid') {
    return data?.pictures === undefined
      ? []
      : [element('figure', { className: ['drawing'] }, data.pictures())];
  }
  const code = element('code', { className: [`language-${lang ?? 'text'}`] }, [
    { type: 'text', value: `${value}\n` },
  ]);
  return [element('div', { className: ['script'] }, [element('pre', {}, [code])])];
}
