-- Its deletion waits until the assignment is done; other assignments do not.
SELECT 1 FROM models WHERE id = @modelId FOR SHARE
