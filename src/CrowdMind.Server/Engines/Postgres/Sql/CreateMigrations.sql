CREATE TABLE crowdmind_migrations (
  version     integer      NOT NULL PRIMARY KEY,
  applied_at  timestamptz  NOT NULL DEFAULT now()
)
