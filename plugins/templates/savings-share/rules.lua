--- Pays a share of what was saved; a loss is worth nothing.
return require "std.savings_share".rules()
