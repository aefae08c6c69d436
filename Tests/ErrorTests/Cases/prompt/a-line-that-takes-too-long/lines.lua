x = 1
while true do end
x
