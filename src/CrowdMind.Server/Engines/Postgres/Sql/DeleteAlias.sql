DELETE FROM model_aliases WHERE name = @name AND alias = @alias
