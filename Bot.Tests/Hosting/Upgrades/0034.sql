insert into away (began, ended) values (1772470000000, 1772473600000);
