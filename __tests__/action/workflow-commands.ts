/** A command that the runner would carry out. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Names that the runner knows; `##[…]` is its old form, found anywhere in a line. */
const OLD_FORM = /##\[([a-z-]+)\s*([^\]]*)\](.*)$/;
const FORM = /^\s*::([a-z-]+)(?:\s+([^:]*(?::[^:]+)*?))?::(.*)$/;

/** Reads a step's output as the runner does: commands count unless they are stopped. */
export function workflowCommands(output: string): readonly WorkflowCommand[] {
  const commands: WorkflowCommand[] = [];
  let resume: string | null = null;
  for (const line of output.split('\n')) {
    if (resume !== null) {
      if (line.trim() === `::${resume}::`) resume = null;
      continue;
    }
    const [, name, properties, message] = FORM.exec(line) ?? OLD_FORM.exec(line) ?? [];
    if (name === undefined) continue;
    if (name === 'stop-commands') resume = message ?? '';
    else commands.push({ name, properties: propertiesOf(properties ?? ''), message: decoded(message ?? '') });
  }
  return commands;
}

function propertiesOf(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.includes('='));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), decoded(pair.slice(at + 1))];
    }),
  );
}

function decoded(text: string): string {
  const codes: Readonly<Record<string, string>> = {
    '%0D': '\r',
    '%0A': '\n',
    '%3A': ':',
    '%2C': ',',
    '%25': '%',
  };
  return text.replace(/%(0D|0A|3A|2C|25)/g, (code) => codes[code] ?? code);
}
