s.terms.bonus
:statement
