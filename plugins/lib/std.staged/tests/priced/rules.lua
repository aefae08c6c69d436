return require "std.staged".rules()
