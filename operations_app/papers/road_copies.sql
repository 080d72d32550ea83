-- one row per copy that a paper lists, with its title and the condition in which it was last taken back until the paper
SELECT l.copy_id, c.copy_no, t.title, t.author,
    (SELECT m.condition FROM copy_moves AS m
     WHERE m.copy_id = l.copy_id AND m.condition IS NOT NULL AND m.txid <= l.txid ORDER BY m.txid DESC LIMIT 1) AS condition
FROM document_copies AS l
JOIN (SELECT copy_id, arg_max(copy_no, txid) AS copy_no, arg_max(title_id, txid) AS title_id FROM copies GROUP BY copy_id) AS c
    ON c.copy_id = l.copy_id
JOIN (SELECT title_id, arg_max(title, txid) AS title, arg_max(author, txid) AS author FROM titles GROUP BY title_id) AS t
    ON t.title_id = c.title_id
WHERE l.document_id = $document
ORDER BY t.title, c.copy_no
