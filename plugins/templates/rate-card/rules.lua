--- Claims what each participant achieved, and pays each claim the price of its outcome.
return require "std.rate_card".rules()
