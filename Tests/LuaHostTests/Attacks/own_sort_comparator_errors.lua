-- expect: error
table.sort({3, 2, 1}, function(a, b) error('no') end)
