-- expect: deterministic
emit(('THE (quick) fox'):gsub('%f[%a](%a)(%a*)', '%2%1')) emit(table.concat({('key = value'):match('^(%w+)%s*=%s*(%w+)$')}, '/'))
