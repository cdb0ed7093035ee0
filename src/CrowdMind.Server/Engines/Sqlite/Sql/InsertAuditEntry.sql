INSERT INTO audit (at, actor, role, key_id, address, action, subject)
VALUES (@at, @actor, @role, @keyId, @address, @action, @subject)
