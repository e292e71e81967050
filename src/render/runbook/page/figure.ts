import type { Element } from 'hast';
import type { Code } from 'mdast';
import { element } from './elements.ts';

/** Lines of a script that stay together on paper; a longer one goes on, on the next page. */
const MOST_TOGETHER = 18;

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
  const isLong = value.split('\n').length > MOST_TOGETHER;
  return [
    element('div', { className: isLong ? ['script', 'long'] : ['script'] }, [element('pre', {}, [code])]),
  ];
}
