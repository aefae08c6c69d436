--- Pays the bonus where its condition holds.
return require "std.bonus".rules()
