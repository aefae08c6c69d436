-- expect: error
for first, chunk in col:chunks(0) do end
