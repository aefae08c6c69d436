-- expect: error
select(-10, 1)
