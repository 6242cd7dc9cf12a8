update notices set returned_at = 1772450000000 where id = 1;
