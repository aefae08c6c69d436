--- Claims what was counted, and shares the sum out between the payers.
return require "std.split".rules "payers"
