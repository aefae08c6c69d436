return require "std.savings_share".rules()
