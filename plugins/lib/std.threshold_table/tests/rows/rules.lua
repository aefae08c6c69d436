return require "std.threshold_table".rules()
