/** The engine stopped answering; only a rewind or a new process helps. */
export class EngineGone extends Error {}
