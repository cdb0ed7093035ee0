SELECT count(*) FROM experiments WHERE @status IS NULL OR status = @status
