return function(a)
  a:title "Example"
  a:text(a:answer("aim") or "no aim yet")
end
