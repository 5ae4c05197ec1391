import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** What the driver's connection offers to a query of its own making. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(bytes: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/**
 * `COPY … FROM STDIN` as a query of the PostgreSQL driver: thousands of rows without a statement text to be parsed, in the
 * transaction of the entity manager. The driver takes any object with `submit` for a query, and awaits what it hands back.
 */
class CopyIn {
  private readonly outcome: Promise<{ command: string; rowCount: number; rows: [] }>;
  private done!: (outcome: { command: string; rowCount: number; rows: [] }) => void;
  private fail!: (error: Error) => void;
  private rowCount = 0;
  private failed = false;
  private fault: Error | undefined;

  constructor(
    private readonly text: string,
    private readonly parts: Iterable<Buffer>,
  ) {
    this.outcome = new Promise((resolve, reject) => {
      this.done = resolve;
      this.fail = reject;
    });
  }

  submit(connection: CopyConnection): null {
    connection.query(this.text);
    return null;
  }
  handleCopyInResponse(connection: CopyConnection): void {
    // Piece by piece: the database writes what it has while the next is being put together.
    const parts = this.parts[Symbol.iterator]();
    const next = (): void => {
      try {
        const part = this.failed ? undefined : parts.next();
        if (!part || part.done) return connection.endCopyFrom();
        connection.sendCopyFromChunk(part.value);
        setImmediate(next);
      } catch (error) {
        this.fault = error as Error;
        connection.sendCopyFail((error as Error).message);
      }
    };
    next();
  }
  handleCommandComplete({ text }: { text: string }): void {
    this.rowCount = Number(/\d+$/.exec(text)?.[0] ?? 0);
  }
  handleReadyForQuery(): void {
    this.done({ command: 'INSERT', rowCount: this.rowCount, rows: [] });
  }
  handleError(error: Error): void {
    this.failed = true;
    this.fail(this.fault ?? error);
  }

  then<A, B>(resolve: (outcome: { command: string; rowCount: number; rows: [] }) => A, reject?: (error: Error) => B): Promise<A | B> {
    return this.outcome.then(resolve, reject);
  }
}

/** @throws the database's own error, with its code, as any statement does */
export async function copyIn(em: SqlEntityManager, table: string, columns: readonly string[], parts: Iterable<Buffer>): Promise<void> {
  const text = `copy "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) from stdin`;
  const query = { sql: new CopyIn(text, parts), parameters: [], query: { kind: 'RawNode', sqlFragments: [text], parameters: [] }, queryId: { queryId: 'copy' } };
  await em.getKysely().executeQuery(query as never);
}
