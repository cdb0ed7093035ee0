-- Where a reaction's publisher stood in its trace (W3C Trace Context), as text; null for most.
ALTER TABLE events ADD COLUMN traceparent TEXT;
