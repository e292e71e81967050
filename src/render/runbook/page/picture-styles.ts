/** Colors of the pictures; shape and words say the same, so that nobody needs the colors. */
export const PICTURE_STYLES = `
:root { --preparation: #818b98; --expand: #2da44e; --migrate: #218bff; --switch: #8250df; --bake: #d4a72c; --contract: #cf222e; --action: #ddf4ff; }
@media (prefers-color-scheme: dark) { :root { --preparation: #656c76; --expand: #2ea043; --migrate: #1f6feb; --switch: #8957e5; --bake: #9e6a03; --contract: #da3633; --action: #121d2f; } }
figure { margin: 1rem 0; } svg { max-width: 100%; height: auto; } svg.wide { display: block; } svg.narrow { display: none; }
svg text { fill: var(--ink); font-family: inherit; } svg .head { font-size: 14px; font-weight: 600; } svg .words { font-size: 13px; } svg .tick { fill: var(--soft); font-size: 12px; } svg .answer { fill: var(--accent); font-size: 13px; font-weight: 600; }
svg .grid { stroke: var(--line); stroke-width: 1; } svg .edge { fill: none; stroke: var(--soft); stroke-width: 1.5; }
svg .question { fill: var(--wash); stroke: var(--line); } svg .action { fill: var(--action); stroke: var(--accent); }
svg .preparation { fill: var(--preparation); } svg .expand { fill: var(--expand); } svg .migrate { fill: var(--migrate); } svg .switch { fill: var(--switch); } svg .bake { fill: var(--bake); } svg .contract { fill: var(--contract); }
svg .gate { fill: var(--paper); stroke: var(--ink); stroke-width: 2; } figcaption { color: var(--soft); font-size: .85rem; }
@media (max-width: 40rem) { svg.wide { display: none; } svg.narrow { display: block; } }
`;
