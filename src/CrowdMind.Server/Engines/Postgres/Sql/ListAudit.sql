SELECT at, actor, role, key_id, address, action, subject
FROM audit
WHERE (@actor::text IS NULL OR actor = @actor) AND (@action::text IS NULL OR action = @action)
  AND (@subject::text IS NULL OR subject = @subject OR starts_with(subject, @subject || '/'))
ORDER BY number DESC
LIMIT @limit OFFSET @offset
