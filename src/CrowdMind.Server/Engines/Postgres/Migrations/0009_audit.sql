-- Who did what. Entries are added, and never changed or removed.

CREATE TABLE audit (
  number   bigint       NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  at       timestamptz  NOT NULL,
  actor    text         NOT NULL,
  role     smallint     NOT NULL,
  key_id   uuid,
  address  text,
  action   text         NOT NULL,
  subject  text         NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit is append-only.';
END
$$;

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
