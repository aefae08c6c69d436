--- Shares out what each party received by the [[waterfall]] of the contract, where it declares one.
local waterfall = {}

function waterfall.distribute(d) d:waterfall() end

return waterfall
