SELECT count(*) FROM experiments WHERE @status::smallint IS NULL OR status = @status
