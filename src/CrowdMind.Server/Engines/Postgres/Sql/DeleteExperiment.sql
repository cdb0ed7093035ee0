DELETE FROM experiments WHERE number = @number
