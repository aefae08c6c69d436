return require "std.netting".rules()
