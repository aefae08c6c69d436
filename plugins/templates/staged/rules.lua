--- Claims what stages each participant reached, and pays each its share of the price.
return require "std.staged".rules()
