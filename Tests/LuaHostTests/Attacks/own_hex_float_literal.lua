-- expect: deterministic
emit(('%a %q %.17g'):format(0.1, 0.1, 0.1) .. ' ' .. tostring(0x1p-3) .. ' ' .. tostring(1e15) .. ' ' .. tostring(2^63))
