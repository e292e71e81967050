interface Found {
  readonly rule: string;
  readonly severity: string;
}

interface Reviewed {
  readonly projects: readonly {
    readonly findings: readonly Found[];
    readonly migrations: readonly {
      readonly findings: readonly Found[];
      readonly statements: readonly { readonly findings: readonly Found[] }[];
    }[];
  }[];
}

/** All findings of a report in JSON: those of projects, of migrations and of statements. */
export function findingsIn(report: string): readonly Found[] {
  const { projects } = JSON.parse(report) as Reviewed;
  return projects.flatMap(({ findings, migrations }) => [
    ...findings,
    ...migrations.flatMap((migration) => [
      ...migration.findings,
      ...migration.statements.flatMap((statement) => statement.findings),
    ]),
  ]);
}
