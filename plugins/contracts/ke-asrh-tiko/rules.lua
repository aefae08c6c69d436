return require "std.split".rules "funders"
