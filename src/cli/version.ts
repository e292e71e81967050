import manifest from '../../package.json' with { type: 'json' };

/** Version of Holdpoint. */
export const VERSION: string = manifest.version;
