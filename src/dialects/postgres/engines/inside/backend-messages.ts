/** One message of the server: its type letter and body. https://www.postgresql.org/docs/current/protocol-message-formats.html */
export interface BackendMessage {
  readonly type: string;
  readonly body: Buffer;
}

/** Cuts the server's byte stream into messages; a message may arrive in several pieces. */
export class MessageCutter {
  #rest: Buffer = Buffer.alloc(0);

  *cut(piece: Uint8Array): Generator<BackendMessage> {
    const bytes = this.#rest.length === 0 ? Buffer.from(piece) : Buffer.concat([this.#rest, piece]);
    let at = 0;
    while (at + 5 <= bytes.length) {
      const end = at + 1 + bytes.readUInt32BE(at + 1);
      if (end > bytes.length) break;
      yield { type: String.fromCharCode(bytes.readUInt8(at)), body: bytes.subarray(at + 5, end) };
      at = end;
    }
    this.#rest = bytes.subarray(at);
  }
}

/** Names of the columns in a RowDescription. */
export function columnsOf(body: Buffer): readonly string[] {
  const columns: string[] = [];
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left--) {
    const end = body.indexOf(0, at);
    columns.push(body.toString('utf8', at, end));
    at = end + 19;
  }
  return columns;
}

/** Values of a DataRow, as text. */
export function valuesOf(body: Buffer): (string | null)[] {
  const values: (string | null)[] = [];
  let at = 2;
  for (let left = body.readUInt16BE(0); left > 0; left--) {
    const length = body.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : body.toString('utf8', at, at + length));
    at += Math.max(length, 0);
  }
  return values;
}

/** Fields of an ErrorResponse or NoticeResponse by their letter. */
export function fieldsOf(body: Buffer): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (let at = 0; body[at] !== 0 && at < body.length;) {
    const end = body.indexOf(0, at);
    fields.set(String.fromCharCode(body.readUInt8(at)), body.toString('utf8', at + 1, end));
    at = end + 1;
  }
  return fields;
}

/**
 * A Query message. After a text that may copy from the client, which has no data to give, follows a CopyFail; the
 * server ignores it when nobody waits for data.
 */
export function queryMessage(sql: string): Uint8Array {
  const query = textMessage('Q', sql);
  return /\bstdin\b/i.test(sql) ? Buffer.concat([query, textMessage('f', CANNOT_COPY)]) : query;
}

/** Told to a statement that wants rows from the client. */
export const CANNOT_COPY = 'the rows that follow the statement are not rehearsed';

function textMessage(type: string, text: string): Buffer {
  const length = Buffer.byteLength(text);
  const message = Buffer.alloc(length + 6);
  message.write(type);
  message.writeUInt32BE(length + 5, 1);
  message.write(text, 5);
  return message;
}
