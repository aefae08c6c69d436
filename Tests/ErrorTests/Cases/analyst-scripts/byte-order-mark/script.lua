return function(portfolio) portfolio:title "Jobs" end
