CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  handle varchar(40) NOT NULL,
  plan text NOT NULL DEFAULT 'free',
  trial_ends_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX accounts_handle_idx ON accounts (handle);
