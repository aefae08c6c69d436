return require "std.referral_shortfall".rules()
