--- Pays for each month of the contract, where the condition holds.
return require "std.standing_charge".rules()
