return function(a)
  a:title "Example"
  a:text(a:answer("aims") or "no aim yet")
end
