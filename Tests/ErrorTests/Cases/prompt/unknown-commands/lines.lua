:statment
:explain one
:explain 9
s:pay("wellbeing_bonus", terms.bonus)
:explain 3
