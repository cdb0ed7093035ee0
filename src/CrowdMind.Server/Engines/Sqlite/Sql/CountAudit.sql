SELECT count(*)
FROM audit
WHERE (@actor IS NULL OR actor = @actor) AND (@action IS NULL OR action = @action)
  AND (@subject IS NULL OR subject = @subject OR substr(subject, 1, length(@subject) + 1) = @subject || '/')
