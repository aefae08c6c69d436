-- expect: deterministic
emit(tostring(nil) .. tostring(1e100) .. tostring(-0.0) .. tostring(emit) .. tostring(col) .. tostring(pairs({})) .. tostring(('x'):gmatch('x')))
