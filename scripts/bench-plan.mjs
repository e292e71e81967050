/** A change of ten statements that hurt, of which a plan proves the series: what that adds to a review. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SHOP = `CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL, phone text, legacy_flag boolean, rating integer);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL, total numeric(10, 2) NOT NULL, state text, note text);
CREATE TABLE order_lines (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), amount integer NOT NULL, sku text);
`;

const CHANGE = `ALTER TABLE customers RENAME COLUMN email TO email_address;
ALTER TABLE customers ALTER COLUMN rating TYPE bigint;
ALTER TABLE customers DROP COLUMN legacy_flag;
ALTER TABLE customers ADD CONSTRAINT customers_phone_key UNIQUE (phone);
ALTER TABLE orders ALTER COLUMN total TYPE numeric(14, 2);
ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);
CREATE INDEX orders_note ON orders (note);
ALTER TABLE order_lines RENAME COLUMN amount TO quantity;
ALTER TABLE order_lines ADD CONSTRAINT order_lines_sku CHECK (length(sku) > 0);
`;

/** What the plan leaves with: a series that is proved, of a change that destroys a column; without one it is a no-go. */
export const HELD = 2;

/** Makes the folder of migrations; gives its path. */
export async function hurtfulChange(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '0001_shop.sql'), SHOP);
  await writeFile(join(folder, '0002_clean_up.sql'), CHANGE);
  return folder;
}
