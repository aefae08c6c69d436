--- Pays the sum of the hardest threshold that was reached.
return require "std.threshold_table".rules()
