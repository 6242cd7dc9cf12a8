update people set updated = 1772000000 where id in ('U0ANA', 'U0BEN');
