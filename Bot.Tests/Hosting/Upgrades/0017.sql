update people set full_name = 'Ana Moreira', handle = 'ana' where id = 'U0ANA';
update people set full_name = 'Chloé Laurent-Ó Briain' where id = 'U0CHLOE';
