local bonus = terms.bonus
bonus + soc.money "1.00"
bonus + 1
s:evaluate "wellbing"
terms.bonuss
1 +* 2
function twice(x)
  return x:times(2)
end
twice(bonus)
people()
