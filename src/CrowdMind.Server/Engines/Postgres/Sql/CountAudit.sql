SELECT count(*)
FROM audit
WHERE (@actor::text IS NULL OR actor = @actor) AND (@action::text IS NULL OR action = @action)
  AND (@subject::text IS NULL OR subject = @subject OR starts_with(subject, @subject || '/'))
