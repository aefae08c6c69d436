--- Pays what the results come to together.
return require "std.netting".rules()
