SELECT heads, times, draft_seqs, draft_times, refused, reasons, culprits
FROM append_reactions($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
