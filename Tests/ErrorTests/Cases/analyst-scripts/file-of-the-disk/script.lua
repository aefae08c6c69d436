local shared = require "shared"
return function(portfolio) shared.write(portfolio) end
