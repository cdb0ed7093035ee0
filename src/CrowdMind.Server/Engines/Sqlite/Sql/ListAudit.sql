SELECT at, actor, role, key_id, address, action, subject
FROM audit
WHERE (@actor IS NULL OR actor = @actor) AND (@action IS NULL OR action = @action)
  AND (@subject IS NULL OR subject = @subject OR substr(subject, 1, length(@subject) + 1) = @subject || '/')
ORDER BY number DESC
LIMIT @limit OFFSET @offset
