return function(a)
  a:title "Example"
  a:inequality { measure = "completion", bye = "group" }
end
