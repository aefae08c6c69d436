return function(portfolio) portfolio:text "x" end
