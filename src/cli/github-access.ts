/** Where a GitHub answers and with which token it is asked. */
export interface GitHubAccess {
  /** `https://api.github.com`, or an Enterprise Server's with its `/api/v3`. */
  readonly apiUrl: string;
  /** Empty for none: public repositories can be read without. */
  readonly token: string;
}

const PUBLIC = 'github.com';
const OWN = ['GH_TOKEN', 'GITHUB_TOKEN'];
const ENTERPRISE = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];

/**
 * Finds the API of a host and the token for it. A token goes only to the host that it is meant for: GITHUB_TOKEN and
 * GH_TOKEN to github.com, and to an Enterprise Server where GITHUB_API_URL, GITHUB_SERVER_URL or GH_HOST names it;
 * GH_ENTERPRISE_TOKEN to any Enterprise Server.
 * https://cli.github.com/manual/gh_help_environment
 *
 * @param host null for the one that the environment names, else github.com.
 */
export function githubAccess(host: string | null, environment: NodeJS.ProcessEnv): GitHubAccess {
  const usual = usualHost(environment);
  const wanted = host ?? usual;
  const api = wanted === usual ? first(environment, ['GITHUB_API_URL']) : '';
  const own = wanted === usual || isPublic(wanted) ? OWN : [];
  const enterprise = isPublic(wanted) ? [] : ENTERPRISE;
  return { apiUrl: api === '' ? apiOf(wanted) : api, token: first(environment, [...own, ...enterprise]) };
}

/** The first variable that says something; empty when none does. */
function first(environment: NodeJS.ProcessEnv, names: readonly string[]): string {
  return names.map((name) => environment[name] ?? '').find((value) => value !== '') ?? '';
}

/** The host that the environment is about. */
function usualHost(environment: NodeJS.ProcessEnv): string {
  const { GITHUB_SERVER_URL: server = '', GITHUB_API_URL: api = '', GH_HOST: named = '' } = environment;
  if (server !== '') return hostOf(server);
  if (api !== '') return hostOf(api).replace(/^api\./, '');
  return named === '' ? PUBLIC : named;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** github.com, and the sub-domains of GitHub with data residency. */
function isPublic(host: string): boolean {
  return host === PUBLIC || host.endsWith('.ghe.com');
}

/** https://docs.github.com/enterprise-server/rest/using-the-rest-api/getting-started-with-the-rest-api */
function apiOf(host: string): string {
  return isPublic(host) ? `https://api.${host}` : `https://${host}/api/v3`;
}
