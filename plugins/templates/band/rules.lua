--- Pays what lies on the line between the two points that the result is between.
return require "std.band".rules()
